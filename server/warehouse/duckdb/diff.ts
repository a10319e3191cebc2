/**
 * `change.<sync>`: what differs between the staged rows and what Salesforce acknowledged, by one full join inside the
 * warehouse. Values are compared column by column (dearer in space than a hash, cheaper in time, and the old values
 * are wanted anyway); the hash is made for changed rows only.
 */
import type { DroppedField, EmptiedField, MappedSync } from '../../model/model.ts';
import { markTakenBack } from './corrections.ts';
import type { Duck } from './duck.ts';
import { differenceOf, hashOf, mappingOf, periodColumn, recognised, replaced } from '../difference.ts';
import { droppedFrom, droppedQuery, toDropped } from '../dropped.ts';
import { emptiedIn, emptiedOf } from '../emptied.ts';
import { asCount, asFlag, asText } from '../row.ts';
import type { GivenRow } from './given.ts';
import { withGiven } from './given.ts';
import { identity, name, table, text, words } from './sql.ts';
import { ensureState } from './tables.ts';
import type { Draft, Found } from '../warehouse.ts';

export async function diff(duck: Duck, mapped: MappedSync, draft: Draft): Promise<void> {
  const { sync } = mapped;
  const fields = mapped.fields.map((field) => field.name);
  await ensureState(duck, sync.name, fields);
  const known = await duck.rows(
    `SELECT DISTINCT _mapping, _run IN (SELECT run FROM todoku.corrections WHERE sync = ${text(sync.name)}) AS corrected
     FROM ${table('state', sync.name)}`,
  );
  const difference = differenceOf(mapped, [...new Set(known.map((row) => asText(row, '_mapping')))], words);
  const { gone, differs, isUpdated, resent, kept, cleared, parent, values } = difference;
  const period = sync.reconcile.period === undefined ? 'CAST(NULL AS VARCHAR)' : `m.${periodColumn}`;
  await duck.run(
    `CREATE OR REPLACE TABLE ${table(draft, sync.name)} AS
     SELECT *, ${hashOf(fields, words)} AS _hash FROM (
       SELECT CASE WHEN s._id IS NULL OR (m._id IS NOT NULL AND s._drift = 'DELETED_IN_SALESFORCE') THEN 'insert'
                   WHEN m._id IS NULL THEN ${text(gone.operation)} ELSE 'update' END AS _operation,
              coalesce(m._id, s._id) AS _id, coalesce(s._key, m._key) AS _key, s._salesforce_id,
              coalesce(s._owned, true) AS _owned, ${period} AS _period,
              CASE WHEN s._id IS NULL OR m._id IS NULL OR ${differs} THEN NULL ELSE ${resent} END AS _reason,
              ${kept} AS _kept, ${cleared} AS _cleared, ${emptiedOf(mapped, words)} AS _emptied, ${text(mappingOf(mapped))} AS _mapping, ${parent} AS _parent,
              0 AS _level, CAST(NULL AS INTEGER) AS _part, CAST(NULL AS VARCHAR) AS _parked,
              CAST(NULL AS VARCHAR) AS _parked_field, CAST(NULL AS VARCHAR) AS _held,
              ${values.map(({ field, sql }) => `${sql} AS ${name(field)}`).join(', ')}
       FROM (SELECT * FROM ${table('stage', sync.name)} WHERE _bad IS NULL) m
       FULL JOIN ${table('state', sync.name)} s ON s._id = m._id
       WHERE s._id IS NULL
          OR (m._id IS NULL AND ${gone.when})
          OR (m._id IS NOT NULL AND s._id IS NOT NULL AND ${isUpdated}))`,
  );
  await duck.run(
    `DELETE FROM ${table(draft, sync.name)} WHERE _operation = ${text(gone.operation)}
       AND _id IN (SELECT _id FROM ${table('stage', sync.name)} WHERE _bad IS NOT NULL AND _id IS NOT NULL)`,
  );
  await setAsideReparented(duck, mapped, draft);
  if (known.some((row) => asFlag(row, 'corrected'))) await markTakenBack(duck, mapped, draft);
}

/** A field that can only be set on create has changed: the update would be refused, or silently leave it as it was. */
async function setAsideReparented(duck: Duck, mapped: MappedSync, draft: Draft): Promise<void> {
  const sync = mapped.sync.name;
  const changes = table(draft, sync);
  for (const field of mapped.fields.filter((item) => item.insertOnly && item.owner !== 'person')) {
    const column = name(field.name);
    const moved = `SELECT c._id FROM ${changes} c JOIN ${table('state', sync)} s ON s._id = c._id
      WHERE c._operation = 'update' AND list_contains(string_split(s._mapping, ','), ${text(field.name)})
        AND ${identity(`c.${column}`)} IS DISTINCT FROM ${identity(`s.${column}`)}`;
    await duck.run(
      `INSERT INTO todoku.quarantined (sync, key, field, shape, reason)
       SELECT ${text(sync)}, _key, ${text(field.name)}, 'another parent', 'parent-changed' FROM ${changes} WHERE _id IN (${moved})`,
    );
    await duck.run(`UPDATE ${table('stage', sync)} SET _bad = 'parent-changed' WHERE _id IN (${moved})`);
    await duck.run(
      `DELETE FROM ${changes} WHERE _id IN (SELECT _id FROM ${table('stage', sync)} WHERE _bad = 'parent-changed')`,
    );
  }
}

export async function dropped(duck: Duck, mapped: MappedSync): Promise<readonly DroppedField[]> {
  const state = table('state', mapped.sync.name);
  const known = await duck.rows(`SELECT DISTINCT _mapping FROM ${state}`);
  const fields = droppedFrom(
    known.map((row) => asText(row, '_mapping')),
    mapped,
  );
  if (fields.length === 0) return [];
  return toDropped(fields, (await duck.rows(droppedQuery(fields, state, words)))[0]);
}

export async function emptied(duck: Duck, mapped: MappedSync, draft: Draft): Promise<readonly EmptiedField[]> {
  const { name: sync } = mapped.sync;
  const tables = { changes: table(draft, sync), state: table('state', sync) };
  return emptiedIn(mapped, tables, words, async (sql) => (await duck.rows(sql))[0]);
}

/** Leaves out the rows that have no record; gives their number. */
export async function skipNew(duck: Duck, sync: string, draft: Draft): Promise<number> {
  const changes = table(draft, sync);
  const [row] = await duck.rows(`SELECT count(*) AS n FROM ${changes} WHERE _operation = 'insert'`);
  await duck.run(`DELETE FROM ${changes} WHERE _operation = 'insert'`);
  return asCount(row, 'n');
}

/** Records that are there already: to be updated, and ours to delete later only if an earlier load of ours made them. */
export async function adopt(
  duck: Duck,
  mapped: MappedSync,
  draft: Draft,
  pages: AsyncIterable<readonly Found[]>,
): Promise<void> {
  const columns = ['key', 'salesforce_id', 'ours'];
  async function* rows(): AsyncGenerator<readonly GivenRow[]> {
    for await (const page of pages) {
      yield page.map(({ key, salesforceId, isOurs }) => ({ key, salesforce_id: salesforceId, ours: String(isOurs) }));
    }
  }
  const changes = table(draft, mapped.sync.name);
  await withGiven(duck, columns, rows(), (there) =>
    duck.run(
      `UPDATE ${changes} AS c
       SET _operation = 'update', _salesforce_id = f.salesforce_id, _owned = (f.ours = 'true'), _reason = 'ALREADY_IN_SALESFORCE',
         _key = f.found, ${replaced(mapped, mapped.key, 'f.found', words)}
       FROM (${recognised(changes, there, words)}) f WHERE c._id = f.id`,
    ),
  );
}

export async function inserts(
  duck: Duck,
  sync: string,
  draft: Draft,
): Promise<{ readonly keys: number; readonly bytes: number }> {
  const [row] = await duck.rows(
    `SELECT count(*) AS n, coalesce(sum(strlen(_key)), 0) AS bytes FROM ${table(draft, sync)} WHERE _operation = 'insert'`,
  );
  return { keys: asCount(row, 'n'), bytes: asCount(row, 'bytes') };
}

export async function* insertKeys(duck: Duck, sync: string, draft: Draft): AsyncGenerator<readonly string[]> {
  const chunks = duck.stream(`SELECT _key FROM ${table(draft, sync)} WHERE _operation = 'insert' ORDER BY _id`);
  for await (const rows of chunks) yield rows.map((row) => asText(row, '_key'));
}

export async function* plannedIds(duck: Duck, sync: string, draft: Draft): AsyncGenerator<readonly string[]> {
  const chunks = duck.stream(
    `SELECT _salesforce_id FROM ${table(draft, sync)} WHERE _operation <> 'insert' AND _salesforce_id IS NOT NULL ORDER BY _id`,
  );
  for await (const rows of chunks) yield rows.map((row) => asText(row, '_salesforce_id'));
}
