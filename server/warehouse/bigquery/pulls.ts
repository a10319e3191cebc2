/** `pulled_*`: records of Salesforce as tables, typed, replaced all at once. */
import { rmSync } from 'node:fs';
import type { PulledColumn, PulledShape, PulledType } from '../../model/model.ts';
import { toPullNote } from '../from-row.ts';
import { keysTold, writeRows } from '../pulls.ts';
import type { PullNote, PulledRow, Pulls, StagedPull } from '../pulls.ts';
import { asCount, asText } from '../row.ts';
import type { Engine, Purpose } from './engine.ts';
import { name } from './sql.ts';
import { idOf, shapeOf, tableOf } from './tables.ts';
import { discardWork } from './work.ts';

const purposeOf = (what: string, pull: string): Purpose => ({ what: `${what} ${pull}`, step: 'pull', sync: pull });

/** Where a reading waits until it is proven. */
const sideOf = (engine: Engine, pull: string): string => tableOf(engine, 'work', `pulled_${pull}`);

export function pullsOf(engine: Engine): Pulls {
  return {
    declare: async (shapes) => {
      for (const shape of shapes) await declare(engine, shape);
    },
    columnsOf: async (pull) => (await shapeOf(engine, [idOf('pulled', pull)]))?.columns ?? [],
    stage: (shape, pages, file) => stage(engine, shape, pages, file),
    publish: async (shape, note) => {
      const side = sideOf(engine, shape.name);
      await engine.into(idOf('pulled', shape.name), `SELECT * FROM ${side}`, purposeOf('replace', shape.name));
      await addNote(engine, note);
      await engine.run(`DROP TABLE IF EXISTS ${side}`, { ...purposeOf('tidy up after', shape.name), isSmall: true });
    },
    note: (note) => addNote(engine, note),
    past: async (limit) =>
      (
        await engine.rows(
          `SELECT run, UNIX_MILLIS(started_at) AS started, UNIX_MILLIS(finished_at) AS finished, result
           FROM ${engine.table('pulls')} ORDER BY started_at DESC, name LIMIT ${limit}`,
          { what: 'list pulls', step: 'ledger', isSmall: true },
        )
      ).map(toPullNote),
  };
}

async function declare(engine: Engine, { name: pull, columns }: PulledShape): Promise<void> {
  const target = tableOf(engine, 'pulled', pull);
  const purpose: Purpose = { ...purposeOf('make', pull), isSmall: true };
  const shape = await shapeOf(engine, [idOf('pulled', pull)]);
  const there = new Set(shape?.columns.map((column) => column.name.toLowerCase()));
  const missing = columns
    .filter((column) => !there.has(column.name.toLowerCase()))
    .map((column) => `${name(column.name)} ${column.type}`);
  if (shape === undefined) await engine.run(`CREATE TABLE IF NOT EXISTS ${target} (${missing.join(', ')})`, purpose);
  else if (missing.length > 0) {
    const added = missing.map((column) => `ADD COLUMN IF NOT EXISTS ${column}`);
    await engine.run(`ALTER TABLE ${target} ${added.join(', ')}`, purpose);
  }
}

async function stage(
  engine: Engine,
  shape: PulledShape,
  pages: AsyncIterable<readonly PulledRow[]>,
  file: string,
): Promise<StagedPull> {
  await writeRows(pages, file);
  const texts = shape.columns.map((column) => ({ name: column.name, type: 'STRING' }));
  const read = `read_${shape.name}`;
  await engine.load(idOf('work', read), texts, file, purposeOf('load records of', shape.name));
  rmSync(file, { force: true });
  await engine.into(
    idOf('work', `pulled_${shape.name}`),
    `SELECT ${shape.columns.map(typed).join(', ')} FROM ${tableOf(engine, 'work', read)}`,
    purposeOf('type records of', shape.name),
  );
  await discardWork(engine, read);
  return counted(engine, shape);
}

/** A value as Salesforce writes it, in JSON or in CSV. */
function typed({ name: column, type }: PulledColumn): string {
  return `${valueOf(`NULLIF(${name(column)}, '')`, type)} AS ${name(column)}`;
}

function valueOf(value: string, type: PulledType): string {
  switch (type) {
    case 'STRING':
      return value;
    case 'INT64': // `5`, or `5.0` in CSV
      return `CAST(CAST(${value} AS NUMERIC) AS INT64)`;
    case 'TIMESTAMP': // `+0000` has no colon
      return `CAST(REGEXP_REPLACE(${value}, r'([+-]\\d{2})(\\d{2})$', r'\\1:\\2') AS TIMESTAMP)`;
    case 'NUMERIC':
    case 'BIGNUMERIC':
    case 'BOOL':
    case 'DATE':
      return `CAST(${value} AS ${type})`;
  }
}

async function counted(engine: Engine, { name: pull, key, sums }: PulledShape): Promise<StagedPull> {
  const side = sideOf(engine, pull);
  const purpose = purposeOf('add up', pull);
  const totals = sums.map((column, index) => `, CAST(COALESCE(SUM(${name(column)}), 0) AS STRING) AS sum_${index}`);
  const keyless = key === undefined ? '0' : `COUNTIF(${name(key)} IS NULL)`;
  const [row] = await engine.rows(
    `SELECT COUNT(*) AS n, COUNT(*) - COUNT(DISTINCT id) AS twice, ${keyless} AS keyless${totals.join('')} FROM ${side}`,
    purpose,
  );
  const ambiguous =
    key === undefined
      ? []
      : await engine.rows(
          `SELECT CAST(${name(key)} AS STRING) AS \`key\` FROM ${side} WHERE ${name(key)} IS NOT NULL
           GROUP BY 1 HAVING COUNT(*) > 1 ORDER BY 1 LIMIT ${keysTold}`,
          purpose,
        );
  return {
    rows: asCount(row, 'n'),
    twice: asCount(row, 'twice'),
    sums: sums.map((_column, index) => asText(row ?? {}, `sum_${index}`)),
    keyless: asCount(row, 'keyless'),
    ambiguous: ambiguous.map((one) => asText(one, 'key')),
  };
}

async function addNote(engine: Engine, { run, startedAt, finishedAt, pulled }: PullNote): Promise<void> {
  await engine.run(
    `INSERT INTO ${engine.table('pulls')} (run, name, object, state, started_at, finished_at, pulled_at, row_count, calls, result)
     SELECT @run, @name, @object, @state, TIMESTAMP_MILLIS(@startedAt), TIMESTAMP_MILLIS(@finishedAt),
       TIMESTAMP_MILLIS(@pulledAt), @rows, @calls, @result FROM (SELECT 1 AS one)`,
    { what: `note the pull of ${pulled.name}`, step: 'ledger', isSmall: true },
    {
      run,
      name: pulled.name,
      object: pulled.object,
      state: pulled.state,
      startedAt: startedAt.getTime(),
      finishedAt: finishedAt.getTime(),
      pulledAt: Date.parse(pulled.pulledAt),
      rows: pulled.rows,
      calls: pulled.calls,
      result: JSON.stringify(pulled),
    },
  );
}
