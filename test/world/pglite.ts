/**
 * PGlite as its initdb leaves it, unpacked from a file in `.cache` in a tenth of the time that initdb takes. That a
 * service makes its folder itself is shown where nothing was prepared (`test/server/schedule/boss.test.ts`).
 */
import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const root = fileURLToPath(new URL('../../', import.meta.url));

function versionOfPglite(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json'), 'utf8'),
  );
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error('The package of PGlite names no version.');
}

/** Several processes may ask at once: the file appears whole. */
async function prepared(): Promise<Blob> {
  const path = join(root, '.cache', 'pglite', `${versionOfPglite()}.tar`);
  if (existsSync(path)) return openAsBlob(path);
  const made = await PGlite.create('memory://');
  const data = await made.dumpDataDir('none');
  await made.close();
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, await data.bytes());
  renameSync(unfinished, path);
  return data;
}

export async function pgliteInMemory(): Promise<PGlite> {
  return PGlite.create({ dataDir: 'memory://', loadDataDir: await prepared() });
}

/** Writes the data folder of an empty database. */
export async function writePgliteFolder(folder: string): Promise<void> {
  const pglite = await PGlite.create({ dataDir: folder, loadDataDir: await prepared() });
  await pglite.close();
}
