/** Agencies as files, made once an hour for a version of what they are made of; whoever wants one works on a copy. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ingredients as ofPackage } from '../cached-package.ts';
import { contentHash } from '../content-hash.ts';

const shelf = fileURLToPath(new URL('../../.cache/agency', import.meta.url));
const HOUR_MS = 3_600_000;

const ingredients = [...ofPackage, '{local-org,server,models,syncs,scripts/demo,scripts/sample}/**/*', 'todoku.yml'];

/** A new hour is a new name: no copy is older than that, and none is of another day, whatever the time zone. */
function nameOf(kind: string): string {
  const hour = Math.floor(Date.now() / HOUR_MS);
  return `${kind}-${contentHash(ingredients)}-${hour}`;
}

/** Fills `into`. Several processes may ask at once: each makes at most one, and what is copied is whole. */
export async function copyKept(kind: string, into: string, make: (folder: string) => Promise<void>): Promise<void> {
  const kept = join(shelf, nameOf(kind));
  if (!existsSync(kept)) {
    await mkdir(dirname(kept), { recursive: true });
    await clear();
    await fill(kept, make);
  }
  await cp(kept, into, { recursive: true, preserveTimestamps: true }); // the age of the raw tables is that of the numbers
}

async function fill(kept: string, make: (folder: string) => Promise<void>): Promise<void> {
  const draft = await mkdtemp(`${kept}.draft-`);
  try {
    await make(draft);
    await rename(draft, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error; // another process finished the same agency first
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes what nobody can be making or copying any more. */
async function clear(): Promise<void> {
  for (const entry of await readdir(shelf)) {
    const path = join(shelf, entry);
    const made = await stat(path).catch(() => undefined); // another process may be clearing, too
    if (made !== undefined && Date.now() - made.mtimeMs > 2 * HOUR_MS) await rm(path, { recursive: true, force: true });
  }
}
