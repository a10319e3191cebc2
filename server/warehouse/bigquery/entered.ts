/** What people have entered that a draft would put other values over: table `overwritten`. */
import type { MappedSync, Overwritten } from '../../model/model.ts';
import type { Entered } from '../entered.ts';
import { enteredQuery, overwrittenColumns, overwrittenRows, toEntered, toOverwritten } from '../entered.ts';
import type { Draft } from '../warehouse.ts';
import type { Engine, Purpose } from './engine.ts';
import { given, words } from './sql.ts';
import { tableOf } from './tables.ts';

const purposeOf = (what: string, sync: string): Purpose => ({ what: `${what} ${sync}`, step: 'plan', sync });

export async function entered(engine: Engine, mapped: MappedSync, draft: Draft): Promise<readonly Entered[]> {
  const sync = mapped.sync.name;
  const tables = {
    draft: tableOf(engine, draft, sync),
    state: tableOf(engine, 'state', sync),
    extract: tableOf(engine, 'extract', sync),
  };
  const rows = await engine.rows(enteredQuery(mapped, tables, words), purposeOf('find what people entered in', sync));
  return rows.flatMap((row) => toEntered(mapped, row));
}

export async function keep(engine: Engine, run: string, sync: string, values: readonly Overwritten[]): Promise<void> {
  for (const rows of overwrittenRows(values)) {
    await engine.run(
      `INSERT INTO ${engine.table('overwritten')} (run, sync, \`key\`, salesforce_id, operation, field, entered, planned, changed_by, changed_at)
       SELECT @run, @sync, row_key, salesforce_id, operation, field, entered, planned, changed_by, CAST(changed_at AS TIMESTAMP)
       FROM ${given(overwrittenColumns)}`,
      { ...purposeOf('note what is overwritten of', sync), isSmall: true },
      { run, sync, rows },
    );
  }
}

export async function overwritten(engine: Engine, run: string, limit: number): Promise<readonly Overwritten[]> {
  const rows = await engine.rows(
    `SELECT sync, \`key\` AS row_key, salesforce_id, operation, field, entered, planned, changed_by, UNIX_MILLIS(changed_at) AS saved_ms
     FROM ${engine.table('overwritten')} WHERE run = @run ORDER BY sync, row_key, field LIMIT ${limit}`,
    { what: 'list what a run has overwritten', step: 'verify' },
    { run },
  );
  return rows.map(toOverwritten);
}
