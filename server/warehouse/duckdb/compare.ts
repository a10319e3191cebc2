/** Both sides in canonical text, compared inside the warehouse: totals, keys, hashes, fields, roll-ups. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Cause, FieldShape, MappedField, MappedSync, Total } from '../../model/model.ts';
import { decimalType } from './canonical.ts';
import type { ExtractRow, IntendedTotal, RollupLine } from '../comparison.ts';
import { extractColumns, rollupColumn } from '../comparison.ts';
import type { Duck } from './duck.ts';
import { intendedQuery } from '../difference.ts';
import { asCount, asFlag, asText, asTextOrAbsent } from '../row.ts';
import { given, identity, name, table, text, words } from './sql.ts';
import { ensureState } from './tables.ts';

export function intendedHere(mapped: MappedSync): string {
  const { name: sync } = mapped.sync;
  return intendedQuery(mapped, table('stage', sync), table('state', sync), words);
}

export async function intended(duck: Duck, mapped: MappedSync): Promise<readonly IntendedTotal[]> {
  await ensureState(
    duck,
    mapped.sync.name,
    mapped.fields.map((field) => field.name),
  );
  const sums = mapped.sums.map(
    (field, index) =>
      `coalesce(sum(TRY_CAST(${name(field.name)} AS ${decimalType(field.shape)})), 0) AS "sum_${index}"`,
  );
  const select = (period: string, group: string): string =>
    `SELECT ${period} AS period, count(*) AS n${sums.map((sum) => `, ${sum}`).join('')} FROM (${intendedHere(mapped)}) ${group}`;
  const overall = await duck.rows(select('NULL', ''));
  const byPeriod =
    mapped.sync.reconcile.period === undefined
      ? []
      : await duck.rows(select(`coalesce(_period, '')`, 'GROUP BY ALL ORDER BY period'));
  return [...overall, ...byPeriod].flatMap((row) => {
    const period = asTextOrAbsent(row, 'period');
    const count = { measure: 'COUNT', period, value: String(asCount(row, 'n')) };
    return [
      count,
      ...mapped.sums.map((field, index) => ({ measure: field.name, period, value: asText(row, `sum_${index}`) })),
    ];
  });
}

export async function keepTotals(duck: Duck, run: string, sync: string, totals: readonly Total[]): Promise<void> {
  const columns = ['measure', 'period', 'warehouse', 'salesforce', 'matches'];
  const rows = totals.map((total) => ({ ...total, period: total.period ?? null, matches: String(total.matches) }));
  await duck.run(
    `INSERT INTO todoku.totals SELECT $run, $sync, measure, TRY_CAST(period AS DATE), CAST(warehouse AS DECIMAL(38, 6)),
       CAST(salesforce AS DECIMAL(38, 6)), matches = 'true' FROM ${given(columns)}`,
    { run, sync, rows: JSON.stringify(rows) },
  );
}

export async function extract(
  duck: Duck,
  mapped: MappedSync,
  pages: AsyncIterable<readonly ExtractRow[]>,
  file: string,
): Promise<number> {
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const page of pages) {
      rows += page.length;
      yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
  }
  await pipeline(lines, createWriteStream(file));
  const columns = [
    ...Object.values(extractColumns).map((column) => ({ column, sql: name(column) })),
    ...mapped.fields.map((field) => ({
      column: field.name,
      sql: field.parent === undefined ? returned(name(field.name), field.shape) : name(field.name),
    })),
    ...mapped.rollups.map(({ shape }) => {
      const column = rollupColumn(shape.name);
      return { column, sql: returned(name(column), shape) };
    }),
  ];
  const shape = columns.map(({ column }) => `${text(column)}: 'VARCHAR'`).join(', ');
  await duck.run(
    `CREATE OR REPLACE TABLE ${table('extract', mapped.sync.name)} AS
     SELECT ${identity('_key')} AS _id, ${columns.map(({ column, sql }) => `${sql} AS ${name(column)}`).join(', ')}
     FROM read_json(${text(file)}, columns = {${shape}}, format = 'newline_delimited')`,
  );
  return rows;
}

/** What Salesforce returned, in canonical text; a number is compared at the field's scale and no coarser. */
function returned(column: string, shape: FieldShape): string {
  switch (shape.kind) {
    case 'decimal':
      return `CAST(TRY_CAST(${column} AS ${decimalType(shape)}) AS VARCHAR)`;
    case 'datetime':
      return `strftime(TRY_CAST(${column} AS TIMESTAMPTZ) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.000Z')`;
    case 'boolean':
      return `coalesce(lower(${column}), 'false')`;
    case 'text':
    case 'picklist':
    case 'multipicklist':
    case 'date':
    case 'reference':
    case 'unsupported':
      return `nullif(${column}, '')`;
  }
}

export async function compareRollups(
  duck: Duck,
  run: string,
  mapped: MappedSync,
  cause: Cause,
): Promise<{ readonly compared: number; readonly different: number }> {
  const sync = mapped.sync.name;
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE _rollups AS ${mapped.rollups.map(({ shape }) => rollupQuery(mapped, shape)).join(' UNION ALL ') || `SELECT NULL AS _id, NULL AS key, NULL AS salesforce_id, NULL AS field, NULL AS warehouse, NULL AS salesforce, true AS matches WHERE false`}`,
  );
  await duck.run(
    `INSERT INTO todoku.gaps SELECT ${text(run)}, ${text(sync)}, _id, key, salesforce_id, field, warehouse, salesforce, ${text(cause)}, NULL
     FROM _rollups WHERE NOT matches`,
  );
  const [row] = await duck.rows(`SELECT count(*) AS n, count(*) FILTER (WHERE NOT matches) AS bad FROM _rollups`);
  return { compared: asCount(row, 'n'), different: asCount(row, 'bad') };
}

function rollupQuery(mapped: MappedSync, shape: FieldShape): string {
  const column = name(rollupColumn(shape.name));
  const amount = (side: string): string => `coalesce(TRY_CAST(${side}.${column} AS ${decimalType(shape)}), 0)`;
  return `SELECT m._id, m._key AS key, e._salesforce_id AS salesforce_id, ${text(shape.name)} AS field,
      CAST(${amount('m')} AS VARCHAR) AS warehouse, CAST(${amount('e')} AS VARCHAR) AS salesforce,
      ${amount('m')} = ${amount('e')} AS matches
    FROM ${table('stage', mapped.sync.name)} m JOIN ${table('extract', mapped.sync.name)} e ON e._id = m._id
    WHERE m._bad IS NULL`;
}

/** One statement a roll-up, in the order of keys. */
export async function* rollups(duck: Duck, mapped: MappedSync): AsyncGenerator<readonly RollupLine[]> {
  for (const { shape } of mapped.rollups) {
    for await (const rows of duck.stream(`${rollupQuery(mapped, shape)} ORDER BY m._id`)) {
      yield rows.map((row) => ({
        key: asText(row, 'key'),
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
  duck: Duck,
  mapped: MappedSync,
  field: MappedField,
  records: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const parent = name(field.name);
  const found = await duck.rows(
    `SELECT r.key, coalesce(any_value(m.${parent}), any_value(e.${parent})) AS parent FROM ${given(['key'])} r
     LEFT JOIN ${table('stage', mapped.sync.name)} m ON m._id = ${identity('r.key')}
     LEFT JOIN ${table('extract', mapped.sync.name)} e ON coalesce(e._id, lower(e._salesforce_id)) = ${identity('r.key')}
     GROUP BY r.key HAVING parent IS NOT NULL`,
    { rows: JSON.stringify(records.map((key) => ({ key }))) },
  );
  return new Map(found.map((row) => [asText(row, 'key'), asText(row, 'parent')]));
}
