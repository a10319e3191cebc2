/** Rows of ours that a statement needs: few as a parameter, many as a table that is loaded for it. */
import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Engine, Purpose } from './engine.ts';
import { idOf, tableOf } from './tables.ts';
import { discardWork } from './work.ts';

export type GivenRow = Readonly<Record<string, string | null>>;

export interface Given {
  /** Name of the table, used by one run at a time. */
  readonly table: string;
  /** Folder for the file that is loaded. */
  readonly dir: string;
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly GivenRow[]>;
  readonly purpose: Purpose;
}

/** Lends the work a table of text columns with the rows; undefined when there are none. */
export async function withLoaded<T>(
  engine: Engine,
  { table, dir, columns, pages, purpose }: Given,
  work: (loaded: string | undefined) => Promise<T>,
): Promise<T> {
  const file = join(dir, `${table}.json`);
  try {
    const rows = await writeLines(pages, file);
    if (rows === 0) return await work(undefined);
    const typed = columns.map((column) => ({ name: column, type: 'STRING' }));
    await engine.load(idOf('work', table), typed, file, purpose);
  } finally {
    rmSync(file, { force: true });
  }
  try {
    return await work(tableOf(engine, 'work', table));
  } finally {
    await discardWork(engine, table);
  }
}

async function writeLines(pages: Given['pages'], file: string): Promise<number> {
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const page of pages) {
      rows += page.length;
      yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
  }
  await pipeline(lines, createWriteStream(file));
  return rows;
}
