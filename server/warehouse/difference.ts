/**
 * What makes a staged row `m` differ from its acknowledged row `s`, and what has to be sent then: the same expressions
 * for every engine. Values are compared column by column; the hash is made for changed rows only.
 */
import type { MappedField, MappedSync, Operation } from '../model/model.ts';
import type { Words } from './words.ts';

/** Raised when the text that is hashed changes; part of the hash, so that old and new can be told apart. */
const recipe = 1;

/** Column of `stage.<sync>` that holds the date of the period to reconcile by. */
export const periodColumn = '_period';

/** Every value with its length before it: no separator that a value could contain, and nothing is not the empty text. */
export function hashOf(fields: readonly string[], words: Words): string {
  const parts = fields.map((field) => {
    const column = words.column(field);
    return `CASE WHEN ${column} IS NULL THEN '-' ELSE ${words.size(column)} || ':' || ${column} END`;
  });
  return `'${recipe}:' || ${words.digest(parts.join(' || '))}`;
}

/**
 * What an update of a draft sets when one column of it is given anew by the expression: the column and, with it, the hash
 * of the row.
 */
export function replaced(mapped: MappedSync, field: MappedField, expression: string, words: Words): string {
  const fields = mapped.fields.map(({ name }) => name);
  const column = (name: string): string => (name === field.name ? expression : words.column(name));
  return `${words.column(field.name)} = ${expression}, _hash = ${hashOf(fields, { ...words, column })}`;
}

/**
 * The record of each planned insert that is there already: `id`, `found` (its key as Salesforce spells it), `salesforce_id`
 * and `ours`. Where the key's field tells letters apart there may be two: the one that is spelled like the row counts.
 */
export function recognised(changes: string, there: string, words: Words): string {
  const key = `g.${words.column('key')}`;
  return `SELECT d._id AS id, ${key} AS found, g.salesforce_id, g.ours FROM ${changes} AS d JOIN ${there} AS g ON ${words.identity(key)} = d._id
    WHERE d._operation = 'insert' QUALIFY ROW_NUMBER() OVER (
      PARTITION BY d._id ORDER BY CASE WHEN ${key} = d._key THEN 0 ELSE 1 END, ${key}) = 1`;
}

/** The field names a row was acknowledged with: a field added later is unknown for it, not empty. */
export function mappingOf(mapped: MappedSync): string {
  return mapped.fields.map((field) => field.name).join(',');
}

/** Fields that rows with this mapping have never been sent. */
export function addedTo(mapping: string, mapped: MappedSync): readonly string[] {
  const known = new Set(mapping.split(','));
  return mapped.fields.map((field) => field.name).filter((name) => !known.has(name));
}

export interface Difference {
  /** A value differs from the acknowledged one. */
  readonly differs: string;
  /** What becomes of an acknowledged record that the model no longer has, and of which of them. */
  readonly gone: { readonly operation: Operation; readonly when: string };
  /** Condition for an update. */
  readonly isUpdated: string;
  /** Sent again although no value differs: the reason, NULL for none. */
  readonly resent: string;
  /** Numbers of the fields that the row leaves alone, such as `,3,7`. */
  readonly kept: string;
  /** Numbers of the parents that the row clears: their column is the Id of the lookup, not the parent's key. */
  readonly cleared: string;
  /** What files are sorted by: children of one parent travel together, since each of them locks it. */
  readonly parent: string;
  /** Field → the value the record will have afterwards. */
  readonly values: readonly { readonly field: string; readonly sql: string }[];
}

/** `mappings`: those that occur among the acknowledged rows. */
export function differenceOf(mapped: MappedSync, mappings: readonly string[], words: Words): Difference {
  const outdated = mappings.filter((mapping) => addedTo(mapping, mapped).length > 0);
  const differs = mapped.fields
    .filter((field) => field.name !== mapped.key.name && field.owner !== 'person')
    .map((field) => fieldDiffers(mapped, field, outdated, words));
  const isDifferent = differs.join(' OR ') || 'false';
  const backfills = outdated.map((mapping) => ({
    when: `s._mapping = ${words.text(mapping)}`,
    reason: words.text(backfillReason(addedTo(mapping, mapped))),
    kept: backfillKeeps(mapped, addedTo(mapping, mapped), words),
  }));
  const cases = backfills.map(({ when, reason }) => ` WHEN ${when} THEN ${reason}`).join('');
  const left = backfills.map(({ when, kept }) => ` WHEN ${when} THEN ${kept}`).join('');
  const isBackfill = `m._id IS NOT NULL AND s._id IS NOT NULL AND s._drift IS NULL AND NOT (${isDifferent})`;
  const resent = `CASE WHEN s._drift IS NOT NULL THEN s._drift${cases} END`;
  const isUpdated = `(${isDifferent} OR (${resent}) IS NOT NULL)`;
  const kept =
    left === ''
      ? keptFields(mapped, () => true, words)
      : `CASE WHEN NOT (${isBackfill}) THEN ${keptFields(mapped, () => true, words)}${left} ELSE '' END`;
  return {
    gone: goneOf(mapped, words),
    differs: isDifferent,
    isUpdated: mapped.sync.mode === 'insert' ? 'false' : isUpdated,
    resent,
    kept:
      mapped.archive === undefined
        ? kept
        : `CASE WHEN m._id IS NULL THEN ${archiveKeeps(mapped, words)} ELSE ${kept} END`,
    cleared: clearedOf(mapped, words),
    parent: parentOf(mapped, words),
    values: mapped.fields.map((field) => ({ field: field.name, sql: effective(mapped, field, words) })),
  };
}

/**
 * An archived record that a person has made live again is archived again. One that a person has deleted is none of our
 * business any more: an upsert would make it anew.
 */
function goneOf({ sync, archive }: MappedSync, words: Words): Difference['gone'] {
  if (sync.mode !== 'mirror') return { operation: 'delete', when: 'false' };
  if (archive === undefined) return { operation: 'delete', when: 's._owned' };
  const isLive = `s.${words.column(archive.field.name)} IS DISTINCT FROM ${words.text(archive.value)}`;
  const when = `s._owned AND coalesce(s._drift, '') <> 'DELETED_IN_SALESFORCE' AND (${isLive} OR s._drift IS NOT NULL)`;
  return { operation: 'archive', when };
}

/** All but the key and the archive's field. */
function archiveKeeps({ fields, key, archive }: MappedSync, words: Words): string {
  return words.text(
    fields.map((field, index) => (field === key || field === archive?.field ? '' : `,${index}`)).join(''),
  );
}

/** Named, so that a plan can say why a thousand unchanged rows are sent. */
export function backfillReason(fields: readonly string[]): string {
  return `backfill: ${fields.length === 1 ? 'field' : 'fields'} ${fields.join(', ')} added`;
}

/** All but the key and what is new; of the new ones those that are kept where they are NULL. */
function backfillKeeps(mapped: MappedSync, added: readonly string[], words: Words): string {
  const numbers = mapped.fields.map((field, index) =>
    field.name === mapped.key.name || added.includes(field.name) ? '' : `,${index}`,
  );
  return `${words.text(numbers.join(''))} || ${keptFields(mapped, (field) => added.includes(field.name), words)}`;
}

/** What a row was never sent cannot differ: it is unknown, and comes as a backfill. */
function fieldDiffers(mapped: MappedSync, field: MappedField, outdated: readonly string[], words: Words): string {
  const column = words.column(field.name);
  const unknown = outdated.filter((mapping) => addedTo(mapping, mapped).includes(field.name));
  const isOther = isOtherValue(field, words);
  const conditions = [
    ...(field.nulls === 'keep' ? [`m.${column} IS NOT NULL`] : []),
    ...(unknown.length === 0 ? [] : [`NOT ${words.among('s._mapping', unknown)}`]),
    isOther,
  ];
  return conditions.length === 1 ? isOther : `(${conditions.join(' AND ')})`;
}

/** A parent whose key is only spelled otherwise, large letters for small, is the same parent. */
function isOtherValue({ name, parent }: MappedField, words: Words): string {
  const [m, s] = [`m.${words.column(name)}`, `s.${words.column(name)}`];
  const isSpelledOtherwise = `${m} IS DISTINCT FROM ${s}`;
  if (parent === undefined) return isSpelledOtherwise;
  return `(${isSpelledOtherwise} AND ${words.identity(m)} IS DISTINCT FROM ${words.identity(s)})`;
}

/** The value the record will have afterwards: a kept field has what was acknowledged, a parent its acknowledged spelling. */
function effective(mapped: MappedSync, field: MappedField, words: Words): string {
  const column = words.column(field.name);
  if (field.name === mapped.key.name) return `coalesce(s._key, m._key)`;
  if (field === mapped.archive?.field) {
    return `CASE WHEN m._id IS NULL THEN ${words.text(mapped.archive.value)} ELSE m.${column} END`;
  }
  if (field.owner === 'person') return `CASE WHEN s._id IS NULL THEN m.${column} ELSE s.${column} END`;
  if (field.parent !== undefined) {
    const isLeft = `m._id IS NULL${field.nulls === 'keep' ? ` OR m.${column} IS NULL` : ''}`;
    const isSame = `${words.identity(`m.${column}`)} = ${words.identity(`s.${column}`)}`;
    return `CASE WHEN ${isLeft} OR ${isSame} THEN s.${column} ELSE m.${column} END`;
  }
  if (field.nulls === 'keep') return `coalesce(m.${column}, s.${column})`;
  return `CASE WHEN m._id IS NULL THEN s.${column} ELSE m.${column} END`;
}

/** What a row leaves alone: a NULL that is not to empty the field, and a flagged field that the warehouse has not changed. */
function keptFields(mapped: MappedSync, isMeant: (field: MappedField) => boolean, words: Words): string {
  const kept = mapped.fields.flatMap((field, index) => {
    const when = [
      ...(field.nulls === 'keep' ? [`m.${words.column(field.name)} IS NULL`] : []),
      ...(field.owner === 'flag' ? [`(s._id IS NOT NULL AND NOT (${isOtherValue(field, words)}))`] : []),
    ];
    return when.length > 0 && isMeant(field) ? [`CASE WHEN ${when.join(' OR ')} THEN ',${index}' ELSE '' END`] : [];
  });
  return kept.join(' || ') || `''`;
}

function clearedOf(mapped: MappedSync, words: Words): string {
  const cleared = mapped.fields.flatMap((field, index) =>
    field.parent !== undefined && field.nulls === 'clear'
      ? [`CASE WHEN m._id IS NOT NULL AND m.${words.column(field.name)} IS NULL THEN ',${index}' ELSE '' END`]
      : [],
  );
  return cleared.length === 0 ? `''` : cleared.join(' || ');
}

function parentOf(mapped: MappedSync, words: Words): string {
  const parents = mapped.fields.filter((field) => field.parent !== undefined);
  const first = parents.find((field) => field.required) ?? parents[0];
  return first === undefined ? `''` : `coalesce(${words.identity(`m.${words.column(first.name)}`)}, '')`;
}

const joins = { mirror: 'LEFT', upsert: 'FULL', insert: 'FULL', update: 'RIGHT' } as const;

/**
 * What Salesforce should hold. `mirror`: the staged rows, those set aside included (they should be there). `upsert`:
 * also the acknowledged rows that the model no longer has, since they are never deleted. `update`: rows with a record
 * alone. `insert`: what was written once. `stage` and `state` are tables.
 */
export function intendedQuery(mapped: MappedSync, stage: string, state: string, words: Words): string {
  const { sync } = mapped;
  const fields = mapped.fields.map((field) => {
    const column = words.column(field.name);
    if (sync.mode === 'insert') return `CASE WHEN s._id IS NULL THEN m.${column} ELSE s.${column} END AS ${column}`;
    if (field.nulls === 'keep') return `coalesce(m.${column}, s.${column}) AS ${column}`;
    return `CASE WHEN m.staged THEN m.${column} ELSE s.${column} END AS ${column}`;
  });
  const kept = mapped.fields.flatMap((field, index) =>
    field.nulls === 'keep' ? [`CASE WHEN m.${words.column(field.name)} IS NULL THEN ',${index},' ELSE '' END`] : [],
  );
  const period =
    sync.reconcile.period === undefined ? 's._period' : `CASE WHEN m.staged THEN m.${periodColumn} ELSE s._period END`;
  return `SELECT coalesce(m._id, s._id) AS _id, coalesce(m._key, s._key) AS _key, m._bad AS _bad, ${period} AS _period,
      ${kept.length === 0 ? `''` : kept.join(' || ')} AS _kept, ${fields.join(', ')}
    FROM (SELECT *, true AS staged FROM ${stage}) m
    ${joins[sync.mode]} JOIN ${state} s ON s._id = m._id`;
}
