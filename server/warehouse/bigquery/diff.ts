/** `change_<sync>`: what differs between the staged rows and what Salesforce acknowledged, by one full join. */
import type { DroppedField, EmptiedField, MappedSync } from '../../model/model.ts';
import { differenceOf, hashOf, mappingOf, periodColumn, recognised, replaced } from '../difference.ts';
import { droppedFrom, droppedQuery, toDropped } from '../dropped.ts';
import { emptiedIn, emptiedOf } from '../emptied.ts';
import { asCount, asFlag, asText } from '../row.ts';
import type { Draft, Found } from '../warehouse.ts';
import { markTakenBack } from './corrections.ts';
import type { Engine, Purpose } from './engine.ts';
import { withLoaded } from './given.ts';
import { columnOf, identity, name, text, words } from './sql.ts';
import { ensureState, tableOf } from './tables.ts';

export async function diff(engine: Engine, mapped: MappedSync, draft: Draft): Promise<void> {
  const { sync } = mapped;
  const purpose: Purpose = { what: `compare ${sync.name}`, step: 'diff', sync: sync.name };
  const fields = mapped.fields.map((field) => field.name);
  await ensureState(engine, sync.name, fields);
  const [stage, state] = [tableOf(engine, 'stage', sync.name), tableOf(engine, 'state', sync.name)];
  const known = await engine.rows(
    `SELECT DISTINCT _mapping, _run IN (SELECT run FROM ${engine.table('corrections')} WHERE sync = ${text(sync.name)}) AS corrected
     FROM ${state}`,
    { ...purpose, isSmall: true },
  );
  const mappings = [...new Set(known.map((row) => asText(row, '_mapping')))];
  const { gone, differs, isUpdated, resent, kept, cleared, parent, values } = differenceOf(mapped, mappings, words);
  const period = sync.reconcile.period === undefined ? 'CAST(NULL AS STRING)' : `m.${periodColumn}`;
  // A record whose row is set aside is not gone from the source.
  const isGone = `(m._id IS NULL AND ${gone.when} AND s._id NOT IN (SELECT _id FROM ${stage} WHERE _bad IS NOT NULL AND _id IS NOT NULL))`;
  await engine.run(
    `CREATE OR REPLACE TABLE ${tableOf(engine, draft, sync.name)} AS
     SELECT *, ${hashOf(fields, words)} AS _hash FROM (
       SELECT CASE WHEN s._id IS NULL OR (m._id IS NOT NULL AND s._drift = 'DELETED_IN_SALESFORCE') THEN 'insert'
                   WHEN m._id IS NULL THEN ${text(gone.operation)} ELSE 'update' END AS _operation,
              COALESCE(m._id, s._id) AS _id, COALESCE(s._key, m._key) AS _key, s._salesforce_id,
              COALESCE(s._owned, TRUE) AS _owned, ${period} AS _period,
              CASE WHEN s._id IS NULL OR m._id IS NULL OR ${differs} THEN NULL ELSE ${resent} END AS _reason,
              ${kept} AS _kept, ${cleared} AS _cleared, ${emptiedOf(mapped, words)} AS _emptied, ${text(mappingOf(mapped))} AS _mapping, ${parent} AS _parent,
              0 AS _level, CAST(NULL AS INT64) AS _part, CAST(NULL AS STRING) AS _parked,
              CAST(NULL AS STRING) AS _parked_field, CAST(NULL AS STRING) AS _held,
              ${values.map(({ field, sql }) => `${sql} AS ${name(columnOf(field))}`).join(', ')}
       FROM (SELECT * FROM ${stage} WHERE _bad IS NULL) AS m
       FULL JOIN ${state} AS s ON s._id = m._id
       WHERE s._id IS NULL OR ${isGone} OR (m._id IS NOT NULL AND s._id IS NOT NULL AND ${isUpdated}))`,
    purpose,
  );
  await setAsideReparented(engine, mapped, draft);
  if (known.some((row) => asFlag(row, 'corrected'))) await markTakenBack(engine, mapped, draft);
}

/** A field that can only be set on create has changed: the update would be refused, or silently leave it as it was. */
async function setAsideReparented(engine: Engine, mapped: MappedSync, draft: Draft): Promise<void> {
  const sync = mapped.sync.name;
  const changes = tableOf(engine, draft, sync);
  const stage = tableOf(engine, 'stage', sync);
  for (const field of mapped.fields.filter((item) => item.insertOnly && item.owner !== 'person')) {
    const column = name(columnOf(field.name));
    const moved = `SELECT c._id FROM ${changes} AS c JOIN ${tableOf(engine, 'state', sync)} AS s ON s._id = c._id
      WHERE c._operation = 'update' AND ${text(field.name)} IN UNNEST(SPLIT(s._mapping, ','))
        AND ${identity(`c.${column}`)} IS DISTINCT FROM ${identity(`s.${column}`)}`;
    const purpose: Purpose = { what: `look for other parents in ${sync}`, step: 'diff', sync };
    const found = await engine.rows(`${moved} LIMIT 1`, purpose);
    if (found.length === 0) continue;
    await engine.run(
      `BEGIN TRANSACTION;
       INSERT INTO ${engine.table('quarantined')} (sync, \`key\`, field, shape, reason)
         SELECT ${text(sync)}, _key, ${text(field.name)}, 'another parent', 'parent-changed' FROM ${changes} WHERE _id IN (${moved});
       UPDATE ${stage} SET _bad = 'parent-changed' WHERE _id IN (${moved});
       DELETE FROM ${changes} WHERE _id IN (SELECT _id FROM ${stage} WHERE _bad = 'parent-changed');
       COMMIT TRANSACTION;`,
      { ...purpose, isSmall: true },
    );
  }
}

export async function dropped(engine: Engine, mapped: MappedSync): Promise<readonly DroppedField[]> {
  const sync = mapped.sync.name;
  const state = tableOf(engine, 'state', sync);
  const purpose: Purpose = { what: `look for dropped fields of ${sync}`, step: 'plan', sync };
  const known = await engine.rows(`SELECT DISTINCT _mapping FROM ${state}`, { ...purpose, isSmall: true });
  const fields = droppedFrom(
    known.map((row) => asText(row, '_mapping')),
    mapped,
  );
  if (fields.length === 0) return [];
  return toDropped(fields, (await engine.rows(droppedQuery(fields, state, words), purpose))[0]);
}

export async function emptied(engine: Engine, mapped: MappedSync, draft: Draft): Promise<readonly EmptiedField[]> {
  const { name: sync } = mapped.sync;
  const tables = { changes: tableOf(engine, draft, sync), state: tableOf(engine, 'state', sync) };
  const purpose: Purpose = { what: `look for emptied values of ${sync}`, step: 'plan', sync };
  return emptiedIn(mapped, tables, words, async (sql) => (await engine.rows(sql, purpose))[0]);
}

/** Leaves out the rows that have no record; gives their number. */
export async function skipNew(engine: Engine, sync: string, draft: Draft): Promise<number> {
  const sql = `DELETE FROM ${tableOf(engine, draft, sync)} WHERE _operation = 'insert'`;
  return engine.run(sql, { what: `leave out new rows of ${sync}`, step: 'plan', sync });
}

/** Records that are there already: to be updated, and ours to delete later only if an earlier load of ours made them. */
export async function adopt(
  engine: Engine,
  dir: string,
  mapped: MappedSync,
  draft: Draft,
  pages: AsyncIterable<readonly Found[]>,
): Promise<void> {
  const sync = mapped.sync.name;
  const purpose: Purpose = { what: `recognise records of ${sync}`, step: 'plan', sync };
  async function* rows(): AsyncGenerator<readonly Readonly<Record<string, string>>[]> {
    for await (const page of pages) {
      yield page.map(({ key, salesforceId, isOurs }) => ({ key, salesforce_id: salesforceId, ours: String(isOurs) }));
    }
  }
  const columns = ['key', 'salesforce_id', 'ours'];
  await withLoaded(engine, { table: `found_${sync}`, dir, columns, pages: rows(), purpose }, async (found) => {
    if (found === undefined) return;
    const changes = tableOf(engine, draft, sync);
    await engine.run(
      `UPDATE ${changes} AS c
     SET _operation = 'update', _salesforce_id = f.salesforce_id, _owned = (f.ours = 'true'), _reason = 'ALREADY_IN_SALESFORCE',
       _key = f.found, ${replaced(mapped, mapped.key, 'f.found', words)}
     FROM (${recognised(changes, found, words)}) AS f WHERE c._id = f.id`,
      purpose,
    );
  });
}

export async function inserts(
  engine: Engine,
  sync: string,
  draft: Draft,
): Promise<{ readonly keys: number; readonly bytes: number }> {
  const [row] = await engine.rows(
    `SELECT COUNT(*) AS n, COALESCE(SUM(BYTE_LENGTH(_key)), 0) AS bytes FROM ${tableOf(engine, draft, sync)} WHERE _operation = 'insert'`,
    { what: `count new keys of ${sync}`, step: 'plan', sync },
  );
  return { keys: asCount(row, 'n'), bytes: asCount(row, 'bytes') };
}

export async function* insertKeys(engine: Engine, sync: string, draft: Draft): AsyncGenerator<readonly string[]> {
  const pages = engine.stream(
    `SELECT _key FROM ${tableOf(engine, draft, sync)} WHERE _operation = 'insert' ORDER BY _id`,
    { what: `list new keys of ${sync}`, step: 'plan', sync },
  );
  for await (const rows of pages) yield rows.map((row) => asText(row, '_key'));
}

export async function* plannedIds(engine: Engine, sync: string, draft: Draft): AsyncGenerator<readonly string[]> {
  const pages = engine.stream(
    `SELECT _salesforce_id FROM ${tableOf(engine, draft, sync)}
     WHERE _operation <> 'insert' AND _salesforce_id IS NOT NULL ORDER BY _id`,
    { what: `list planned records of ${sync}`, step: 'plan', sync },
  );
  for await (const rows of pages) yield rows.map((row) => asText(row, '_salesforce_id'));
}
