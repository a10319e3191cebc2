/** Names of the built layers in the cache folder. Loads none of the build tools, so a warm start is cheap. */
import { createHash, type Hash } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundleFiles } from './deployed.ts';

/** Module name → file below the base layer's folder. */
export type ImportMap = Readonly<Record<string, string>>;

const require = createRequire(import.meta.url);
const buildFolder = fileURLToPath(new URL('.', import.meta.url));
const pagesFolder = fileURLToPath(new URL('..', import.meta.url));
const packages = [
  'lightning-base-components',
  '@lwc/rollup-plugin',
  '@lwc/engine-dom',
  '@lwc/synthetic-shadow',
  'rollup',
];
const keptApps = 8;

const name = (kind: string, hash: Hash): string => `${kind}-${hash.digest('hex').slice(0, 16)}`;

/** Changes whenever the base layer would: packages, compiler options or the text of the plugins. */
export function baseName(): string {
  const hash = createHash('sha256');
  for (const item of packages) {
    const { version } = require(`${item}/package.json`) as { version: string };
    hash.update(`${item}@${version}\n`);
  }
  for (const file of ['base-layer.ts', 'scoped.ts']) hash.update(readFileSync(join(buildFolder, file)));
  return name('base', hash);
}

/** Changes with the deployed components, the host's own sources and the base layer. */
export function appName(base: string, files: BundleFiles, placeable: readonly string[]): string {
  const hash = createHash('sha256').update(`${base}\n${placeable.join(' ')}\n`);
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${path}\0${text}\0`);
  for (const file of globSync('{browser,build}/**/*.{ts,html,css}', { cwd: pagesFolder }).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(pagesFolder, file)));
  }
  return name('app', hash);
}

/** Builds into a draft folder and moves it into place, so that nobody ever sees half a layer. */
export async function fill(folder: string, build: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const draft = mkdtempSync(`${folder}.draft-`);
  try {
    await build(draft);
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // another process finished the same layer first
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Removes app layers nobody has built lately; base layers are few and dear. */
export function prune(cacheFolder: string): void {
  const apps = readdirSync(cacheFolder).filter((entry) => /^app-\w+$/.test(entry));
  const newestFirst = apps
    .map((entry) => ({ folder: join(cacheFolder, entry), time: statSync(join(cacheFolder, entry)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { folder } of newestFirst.slice(keptApps)) rmSync(folder, { recursive: true, force: true });
}

export function importsOf(baseFolder: string): ImportMap {
  return JSON.parse(readFileSync(join(baseFolder, 'imports.json'), 'utf8')) as ImportMap; // written by base-layer.ts
}
