/** The scripts of the Lightning components from their TypeScript, kept until something that decides about them changes. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../server/faults.ts';
import { contentHash } from '../content-hash.ts';
import { metadataFolder } from './source.ts';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const shelf = join(project, '.cache', 'component-scripts');
const settings = join(metadataFolder, 'lwc', 'tsconfig.build.json');

/** What the compiler reads: the sources, the names that the metadata gives them, and itself. */
const ingredients = [
  `${metadataFolder}/{lwc,labels,objects}/**/*`,
  'types/lwc/**/*',
  'scripts/lwc-types.ts',
  'scripts/package/compile-components.ts',
  'package-lock.json',
];

function run(script: string, args: readonly string[], next: string): void {
  const done = spawnSync(process.execPath, [join(project, script), ...args], { cwd: project, encoding: 'utf8' });
  if (done.status === 0) return;
  const said = `${done.stdout}${done.stderr}`.trim();
  throw new Fault('setup', 'components_do_not_compile', `${script} failed: ${said}`, { next, place: metadataFolder });
}

/** Only what compiled is kept. Several processes may ask at once: the folder appears whole, and the first one stays. */
function compile(kept: string): void {
  mkdirSync(shelf, { recursive: true });
  const draft = mkdtempSync(`${kept}.`);
  try {
    run('scripts/lwc-types.ts', [], 'Repair the bundle or label that it names.');
    const args = ['-p', settings, '--outDir', draft];
    run('node_modules/typescript/bin/tsc', args, 'Mend the type errors, then try again.');
    renameSync(draft, kept);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
  const finished = globSync('*', { cwd: shelf, exclude: ['*.*', basename(kept)] });
  for (const old of finished) rmSync(join(shelf, old), { recursive: true, force: true });
}

/**
 * Puts the scripts into `folder`, beside their templates. Nothing is written into the source tree, so no stale script
 * can ever be deployed. Throws a Fault with the compiler's words.
 */
export function compileComponents(folder: string): void {
  if (!existsSync(join(project, settings))) return;
  const kept = join(shelf, contentHash(ingredients));
  if (!existsSync(kept)) compile(kept);
  cpSync(kept, folder, { recursive: true });
}
