/** `mart.*`: a project's models, built in the warehouse, and the queries a project may ask besides. */
import { Fault } from '../../faults.ts';
import type { CoverageResult } from '../../model/model.ts';
import type { Coverage, Model, Project, Sql } from '../../syncs/syncs.ts';
import { render } from '../../syncs/syncs.ts';
import { coverageFault } from '../coverage.ts';
import { asCount, asMoment, asText } from '../row.ts';
import type { Duck } from './duck.ts';
import { literal, table, text } from './sql.ts';
import { readable, translated } from './translate.ts';
import type { Column, Unplaced } from '../warehouse.ts';

type Params = Project['params'];

export async function build(duck: Duck, models: readonly Model[], params: Params): Promise<void> {
  for (const model of models) {
    const sql = await query(duck, model.sql, params);
    await attempt(model.sql, () => duck.run(`CREATE OR REPLACE TABLE ${table('mart', model.name)} AS ${sql}`));
  }
}

export async function columnsOf(duck: Duck, model: string): Promise<readonly Column[]> {
  const rows = await duck.rows(`DESCRIBE ${table('mart', model)}`);
  return rows.map((row) => ({ name: asText(row, 'column_name'), type: asText(row, 'column_type') }));
}

/** The moment a query returns; a time without a zone is one of the project's zone. */
export async function moment(duck: Duck, sql: Sql, params: Params, timeZone: string): Promise<Date> {
  const inner = await query(duck, sql, params);
  const rows = await attempt(sql, async () => {
    await duck.run(`CREATE OR REPLACE TEMP TABLE _moment AS ${inner}`);
    const [column] = await duck.rows(`DESCRIBE _moment`);
    const raw = `"${column === undefined ? '' : asText(column, 'column_name').replaceAll('"', '""')}"`;
    const type = column === undefined ? '' : asText(column, 'column_type');
    const zoned =
      type === 'TIMESTAMP WITH TIME ZONE' ? raw : `CAST(${raw} AS TIMESTAMP) AT TIME ZONE ${text(timeZone)}`;
    return duck.rows(`SELECT epoch_ms(${zoned}) AS at FROM _moment`);
  });
  const [row] = rows;
  if (rows.length !== 1 || row === undefined || row['at'] === null) {
    throw new Fault('setup', 'as-of-unclear', 'The SQL of asOf must return one row with one moment.', {
      next: 'Return for example max(updated_at).',
      place: sql.file,
    });
  }
  return asMoment(row, 'at');
}

/** `coverage.<table>`: key, placement and reason of each raw row; whatever is not there exactly once is a fault. */
export async function cover(duck: Duck, coverage: Coverage, params: Params): Promise<CoverageResult> {
  const { table: raw, sql } = coverage;
  const target = table('coverage', raw.name);
  const inner = await query(duck, sql, params);
  await attempt(sql, () =>
    duck.run(
      `CREATE OR REPLACE TABLE ${target} AS
       SELECT CAST(key AS VARCHAR) AS key, nullif(trim(CAST(placement AS VARCHAR)), '') AS placement,
              nullif(trim(CAST(reason AS VARCHAR)), '') AS reason
       FROM (${inner}\n)`,
    ),
  );
  const rows = await checkCoverage(duck, coverage);
  const placed = await duck.rows(
    `SELECT placement, count(*) AS n FROM ${target} WHERE placement IS NOT NULL GROUP BY placement ORDER BY placement`,
  );
  const reasons = await duck.rows(
    `SELECT reason, count(*) AS n FROM ${target} WHERE placement IS NULL GROUP BY reason ORDER BY n DESC, reason`,
  );
  return {
    table: raw.name,
    rows,
    placed: Object.fromEntries(placed.map((row) => [asText(row, 'placement'), asCount(row, 'n')])),
    unplaced: reasons.reduce((sum, row) => sum + asCount(row, 'n'), 0),
    reasons: Object.fromEntries(reasons.map((row) => [asText(row, 'reason'), asCount(row, 'n')])),
  };
}

async function checkCoverage(duck: Duck, coverage: Coverage): Promise<number> {
  const { table: raw } = coverage;
  const target = table('coverage', raw.name);
  const count = async (what: string): Promise<number> =>
    asCount((await duck.rows(`SELECT count(*) AS n FROM ${what}`))[0], 'n');
  const rawRows = await count(table('raw', raw.name));
  const rows = await count(target);
  const twice = await count(`(SELECT key FROM ${target} GROUP BY key HAVING count(*) > 1 OR key IS NULL)`);
  const wordless = await count(`${target} WHERE placement IS NULL AND reason IS NULL`);
  const key = raw.key === undefined ? undefined : `"${raw.key.replaceAll('"', '""')}"`;
  const missing =
    key === undefined ? 0 : await count(`${table('raw', raw.name)} r ANTI JOIN ${target} c ON c.key = r.${key}`);
  const unknown =
    key === undefined ? 0 : await count(`${target} c ANTI JOIN ${table('raw', raw.name)} r ON c.key = r.${key}`);
  const fault = coverageFault(coverage, { rawRows, rows, twice, wordless, missing, unknown });
  if (fault !== undefined) throw fault;
  return rows;
}

export async function* unplaced(duck: Duck, raw: string): AsyncGenerator<readonly Unplaced[]> {
  const chunks = duck.stream(`SELECT key, reason FROM ${table('coverage', raw)} WHERE placement IS NULL ORDER BY key`);
  for await (const rows of chunks) {
    yield rows.map((row) => ({ key: asText(row, 'key'), reason: asText(row, 'reason') }));
  }
}

/** The text ready to run: markers replaced, and proven to be one query and nothing else. */
async function query(duck: Duck, sql: Sql, params: Params): Promise<string> {
  if (sql.duckdb !== undefined) {
    const second = await query(duck, sql.duckdb, params);
    return attempt(sql.duckdb, () => readable(duck, sql, second));
  }
  if (sql.dialect === 'bigquery') return translated(duck, sql, params);
  const rendered = render(sql, {
    ref: (model) => table('mart', model),
    raw: (one) => table('raw', one),
    pulled: (one) => table('pulled', one),
    own: (one) => table('todoku', one),
    param: (name) => literal(params.get(name) ?? ''),
  });
  const isQuery = await attempt(sql, () => duck.isOneQuery(rendered));
  if (isQuery) return rendered;
  throw new Fault('setup', 'sql-not-a-query', 'The file must hold one SELECT and nothing else.', {
    next: 'Remove the other statements.',
    place: sql.file,
  });
}

/** DuckDB tells the line of a mistake in its text only; it is read for the place, never to decide anything. */
async function attempt<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    // Of a translated text it would be the line of what DuckDB was given.
    const line = sql.dialect === 'bigquery' ? '1' : (/^LINE (\d+):/m.exec(message)?.[1] ?? '1');
    throw new Fault('setup', 'sql-failed', `${sql.file}:${line}: ${message}`, {
      next: 'Correct the SQL, then run "todoku validate".',
      place: `${sql.file}:${line}`,
      cause,
    });
  }
}
