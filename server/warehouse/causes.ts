/** Why two records differ, told by what our own books say: the same expressions for every engine. */
import type { MappedField, MappedSync } from '../model/model.ts';
import type { Words } from './words.ts';

/** What our own books say about a row that Salesforce does not have as intended. */
export const booked = `WHEN bad IS NOT NULL THEN 'QUARANTINED' WHEN status = 'rejected' THEN 'REJECTED'
  WHEN status = 'parked' THEN 'PARKED' WHEN status = 'held' THEN 'HELD' WHEN status = 'unprocessed' THEN 'UNPROCESSED'`;

export const missingCause = `CASE ${booked} WHEN acknowledged THEN 'DELETED_IN_SALESFORCE' ELSE 'NOT_SENT' END`;

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

/** A row that Salesforce refused, or never got, is in the period it was in before. */
export const periodCause = `CASE ${booked} ELSE 'PERIOD_DIFFERS' END`;

/** A parent is the same parent in any letter case of its key; what a person owns differs from nothing. */
export function differ(field: MappedField, one: string, other: string, words: Words): string {
  if (field.owner === 'person') return 'false';
  if (field.parent === undefined) return `${one} IS DISTINCT FROM ${other}`;
  return `${words.identity(one)} IS DISTINCT FROM ${words.identity(other)}`;
}
