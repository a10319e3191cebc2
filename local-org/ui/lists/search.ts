/** `searchTerm`: words that some column of a list must contain; `*` and `?` stand for other characters. */
import { isText, nameField, picklistLabel, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';
import { quote } from '../records/records.ts';
import { parentOf } from '../records/selection.ts';
import type { Viewer } from '../viewer.ts';
import type { Column } from './columns.ts';

function pattern(term: string): string {
  const escaped = term.replaceAll('\\', '\\\\').replaceAll('%', '\\%').replaceAll('_', '\\_');
  return `%${escaped.replaceAll('*', '%').replaceAll('?', '_')}%`;
}

/** What is searched in a picklist are the labels that the person reads. */
function picklistCondition(viewer: Viewer, object: ObjectSchema, one: FieldSchema, term: string): string | undefined {
  const plain = term.replaceAll(/[*?]/g, '').toLowerCase();
  const values = (one.picklist?.values ?? []).filter((value) =>
    picklistLabel(viewer.schema, viewer.user.language, object, one, value).toLowerCase().includes(plain),
  );
  return values.length === 0 ? undefined : `${one.name} IN (${values.map(({ value }) => quote(value)).join(', ')})`;
}

export function isSearchable(viewer: Viewer, column: Column): boolean {
  const { field: one } = column;
  if (one.type === 'picklist') return true;
  const searched = one.reference === undefined ? one : nameField(parentOf(viewer, one));
  return searched !== undefined && isText(searched) && searched.filterable;
}

function columnCondition(viewer: Viewer, object: ObjectSchema, column: Column, term: string): string | undefined {
  if (!isSearchable(viewer, column)) return undefined;
  if (column.field.type === 'picklist') return picklistCondition(viewer, object, column.field, term);
  return `${column.path} LIKE ${quote(pattern(term))}`;
}

/** Undefined when nothing is searched for; a term that no column can hold finds nothing. */
export function searchCondition(
  viewer: Viewer,
  object: ObjectSchema,
  columns: readonly Column[],
  term: string | undefined,
): string | undefined {
  const plain = term?.trim() ?? '';
  if (plain === '') return undefined;
  const parts = columns.flatMap((column) => columnCondition(viewer, object, column, plain) ?? []);
  return parts.length === 0 ? 'Id = null' : `(${parts.join(' OR ')})`;
}
