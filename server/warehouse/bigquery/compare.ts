/** Both sides in canonical text, compared inside BigQuery: totals, roll-ups, and the org's records beside ours. */
import { createWriteStream, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Cause, FieldShape, MappedField, MappedSync, Total } from '../../model/model.ts';
import type { ExtractRow, IntendedTotal, RollupLine } from '../comparison.ts';
import { extractColumns, rollupColumn } from '../comparison.ts';
import { intendedQuery } from '../difference.ts';
import { asCount, asFlag, asText, asTextOrAbsent } from '../row.ts';
import type { Engine, Purpose } from './engine.ts';
import { columnOf, given, identity, name, text, words } from './sql.ts';
import { ensureState, idOf, tableOf } from './tables.ts';
import { discardWork } from './work.ts';

const purposeOf = (what: string, sync: string): Purpose => ({ what: `${what} ${sync}`, step: 'verify', sync });

export function intendedHere(engine: Engine, mapped: MappedSync): string {
  const { name: sync } = mapped.sync;
  return intendedQuery(mapped, tableOf(engine, 'stage', sync), tableOf(engine, 'state', sync), words);
}

/** An amount of canonical text as a number. */
function amount(column: string): string {
  return `SAFE_CAST(${column} AS BIGNUMERIC)`;
}

export async function intended(engine: Engine, mapped: MappedSync): Promise<readonly IntendedTotal[]> {
  const sync = mapped.sync.name;
  const fields = mapped.fields.map((field) => field.name);
  await ensureState(engine, sync, fields);
  const sums = mapped.sums.map((field, index) => {
    const total = `COALESCE(SUM(${amount(words.column(field.name))}), BIGNUMERIC '0')`;
    return `, FORMAT('%.${Math.min(field.shape.scale, 18)}f', ${total}) AS sum_${index}`;
  });
  const hasPeriods = mapped.sync.reconcile.period !== undefined;
  const sets = hasPeriods ? 'GROUP BY GROUPING SETS ((), (period)) ORDER BY whole DESC, period' : '';
  const rows = await engine.rows(
    `SELECT ${hasPeriods ? 'period, GROUPING(period)' : `CAST(NULL AS STRING) AS period, 1`} AS whole, COUNT(*) AS n${sums.join('')}
     FROM (SELECT *, COALESCE(_period, '') AS period FROM (${intendedHere(engine, mapped)})) ${sets}`,
    purposeOf('add up', sync),
  );
  const all = rows.length === 0 ? [] : rows;
  return all.flatMap((row) => {
    const period = asCount(row, 'whole') === 1 ? undefined : (asTextOrAbsent(row, 'period') ?? '');
    return [
      { measure: 'COUNT', period, value: String(asCount(row, 'n')) },
      ...mapped.sums.map((field, index) => ({ measure: field.name, period, value: asText(row, `sum_${index}`) })),
    ];
  });
}

export async function keepTotals(engine: Engine, run: string, sync: string, totals: readonly Total[]): Promise<void> {
  const columns = ['measure', 'period', 'warehouse', 'salesforce', 'matches'];
  const rows = totals.map((total) => ({ ...total, period: total.period ?? null, matches: String(total.matches) }));
  const table = engine.table('totals');
  await engine.run(
    `BEGIN TRANSACTION;
     DELETE FROM ${table} WHERE run = @run AND sync = @sync;
     INSERT INTO ${table} (run, sync, measure, period, warehouse, salesforce, matches)
       SELECT @run, @sync, measure, SAFE_CAST(period AS DATE), CAST(warehouse AS NUMERIC), CAST(salesforce AS NUMERIC), matches = 'true'
       FROM ${given(columns)};
     COMMIT TRANSACTION;`,
    { ...purposeOf('keep totals of', sync), isSmall: true },
    { run, sync, rows: JSON.stringify(rows) },
  );
}

export async function extract(
  engine: Engine,
  mapped: MappedSync,
  pages: AsyncIterable<readonly ExtractRow[]>,
  file: string,
): Promise<number> {
  const sync = mapped.sync.name;
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const page of pages) {
      rows += page.length;
      yield page.map((row) => `${JSON.stringify(renamed(row))}\n`).join('');
    }
  }
  await pipeline(lines, createWriteStream(file));
  const plain = Object.values(extractColumns);
  const fields = mapped.fields.map((field) => ({
    column: columnOf(field.name),
    sql: field.parent === undefined ? returned(words.column(field.name), field.shape) : words.column(field.name),
  }));
  const rollups = mapped.rollups.map(({ shape }) => {
    const column = rollupColumn(shape.name);
    return { column, sql: returned(name(column), shape) };
  });
  const columns = [...plain.map((column) => ({ column, sql: name(column) })), ...fields, ...rollups];
  const typed = columns.map(({ column }) => ({ name: column, type: 'STRING' }));
  await engine.load(idOf('work', `extract_${sync}`), typed, file, purposeOf('load records of', sync));
  rmSync(file, { force: true });
  await engine.run(
    `CREATE OR REPLACE TABLE ${tableOf(engine, 'extract', sync)} AS
     SELECT ${identity('_key')} AS _id, ${columns.map(({ column, sql }) => `${sql} AS ${name(column)}`).join(', ')}
     FROM ${tableOf(engine, 'work', `extract_${sync}`)}`,
    purposeOf('read records of', sync),
  );
  await discardWork(engine, `extract_${sync}`);
  return rows;
}

function renamed(row: ExtractRow): ExtractRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [columnOf(column), value]));
}

/** What Salesforce returned, in canonical text; a number is compared at the field's scale and no coarser. */
function returned(column: string, shape: FieldShape): string {
  const scale = Math.min(shape.scale, 18);
  switch (shape.kind) {
    case 'decimal':
      return `IF(ABS(ROUND(${amount(column)}, ${scale})) < BIGNUMERIC '1${'0'.repeat(18 - scale)}', FORMAT('%.${scale}f', ROUND(${amount(column)}, ${scale})), NULL)`;
    case 'datetime':
      return `FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%S.000Z', SAFE_CAST(REGEXP_REPLACE(REGEXP_REPLACE(${column}, r'\\.\\d+', ''), r'([+-]\\d{2})(\\d{2})$', r'\\1:\\2') AS TIMESTAMP), 'UTC')`;
    case 'boolean':
      return `COALESCE(LOWER(${column}), 'false')`;
    case 'text':
    case 'picklist':
    case 'multipicklist':
    case 'date':
    case 'reference':
    case 'unsupported':
      return `NULLIF(${column}, '')`;
  }
}

export async function compareRollups(
  engine: Engine,
  run: string,
  mapped: MappedSync,
  cause: Cause,
): Promise<{ readonly compared: number; readonly different: number }> {
  const sync = mapped.sync.name;
  if (mapped.rollups.length === 0) return { compared: 0, different: 0 };
  const lines = mapped.rollups.map(({ shape }) => rollupQuery(engine, mapped, shape)).join(' UNION ALL ');
  const purpose = purposeOf('compare roll-ups of', sync);
  const [row] = await engine.rows(`SELECT COUNT(*) AS n, COUNTIF(NOT matches) AS bad FROM (${lines})`, purpose);
  if (asCount(row, 'bad') > 0) {
    await engine.run(
      `INSERT INTO ${engine.table('gaps')} (${gapColumns})
       SELECT ${text(run)}, ${text(sync)}, _id, record_key, salesforce_id, field, warehouse, salesforce, ${text(cause)}, CAST(NULL AS STRING)
       FROM (${lines}) WHERE NOT matches`,
      purpose,
    );
  }
  return { compared: asCount(row, 'n'), different: asCount(row, 'bad') };
}

export const gapColumns = 'run, sync, id, `key`, salesforce_id, field, warehouse, salesforce, cause, code';

function rollupQuery(engine: Engine, mapped: MappedSync, shape: FieldShape): string {
  const column = name(rollupColumn(shape.name));
  const sync = mapped.sync.name;
  const value = (side: string): string => `COALESCE(${amount(`${side}.${column}`)}, BIGNUMERIC '0')`;
  const shown = (side: string): string => `FORMAT('%.${Math.min(shape.scale, 18)}f', ${value(side)})`;
  return `SELECT m._id, m._key AS record_key, e._salesforce_id AS salesforce_id, ${text(shape.name)} AS field,
      ${shown('m')} AS warehouse, ${shown('e')} AS salesforce, ${value('m')} = ${value('e')} AS matches
    FROM ${tableOf(engine, 'stage', sync)} AS m JOIN ${tableOf(engine, 'extract', sync)} AS e ON e._id = m._id
    WHERE m._bad IS NULL`;
}

/** One query a roll-up, in the order of keys. */
export async function* rollups(engine: Engine, mapped: MappedSync): AsyncGenerator<readonly RollupLine[]> {
  for (const { shape } of mapped.rollups) {
    const purpose = purposeOf('read roll-ups of', mapped.sync.name);
    for await (const rows of engine.stream(`${rollupQuery(engine, mapped, shape)} ORDER BY _id`, purpose)) {
      yield rows.map((row) => ({
        key: asText(row, 'record_key'),
        salesforceId: asText(row, 'salesforce_id'),
        field: asText(row, 'field'),
        warehouse: asText(row, 'warehouse'),
        salesforce: asText(row, 'salesforce'),
        matches: asFlag(row, 'matches'),
      }));
    }
  }
}

/** Records are named by their keys; those without one by their Ids. */
export async function parentKeys(
  engine: Engine,
  mapped: MappedSync,
  field: MappedField,
  records: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const sync = mapped.sync.name;
  const parent = words.column(field.name);
  const found = await engine.rows(
    `SELECT r.record_key, COALESCE(ANY_VALUE(m.${parent}), ANY_VALUE(e.${parent})) AS parent FROM ${given(['record_key'])} AS r
     LEFT JOIN ${tableOf(engine, 'stage', sync)} AS m ON m._id = ${identity('r.record_key')}
     LEFT JOIN ${tableOf(engine, 'extract', sync)} AS e ON COALESCE(e._id, LOWER(e._salesforce_id)) = ${identity('r.record_key')}
     GROUP BY r.record_key HAVING parent IS NOT NULL`,
    purposeOf('find the parents of records of', sync),
    { rows: JSON.stringify(records.map((key) => ({ record_key: key }))) },
  );
  return new Map(found.map((row) => [asText(row, 'record_key'), asText(row, 'parent')]));
}
