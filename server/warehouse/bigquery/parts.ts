/** The journal: rows cut into parts, each step of a part noted, by a row of its own, before its effect can be lost. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { MappedSync, Route } from '../../model/model.ts';
import { stamps } from '../../model/model.ts';
import { toChange, toPart } from '../from-row.ts';
import { allFields, carriedFields, fieldsOf, isoSeconds, writeOf } from '../part-fields.ts';
import { asCount, asText, asTextOrAbsent } from '../row.ts';
import type { Part, PartLimits, PartStep, Sendable, StampValues } from '../warehouse.ts';
import { changeQuery } from './drafts.ts';
import type { Engine, Parameters, Purpose } from './engine.ts';
import { among, columnOf, name, text } from './sql.ts';
import { idOf, shapeOf, tableOf } from './tables.ts';

const purposeOf = (what: string, sync: string, isSmall = false): Purpose => ({
  what: `${what} of ${sync}`,
  step: 'load',
  sync,
  ...(isSmall ? { isSmall } : {}),
});

/**
 * Cuts the rows that have no part yet. A part holds one layer of a hierarchy, and on the bulk route one set of columns:
 * an empty cell of a CSV means "leave alone", so rows that leave different fields alone cannot share a file.
 */
export async function planParts(
  engine: Engine,
  run: string,
  mapped: MappedSync,
  operation: Part['operation'],
  route: Route,
  limits: PartLimits,
): Promise<readonly Part[]> {
  const sync = mapped.sync.name;
  const changes = tableOf(engine, 'change', sync);
  const isDelete = operation === 'delete';
  const todo = `_operation ${isDelete ? '=' : '<>'} 'delete' AND _parked IS NULL AND _part IS NULL`;
  const [open] = await engine.rows(
    `SELECT COUNT(*) AS n, (SELECT COALESCE(MAX(part), 0) FROM ${engine.table('parts')} WHERE run = @run AND sync = @sync) AS last
     FROM ${changes} WHERE ${todo}`,
    purposeOf('count open rows', sync, true),
    { run, sync },
  );
  if (asCount(open, 'n') === 0) return [];
  const columnsOfRow = isDelete ? `''` : `CONCAT(_operation, _kept, ';', _cleared)`;
  const signature = route === 'bulk' ? columnsOfRow : `''`;
  const offset = asCount(open, 'last');
  await engine.run(
    cutQuery(changes, { todo, signature, offset, limits, bytes: isDelete ? '20' : bytesOf(mapped) }),
    purposeOf('cut parts', sync),
  );
  const cut = await engine.rows(
    `SELECT _part AS part, COUNT(*) AS n, MIN(${columnsOfRow}) AS columns, COUNT(DISTINCT ${columnsOfRow}) AS kinds
     FROM ${changes} WHERE _part > ${offset} GROUP BY 1 ORDER BY part`,
    purposeOf('list parts', sync),
  );
  const parts = cut.map((row): NewPart => {
    const fields = asCount(row, 'kinds') === 1 ? fieldsOf(mapped, asText(row, 'columns')) : allFields(mapped);
    return {
      run,
      mapped,
      operation,
      route,
      number: asCount(row, 'part'),
      rows: asCount(row, 'n'),
      fields: carriedFields(mapped, operation, fields),
    };
  });
  return note(engine, parts);
}

/** Bytes that a row takes in a file. */
function bytesOf(mapped: MappedSync): string {
  const cells = mapped.fields.map((field) => `COALESCE(BYTE_LENGTH(${name(columnOf(field.name))}) + 3, 5)`);
  return [...cells, '120'].join(' + ');
}

interface Cut {
  readonly todo: string;
  readonly signature: string;
  /** Number of the last part there is. */
  readonly offset: number;
  readonly limits: PartLimits;
  readonly bytes: string;
}

function cutQuery(changes: string, { todo, signature, offset, limits, bytes }: Cut): string {
  return `CREATE OR REPLACE TABLE ${changes} CLUSTER BY _part AS
     WITH todo AS (
       SELECT _id, _level, ${signature} AS signature,
         SUM(${bytes}) OVER in_order AS upto, ROW_NUMBER() OVER in_order AS place
       FROM ${changes} WHERE ${todo}
       WINDOW in_order AS (PARTITION BY _level, ${signature} ORDER BY _parent, _id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
     ), cut AS (
       SELECT _id, _level, signature, DIV(place - 1, ${limits.rows}) AS by_rows, DIV(upto, ${limits.bytes}) AS by_bytes FROM todo
     ), numbered AS (
       SELECT _level, signature, by_rows, by_bytes, ${offset} + ROW_NUMBER() OVER (ORDER BY _level, signature, by_rows, by_bytes) AS part
       FROM (SELECT DISTINCT _level, signature, by_rows, by_bytes FROM cut)
     ), placed AS (
       SELECT cut._id, numbered.part FROM cut JOIN numbered USING (_level, signature, by_rows, by_bytes)
     )
     SELECT c.* REPLACE (COALESCE(placed.part, c._part) AS _part) FROM ${changes} AS c LEFT JOIN placed ON placed._id = c._id`;
}

interface NewPart {
  readonly run: string;
  readonly mapped: MappedSync;
  readonly operation: Part['operation'];
  readonly route: Route;
  readonly number: number;
  readonly rows: number;
  readonly fields: readonly string[];
}

const noted = 'run, sync, part, object, `key`, operation, route, fields, row_count, step, noted_at';

async function note(engine: Engine, parts: readonly NewPart[]): Promise<readonly Part[]> {
  const [first] = parts;
  if (first === undefined) return [];
  const { run, mapped } = first;
  const lines = parts.map(({ operation, route, number, rows, fields }) => {
    const facts = [run, mapped.sync.name].map(text).join(', ');
    const rest = [mapped.object.name, mapped.key.name, operation, route, JSON.stringify(fields)].map(text).join(', ');
    return `(${facts}, ${number}, ${rest}, ${rows}, 'planned', CURRENT_TIMESTAMP())`;
  });
  await engine.run(
    `INSERT INTO ${engine.table('parts')} (${noted}) VALUES ${lines.join(', ')}`,
    purposeOf('note parts', mapped.sync.name, true),
  );
  const all = await partsOf(engine, run);
  const numbers = new Set(parts.map((part) => part.number));
  return all
    .filter((part) => part.sync === mapped.sync.name && numbers.has(part.number))
    .toSorted((a, b) => a.number - b.number);
}

/** New small parts for rows that were not written and have one of the codes, in the order of their parents. */
export async function replan(
  engine: Engine,
  run: string,
  mapped: MappedSync,
  codes: readonly string[],
  route: Route,
  limits: PartLimits,
): Promise<readonly Part[]> {
  const sync = mapped.sync.name;
  const again = `SELECT id FROM ${engine.table('outcomes')}
    WHERE run = ${text(run)} AND sync = ${text(sync)} AND status IN ('rejected', 'unprocessed') AND ${among('code', codes)}`;
  const parts: Part[] = [];
  for (const operation of [writeOf(mapped), 'delete'] as const) {
    const same = operation === 'delete' ? '=' : '<>';
    const changed = await engine.run(
      `UPDATE ${tableOf(engine, 'change', sync)} SET _part = NULL WHERE _operation ${same} 'delete' AND _id IN (${again})`,
      purposeOf('take back parts', sync),
    );
    if (changed > 0) parts.push(...(await planParts(engine, run, mapped, operation, route, limits)));
  }
  return parts;
}

/** The file of a part, with the stamps beside the mapped fields. NULL is `#N/A`: whatever is left alone has no column. */
export async function write(engine: Engine, part: Part, values: StampValues, file: string): Promise<Part> {
  const shape = await shapeOf(engine, [idOf('change', part.sync)]);
  const known = new Set(shape?.columns.map((column) => column.name));
  const columns =
    part.operation === 'delete'
      ? [{ header: 'Id', sql: '_salesforce_id' }]
      : [
          ...part.fields.map((field) => ({ header: field, sql: sourceOf(field, known) })),
          { header: stamps.sourceAsOf, sql: text(isoSeconds(values.sourceAsOf)) },
          { header: stamps.rowHash, sql: '_hash' },
          { header: stamps.loadBatch, sql: text(values.loadBatch) },
        ];
  const hash = createHash('sha256');
  let bytes = 0;
  async function* lines(): AsyncGenerator<string> {
    yield counted(`${columns.map(({ header }) => header).join(',')}\n`);
    const pages = engine.stream(
      `SELECT CONCAT(${columns.map(({ sql }) => cellOf(sql)).join(`, ',', `)}) AS line FROM ${tableOf(engine, 'change', part.sync)}
       WHERE _part = ${part.number} ORDER BY _parent, _id`,
      purposeOf(`write part ${part.number}`, part.sync),
    );
    for await (const rows of pages) yield counted(rows.map((row) => `${asText(row, 'line')}\n`).join(''));
  }
  const counted = (chunk: string): string => {
    hash.update(chunk);
    bytes += Buffer.byteLength(chunk);
    return chunk;
  };
  await pipeline(lines, createWriteStream(file));
  const checksum = hash.digest('hex');
  const written: Part = { ...part, step: 'written', file, checksum };
  await noteStep(engine, written, { bytes });
  return written;
}

function sourceOf(field: string, known: ReadonlySet<string>): string {
  if (field === 'Id') return '_salesforce_id';
  return known.has(columnOf(field)) ? name(columnOf(field)) : 'CAST(NULL AS STRING)';
}

/** A cell of a CSV file (RFC 4180). The line is made where the rows are: only one value a row has to be read. */
function cellOf(value: string): string {
  const quoted = `CONCAT('"', REPLACE(${value}, '"', '""'), '"')`;
  return `COALESCE(IF(REGEXP_CONTAINS(${value}, r'[",\\r\\n]'), ${quoted}, ${value}), '#N/A')`;
}

export async function setStep(
  engine: Engine,
  part: Part,
  step: PartStep,
  facts: { readonly jobId?: string } = {},
): Promise<Part> {
  const next: Part = { ...part, step, ...(facts.jobId === undefined ? {} : { jobId: facts.jobId }) };
  await noteStep(engine, next, {});
  return next;
}

async function noteStep(engine: Engine, part: Part, facts: { readonly bytes?: number }): Promise<void> {
  const { sql, parameters } = stepInsert(engine, part, facts);
  await engine.run(sql, purposeOf(`note step ${part.step}`, part.sync, true), parameters);
}

/** The statement that notes where a part stands. */
export function stepInsert(
  engine: Engine,
  part: Part,
  facts: { readonly bytes?: number } = {},
): { readonly sql: string; readonly parameters: Parameters } {
  return {
    sql: `INSERT INTO ${engine.table('parts')} (${noted}, job_id, file, bytes, checksum)
      VALUES (@run, @sync, @part, @object, @keyField, @operation, @route, @fields, @rowCount, @step, CURRENT_TIMESTAMP(), @jobId, @file, @bytes, @checksum)`,
    parameters: {
      run: part.run,
      sync: part.sync,
      part: part.number,
      object: part.object,
      keyField: part.key,
      operation: part.operation,
      route: part.route,
      fields: JSON.stringify(part.fields),
      rowCount: part.rows,
      step: part.step,
      jobId: part.jobId ?? null,
      file: part.file ?? null,
      bytes: facts.bytes ?? 0,
      checksum: part.checksum ?? null,
    },
  };
}

/** The rows of a part, for a route that carries them in a request body. */
export async function sendables(engine: Engine, mapped: MappedSync, part: Part): Promise<readonly Sendable[]> {
  const rows = await engine.rows(
    `${changeQuery(engine, mapped, 'change', `c._part = ${part.number}`)} ORDER BY c._parent, c._id`,
    purposeOf(`read part ${part.number}`, part.sync),
  );
  return rows.map((row) => ({ change: toChange(mapped, row), hash: asTextOrAbsent(row, '_hash') }));
}

export async function* idsOf(engine: Engine, part: Part): AsyncGenerator<readonly string[]> {
  const pages = engine.stream(
    `SELECT _salesforce_id AS id FROM ${tableOf(engine, 'change', part.sync)} WHERE _part = ${part.number} AND _salesforce_id IS NOT NULL`,
    purposeOf(`list ids of part ${part.number}`, part.sync),
  );
  for await (const rows of pages) yield rows.map((row) => asText(row, 'id'));
}

/** Parts in the order in which they were last touched. */
export async function partsOf(engine: Engine, run: string): Promise<readonly Part[]> {
  const rows = await engine.rows(
    `SELECT * EXCEPT (noted_at), UNIX_MILLIS(noted_at) AS at_ms FROM ${engine.table('parts')} WHERE run = @run
     QUALIFY ROW_NUMBER() OVER (PARTITION BY sync, part ORDER BY noted_at DESC, ${stepOrder} DESC) = 1
     ORDER BY at_ms, sync, part`,
    { what: `read the journal of ${run}`, step: 'load', isSmall: true },
    { run },
  );
  return rows.map(toPart);
}

const steps: readonly PartStep[] = [
  'planned',
  'written',
  'creating',
  'created',
  'uploaded',
  'closed',
  'finished',
  'stored',
  'sending',
  'applied',
];

/** Two steps noted within a microsecond are told apart by their order. */
const stepOrder = `CASE step ${steps.map((step, index) => `WHEN '${step}' THEN ${index}`).join(' ')} END`;
