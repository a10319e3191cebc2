/** The journal: rows cut into parts, each step of a part noted before its effect can be lost. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { cleared } from '../../garbage.ts';
import type { MappedSync, Route } from '../../model/model.ts';
import { stamps } from '../../model/model.ts';
import { toChange, toPart } from '../from-row.ts';
import { allFields, carriedFields, fieldsOf, isoSeconds, writeOf } from '../part-fields.ts';
import { changeQuery } from './changes.ts';
import type { Duck, Statements } from './duck.ts';
import { asCount, asText, asTextOrAbsent } from '../row.ts';
import { list, name, table, text } from './sql.ts';
import type { Part, PartLimits, PartStep, Sendable, StampValues } from '../warehouse.ts';

/**
 * Cuts the rows that have no part yet. A part holds one layer of a hierarchy, and on the bulk route one set of columns:
 * an empty cell of a CSV means "leave alone", so rows that leave different fields alone cannot share a file.
 */
export async function planParts(
  duck: Duck,
  run: string,
  mapped: MappedSync,
  operation: Part['operation'],
  route: Route,
  limits: PartLimits,
): Promise<readonly Part[]> {
  const sync = mapped.sync.name;
  const changes = table('change', sync);
  const isDelete = operation === 'delete';
  const columnsOfRow = isDelete ? `''` : `_operation || _kept || ';' || _cleared`;
  const signature = route === 'bulk' ? columnsOfRow : `''`;
  const bytes = isDelete
    ? '20'
    : mapped.fields.map((field) => `coalesce(strlen(${name(field.name)}) + 3, 5)`).join(' + ') + ' + 120';
  return duck.transaction(async (statements) => {
    const offset = await lastNumber(statements, run, sync);
    await statements.run(
      `CREATE OR REPLACE TEMP TABLE _cut AS
       WITH todo AS (
         SELECT _id, _level, ${signature} AS signature, ${columnsOfRow} AS columns,
           sum(${bytes}) OVER in_order AS upto, row_number() OVER in_order AS place
         FROM ${changes}
         WHERE _operation ${isDelete ? '=' : '<>'} 'delete' AND _parked IS NULL AND _part IS NULL
         WINDOW in_order AS (PARTITION BY _level, ${signature} ORDER BY _parent, _id ROWS UNBOUNDED PRECEDING)
       )
       SELECT _id, columns, CAST($offset AS INTEGER) + dense_rank() OVER (
         ORDER BY _level, signature, (place - 1) // ${limits.rows}, upto // ${limits.bytes}) AS part
       FROM todo`,
      { offset },
    );
    await statements.run(`UPDATE ${changes} AS c SET _part = cut.part FROM _cut cut WHERE cut._id = c._id`);
    const cut = await statements.rows(
      `SELECT part, count(*) AS n, any_value(columns) AS columns, count(DISTINCT columns) AS kinds
       FROM _cut GROUP BY part ORDER BY part`,
    );
    const parts: Part[] = [];
    for (const row of cut) {
      const fields = asCount(row, 'kinds') === 1 ? fieldsOf(mapped, asText(row, 'columns')) : allFields(mapped);
      parts.push(
        await note(statements, {
          run,
          mapped,
          operation,
          route,
          number: asCount(row, 'part'),
          rows: asCount(row, 'n'),
          fields,
        }),
      );
    }
    return parts;
  });
}

async function lastNumber(statements: Statements, run: string, sync: string): Promise<number> {
  const [row] = await statements.rows(
    `SELECT coalesce(max(part), 0) AS n FROM todoku.parts WHERE run = $run AND sync = $sync`,
    { run, sync },
  );
  return asCount(row, 'n');
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

async function note(statements: Statements, part: NewPart): Promise<Part> {
  const { run, mapped, operation, route, number, rows } = part;
  const fields = carriedFields(mapped, operation, part.fields);
  const [row] = await statements.rows(
    `INSERT INTO todoku.parts (run, sync, part, object, key, operation, route, fields, row_count, step, noted_at)
     VALUES ($run, $sync, $number, $object, $key, $operation, $route, $fields, $rows, 'planned', now())
     RETURNING *, epoch_ms(noted_at) AS at_ms`,
    {
      run,
      sync: mapped.sync.name,
      number,
      object: mapped.object.name,
      key: mapped.key.name,
      operation,
      route,
      fields: JSON.stringify(fields),
      rows,
    },
  );
  if (row === undefined) throw new TypeError('The journal did not return the part it noted.');
  return toPart(row);
}

/** New small parts for rows that were not written and have one of the codes, in the order of their parents. */
export async function replan(
  duck: Duck,
  run: string,
  mapped: MappedSync,
  codes: readonly string[],
  route: Route,
  limits: PartLimits,
): Promise<readonly Part[]> {
  const sync = mapped.sync.name;
  const again = `SELECT id FROM todoku.outcomes
    WHERE run = ${text(run)} AND sync = ${text(sync)} AND status IN ('rejected', 'unprocessed') AND code IN ${list(codes)}`;
  const parts: Part[] = [];
  for (const operation of [writeOf(mapped), 'delete'] as const) {
    const same = operation === 'delete' ? '=' : '<>';
    const [found] = await duck.rows(
      `SELECT count(*) AS n FROM ${table('change', sync)} WHERE _operation ${same} 'delete' AND _id IN (${again})`,
    );
    if (asCount(found, 'n') === 0) continue;
    await duck.run(
      `UPDATE ${table('change', sync)} SET _part = NULL WHERE _operation ${same} 'delete' AND _id IN (${again})`,
    );
    parts.push(...(await planParts(duck, run, mapped, operation, route, limits)));
  }
  return parts;
}

/** The file of a part, with the stamps beside the mapped fields. NULL is `#N/A`: whatever is left alone has no column. */
export async function write(duck: Duck, part: Part, values: StampValues, file: string): Promise<Part> {
  const known = new Set(
    (await duck.rows(`DESCRIBE ${table('change', part.sync)}`)).map((row) => asText(row, 'column_name')),
  );
  const columns =
    part.operation === 'delete'
      ? [`_salesforce_id AS "Id"`]
      : [
          ...part.fields.map((field) => columnOfFile(field, known)),
          `${text(isoSeconds(values.sourceAsOf))} AS ${name(stamps.sourceAsOf)}`,
          `_hash AS ${name(stamps.rowHash)}`,
          `${text(values.loadBatch)} AS ${name(stamps.loadBatch)}`,
        ];
  await duck.run(
    `COPY (SELECT ${columns.join(', ')} FROM ${table('change', part.sync)} WHERE _part = ${part.number} ORDER BY _parent, _id)
     TO ${text(file)} (FORMAT csv, HEADER, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '#N/A')`,
  );
  const checksum = await sha256(file);
  await duck.run(
    `UPDATE todoku.parts SET step = 'written', file = $file, bytes = $bytes, checksum = $checksum, noted_at = now() WHERE ${where}`,
    { file, bytes: statSync(file).size, checksum, ...id(part) },
  );
  return { ...part, step: 'written', file, checksum };
}

function columnOfFile(field: string, known: ReadonlySet<string>): string {
  if (field === 'Id') return `_salesforce_id AS "Id"`;
  return known.has(field) ? name(field) : `NULL AS ${name(field)}`;
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of cleared(createReadStream(file))) hash.update(chunk);
  return hash.digest('hex');
}

const where = 'run = $run AND sync = $sync AND part = $number';

function id(part: Part): { run: string; sync: string; number: number } {
  return { run: part.run, sync: part.sync, number: part.number };
}

export async function setStep(
  duck: Statements,
  part: Part,
  step: PartStep,
  facts: { readonly jobId?: string } = {},
): Promise<Part> {
  const job = facts.jobId === undefined ? '' : ', job_id = $jobId';
  await duck.run(`UPDATE todoku.parts SET step = $step, noted_at = now()${job} WHERE ${where}`, {
    step,
    ...id(part),
    ...(facts.jobId === undefined ? {} : { jobId: facts.jobId }),
  });
  return { ...part, step, ...(facts.jobId === undefined ? {} : { jobId: facts.jobId }) };
}

/** The rows of a part, for a route that carries them in a request body. */
export async function sendables(duck: Duck, mapped: MappedSync, part: Part): Promise<readonly Sendable[]> {
  const rows = await duck.rows(
    `${changeQuery(mapped, 'change', `c._part = ${part.number}`)} ORDER BY c._parent, c._id`,
  );
  return rows.map((row) => ({ change: toChange(mapped, row), hash: asTextOrAbsent(row, '_hash') }));
}

export async function* idsOf(duck: Duck, part: Part): AsyncGenerator<readonly string[]> {
  const chunks = duck.stream(
    `SELECT _salesforce_id AS id FROM ${table('change', part.sync)} WHERE _part = ${part.number} AND _salesforce_id IS NOT NULL`,
  );
  for await (const rows of chunks) yield rows.map((row) => asText(row, 'id'));
}

export async function partsOf(duck: Duck, run: string): Promise<readonly Part[]> {
  const rows = await duck.rows(
    `SELECT *, epoch_ms(noted_at) AS at_ms FROM todoku.parts WHERE run = $run ORDER BY noted_at, sync, part`,
    { run },
  );
  return rows.map(toPart);
}
