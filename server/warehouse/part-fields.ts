import type { MappedSync } from '../model/model.ts';
import type { Part } from './journal.ts';

/** How a sync writes what it does not delete: one that must never create names the records by Id. */
export function writeOf(mapped: MappedSync): Part['operation'] {
  return mapped.sync.mode === 'update' ? 'update' : 'upsert';
}

/** What a part carries for each row, the stamps apart. A record named by Id keeps its key as it is. */
export function carriedFields(
  mapped: MappedSync,
  operation: Part['operation'],
  fields: readonly string[],
): readonly string[] {
  if (operation === 'upsert') return fields;
  return operation === 'delete' ? ['Id'] : ['Id', ...fields.filter((field) => field !== mapped.key.name)];
}

/** What tells the rows of a job's results apart. A job that failed before its first row may name no columns of ours. */
export function identifyingColumn(part: Part): string {
  return part.operation === 'upsert' ? part.key : 'Id';
}

export function allFields(mapped: MappedSync): readonly string[] {
  return mapped.fields.map((field) => field.name);
}

/**
 * `update,3,7;,5`: an update that leaves fields 3 and 7 alone and clears parent 5 by its Id column. An update never
 * sends what only a create may set; a create has nothing to clear.
 */
export function fieldsOf(mapped: MappedSync, columns: string): readonly string[] {
  const [left = '', cleared = ''] = columns.split(';');
  const [operation, ...kept] = left.split(',');
  const isUpdate = operation !== 'insert';
  return mapped.fields.flatMap((field, index) => {
    if (kept.includes(String(index)) || (isUpdate && field.insertOnly)) return [];
    if (field.parent === undefined || !cleared.split(',').includes(String(index))) return [field.name];
    return isUpdate ? [field.parent.field] : [];
  });
}

/** As Salesforce keeps a moment: whole seconds, UTC. */
export function isoSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}.000Z`;
}
