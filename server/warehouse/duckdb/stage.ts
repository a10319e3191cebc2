/** `stage.<sync>`: one row a record in canonical text, with the reason beside each row that cannot be sent. */
import type { MappedSync, Quarantined } from '../../model/model.ts';
import { canonical, shapeOf } from './canonical.ts';
import type { Duck } from './duck.ts';
import { toQuarantined } from '../from-row.ts';
import type { Staged } from '../staged.ts';
import { keyOf, stagedColumns } from '../staged.ts';
import { columnsOf } from './build.ts';
import { asCount } from '../row.ts';
import { identity, name, table, text, words } from './sql.ts';

export async function stage(duck: Duck, mapped: MappedSync, timeZone: string): Promise<{ readonly rows: number }> {
  const sync = mapped.sync.name;
  const columns = await columnsOf(duck, sync);
  const staged = stagedColumns(
    mapped,
    columns,
    (column, field) => canonical(name(column.name), column, field, timeZone),
    words,
  );
  const key = keyOf(staged, mapped);
  const source = `(SELECT *, ${staged.map((column) => `${column.canonical.value} AS ${column.value}`).join(', ')} FROM ${table('mart', sync)})`;
  const picked = staged.map((column) => {
    const fallback =
      column.whenNull === undefined ? column.value : `coalesce(${column.value}, ${text(column.whenNull)})`;
    return `${fallback} AS ${name(column.as)}`;
  });
  await duck.run(
    `CREATE OR REPLACE TABLE ${table('stage', sync)} AS
     SELECT ${identity(key.value)} AS _id, ${key.value} AS _key, ${picked.join(', ')}, ${faultOf(key, staged)} AS _bad
     FROM ${source}`,
  );
  await markDuplicates(duck, sync);
  await listQuarantined(duck, mapped, key, staged, source);
  const [row] = await duck.rows(`SELECT count(*) AS n FROM ${table('stage', sync)}`);
  return { rows: asCount(row, 'n') };
}

/** The first reason why a row cannot be sent; NULL for a good one. */
function faultOf(key: Staged, staged: readonly Staged[]): string {
  const cases = staged.flatMap((column) =>
    column.canonical.faults.map((fault) => `WHEN ${fault.when(column.value)} THEN ${text(fault.reason)}`),
  );
  return `CASE WHEN ${key.value} IS NULL THEN 'null-key' ${cases.join(' ')} END`;
}

/** All rows of a key that occurs twice, in any letter case: which of them is meant, nobody can tell. */
async function markDuplicates(duck: Duck, sync: string): Promise<void> {
  const staged = table('stage', sync);
  const twice = `SELECT _id FROM ${staged} WHERE _id IS NOT NULL GROUP BY _id HAVING count(*) > 1`;
  const [found] = await duck.rows(`SELECT count(*) AS n FROM (${twice})`);
  if (asCount(found, 'n') === 0) return;
  await duck.run(`UPDATE ${staged} SET _bad = 'duplicate-key' WHERE _id IN (${twice})`);
}

const listedRows = 10_000;

async function listQuarantined(
  duck: Duck,
  mapped: MappedSync,
  key: Staged,
  staged: readonly Staged[],
  source: string,
): Promise<void> {
  const sync = mapped.sync.name;
  await duck.run(`DELETE FROM todoku.quarantined WHERE sync = $sync`, { sync });
  const [bad] = await duck.rows(`SELECT count(*) AS n FROM ${table('stage', sync)} WHERE _bad IS NOT NULL`);
  if (asCount(bad, 'n') === 0) return;
  const insert = (what: string, from: string): Promise<void> =>
    duck.run(
      `INSERT INTO todoku.quarantined (sync, key, field, shape, reason) ${what} FROM ${from} LIMIT ${listedRows}`,
    );
  const line = (column: Staged, reason: string): string =>
    `SELECT ${text(sync)}, ${key.value}, ${text(column.label)}, ${shapeOf(column.raw)}, ${text(reason)}`;

  await insert(line(key, 'null-key'), `${source} WHERE ${key.value} IS NULL`);
  await insert(
    `SELECT ${text(sync)}, _key, ${text(key.label)}, count(*) OVER (PARTITION BY _id) || ' rows', 'duplicate-key'`,
    `${table('stage', sync)} WHERE _bad = 'duplicate-key'`,
  );
  for (const column of staged) {
    for (const { reason, when } of column.canonical.faults) {
      if (reason === 'required' && column === key) continue;
      await insert(line(column, reason), `${source} WHERE ${when(column.value)}`);
    }
  }
}

export async function quarantined(duck: Duck, sync: string, limit: number): Promise<readonly Quarantined[]> {
  const rows = await duck.rows(
    `SELECT key, field, shape, reason FROM todoku.quarantined WHERE sync = $sync ORDER BY key, field LIMIT ${limit}`,
    { sync },
  );
  return rows.map(toQuarantined);
}
