/** Exactly one outcome for each planned row: a part's rows are replaced as a whole, in one transaction with its step. */
import type { Counts, OutcomeStatus } from '../../model/model.ts';
import { noCounts } from '../../model/model.ts';
import { csvRows, headerOf } from '../csv.ts';
import { toCounts, toFailed, toStatus } from '../from-row.ts';
import { identifyingColumn } from '../part-fields.ts';
import { asCount, asText } from '../row.ts';
import type { Answer, CodeCount, FailedRow, LookedUp, Part, ResultFiles } from '../warehouse.ts';
import type { Engine, Parameters, Purpose } from './engine.ts';
import type { GivenRow } from './given.ts';
import { withLoaded } from './given.ts';
import { stepInsert } from './parts.ts';
import { given, identity, text } from './sql.ts';
import { tableOf } from './tables.ts';

const answerColumns = ['id', 'status', 'salesforce_id', 'code', 'message'] as const;

export const purposeOf = (what: string, sync: string, isSmall = false): Purpose => ({
  what: `${what} of ${sync}`,
  step: 'load',
  sync,
  ...(isSmall ? { isSmall } : {}),
});

export async function applyFiles(
  engine: Engine,
  dir: string,
  part: Part,
  files: ResultFiles,
  goneCodes: readonly string[],
): Promise<Counts> {
  const purpose = purposeOf(`load answers of part ${part.number}`, part.sync);
  const pages = answersIn(part, files, goneCodes);
  const table = `answers_${part.sync}_${part.number}`;
  const isByKey = part.operation === 'upsert';
  return withLoaded(engine, { table, dir, columns: answerColumns, pages, purpose }, (source) => {
    const answers =
      source === undefined
        ? nobody
        : `(SELECT * REPLACE (${isByKey ? identity('id') : 'LEFT(id, 15)'} AS id) FROM ${source})`;
    return apply(engine, part, answers, isByKey ? 'c._id' : 'LEFT(c._salesforce_id, 15)');
  });
}

const nobody = `(SELECT ${answerColumns.map((column) => `CAST(NULL AS STRING) AS ${column}`).join(', ')} FROM UNNEST(GENERATE_ARRAY(1, 0)) AS nothing)`;

/** The three files of a job, row by row, as answers. */
async function* answersIn(
  part: Part,
  files: ResultFiles,
  goneCodes: readonly string[],
): AsyncGenerator<readonly GivenRow[]> {
  const key = identifyingColumn(part);
  const isDelete = part.operation === 'delete';
  const kinds = [
    {
      file: files.successful,
      read: (row: Readonly<Record<string, string>>): GivenRow => ({
        status: isDelete ? 'deleted' : row['sf__Created'] === 'true' ? 'created' : 'updated',
        salesforce_id: row['sf__Id'] ?? null,
      }),
    },
    {
      file: files.failed,
      read: (row: Readonly<Record<string, string>>): GivenRow => {
        const [code = '', ...rest] = (row['sf__Error'] ?? '').split(':');
        const isGone = isDelete && goneCodes.includes(code);
        const message = rest.join(':');
        return { status: isGone ? 'deleted' : 'rejected', salesforce_id: row['sf__Id'] ?? null, code, message };
      },
    },
    { file: files.unprocessed, read: (): GivenRow => ({ status: 'unprocessed', code: 'UNPROCESSED' }) },
  ];
  for (const { file, read } of kinds) {
    const header = await headerOf(file);
    if (!header.includes(key)) continue;
    for await (const rows of csvRows(file, header)) yield rows.map((row) => ({ id: row[key] ?? null, ...read(row) }));
  }
}

export async function applyAnswers(engine: Engine, part: Part, answers: readonly Answer[]): Promise<Counts> {
  const rows = answers.map((answer) => ({
    id: answer.key,
    status: answer.status,
    salesforce_id: answer.salesforceId ?? null,
    code: answer.code ?? null,
    message: answer.message ?? null,
  }));
  const source = `(SELECT * REPLACE (${identity('id')} AS id) FROM ${given(answerColumns)})`;
  return apply(engine, part, source, 'c._id', { rows: JSON.stringify(rows) });
}

/** A record that carries our hash was written by the lost call; a record that is gone was deleted by it. */
export async function applyLookup(
  engine: Engine,
  dir: string,
  part: Part,
  found: AsyncIterable<readonly LookedUp[]>,
): Promise<Counts> {
  async function* pages(): AsyncGenerator<readonly GivenRow[]> {
    for await (const rows of found) {
      yield rows.map(({ key, salesforceId, hash }) => ({ key, salesforce_id: salesforceId, hash }));
    }
  }
  const purpose = purposeOf(`look up part ${part.number}`, part.sync);
  const columns = ['key', 'salesforce_id', 'hash'];
  const table = `lookup_${part.sync}_${part.number}`;
  return withLoaded(engine, { table, dir, columns, pages: pages(), purpose }, (source) =>
    applyFound(engine, part, source),
  );
}

function applyFound(engine: Engine, part: Part, table: string | undefined): Promise<Counts> {
  const changes = `${tableOf(engine, 'change', part.sync)} AS c`;
  if (part.operation === 'delete') {
    const isThere =
      table === undefined ? '' : `AND LEFT(c._salesforce_id, 15) NOT IN (SELECT LEFT(salesforce_id, 15) FROM ${table})`;
    const gone = `(SELECT c._id AS id, 'deleted' AS status, c._salesforce_id AS salesforce_id, CAST(NULL AS STRING) AS code, CAST(NULL AS STRING) AS message
      FROM ${changes} WHERE c._part = ${part.number} ${isThere})`;
    return apply(engine, part, gone, 'c._id');
  }
  const written =
    table === undefined
      ? nobody
      : `(SELECT c._id AS id, IF(c._operation = 'insert' OR LEFT(f.salesforce_id, 15) <> LEFT(c._salesforce_id, 15), 'created', 'updated') AS status, f.salesforce_id, CAST(NULL AS STRING) AS code,
           CAST(NULL AS STRING) AS message
         FROM ${changes} JOIN ${table} AS f ON ${identity('f.`key`')} = c._id AND f.hash = c._hash)`;
  return apply(engine, part, written, 'c._id');
}

/** Rows of the part without an answer are unprocessed: not knowing is never success. */
async function apply(
  engine: Engine,
  part: Part,
  answers: string,
  joined: string,
  parameters: Parameters = {},
): Promise<Counts> {
  const { run, sync, number } = part;
  const changes = tableOf(engine, 'change', sync);
  const outcomes = engine.table('outcomes');
  const step = stepInsert(engine, { ...part, step: 'applied' });
  await engine.run(
    `BEGIN TRANSACTION;
     DELETE FROM ${outcomes} WHERE run = ${text(run)} AND sync = ${text(sync)}
       AND id IN (SELECT _id FROM ${changes} WHERE _part = ${number});
     INSERT INTO ${outcomes} (${outcomeColumns})
       SELECT ${text(run)}, ${text(sync)}, c._id, c._key, c._operation, COALESCE(a.status, 'unprocessed'),
         COALESCE(a.salesforce_id, c._salesforce_id), IF(a.id IS NULL, 'NO_ANSWER', a.code), a.message, ${number}, CURRENT_TIMESTAMP()
       FROM ${changes} AS c LEFT JOIN (
         SELECT * FROM ${answers} WHERE TRUE QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY ${bestFirst}) = 1
       ) AS a ON a.id = ${joined}
       WHERE c._part = ${number};
     ${step.sql};
     COMMIT TRANSACTION;`,
    { what: `note what became of part ${number} of ${sync}`, step: 'load', sync, isSmall: true },
    { ...step.parameters, ...parameters },
  );
  return countsWhere(engine, run, sync, `part = ${number}`);
}

const outcomeColumns = 'run, sync, id, `key`, operation, status, salesforce_id, code, message, part, noted_at';

/** The best answer first, should a job name one key in two of its files. */
const bestFirst = `CASE status WHEN 'created' THEN 1 WHEN 'updated' THEN 2 WHEN 'deleted' THEN 3 WHEN 'rejected' THEN 4 ELSE 5 END`;

async function countsWhere(engine: Engine, run: string, sync: string, where = 'TRUE'): Promise<Counts> {
  const rows = await engine.rows(
    `SELECT sync, status, COUNT(*) AS n FROM ${engine.table('outcomes')} WHERE run = @run AND sync = @sync AND ${where} GROUP BY sync, status`,
    purposeOf('count outcomes', sync),
    { run, sync },
  );
  return toCounts(rows).get(sync) ?? noCounts;
}

export async function counts(engine: Engine, run: string): Promise<ReadonlyMap<string, Counts>> {
  const sql = `SELECT sync, status, COUNT(*) AS n FROM ${engine.table('outcomes')} WHERE run = @run GROUP BY sync, status`;
  return toCounts(await engine.rows(sql, { what: 'count outcomes', step: 'load' }, { run }));
}

export async function recreated(engine: Engine, run: string, sync: string): Promise<number> {
  const [row] = await engine.rows(
    `SELECT COUNT(*) AS n FROM ${engine.table('outcomes')}
     WHERE run = @run AND sync = @sync AND operation <> 'insert' AND status = 'created'`,
    purposeOf('count records made anew', sync),
    { run, sync },
  );
  return asCount(row, 'n');
}

export async function codes(engine: Engine, run: string, sync: string): Promise<readonly CodeCount[]> {
  const rows = await engine.rows(
    `SELECT status, code, COUNT(*) AS n FROM ${engine.table('outcomes')}
     WHERE run = @run AND sync = @sync AND code IS NOT NULL GROUP BY status, code ORDER BY n DESC, code`,
    purposeOf('count codes', sync),
    { run, sync },
  );
  return rows.map((row) => ({ code: asText(row, 'code'), status: toStatus(row), rows: asCount(row, 'n') }));
}

export async function closeBooks(engine: Engine, run: string, sync: string, code: string): Promise<Counts> {
  await engine.run(settled(engine, run, sync, 'unprocessed', code, 'TRUE'), purposeOf('close the books', sync));
  return countsWhere(engine, run, sync);
}

/** Gives an outcome to the rows that have none yet. */
export function settled(
  engine: Engine,
  run: string,
  sync: string,
  status: OutcomeStatus,
  code: string,
  where: string,
): string {
  const outcomes = engine.table('outcomes');
  return `INSERT INTO ${outcomes} (${outcomeColumns})
    SELECT ${text(run)}, ${text(sync)}, c._id, c._key, c._operation, ${text(status)}, c._salesforce_id, ${text(code)},
      IF(c._parked IS NULL, NULL, COALESCE(c._held, CONCAT(c._parked_field, ' → ', c._parked))), c._part, CURRENT_TIMESTAMP()
    FROM ${tableOf(engine, 'change', sync)} AS c
    WHERE ${where} AND c._id NOT IN (SELECT id FROM ${outcomes} WHERE run = ${text(run)} AND sync = ${text(sync)})`;
}

export async function failed(engine: Engine, run: string, limit: number): Promise<readonly FailedRow[]> {
  const rows = await engine.rows(
    `SELECT sync, \`key\`, operation, status, code, message FROM ${engine.table('outcomes')}
     WHERE run = @run AND status NOT IN ('created', 'updated', 'deleted') ORDER BY sync, \`key\` LIMIT ${limit}`,
    purposeOf('read failed rows', run, true),
    { run },
  );
  return rows.map(toFailed);
}

/** Planned rows and outcomes are the same keys, each once. */
export async function isBalanced(engine: Engine, run: string, sync: string): Promise<boolean> {
  const rows = await engine.rows(
    `SELECT id FROM (
       SELECT _id AS id, 1 AS planned FROM ${tableOf(engine, 'change', sync)}
       UNION ALL SELECT id, -1 AS planned FROM ${engine.table('outcomes')} WHERE run = @run AND sync = @sync)
     GROUP BY id HAVING SUM(planned) <> 0 OR COUNT(*) <> 2 LIMIT 1`,
    purposeOf('balance the books', sync),
    { run, sync },
  );
  return rows.length === 0;
}
