/** From a row of SQL to the record that REST returns: attributes, nested parents, pages of children. */
import type { QueryRecord } from '../engine/engine.ts';
import type { SqlRow, SqlValue } from '../store/store.ts';

export type Decode = (value: SqlValue) => unknown;

/** A record at one place of the result; columns are positions in the row. */
export interface Shape {
  /** `Account`; for a polymorphic parent `Name`. */
  readonly typeName: string;
  /** Position of the API name of the object the address leads to, where it is not `typeName`. */
  readonly typeColumn?: number;
  readonly idColumn: number;
  readonly entries: Map<string, Entry>;
}

export type Entry =
  | { readonly kind: 'value'; readonly column: number; readonly decode: Decode }
  | { readonly kind: 'parent'; readonly shape: Shape }
  /** Position of the child plan among the selection's. */
  | { readonly kind: 'children'; readonly index: number }
  | { readonly kind: 'typeof'; readonly alternatives: readonly Shape[]; readonly otherwise: Shape | undefined };

export interface Surroundings {
  /** `/services/data/v67.0`. */
  readonly root: string;
  /** The page of children of a record, or null when it has none. */
  children(index: number, id: string): unknown;
}

function textAt(row: SqlRow, column: number): string | undefined {
  const value = row[column];
  return typeof value === 'string' ? value : undefined;
}

function typeOfValue(entry: Entry & { readonly kind: 'typeof' }, row: SqlRow, around: Surroundings): unknown {
  for (const shape of [...entry.alternatives, ...(entry.otherwise === undefined ? [] : [entry.otherwise])]) {
    if (textAt(row, shape.idColumn) !== undefined) return recordOf(shape, row, around);
  }
  return null;
}

function valueOf(entry: Entry, row: SqlRow, id: string, around: Surroundings): unknown {
  switch (entry.kind) {
    case 'value':
      return entry.decode(row[entry.column] ?? null);
    case 'parent':
      return textAt(row, entry.shape.idColumn) === undefined ? null : recordOf(entry.shape, row, around);
    case 'children':
      return around.children(entry.index, id);
    case 'typeof':
      return typeOfValue(entry, row, around);
  }
}

export function recordOf(shape: Shape, row: SqlRow, around: Surroundings): QueryRecord {
  const id = textAt(row, shape.idColumn) ?? '';
  const object = shape.typeColumn === undefined ? shape.typeName : (textAt(row, shape.typeColumn) ?? shape.typeName);
  const record: Record<string, unknown> = {
    attributes: { type: shape.typeName, url: `${around.root}/sobjects/${object}/${id}` },
  };
  for (const [key, entry] of shape.entries) record[key] = valueOf(entry, row, id, around);
  return record;
}
