/** Rows of ours that a statement needs, put into a table page by page: none of them is held here. */
import type { Duck } from './duck.ts';
import { given } from './sql.ts';

export type GivenRow = Readonly<Record<string, string | null>>;

const name = '_given';

/** Gives `work` the name of a table with the rows, its columns text; it is gone afterwards. One at a time. */
export async function withGiven<T>(
  duck: Duck,
  columns: readonly string[],
  pages: AsyncIterable<readonly GivenRow[]>,
  work: (table: string) => Promise<T>,
): Promise<T> {
  const typed = columns.map((column) => `"${column}" VARCHAR`).join(', ');
  await duck.run(`CREATE OR REPLACE TEMP TABLE ${name} (${typed})`);
  try {
    for await (const page of pages) {
      await duck.run(`INSERT INTO ${name} SELECT * FROM ${given(columns)}`, { rows: JSON.stringify(page) });
    }
    return await work(name);
  } finally {
    await duck.run(`DROP TABLE ${name}`);
  }
}
