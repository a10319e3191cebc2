/** Puts what deploys, and nothing else, into a folder of its own: metadata and compiled components, no TypeScript, no tests. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileComponents } from './compile-components.ts';

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
