/** `state_<sync>`: what Salesforce last acknowledged, row by row. Nothing else moves it. */
import { markedCauses } from '../drift.ts';
import { forgetQuery } from '../dropped.ts';
import { asCount } from '../row.ts';
import type { Engine, Purpose } from './engine.ts';
import type { Lease } from './lease.ts';
import { among, name, text, words } from './sql.ts';
import { ensureState, idOf, shapeOf, tableOf } from './tables.ts';

/**
 * Idempotent: a row that the run has moved is left as it is, with what has been found out about it since; so a crash in
 * between does no harm.
 */
export async function acknowledge(engine: Engine, lease: Lease, run: string, sync: string): Promise<void> {
  const purpose: Purpose = { what: `move the state of ${sync}`, step: 'record', sync };
  const outcomes = engine.table('outcomes');
  const done = `SELECT id, status, salesforce_id FROM ${outcomes}
    WHERE run = ${text(run)} AND sync = ${text(sync)} AND status IN ('created', 'updated', 'deleted')`;
  const [found] = await engine.rows(`SELECT COUNT(*) AS n FROM (${done})`, purpose);
  if (asCount(found, 'n') === 0) return;
  const shape = await shapeOf(engine, [idOf('change', sync)]);
  const fields = (shape?.columns ?? []).map((column) => column.name).filter((column) => !column.startsWith('_'));
  await ensureState(engine, sync, fields);
  const state = tableOf(engine, 'state', sync);
  const images = engine.table('before_images');
  const image = ['_period', ...fields]
    .map((field) => `'${JSON.stringify(field)}:', TO_JSON_STRING(s.${name(field)})`)
    .join(`, ',', `);
  const kept = ['_hash', '_owned', '_mapping', '_period', ...fields];
  const set = [
    ...kept.map((column) => `${name(column)} = d.${name(column)}`),
    '_key = d._key',
    '_salesforce_id = d.salesforce_id',
    '_drift = NULL',
    `_run = ${text(run)}`,
    '_acknowledged_at = CURRENT_TIMESTAMP()',
  ];
  const columns = ['_id', '_key', '_salesforce_id', '_run', '_acknowledged_at', ...kept];
  const values = [
    'd._id',
    'd._key',
    'd.salesforce_id',
    text(run),
    'CURRENT_TIMESTAMP()',
    ...kept.map((column) => `d.${name(column)}`),
  ];
  const moved = engine.run(
    `BEGIN TRANSACTION;
     ${lease.assertion};
     INSERT INTO ${images} (run, sync, id, \`key\`, salesforce_id, operation, fields, noted_at)
       SELECT ${text(run)}, ${text(sync)}, s._id, s._key, s._salesforce_id, IF(o.status = 'deleted', 'delete', 'update'),
         CONCAT('{', ${image}, '}'), CURRENT_TIMESTAMP()
       FROM ${state} AS s JOIN (${done}) AS o ON o.id = s._id
       WHERE s._run <> ${text(run)} AND s._id NOT IN (SELECT id FROM ${images} WHERE run = ${text(run)} AND sync = ${text(sync)});
     MERGE INTO ${state} AS s
     USING (SELECT o.status, o.salesforce_id, c.* FROM ${tableOf(engine, 'change', sync)} AS c JOIN (${done}) AS o ON o.id = c._id) AS d
     ON s._id = d._id
     WHEN MATCHED AND d.status = 'deleted' THEN DELETE
     WHEN MATCHED AND s._run <> ${text(run)} THEN UPDATE SET ${set.join(', ')}
     WHEN NOT MATCHED AND d.status <> 'deleted' THEN INSERT (${columns.map(name).join(', ')}) VALUES (${values.join(', ')});
     COMMIT TRANSACTION;`,
    { ...purpose, isSmall: true },
  );
  try {
    await moved;
  } catch (error) {
    await lease.confirm(); // the assertion has no code of its own
    throw error;
  }
}

/** The next diff sends these rows again although their source has not changed. */
export async function markDrift(
  engine: Engine,
  run: string,
  sync: string,
  flagged: readonly string[],
): Promise<number> {
  const purpose: Purpose = { what: `mark drift of ${sync}`, step: 'record', sync };
  await ensureState(engine, sync, []);
  const gaps = engine.table('gaps');
  const found = `SELECT id, MIN(cause) AS cause FROM ${gaps}
    WHERE run = ${text(run)} AND sync = ${text(sync)} AND id IS NOT NULL AND NOT COALESCE(${among('field', flagged)}, FALSE)
      AND ${among('cause', markedCauses)} GROUP BY id`;
  const [known] = await engine.rows(`SELECT COUNT(*) AS n FROM (${found})`, { ...purpose, isSmall: true });
  if (asCount(known, 'n') > 0) {
    await engine.run(
      `UPDATE ${tableOf(engine, 'state', sync)} AS s SET _drift = g.cause FROM (${found}) AS g WHERE g.id = s._id`,
      purpose,
    );
  }
  const [row] = await engine.rows(`SELECT COUNT(_drift) AS n FROM ${tableOf(engine, 'state', sync)}`, purpose);
  return asCount(row, 'n');
}

export async function forgetMissing(
  engine: Engine,
  run: string,
  sync: string,
  goneCodes: readonly string[],
): Promise<void> {
  const purpose: Purpose = { what: `let go of what is gone of ${sync}`, step: 'record', sync };
  await engine.run(
    `DELETE FROM ${tableOf(engine, 'state', sync)} WHERE _drift = 'DELETED_IN_SALESFORCE' OR _id IN (
       SELECT id FROM ${engine.table('outcomes')}
       WHERE run = @run AND sync = @sync AND status = 'rejected' AND ${among('code', goneCodes)})`,
    purpose,
    { run, sync },
  );
}

export async function forget(engine: Engine, sync: string, fields: readonly string[]): Promise<void> {
  const purpose: Purpose = { what: `forget dropped fields of ${sync}`, step: 'record', sync };
  for (const field of fields) await engine.run(forgetQuery(field, tableOf(engine, 'state', sync), words), purpose);
}
