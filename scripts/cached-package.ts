/** The deploy package of `force-app` as a file, built again only when something that goes into it has changed. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(project, '.cache', 'package');

const ingredients = [
  'force-app/**/*',
  'scripts/package/*',
  'scripts/lwc-types.ts',
  'sfdx-project.json',
  '.forceignore',
  'package-lock.json',
];

function contentHash(): string {
  const hash = createHash('sha256');
  const files = ingredients.flatMap((pattern) => globSync(pattern, { cwd: project, withFileTypes: true }));
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort()) hash.update(path.slice(project.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex').slice(0, 32);
}

/** Path of the zip. Several processes may ask at once: each builds at most once and the file appears whole. */
export async function cachedPackage(): Promise<string> {
  const path = join(folder, `${contentHash()}.zip`);
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
