/** Why two records differ, told by what our own books say: the same expressions for every engine. */
import type { Cause, MappedField, MappedSync } from '../model/model.ts';
import type { Words } from './words.ts';

/** Whether the acknowledged row `a` is one that nobody has yet found deleted. */
export const believed = `a._id IS NOT NULL AND a._drift IS DISTINCT FROM 'DELETED_IN_SALESFORCE' AS believed`;

/** What our own books say about a row that Salesforce does not have as intended. */
export const booked = `WHEN bad IS NOT NULL THEN 'QUARANTINED' WHEN status = 'rejected' THEN 'REJECTED'
  WHEN status = 'parked' THEN 'PARKED' WHEN status = 'held' THEN 'HELD' WHEN status = 'unprocessed' THEN 'UNPROCESSED'`;

/**
 * Why a wanted record is not there. One that we last knew to be there was deleted by somebody, whatever Salesforce has
 * said to the change that was sent since; once its making anew is planned, our books say what became of that.
 */
export const missingCause = `CASE WHEN believed THEN 'DELETED_IN_SALESFORCE' ${booked} WHEN acknowledged THEN 'DELETED_IN_SALESFORCE' ELSE 'NOT_SENT' END`;

/** Why a record is there that is not wanted; `acknowledgedAs` is the acknowledged text of the archive's field. */
export function extraCause({ archive }: MappedSync, acknowledgedAs: string, words: Words): string {
  const revived =
    archive === undefined
      ? ''
      : `WHEN acknowledged AND ${acknowledgedAs} = ${words.text(archive.value)} THEN 'EDITED_IN_SALESFORCE'`;
  return `CASE ${booked} WHEN acknowledged AND NOT owned THEN 'NOT_OURS_TO_DELETE' ${revived}
  WHEN acknowledged THEN 'NOT_SENT' ELSE 'EXTRA_IN_SALESFORCE' END`;
}

/** An archived record is out of what both sides answer for; `isNow` is the text that its archive's field has. */
export function isArchived({ archive }: MappedSync, isNow: string, words: Words): string {
  return archive === undefined ? 'false' : `coalesce(${isNow} = ${words.text(archive.value)}, false)`;
}

/** What a person has sent in the place of what the run had planned; the next push tells what the warehouse says. */
export function correctedCause({ name }: MappedField): string {
  return `WHEN STRPOS(COALESCE(corrected, ''), ',${name},') > 0 THEN 'CORRECTED_BY_HAND'`;
}

/** What of the books of a parent says that Salesforce has an older state of it. */
const outstanding: readonly Cause[] = [
  'NOT_SENT',
  'QUARANTINED',
  'REJECTED',
  'PARKED',
  'HELD',
  'UNPROCESSED',
  'PARENT_BEHIND',
];

/**
 * A row that Salesforce refused, or never got, is in the period it was in before; so is one that has its date from a
 * parent of which that is true. `known` selects the `id` of the gaps of this run with a cause among those given.
 */
export function periodCause(mapped: MappedSync, known: (causes: readonly Cause[]) => string, words: Words): string {
  const parent = periodParent(mapped);
  const behind =
    parent === undefined
      ? ''
      : `WHEN ${words.identity(words.column(`i_${parent}`))} IN (${known(outstanding)}) THEN 'PARENT_BEHIND'`;
  return `CASE ${booked} ${behind} WHEN corrected IS NOT NULL THEN 'CORRECTED_BY_HAND' ELSE 'PERIOD_DIFFERS' END`;
}

/** Which of the fields leads to the record that has the date; undefined where the record has it itself. */
function periodParent({ fields, sync }: MappedSync): number | undefined {
  const relationship = /^([^.]+)\./.exec(sync.reconcile.period?.field ?? '')?.[1]?.toLowerCase();
  if (relationship === undefined) return undefined;
  const found = fields.findIndex(
    (field) => field.parent !== undefined && field.name.toLowerCase().startsWith(`${relationship}.`),
  );
  return found === -1 ? undefined : found;
}

/**
 * A record is the same, and so is a parent, in any letter case of its key: a key that is only spelled otherwise is not
 * sent. What a person owns differs from nothing.
 */
export function differ({ key }: MappedSync, field: MappedField, one: string, other: string, words: Words): string {
  if (field.owner === 'person') return 'false';
  if (field.parent === undefined && field.name !== key.name) return `${one} IS DISTINCT FROM ${other}`;
  return `${words.identity(one)} IS DISTINCT FROM ${words.identity(other)}`;
}
