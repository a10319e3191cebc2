/** `stage_<sync>`: one row a record in canonical text, with the reason beside each row that cannot be sent. */
import type { MappedSync, Quarantined } from '../../model/model.ts';
import { toQuarantined } from '../from-row.ts';
import { asCount } from '../row.ts';
import type { Staged } from '../staged.ts';
import { keyOf, stagedColumns } from '../staged.ts';
import { canonical, shapeOf } from './canonical.ts';
import type { Engine, Purpose } from './engine.ts';
import { modelColumns } from './sources.ts';
import { columnOf, identity, name, text, words } from './sql.ts';
import { tableOf } from './tables.ts';

export async function stage(engine: Engine, mapped: MappedSync, timeZone: string): Promise<{ readonly rows: number }> {
  const sync = mapped.sync.name;
  const purpose: Purpose = { what: `stage ${sync}`, step: 'stage', sync };
  const columns = await modelColumns(engine, sync);
  const staged = stagedColumns(
    mapped,
    columns,
    (column, field) => canonical(name(column.name), column, field, timeZone),
    words,
  );
  const key = keyOf(staged, mapped);
  const source = `(SELECT *, ${staged.map((one) => `${one.canonical.value} AS ${one.value}`).join(', ')} FROM ${tableOf(engine, 'mart', sync)})`;
  const picked = staged.map((one) => {
    const fallback = one.whenNull === undefined ? one.value : `COALESCE(${one.value}, ${text(one.whenNull)})`;
    return `${fallback} AS ${name(columnOf(one.as))}`;
  });
  const target = tableOf(engine, 'stage', sync);
  // All rows of a key that occurs twice, in any letter case, are set aside: which of them is meant, nobody can tell.
  await engine.run(
    `CREATE OR REPLACE TABLE ${target} CLUSTER BY _id AS
     SELECT * REPLACE (IF(_id IS NOT NULL AND COUNT(*) OVER (PARTITION BY _id) > 1, 'duplicate-key', _bad) AS _bad) FROM (
       SELECT ${identity(key.value)} AS _id, ${key.value} AS _key, ${picked.join(', ')}, ${faultOf(key, staged)} AS _bad
       FROM ${source})`,
    purpose,
  );
  const listed = engine.table('quarantined');
  const [counts] = await engine.rows(
    `SELECT COUNT(*) AS n, COUNTIF(_bad IS NOT NULL) AS bad, (SELECT COUNT(*) FROM ${listed} WHERE sync = @sync) AS listed FROM ${target}`,
    { ...purpose, isSmall: true },
    { sync },
  );
  if (asCount(counts, 'bad') + asCount(counts, 'listed') > 0) {
    await listQuarantined(engine, mapped, key, staged, source);
  }
  return { rows: asCount(counts, 'n') };
}

/** The first reason why a row cannot be sent; NULL for a good one. */
function faultOf(key: Staged, staged: readonly Staged[]): string {
  const cases = staged.flatMap((one) =>
    one.canonical.faults.map((fault) => `WHEN ${fault.when(one.value)} THEN ${text(fault.reason)}`),
  );
  return `CASE WHEN ${key.value} IS NULL THEN 'null-key' ${cases.join(' ')} END`;
}

const listedRows = 10_000;

async function listQuarantined(
  engine: Engine,
  mapped: MappedSync,
  key: Staged,
  staged: readonly Staged[],
  source: string,
): Promise<void> {
  const sync = mapped.sync.name;
  const line = (one: Staged, reason: string): string =>
    `${text(sync)}, ${key.value}, ${text(one.label)}, ${shapeOf(one.raw)}, ${text(reason)}`;
  const queries = [
    `SELECT ${line(key, 'null-key')} FROM ${source} WHERE ${key.value} IS NULL`,
    `SELECT ${text(sync)}, _key, ${text(key.label)}, CONCAT(COUNT(*) OVER (PARTITION BY _id), ' rows'), 'duplicate-key'
     FROM ${tableOf(engine, 'stage', sync)} WHERE _bad = 'duplicate-key'`,
    ...staged.flatMap((one) =>
      one.canonical.faults.flatMap(({ reason, when }) =>
        reason === 'required' && one === key
          ? []
          : [`SELECT ${line(one, reason)} FROM ${source} WHERE ${when(one.value)}`],
      ),
    ),
  ];
  const target = engine.table('quarantined');
  await engine.run(
    `BEGIN TRANSACTION;
     DELETE FROM ${target} WHERE sync = ${text(sync)};
     INSERT INTO ${target} (sync, \`key\`, field, shape, reason)
       ${queries.map((query) => `(${query} LIMIT ${listedRows})`).join(' UNION ALL ')};
     COMMIT TRANSACTION;`,
    { what: `list what is set aside of ${sync}`, step: 'stage', sync, isSmall: true },
  );
}

export async function quarantined(engine: Engine, sync: string, limit: number): Promise<readonly Quarantined[]> {
  const rows = await engine.rows(
    `SELECT \`key\`, field, shape, reason FROM ${engine.table('quarantined')} WHERE sync = @sync ORDER BY \`key\`, field LIMIT ${limit}`,
    { what: `read what is set aside of ${sync}`, step: 'stage', sync, isSmall: true },
    { sync },
  );
  return rows.map(toQuarantined);
}
