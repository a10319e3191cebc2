/** What people have entered that a draft would put other values over: `todoku.overwritten`. */
import type { MappedSync, Overwritten } from '../../model/model.ts';
import type { Entered } from '../entered.ts';
import { enteredQuery, overwrittenColumns, overwrittenRows, toEntered, toOverwritten } from '../entered.ts';
import type { Draft } from '../warehouse.ts';
import type { Duck } from './duck.ts';
import { given, table, words } from './sql.ts';

export async function entered(duck: Duck, mapped: MappedSync, draft: Draft): Promise<readonly Entered[]> {
  const sync = mapped.sync.name;
  const tables = { draft: table(draft, sync), state: table('state', sync), extract: table('extract', sync) };
  return (await duck.rows(enteredQuery(mapped, tables, words))).flatMap((row) => toEntered(mapped, row));
}

export async function keep(duck: Duck, run: string, sync: string, values: readonly Overwritten[]): Promise<void> {
  for (const rows of overwrittenRows(values)) {
    await duck.run(
      `INSERT INTO todoku.overwritten SELECT $run, $sync, row_key, salesforce_id, operation, field, entered, planned,
         changed_by, CAST(changed_at AS TIMESTAMPTZ) FROM ${given(overwrittenColumns)}`,
      { run, sync, rows },
    );
  }
}

export async function overwritten(duck: Duck, run: string, limit: number): Promise<readonly Overwritten[]> {
  const rows = await duck.rows(
    `SELECT *, key AS row_key, epoch_ms(changed_at) AS saved_ms FROM todoku.overwritten WHERE run = $run
     ORDER BY sync, key, field LIMIT ${limit}`,
    { run },
  );
  return rows.map(toOverwritten);
}
