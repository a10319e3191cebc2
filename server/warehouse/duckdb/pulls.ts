/** `pulled.*`: records of Salesforce as tables, typed, replaced all at once. */
import { rmSync } from 'node:fs';
import { duckType } from '../../googlesql/googlesql.ts';
import type { PulledColumn, PulledShape, PulledType } from '../../model/model.ts';
import { toPullNote } from '../from-row.ts';
import { keysTold, writeRows } from '../pulls.ts';
import type { PullNote, PulledRow, Pulls, StagedPull } from '../pulls.ts';
import { asCount, asText } from '../row.ts';
import type { Column } from '../sources.ts';
import type { Duck, Statements } from './duck.ts';
import { name, table, text } from './sql.ts';

const staged = (pull: string): string => name(`_pulled_${pull}`);

export function pullsOf(duck: Duck): Pulls {
  return {
    declare: async (shapes) => {
      for (const shape of shapes) await declare(duck, shape);
    },
    columnsOf: (pull) => columnsOf(duck, pull),
    stage: (shape, pages, file) => stage(duck, shape, pages, file),
    publish: (shape, note) =>
      duck.transaction(async (statements) => {
        await statements.run(
          `CREATE OR REPLACE TABLE ${table('pulled', shape.name)} AS SELECT * FROM ${staged(shape.name)}`,
        );
        await statements.run(`DROP TABLE ${staged(shape.name)}`);
        await addNote(statements, note);
      }),
    note: (note) => addNote(duck, note),
    past: async (limit) =>
      (
        await duck.rows(
          `SELECT run, epoch_ms(started_at) AS started, epoch_ms(finished_at) AS finished, result
           FROM todoku.pulls ORDER BY started_at DESC, name LIMIT ${limit}`,
        )
      ).map(toPullNote),
  };
}

async function declare(duck: Duck, { name: pull, columns }: PulledShape): Promise<void> {
  const target = table('pulled', pull);
  const there = new Set((await columnsOf(duck, pull)).map((column) => column.name.toLowerCase()));
  const missing = columns
    .filter((column) => !there.has(column.name.toLowerCase()))
    .map(({ name: column, type }) => `${name(column)} ${duckType({ kind: type })}`);
  if (there.size === 0) await duck.run(`CREATE TABLE ${target} (${missing.join(', ')})`);
  else for (const column of missing) await duck.run(`ALTER TABLE ${target} ADD COLUMN ${column}`);
}

async function columnsOf(duck: Duck, pull: string): Promise<readonly Column[]> {
  const rows = await duck.rows(
    `SELECT column_name, data_type FROM duckdb_columns()
     WHERE schema_name = 'pulled' AND table_name = $pull AND database_name = current_database() ORDER BY column_index`,
    { pull },
  );
  return rows.map((row) => ({ name: asText(row, 'column_name'), type: asText(row, 'data_type') }));
}

async function stage(
  duck: Duck,
  shape: PulledShape,
  pages: AsyncIterable<readonly PulledRow[]>,
  file: string,
): Promise<StagedPull> {
  await writeRows(pages, file);
  const columns = shape.columns.map((column) => `${text(column.name)}: 'VARCHAR'`).join(', ');
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE ${staged(shape.name)} AS SELECT ${shape.columns.map(typed).join(', ')}
     FROM read_json(${text(file)}, columns = {${columns}}, format = 'newline_delimited')`,
  );
  rmSync(file, { force: true });
  return counted(duck, shape);
}

/** A value as Salesforce writes it, in JSON or in CSV. */
function typed({ name: column, type }: PulledColumn): string {
  return `${valueOf(`nullif(${name(column)}, '')`, type)} AS ${name(column)}`;
}

function valueOf(value: string, type: PulledType): string {
  switch (type) {
    case 'STRING':
      return value;
    case 'INT64': // `5`, or `5.0` in CSV
      return `CAST(CAST(${value} AS DECIMAL(38, 9)) AS BIGINT)`;
    case 'NUMERIC':
    case 'BIGNUMERIC':
    case 'BOOL':
    case 'DATE':
    case 'TIMESTAMP':
      return `CAST(${value} AS ${duckType({ kind: type })})`;
  }
}

async function counted(duck: Duck, { name: pull, key, sums }: PulledShape): Promise<StagedPull> {
  const totals = sums.map((column, index) => `, CAST(coalesce(sum(${name(column)}), 0) AS VARCHAR) AS sum_${index}`);
  const keyless = key === undefined ? '0' : `count(*) FILTER (WHERE ${name(key)} IS NULL)`;
  const [row] = await duck.rows(
    `SELECT count(*) AS n, count(*) - count(DISTINCT id) AS twice, ${keyless} AS keyless${totals.join('')} FROM ${staged(pull)}`,
  );
  const ambiguous =
    key === undefined
      ? []
      : await duck.rows(
          `SELECT CAST(${name(key)} AS VARCHAR) AS key FROM ${staged(pull)} WHERE ${name(key)} IS NOT NULL
           GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT ${keysTold}`,
        );
  return {
    rows: asCount(row, 'n'),
    twice: asCount(row, 'twice'),
    sums: sums.map((_column, index) => asText(row ?? {}, `sum_${index}`)),
    keyless: asCount(row, 'keyless'),
    ambiguous: ambiguous.map((one) => asText(one, 'key')),
  };
}

async function addNote(duck: Pick<Statements, 'run'>, { run, startedAt, finishedAt, pulled }: PullNote): Promise<void> {
  await duck.run(
    `INSERT INTO todoku.pulls (run, name, object, state, started_at, finished_at, pulled_at, row_count, calls, result)
     VALUES ($run, $name, $object, $state, CAST($startedAt AS TIMESTAMPTZ), CAST($finishedAt AS TIMESTAMPTZ),
       CAST($pulledAt AS TIMESTAMPTZ), $rows, $calls, $result)`,
    {
      run,
      name: pulled.name,
      object: pulled.object,
      state: pulled.state,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      pulledAt: pulled.pulledAt,
      rows: pulled.rows,
      calls: pulled.calls,
      result: JSON.stringify(pulled),
    },
  );
}
