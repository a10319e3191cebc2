/** Raw files loaded, raw tables looked at, models built, each raw row accounted for. */
import { createWriteStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../../faults.ts';
import type { CoverageResult } from '../../model/model.ts';
import type { Coverage, Model, Project, RawTable, Sql } from '../../syncs/syncs.ts';
import { render } from '../../syncs/syncs.ts';
import { checkedHeader, csvRows, missingFiles } from '../csv.ts';
import { coverageFault } from '../coverage.ts';
import { asCount, asMoment, asText } from '../row.ts';
import type { Column, Ingested, Sources, Unplaced } from '../sources.ts';
import type { Engine, Purpose } from './engine.ts';
import { literal, name, text } from './sql.ts';
import { idOf, shapeOf, tableOf } from './tables.ts';

type Params = Project['params'];

/** `dir`: where rows wait in a file until they are loaded. */
export function sourcesOf(engine: Engine, dir: string): Sources {
  const paths = new Map<string, string>();
  const rendered = (sql: Sql, params: Params): string =>
    render(sql, {
      ref: (model) => tableOf(engine, 'mart', model),
      raw: (table) => paths.get(table) ?? tableOf(engine, 'raw', table),
      pulled: (table) => tableOf(engine, 'pulled', table),
      own: (table) => engine.table(table),
      param: (param) => literal(params.get(param) ?? ''),
    });
  const note = (tables: readonly RawTable[]): void => {
    for (const table of tables) if (table.table !== undefined) paths.set(table.name, name(table.table));
  };
  return {
    ingest: async (tables, rawDir) => {
      note(tables);
      return ingest(engine, tables, rawDir, dir);
    },
    declare: async (tables) => {
      note(tables);
    },
    build: async (models, params) => {
      for (const model of models) await buildModel(engine, model, rendered(model.sql, params));
    },
    columnsOf: (model) => modelColumns(engine, model),
    moment: (sql, params, timeZone) => moment(engine, sql, rendered(sql, params), timeZone),
    cover: (coverage, params) => cover(engine, coverage, rendered(coverage.sql, params), paths),
    unplaced: (table) => unplaced(engine, table),
  };
}

async function ingest(engine: Engine, tables: readonly RawTable[], rawDir: string, dir: string): Promise<Ingested> {
  const files = tables.flatMap((table) =>
    table.file === undefined ? [] : [{ table, file: join(rawDir, table.file) }],
  );
  missingFiles(
    files.map(({ file }) => file),
    rawDir,
  );
  const headers = new Map<string, readonly string[]>();
  for (const { table, file } of files) headers.set(table.name, await checkedHeader(table, file));
  const rows = new Map<string, number>();
  const changed: number[] = [];
  for (const { table, file } of files) {
    rows.set(table.name, await loadFile(engine, table, file, headers.get(table.name) ?? table.columns, dir));
    changed.push(statSync(file).mtimeMs);
  }
  for (const table of tables) {
    if (table.table === undefined) continue;
    const shape = await checkedTable(engine, table, table.table);
    rows.set(table.name, shape.rows);
    changed.push(shape.modifiedAt.getTime());
  }
  return { rows, modifiedAt: new Date(Math.max(...changed)) };
}

async function loadFile(
  engine: Engine,
  table: RawTable,
  file: string,
  header: readonly string[],
  dir: string,
): Promise<number> {
  const staged = join(dir, `${table.name}.raw.json`);
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const records of csvRows(file, header)) {
      rows += records.length;
      yield records.map((record) => `${JSON.stringify(record)}\n`).join('');
    }
  }
  await pipeline(lines, createWriteStream(staged));
  const columns = table.columns.map((column) => ({ name: column, type: 'STRING' }));
  await engine.load(idOf('raw', table.name), columns, staged, { what: `load ${table.file ?? ''}`, step: 'ingest' });
  rmSync(staged, { force: true });
  await checkKey(engine, table, file);
  return rows;
}

const keysTold = 5;

/** A declared key names each row once; the faults a person can find in the file are told by their keys. */
async function checkKey(engine: Engine, { key, name: table }: RawTable, place: string): Promise<void> {
  if (key === undefined) return;
  const bad = await engine.rows(
    `SELECT ${name(key)} AS \`key\`, COUNT(*) AS n FROM ${tableOf(engine, 'raw', table)}
     GROUP BY 1 HAVING COUNT(*) > 1 OR ${name(key)} IS NULL ORDER BY 1 NULLS FIRST LIMIT ${keysTold + 1}`,
    { what: `check the key of ${table}`, step: 'ingest' },
  );
  if (bad.length === 0) return;
  const told = bad
    .slice(0, keysTold)
    .map((row) =>
      row['key'] === null ? `empty in ${asCount(row, 'n')} rows` : `"${asText(row, 'key')}" ${asCount(row, 'n')} times`,
    );
  const rest = bad.length > keysTold ? '; and more' : '';
  throw new Fault(
    'refused',
    'raw-key-not-unique',
    `${place}: ${key} has to name each row once: ${told.join('; ')}${rest}.`,
    {
      next: `Correct the data, or take the key of ${table} out of todoku.yml when its rows may repeat.`,
      place,
    },
  );
}

/** Faults when it is not there, is elsewhere, or has other columns. */
export async function checkedTable(
  engine: Engine,
  table: RawTable,
  path: string,
): Promise<{ rows: number; modifiedAt: Date }> {
  const shape = await shapeOf(engine, path.split('.'));
  if (shape === undefined) {
    throw new Fault('setup', 'raw-table-missing', `Raw table ${table.name}: there is no table ${path} in BigQuery.`, {
      next: 'Correct the path in todoku.yml, or give the service account BigQuery Data Viewer on it.',
      place: path,
    });
  }
  const there = new Map(shape.columns.map((column) => [column.name.toLowerCase(), column.type]));
  const wrong = table.columns.flatMap((column) => {
    const wanted = table.types.get(column) ?? 'STRING';
    const found = there.get(column.toLowerCase());
    return found === wanted ? [] : [`${column} is ${found ?? 'not there'}, not ${wanted}`];
  });
  if (wrong.length > 0) {
    throw new Fault('setup', 'raw-header-differs', `${path}: ${wrong.join('; ')}.`, {
      next: `Correct the columns of ${table.name} in todoku.yml.`,
      place: path,
    });
  }
  return shape;
}

/** BigQuery tells the place as `at [line:column]`; it is read for the place, never to decide anything. */
async function buildModel(engine: Engine, model: Model, sql: string): Promise<void> {
  await asked(model.sql, async () => {
    await refuseOthers(engine, model.sql, sql);
    await engine.into(idOf('mart', model.name), sql, purposeOf(`build ${model.name}`, model.sql));
  });
}

function purposeOf(what: string, sql: Sql): Purpose {
  return { what, step: 'build', place: sql.file };
}

/** One SELECT and nothing else, as BigQuery itself reads it. */
async function refuseOthers(engine: Engine, sql: Sql, rendered: string): Promise<void> {
  const { statementType } = await engine.dry(rendered, purposeOf(`check ${sql.file}`, sql));
  if (statementType === 'SELECT') return;
  throw new Fault('setup', 'sql-not-a-query', 'The file must hold one SELECT and nothing else.', {
    next: 'Remove the other statements.',
    place: sql.file,
  });
}

async function asked<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'warehouse-refused') throw error;
    const line = /at \[(\d+):\d+\]/.exec(error.message)?.[1] ?? '1';
    throw new Fault('setup', 'sql-failed', `${sql.file}:${line}: ${error.message}`, {
      next: 'Correct the SQL, then run "todoku validate".',
      place: `${sql.file}:${line}`,
      cause: error,
    });
  }
}

export async function modelColumns(engine: Engine, model: string): Promise<readonly Column[]> {
  return (await shapeOf(engine, [idOf('mart', model)]))?.columns ?? [];
}

/** The moment a query returns; a time without a zone is one of the project's zone. */
async function moment(engine: Engine, sql: Sql, rendered: string, timeZone: string): Promise<Date> {
  const purpose = purposeOf('read asOf', sql);
  const rows = await asked(sql, async () => {
    const { columns } = await engine.dry(rendered, purpose);
    const [column] = columns;
    const type = column?.type ?? '';
    const zoned: Readonly<Record<string, string>> = {
      TIMESTAMP: 'moment',
      DATE: `TIMESTAMP(moment, ${text(timeZone)})`,
      DATETIME: `TIMESTAMP(moment, ${text(timeZone)})`,
    };
    const read = zoned[type];
    if (read === undefined || columns.length !== 1) return [];
    // A column without a name, as of SELECT MAX(…), cannot be named from outside.
    return engine.rows(`SELECT UNIX_MILLIS(${read}) AS moment FROM UNNEST(ARRAY(${rendered}\n)) AS moment`, purpose);
  });
  const [row] = rows;
  if (rows.length !== 1 || row === undefined || row['moment'] === null) {
    throw new Fault('setup', 'as-of-unclear', 'The SQL of asOf must return one row with one moment.', {
      next: 'Return for example max(updated_at).',
      place: sql.file,
    });
  }
  return asMoment(row, 'moment');
}

async function cover(
  engine: Engine,
  coverage: Coverage,
  rendered: string,
  paths: ReadonlyMap<string, string>,
): Promise<CoverageResult> {
  const { table: raw, sql } = coverage;
  const purpose: Purpose = { what: `cover ${raw.name}`, step: 'coverage', place: sql.file };
  const target = tableOf(engine, 'coverage', raw.name);
  await asked(sql, () =>
    engine.into(
      idOf('coverage', raw.name),
      `SELECT CAST(\`key\` AS STRING) AS \`key\`, NULLIF(TRIM(placement), '') AS placement, NULLIF(TRIM(reason), '') AS reason FROM (${rendered}\n)`,
      purpose,
    ),
  );
  const source = paths.get(raw.name) ?? tableOf(engine, 'raw', raw.name);
  const counts = await coverageCounts(engine, raw, target, source, purpose);
  const wrong = coverageFault(coverage, counts);
  if (wrong !== undefined) throw wrong;
  const rows = await engine.rows(
    `SELECT placement, IF(placement IS NULL, reason, NULL) AS reason, COUNT(*) AS n FROM ${target} GROUP BY 1, 2 ORDER BY n DESC, placement, reason`,
    purpose,
  );
  const placed = rows
    .filter((row) => row['placement'] !== null)
    .map((row) => ({ placement: asText(row, 'placement'), rows: asCount(row, 'n') }))
    .toSorted((a, b) => (a.placement < b.placement ? -1 : 1));
  const reasons = rows.filter((row) => row['placement'] === null);
  return {
    table: raw.name,
    rows: counts.rows,
    placed: Object.fromEntries(placed.map((row) => [row.placement, row.rows])),
    unplaced: reasons.reduce((sum, row) => sum + asCount(row, 'n'), 0),
    reasons: Object.fromEntries(reasons.map((row) => [asText(row, 'reason'), asCount(row, 'n')])),
  };
}

async function coverageCounts(
  engine: Engine,
  raw: RawTable,
  target: string,
  source: string,
  purpose: Purpose,
): Promise<Parameters<typeof coverageFault>[1]> {
  const key = raw.key === undefined ? undefined : name(raw.key);
  const apart =
    key === undefined
      ? '0 AS missing, 0 AS unknown'
      : `(SELECT COUNT(*) FROM ${source} r WHERE NOT EXISTS(SELECT 1 FROM ${target} c WHERE c.key = CAST(r.${key} AS STRING))) AS missing,
         (SELECT COUNT(*) FROM ${target} c WHERE NOT EXISTS(SELECT 1 FROM ${source} r WHERE c.key = CAST(r.${key} AS STRING))) AS unknown`;
  const [row] = await engine.rows(
    `SELECT (SELECT COUNT(*) FROM ${source}) AS raw_rows, (SELECT COUNT(*) FROM ${target}) AS n,
       (SELECT COUNT(*) FROM (SELECT \`key\` FROM ${target} GROUP BY 1 HAVING COUNT(*) > 1 OR \`key\` IS NULL)) AS twice,
       (SELECT COUNTIF(placement IS NULL AND reason IS NULL) FROM ${target}) AS wordless, ${apart}`,
    purpose,
  );
  return {
    rawRows: asCount(row, 'raw_rows'),
    rows: asCount(row, 'n'),
    twice: asCount(row, 'twice'),
    wordless: asCount(row, 'wordless'),
    missing: asCount(row, 'missing'),
    unknown: asCount(row, 'unknown'),
  };
}

async function* unplaced(engine: Engine, raw: string): AsyncGenerator<readonly Unplaced[]> {
  const pages = engine.stream(
    `SELECT \`key\`, reason FROM ${tableOf(engine, 'coverage', raw)} WHERE placement IS NULL ORDER BY \`key\``,
    { what: `list rows of ${raw} without a place`, step: 'coverage' },
  );
  for await (const rows of pages) yield rows.map((row) => ({ key: asText(row, 'key'), reason: asText(row, 'reason') }));
}
