/** Paths in todoku.yml stay within the project: a project that somebody hands over does not read the machine it runs on. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';

/** Whether the path, from the folder, ends within it once links are followed; what is not there yet counts by its name. */
export function isInside(folder: string, path: string): boolean {
  return isBelow(folder, resolve(folder, path)) && isBelow(real(folder), real(resolve(folder, path)));
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

/** Of the part that is there. */
function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(real(parent), basename(path));
}
