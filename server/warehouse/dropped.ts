/** Fields that Salesforce was sent and the mapping has no longer: their values stay there, and nobody maintains them. */
import type { DroppedField, MappedSync } from '../model/model.ts';
import type { Row } from './row.ts';
import { asCount } from './row.ts';
import type { Words } from './words.ts';

/** `mappings`: those that occur among the acknowledged rows. */
export function droppedFrom(mappings: readonly string[], mapped: MappedSync): readonly string[] {
  const known = new Set(mapped.fields.map(({ name }) => name.toLowerCase()));
  const sent = new Set(mappings.flatMap((mapping) => mapping.split(',')));
  return [...sent].filter((field) => !known.has(field.toLowerCase())).toSorted();
}

const isSent = (field: string, words: Words): string =>
  `STRPOS(',' || _mapping || ',', ${words.text(`,${field},`)}) > 0`;

/** `n_0`, `n_1`, …: acknowledged rows with a value, field by field. */
export function droppedQuery(fields: readonly string[], state: string, words: Words): string {
  const counts = fields.map(
    (field, index) =>
      `COUNT(CASE WHEN ${isSent(field, words)} AND ${words.column(field)} IS NOT NULL THEN 1 END) AS n_${index}`,
  );
  return `SELECT ${counts.join(', ')} FROM ${state}`;
}

export function toDropped(fields: readonly string[], row: Row | undefined): readonly DroppedField[] {
  return fields.map((field, index) => ({ field, rows: asCount(row, `n_${index}`) })).filter(({ rows }) => rows > 0);
}

/** The acknowledged rows no longer count as having been sent the field. */
export function forgetQuery(field: string, state: string, words: Words): string {
  const rest = `REPLACE(',' || _mapping || ',', ${words.text(`,${field},`)}, ',')`;
  return `UPDATE ${state} SET _mapping = TRIM(${rest}, ',') WHERE ${isSent(field, words)}`;
}
