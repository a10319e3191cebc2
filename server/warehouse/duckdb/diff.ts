/**
 * `change.<sync>`: what differs between the staged rows and what Salesforce acknowledged, by one full join inside the
 * warehouse. Values are compared column by column (dearer in space than a hash, cheaper in time, and the old values
 * are wanted anyway); the hash is made for changed rows only.
 */
import type { MappedField, MappedSync } from '../../model/model.ts';
import type { Duck } from './duck.ts';
import { periodColumn } from './stage.ts';
import { asText, given, identity, list, name, table, text } from './sql.ts';
import { ensureState } from './tables.ts';
import type { Draft, Found } from '../warehouse.ts';

/** Raised when the text that is hashed changes; part of the hash, so that old and new can be told apart. */
const recipe = 1;

export async function diff(duck: Duck, mapped: MappedSync, draft: Draft): Promise<void> {
  const { sync } = mapped;
  const fields = mapped.fields.map((field) => field.name);
  await ensureState(duck, sync.name, fields);
  const outdated = await outdatedMappings(duck, mapped);
  const differs = mapped.fields
    .filter((field) => field.name !== mapped.key.name)
    .map((field) => fieldDiffers(field))
    .join(' OR ');
  const resent = `(s._drift IS NOT NULL OR s._mapping IN ${list(outdated)})`;
  const period = sync.reconcile.period === undefined ? 'CAST(NULL AS VARCHAR)' : `m.${periodColumn}`;
  await duck.run(
    `CREATE OR REPLACE TABLE ${table(draft, sync.name)} AS
     SELECT *, ${hashOf(fields)} AS _hash FROM (
       SELECT CASE WHEN s._id IS NULL OR (m._id IS NOT NULL AND s._drift = 'DELETED_IN_SALESFORCE') THEN 'insert'
                   WHEN m._id IS NULL THEN 'delete' ELSE 'update' END AS _operation,
              coalesce(m._id, s._id) AS _id, coalesce(s._key, m._key) AS _key, s._salesforce_id,
              coalesce(s._owned, true) AS _owned, ${period} AS _period,
              CASE WHEN s._id IS NULL OR m._id IS NULL OR ${differs || 'false'} THEN NULL
                   WHEN s._drift IS NOT NULL THEN s._drift
                   WHEN s._mapping IN ${list(outdated)} THEN 'MAPPING_CHANGED' END AS _reason,
              ${keptOf(mapped)} AS _kept, ${clearedOf(mapped)} AS _cleared, ${text(mappingOf(mapped))} AS _mapping, ${parentOf(mapped)} AS _parent,
              0 AS _level, CAST(NULL AS INTEGER) AS _part, CAST(NULL AS VARCHAR) AS _parked,
              CAST(NULL AS VARCHAR) AS _parked_field,
              ${mapped.fields.map((field) => `${effective(mapped, field)} AS ${name(field.name)}`).join(', ')}
       FROM (SELECT * FROM ${table('stage', sync.name)} WHERE _bad IS NULL) m
       FULL JOIN ${table('state', sync.name)} s ON s._id = m._id
       WHERE s._id IS NULL
          OR (m._id IS NULL AND s._owned AND ${sync.mode === 'mirror' ? 'true' : 'false'})
          OR (m._id IS NOT NULL AND (${differs || 'false'} OR ${resent})))`,
  );
  await duck.run(
    `DELETE FROM ${table(draft, sync.name)} WHERE _operation = 'delete'
       AND _id IN (SELECT _id FROM ${table('stage', sync.name)} WHERE _bad IS NOT NULL AND _id IS NOT NULL)`,
  );
  await setAsideReparented(duck, mapped, draft);
}

/** The field names a row was acknowledged with: a field added later is unknown for it, not empty. */
export function mappingOf(mapped: MappedSync): string {
  return mapped.fields.map((field) => field.name).join(',');
}

async function outdatedMappings(duck: Duck, mapped: MappedSync): Promise<readonly string[]> {
  const rows = await duck.rows(`SELECT DISTINCT _mapping FROM ${table('state', mapped.sync.name)}`);
  const outdated = rows
    .map((row) => asText(row, '_mapping'))
    .filter((mapping) => {
      const known = new Set(mapping.split(','));
      return mapped.fields.some((field) => !known.has(field.name));
    });
  return outdated.length === 0 ? [''] : outdated;
}

function fieldDiffers(field: MappedField): string {
  const column = name(field.name);
  const isOther = `m.${column} IS DISTINCT FROM s.${column}`;
  return field.nulls === 'keep' ? `(m.${column} IS NOT NULL AND ${isOther})` : isOther;
}

/** The value the record will have afterwards: a kept field has what was acknowledged. */
function effective(mapped: MappedSync, field: MappedField): string {
  const column = name(field.name);
  if (field.name === mapped.key.name) return `coalesce(s._key, m._key)`;
  if (field.nulls === 'keep') return `coalesce(m.${column}, s.${column})`;
  return `CASE WHEN m._id IS NULL THEN s.${column} ELSE m.${column} END`;
}

/** Numbers of the fields that the row leaves alone, such as `,3,7`. */
function keptOf(mapped: MappedSync): string {
  const kept = mapped.fields.flatMap((field, index) =>
    field.nulls === 'keep' ? [`CASE WHEN m.${name(field.name)} IS NULL THEN ',${index}' ELSE '' END`] : [],
  );
  return kept.length === 0 ? `''` : kept.join(' || ');
}

/** Numbers of the parents that the row clears: their column is the Id of the lookup, not the parent's key. */
function clearedOf(mapped: MappedSync): string {
  const cleared = mapped.fields.flatMap((field, index) =>
    field.parent !== undefined && field.nulls === 'clear'
      ? [`CASE WHEN m._id IS NOT NULL AND m.${name(field.name)} IS NULL THEN ',${index}' ELSE '' END`]
      : [],
  );
  return cleared.length === 0 ? `''` : cleared.join(' || ');
}

/** What files are sorted by: children of one parent travel together, since each of them locks it. */
function parentOf(mapped: MappedSync): string {
  const parents = mapped.fields.filter((field) => field.parent !== undefined);
  const first = parents.find((field) => field.required) ?? parents[0];
  return first === undefined ? `''` : `coalesce(${identity(`m.${name(first.name)}`)}, '')`;
}

/** Every value with its length before it: no separator that a value could contain, and nothing is not the empty text. */
function hashOf(fields: readonly string[]): string {
  const parts = fields.map((field) => {
    const column = name(field);
    return `CASE WHEN ${column} IS NULL THEN '-' ELSE strlen(${column}) || ':' || ${column} END`;
  });
  return `'${recipe}:' || md5(${parts.join(` || `)})`;
}

/** A field that can only be set on create has changed: the update would be refused, or silently leave it as it was. */
async function setAsideReparented(duck: Duck, mapped: MappedSync, draft: Draft): Promise<void> {
  const sync = mapped.sync.name;
  const changes = table(draft, sync);
  for (const field of mapped.fields.filter((item) => item.insertOnly)) {
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

/** Records that are there already: to be updated, and ours to delete later only if an earlier load of ours made them. */
export async function adopt(duck: Duck, mapped: MappedSync, draft: Draft, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return;
  const rows = JSON.stringify(
    found.map((item) => ({ key: item.key, salesforce_id: item.salesforceId, ours: String(item.isOurs) })),
  );
  await duck.run(
    `UPDATE ${table(draft, mapped.sync.name)} AS c
     SET _operation = 'update', _salesforce_id = f.salesforce_id, _owned = (f.ours = 'true'), _reason = 'ALREADY_IN_SALESFORCE'
     FROM ${given(['key', 'salesforce_id', 'ours'])} f
     WHERE c._operation = 'insert' AND c._id = ${identity('f.key')}`,
    { rows },
  );
}

export async function* insertKeys(duck: Duck, sync: string, draft: Draft): AsyncGenerator<readonly string[]> {
  const chunks = duck.stream(`SELECT _key FROM ${table(draft, sync)} WHERE _operation = 'insert' ORDER BY _id`);
  for await (const rows of chunks) yield rows.map((row) => asText(row, '_key'));
}
