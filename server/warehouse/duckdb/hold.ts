/** Rows that wait for a person: marked as parked, so that nothing sends them, and as held, so that it is said why. */
import type { HeldRow, MappedSync } from '../../model/model.ts';
import { implausible, toHeld } from '../plausible.ts';
import type { Duck } from './duck.ts';
import { table, text, words } from './sql.ts';
import type { Draft } from '../warehouse.ts';

export async function hold(duck: Duck, mapped: MappedSync, draft: Draft): Promise<void> {
  if (mapped.plausible.length === 0) return;
  const sync = mapped.sync.name;
  await duck.run(
    `UPDATE ${table(draft, sync)} AS t SET _held = h.why, _parked = h.why, _parked_field = 'plausible'
     FROM (SELECT c._id, ${implausible(mapped, words)} AS why
           FROM ${table(draft, sync)} c LEFT JOIN ${table('state', sync)} s ON s._id = c._id
           LEFT JOIN ${table('stage', sync)} m ON m._id = c._id
           WHERE c._operation IN ('insert', 'update') AND c._parked IS NULL
             AND c._hash NOT IN (SELECT hash FROM todoku.approved_rows WHERE sync = ${text(sync)})) h
     WHERE t._id = h._id AND h.why <> ''`,
  );
}

export async function held(duck: Duck, sync: string, draft: Draft, limit: number): Promise<readonly HeldRow[]> {
  const rows = await duck.rows(
    `SELECT ${text(sync)} AS "sync", _key AS key, _held AS why, _hash AS hash FROM ${table(draft, sync)}
     WHERE _held IS NOT NULL ORDER BY _id LIMIT ${limit}`,
  );
  return rows.map(toHeld);
}
