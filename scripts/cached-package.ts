/** The deploy package of `force-app` as a file, built again only when something that goes into it has changed. */
import { existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentHash } from './content-hash.ts';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(project, '.cache', 'package');

/** What goes into the package. */
export const ingredients = [
  'force-app/**/*',
  'scripts/package/*',
  'scripts/lwc-types.ts',
  'sfdx-project.json',
  '.forceignore',
  'package-lock.json',
];

/** Path of the zip. Several processes may ask at once: each builds at most once and the file appears whole. */
export async function cachedPackage(): Promise<string> {
  const path = join(folder, `${contentHash(ingredients)}.zip`);
  if (existsSync(path)) return path;
  const { buildPackage } = await import('./package/package.ts'); // a second to load, and most starts do not build
  const { zip } = await buildPackage();
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, zip);
  renameSync(unfinished, path);
  for (const old of globSync('*.zip', { cwd: folder })) {
    if (join(folder, old) !== path) rmSync(join(folder, old), { force: true });
  }
  return path;
}
