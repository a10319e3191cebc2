/** Which bundles have compiled, by content: in files, since a process lives shorter than a component stays as it is. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bundle } from './compile.ts';

const folder = fileURLToPath(new URL('../../.cache/sound-components', import.meta.url));
const kept = 4096;

/** What decides beside the bundle: the compiler with all it is made of, and how it is asked. */
function judge(): string {
  const hash = createHash('sha256');
  for (const file of ['../../package-lock.json', './compile-worker.ts']) {
    hash.update(readFileSync(new URL(file, import.meta.url)));
  }
  return hash.digest('hex');
}

let judgedBy: string | undefined;

function fileOf(bundle: Bundle): string {
  judgedBy ??= judge();
  return join(folder, createHash('sha256').update(judgedBy).update(JSON.stringify(bundle)).digest('hex'));
}

export const isSound = (bundle: Bundle): boolean => existsSync(fileOf(bundle));

/** An empty file each; when there are too many all go, which costs one compilation. */
export function keepSound(bundles: readonly Bundle[]): void {
  mkdirSync(folder, { recursive: true });
  const before = readdirSync(folder);
  if (before.length > kept) for (const name of before) rmSync(join(folder, name), { force: true });
  for (const bundle of bundles) writeFileSync(fileOf(bundle), '');
}
