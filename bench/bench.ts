/** The front door of the benches: what one is, which there are, and how their figures are laid out. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export { memoryOf, watchMemory, type MemoryWatch } from './memory.ts';
export { table } from './table.ts';

/** One line of the table; what a bench does not know stays out. */
export interface Figure {
  readonly what: string;
  readonly rows?: number;
  readonly seconds?: number;
  /** Most memory that the measured process held at once, in MB (2^20 bytes). */
  readonly peakMb?: number;
  /** How many times as good as the line it is compared with, and which that is: `3.2 × of jsforce`. */
  readonly ratio?: string;
}

/** Told how far a long bench is; shown on standard error. */
export type Say = (text: string) => void;

/**
 * A file in this folder is a bench when it exports the two: `measures`, one or two sentences on what is measured and
 * how, and `run`. Its name is the file's.
 */
export interface Bench {
  readonly name: string;
  readonly measures: string;
  readonly run: (say: Say) => Promise<readonly Figure[]>;
}

const folder = dirname(fileURLToPath(import.meta.url));

function benchOf(name: string, loaded: object): Bench | undefined {
  if (!('measures' in loaded) || !('run' in loaded)) return undefined;
  const { measures, run } = loaded;
  if (typeof measures !== 'string' || typeof run !== 'function') return undefined;
  return { name, measures, run: run as Bench['run'] }; // the type is checked where the file declares it
}

/** Every bench of the folder by name. Loading one measures nothing. */
export async function benches(): Promise<readonly Bench[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const loaded = files.sort().map(async (file) => {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as object; // a namespace
    return benchOf(basename(file, '.ts'), module);
  });
  return (await Promise.all(loaded)).filter((bench) => bench !== undefined);
}
