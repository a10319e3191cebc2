/** Exactly one outcome for each planned row: a part's rows are replaced as a whole, in one transaction with its step. */
import type { Counts, OutcomeStatus } from '../../model/model.ts';
import { noCounts } from '../../model/model.ts';
import type { Bindings, Duck, Statements } from './duck.ts';
import { toCounts, toFailed, toStatus } from '../from-row.ts';
import { headerOf } from '../csv.ts';
import { identifyingColumn } from '../part-fields.ts';
import type { GivenRow } from './given.ts';
import { withGiven } from './given.ts';
import { readCsv } from './ingest.ts';
import { setStep } from './parts.ts';
import { asCount, asText } from '../row.ts';
import { given, identity, list, name, table, text } from './sql.ts';
import type { Answer, CodeCount, FailedRow, LookedUp, Part, ResultFiles } from '../warehouse.ts';

/** What is known about a row, best answer first, should a job name one key in two of its files. */
const answerColumns = ['id', 'status', 'salesforce_id', 'code', 'message'] as const;

export async function applyFiles(
  duck: Duck,
  part: Part,
  files: ResultFiles,
  goneCodes: readonly string[],
): Promise<Counts> {
  const isByKey = part.operation === 'upsert';
  const identified = isByKey ? identity(name(part.key)) : `left("Id", 15)`;
  const done =
    part.operation === 'delete' ? `'deleted'` : `CASE WHEN "sf__Created" = 'true' THEN 'created' ELSE 'updated' END`;
  const code = `split_part("sf__Error", ':', 1)`;
  const refused =
    part.operation === 'delete'
      ? `CASE WHEN ${code} IN ${list(goneCodes)} THEN 'deleted' ELSE 'rejected' END`
      : `'rejected'`;
  const sources = [
    { file: files.successful, columns: `${identified}, ${done}, "sf__Id", NULL, NULL` },
    {
      file: files.failed,
      columns: `${identified}, ${refused}, nullif("sf__Id", ''), ${code}, substr("sf__Error", strlen(${code}) + 2)`,
    },
    { file: files.unprocessed, columns: `${identified}, 'unprocessed', NULL, 'UNPROCESSED', NULL` },
  ];
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE _answers (${answerColumns.map((column) => `${column} VARCHAR`).join(', ')})`,
  );
  for (const { file, columns } of sources) {
    const header = await headerOf(file);
    if (!header.includes(identifyingColumn(part))) continue;
    await duck.run(`INSERT INTO _answers SELECT ${columns} FROM ${readCsv(file, header)}`);
  }
  return apply(duck, part, `_answers`, isByKey ? 'c._id' : 'left(c._salesforce_id, 15)');
}

export async function applyAnswers(duck: Duck, part: Part, answers: readonly Answer[]): Promise<Counts> {
  const rows = answers.map((answer) => ({
    id: answer.key,
    status: answer.status,
    salesforce_id: answer.salesforceId ?? null,
    code: answer.code ?? null,
    message: answer.message ?? null,
  }));
  const source = `(SELECT * REPLACE (${identity('id')} AS id) FROM ${given(answerColumns)})`;
  return apply(duck, part, source, 'c._id', { rows: JSON.stringify(rows) });
}

/** A record that carries our hash was written by the lost call; a record that is gone was deleted by it. */
export async function applyLookup(duck: Duck, part: Part, found: AsyncIterable<readonly LookedUp[]>): Promise<Counts> {
  async function* rows(): AsyncGenerator<readonly GivenRow[]> {
    for await (const page of found) {
      yield page.map(({ key, salesforceId, hash }) => ({ key, salesforce_id: salesforceId, hash }));
    }
  }
  return withGiven(duck, ['key', 'salesforce_id', 'hash'], rows(), (there) => applyFound(duck, part, there));
}

function applyFound(duck: Duck, part: Part, found: string): Promise<Counts> {
  const changes = `${table('change', part.sync)} c`;
  const source =
    part.operation === 'delete'
      ? `(SELECT c._id AS id, 'deleted' AS status, c._salesforce_id AS salesforce_id, NULL AS code, NULL AS message
          FROM ${changes} ANTI JOIN ${found} f ON left(f.salesforce_id, 15) = left(c._salesforce_id, 15))`
      : `(SELECT c._id AS id, CASE WHEN c._operation = 'insert' OR left(f.salesforce_id, 15) <> left(c._salesforce_id, 15)
            THEN 'created' ELSE 'updated' END AS status,
            f.salesforce_id, NULL AS code, NULL AS message
          FROM ${changes} JOIN ${found} f ON ${identity('f.key')} = c._id AND f.hash = c._hash)`;
  return apply(duck, part, source, 'c._id');
}

/** Rows of the part without an answer are unprocessed: not knowing is never success. */
async function apply(
  duck: Duck,
  part: Part,
  answers: string,
  joined: string,
  bindings: Bindings = {},
): Promise<Counts> {
  const { run, sync, number } = part;
  const changes = table('change', sync);
  await duck.transaction(async (statements) => {
    await statements.run(
      `DELETE FROM todoku.outcomes WHERE run = $run AND sync = $sync
         AND id IN (SELECT _id FROM ${changes} WHERE _part = ${number})`,
      { run, sync },
    );
    await statements.run(
      `INSERT INTO todoku.outcomes
       SELECT ${text(run)}, ${text(sync)}, c._id, c._key, c._operation, coalesce(a.status, 'unprocessed'),
         coalesce(a.salesforce_id, c._salesforce_id), CASE WHEN a.id IS NULL THEN 'NO_ANSWER' ELSE a.code END,
         a.message, ${number}, now()
       FROM ${changes} c LEFT JOIN (
         SELECT * FROM ${answers} QUALIFY row_number() OVER (
           PARTITION BY id ORDER BY list_position(['created', 'updated', 'deleted', 'rejected', 'unprocessed'], status)) = 1
       ) a ON a.id = ${joined}
       WHERE c._part = ${number}`,
      bindings,
    );
    await setStep(statements, part, 'applied');
  });
  return countsWhere(duck, run, sync, `part = ${number}`);
}

async function countsWhere(duck: Statements, run: string, sync: string, where = 'true'): Promise<Counts> {
  const sql = `SELECT sync, status, count(*) AS n FROM todoku.outcomes WHERE run = $run AND sync = $sync AND ${where} GROUP BY ALL`;
  return toCounts(await duck.rows(sql, { run, sync })).get(sync) ?? noCounts;
}

export async function counts(duck: Duck, run: string): Promise<ReadonlyMap<string, Counts>> {
  const sql = `SELECT sync, status, count(*) AS n FROM todoku.outcomes WHERE run = $run GROUP BY ALL`;
  return toCounts(await duck.rows(sql, { run }));
}

export async function recreated(duck: Duck, run: string, sync: string): Promise<number> {
  const [row] = await duck.rows(
    `SELECT count(*) AS n FROM todoku.outcomes
     WHERE run = $run AND sync = $sync AND operation <> 'insert' AND status = 'created'`,
    { run, sync },
  );
  return asCount(row, 'n');
}

export async function codes(duck: Duck, run: string, sync: string): Promise<readonly CodeCount[]> {
  const rows = await duck.rows(
    `SELECT status, code, count(*) AS n FROM todoku.outcomes
     WHERE run = $run AND sync = $sync AND code IS NOT NULL GROUP BY status, code ORDER BY n DESC, code`,
    { run, sync },
  );
  return rows.map((row) => ({ code: asText(row, 'code'), status: toStatus(row), rows: asCount(row, 'n') }));
}

export async function closeBooks(duck: Duck, run: string, sync: string, code: string): Promise<Counts> {
  await settle(duck, run, sync, 'unprocessed', code, 'true');
  return countsWhere(duck, run, sync);
}

/** Gives an outcome to the rows that have none yet. */
export async function settle(
  duck: Duck,
  run: string,
  sync: string,
  status: OutcomeStatus,
  code: string,
  where: string,
): Promise<void> {
  await duck.run(
    `INSERT INTO todoku.outcomes
     SELECT ${text(run)}, ${text(sync)}, c._id, c._key, c._operation, ${text(status)}, c._salesforce_id, ${text(code)},
       CASE WHEN c._parked IS NULL THEN NULL ELSE coalesce(c._held, c._parked_field || ' → ' || c._parked) END, c._part, now()
     FROM ${table('change', sync)} c
     ANTI JOIN (SELECT id FROM todoku.outcomes WHERE run = $run AND sync = $sync) o ON o.id = c._id
     WHERE ${where}`,
    { run, sync },
  );
}

export async function failed(duck: Duck, run: string, limit: number): Promise<readonly FailedRow[]> {
  const rows = await duck.rows(
    `SELECT "sync", key, operation, status, code, message FROM todoku.outcomes
     WHERE run = $run AND status NOT IN ('created', 'updated', 'deleted') ORDER BY "sync", key LIMIT ${limit}`,
    { run },
  );
  return rows.map(toFailed);
}

/** Planned rows and outcomes are the same keys, each once. */
export async function isBalanced(duck: Duck, run: string, sync: string): Promise<boolean> {
  const [row] = await duck.rows(
    `SELECT count(*) AS n FROM (
       SELECT _id AS id, 1 AS planned FROM ${table('change', sync)}
       UNION ALL SELECT id, -1 FROM todoku.outcomes WHERE run = $run AND sync = $sync)
     GROUP BY id HAVING sum(planned) <> 0 OR count(*) <> 2 LIMIT 1`,
    { run, sync },
  );
  return row === undefined;
}
