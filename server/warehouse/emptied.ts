/** Values that Salesforce acknowledged and that a plan would empty, field by field. */
import type { EmptiedField, MappedSync } from '../model/model.ts';
import type { Row } from './row.ts';
import { asCount } from './row.ts';
import type { Words } from './words.ts';

/** Numbers of the fields that a row of the comparison empties, such as `,3,7`; `m` is staged, `s` acknowledged. */
export function emptiedOf({ fields }: MappedSync, words: Words): string {
  const emptied = fields.flatMap(({ name, nulls, owner }, index) => {
    if (nulls === 'keep' || owner === 'person') return [];
    const column = words.column(name);
    const when = `m._id IS NOT NULL AND m.${column} IS NULL AND s.${column} IS NOT NULL`;
    return [`CASE WHEN ${when} THEN ',${index}' ELSE '' END`];
  });
  return emptied.join(' || ') || `''`;
}

/** `n_0`, `n_1`, …: updates that will be sent and that empty the field of that number. */
export function emptiedQuery({ fields }: MappedSync, changes: string): string {
  const counts = fields.map(
    (_, index) => `COUNT(CASE WHEN STRPOS(_emptied || ',', ',${index},') > 0 THEN 1 END) AS n_${index}`,
  );
  return `SELECT ${counts.join(', ')} FROM ${changes} WHERE _operation = 'update' AND _parked IS NULL AND _emptied <> ''`;
}

/** How many of the records that stay have a value of each field named, by the field's place among those. */
export function filledQuery(fields: readonly string[], changes: string, state: string, words: Words): string {
  const counts = fields.map((field, index) => `COUNT(${words.column(field)}) AS n_${index}`);
  return `SELECT ${counts.join(', ')} FROM ${state}
    WHERE _id NOT IN (SELECT _id FROM ${changes} WHERE _operation IN ('delete', 'archive'))`;
}

/** `ask` runs a query that answers with one row; the second is asked only where something is emptied. */
export async function emptiedIn(
  mapped: MappedSync,
  tables: { readonly changes: string; readonly state: string },
  words: Words,
  ask: (sql: string) => Promise<Row | undefined>,
): Promise<readonly EmptiedField[]> {
  const counted = await ask(emptiedQuery(mapped, tables.changes));
  const emptied = mapped.fields
    .map(({ name }, index) => ({ field: name, rows: asCount(counted, `n_${index}`) }))
    .filter(({ rows }) => rows > 0);
  if (emptied.length === 0) return [];
  const names = emptied.map(({ field }) => field);
  const filled = await ask(filledQuery(names, tables.changes, tables.state, words));
  return emptied.map((one, index) => ({ ...one, filled: asCount(filled, `n_${index}`) }));
}
