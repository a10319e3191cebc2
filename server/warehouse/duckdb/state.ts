/** `state.<sync>`: what Salesforce last acknowledged, row by row. Nothing else moves it. */
import type { Duck } from './duck.ts';
import { markedCauses } from '../drift.ts';
import { forgetQuery } from '../dropped.ts';
import { asCount, asText } from '../row.ts';
import { name, table, text, words } from './sql.ts';
import { ensureState } from './tables.ts';

/**
 * Idempotent: a row that the run has moved is left as it is, with what has been found out about it since; so a crash in
 * between does no harm.
 */
export async function acknowledge(duck: Duck, run: string, sync: string): Promise<void> {
  const changes = table('change', sync);
  const state = table('state', sync);
  const columns = (await duck.rows(`DESCRIBE ${changes}`)).map((row) => asText(row, 'column_name'));
  const fields = columns.filter((column) => !column.startsWith('_'));
  await ensureState(duck, sync, fields);
  const done = `SELECT id, status, salesforce_id FROM todoku.outcomes
    WHERE run = ${text(run)} AND sync = ${text(sync)} AND status IN ('created', 'updated', 'deleted')
      AND id NOT IN (SELECT _id FROM ${state} WHERE _run = ${text(run)})`;
  const image = ['_period', ...fields].map((field) => `${text(field)}, s.${name(field)}`).join(', ');
  await duck.transaction(async (statements) => {
    await statements.run(
      `INSERT INTO todoku.before_images
       SELECT ${text(run)}, ${text(sync)}, s._id, s._key, s._salesforce_id, CASE o.status WHEN 'deleted' THEN 'delete' ELSE 'update' END,
         json_object(${image}), now()
       FROM ${state} s JOIN (${done}) o ON o.id = s._id
       ANTI JOIN (SELECT id FROM todoku.before_images WHERE run = ${text(run)} AND sync = ${text(sync)}) b ON b.id = s._id`,
    );
    await statements.run(`DELETE FROM ${state} WHERE _id IN (SELECT id FROM (${done}))`);
    await statements.run(
      `INSERT INTO ${state} BY NAME
       SELECT c._id, c._key, o.salesforce_id AS _salesforce_id, c._hash, c._owned, c._mapping, c._period,
         ${text(run)} AS _run, now() AS _acknowledged_at, ${fields.map((field) => `c.${name(field)}`).join(', ')}
       FROM ${changes} c JOIN (${done}) o ON o.id = c._id WHERE o.status <> 'deleted'`,
    );
  });
}

/** The next diff sends these rows again although their source has not changed. */
export async function markDrift(duck: Duck, run: string, sync: string, flagged: readonly string[]): Promise<number> {
  await ensureState(duck, sync, []);
  const found = `SELECT id, min(cause) AS cause FROM todoku.gaps
    WHERE run = ${text(run)} AND sync = ${text(sync)} AND id IS NOT NULL AND NOT coalesce(${words.among('field', flagged)}, false)
      AND ${words.among('cause', markedCauses)} GROUP BY id`;
  await duck.run(`UPDATE ${table('state', sync)} AS s SET _drift = g.cause FROM (${found}) g WHERE g.id = s._id`);
  const [row] = await duck.rows(`SELECT count(_drift) AS n FROM ${table('state', sync)}`);
  return asCount(row, 'n');
}

export async function forgetMissing(
  duck: Duck,
  run: string,
  sync: string,
  goneCodes: readonly string[],
): Promise<void> {
  await duck.run(
    `DELETE FROM ${table('state', sync)} WHERE _drift = 'DELETED_IN_SALESFORCE' OR _id IN (
       SELECT id FROM todoku.outcomes
       WHERE run = $run AND sync = $sync AND status = 'rejected' AND ${words.among('code', goneCodes)})`,
    { run, sync },
  );
}

export async function forget(duck: Duck, sync: string, fields: readonly string[]): Promise<void> {
  for (const field of fields) await duck.run(forgetQuery(field, table('state', sync), words));
}
