/** Rows of ours that a statement needs: few as a parameter, many as a table that is loaded for it. */
import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Engine, Purpose } from './engine.ts';
import { idOf, tableOf } from './tables.ts';

export type GivenRow = Readonly<Record<string, string | null>>;

/** Loads the rows into a table of text columns; undefined when there are none. Its name is used by one run at a time. */
export async function loaded(
  engine: Engine,
  dir: string,
  table: string,
  columns: readonly string[],
  pages: AsyncIterable<readonly GivenRow[]>,
  purpose: Purpose,
): Promise<string | undefined> {
  const file = join(dir, `${table}.json`);
  const out = createWriteStream(file);
  let rows = 0;
  for await (const page of pages) {
    rows += page.length;
    const isReady = out.write(page.map((row) => `${JSON.stringify(row)}\n`).join(''));
    if (!isReady) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  try {
    if (rows === 0) return undefined;
    const typed = columns.map((column) => ({ name: column, type: 'STRING' }));
    await engine.load(idOf('work', table), typed, file, purpose);
    return tableOf(engine, 'work', table);
  } finally {
    rmSync(file, { force: true });
  }
}
