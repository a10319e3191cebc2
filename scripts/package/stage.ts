/** Puts what deploys, and nothing else, into a folder of its own: metadata and compiled components, no TypeScript, no tests. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../server/faults.ts';
import { metadataFolder } from './source.ts';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface StagedPackage extends Disposable {
  /** Holds `sfdx-project.json` and `force-app/`, so that the Salesforce CLI can deploy from it as well. */
  readonly folder: string;
}

/** Sources of the components stay behind: TypeScript, whatever an editor compiled beside it, tests and settings. */
function deploys(path: string): boolean {
  const name = basename(path);
  if (name === '__tests__' || name.startsWith('.')) return false;
  if (/^(tsconfig(\..+)?|jsconfig)\.json$/.test(name)) return false;
  return !(/\.(ts|js)$/.test(name) && dirname(dirname(path)).endsWith(join('default', 'lwc')));
}

function run(script: string, args: readonly string[], next: string): void {
  const done = spawnSync(process.execPath, [join(project, script), ...args], { cwd: project, encoding: 'utf8' });
  if (done.status === 0) return;
  const said = `${done.stdout}${done.stderr}`.trim();
  throw new Fault('setup', 'components_do_not_compile', `${script} failed: ${said}`, { next, place: metadataFolder });
}

/**
 * Compiles the Lightning components from their TypeScript into `folder`, beside their templates. Nothing is written
 * into the source tree, so no stale script can ever be deployed. Throws a Fault with the compiler's words.
 */
function compileComponents(folder: string): void {
  const settings = join(metadataFolder, 'lwc', 'tsconfig.build.json');
  if (!existsSync(join(project, settings))) return;
  run('scripts/lwc-types.ts', [], 'Repair the bundle or label that it names.');
  const args = ['-p', settings, '--outDir', folder];
  run('node_modules/typescript/bin/tsc', args, 'Mend the type errors, then try again.');
}

/** Removed again when it is disposed of (`using staged = stagePackage()`). */
export function stagePackage(): StagedPackage {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-package-'));
  const dispose = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const name of ['sfdx-project.json', '.forceignore']) cpSync(join(project, name), join(folder, name));
    cpSync(join(project, 'force-app'), join(folder, 'force-app'), { recursive: true, filter: deploys });
    compileComponents(folder);
  } catch (error) {
    dispose();
    throw error;
  }
  return { folder, [Symbol.dispose]: dispose };
}
