/** Rows that wait for a person: marked as parked, so that nothing sends them, and as held, so that it is said why. */
import type { HeldRow, MappedSync } from '../../model/model.ts';
import { implausible, toHeld } from '../plausible.ts';
import type { Draft } from '../warehouse.ts';
import type { Engine, Purpose } from './engine.ts';
import { text, words } from './sql.ts';
import { tableOf } from './tables.ts';

const purposeOf = (what: string, sync: string): Purpose => ({ what: `${what} ${sync}`, step: 'plan', sync });

export async function hold(engine: Engine, mapped: MappedSync, draft: Draft): Promise<void> {
  if (mapped.plausible.length === 0) return;
  const sync = mapped.sync.name;
  const changes = tableOf(engine, draft, sync);
  await engine.run(
    `UPDATE ${changes} AS t SET _held = h.why, _parked = h.why, _parked_field = 'plausible'
     FROM (SELECT c._id, ${implausible(mapped, words)} AS why
           FROM ${changes} AS c LEFT JOIN ${tableOf(engine, 'state', sync)} AS s ON s._id = c._id
           LEFT JOIN ${tableOf(engine, 'stage', sync)} AS m ON m._id = c._id
           WHERE c._operation IN ('insert', 'update') AND c._parked IS NULL
             AND c._hash NOT IN (SELECT \`hash\` FROM ${engine.table('approved_rows')} WHERE sync = ${text(sync)})) AS h
     WHERE t._id = h._id AND h.why <> ''`,
    purposeOf('hold implausible rows of', sync),
  );
}

export async function held(engine: Engine, sync: string, draft: Draft, limit: number): Promise<readonly HeldRow[]> {
  const rows = await engine.rows(
    `SELECT ${text(sync)} AS sync, _key AS \`key\`, _held AS why, _hash AS \`hash\` FROM ${tableOf(engine, draft, sync)}
     WHERE _held IS NOT NULL ORDER BY _id LIMIT ${limit}`,
    purposeOf('show held rows of', sync),
  );
  return rows.map(toHeld);
}
