/** List views as UI API describes them. */
import type { JsonObject } from '../../http/http.ts';
import type { ObjectSchema } from '../../schema/schema.ts';
import { labelOf } from '../labels.ts';
import { recordTypeInfos } from '../objects/record-types.ts';
import { visiblePath } from '../records/selection.ts';
import { tagged } from '../tags.ts';
import type { Viewer } from '../viewer.ts';
import { columnsOf, fieldOfColumn, type Column } from './columns.ts';
import { listPreferences, userPreferences } from './list-preferences.ts';
import { orderTerms, type OrderTerm } from './order.ts';
import { isSearchable } from './search.ts';
import { isRecent, listId, type FoundList } from './views.ts';

export const preferenceName = ({ object, list }: FoundList): string => `list ${object.name}.${list.name}`;

export function referenceTo({ object, list }: FoundList): JsonObject {
  if (isRecent(list)) return { id: null, listViewApiName: null, objectApiName: object.name, type: 'mru' };
  return { id: listId(object, list), listViewApiName: list.name, objectApiName: object.name, type: 'listView' };
}

/** A cell is edited in the list when its field is: of each record type alike. */
function inlineEdit(viewer: Viewer, object: ObjectSchema, { field: one }: Column): JsonObject {
  const attributes = {
    editable: viewer.access(object).canEdit(one) && one.updateable && one.name !== 'OwnerId',
    required: one.required,
  };
  return Object.fromEntries(Object.keys(recordTypeInfos(viewer, object)).map((id) => [id, attributes]));
}

function describeColumn(viewer: Viewer, object: ObjectSchema, column: Column): JsonObject {
  return {
    fieldApiName: column.path,
    inlineEditAttributes: inlineEdit(viewer, object, column),
    label: column.label,
    lookupId: column.isName ? 'Id' : (column.lookup ?? null),
    searchable: isSearchable(viewer, column),
    sortable: column.field.sortable,
  };
}

/** The person's own order, else by name, else by the first column that can be sorted. */
export function orderOf(viewer: Viewer, found: FoundList, columns: readonly Column[]): readonly OrderTerm[] {
  const own = orderTerms(viewer, found.object, listPreferences(viewer, preferenceName(found)).sortBy, false);
  if (own.length > 0 || isRecent(found.list)) return own;
  const sortable = columns.filter((column) => column.field.sortable);
  const first = sortable.find((column) => column.isName) ?? sortable[0];
  return first === undefined ? [] : [{ path: first.path, isAscending: true }];
}

export function orderedByInfo(
  viewer: Viewer,
  object: ObjectSchema,
  terms: readonly OrderTerm[],
  columns: readonly Column[],
): readonly JsonObject[] {
  return terms.map(({ path, isAscending }) => {
    const field = visiblePath(viewer, object, path) === undefined ? undefined : fieldOfColumn(object, path);
    const label = columns.find((column) => column.path === path)?.label;
    return {
      fieldApiName: path,
      isAscending,
      label: label ?? (field === undefined ? null : labelOf(viewer, object, field)),
    };
  });
}

const operatorName = (operation: string): string => operation.charAt(0).toUpperCase() + operation.slice(1);

function filteredBy(viewer: Viewer, { object, list }: FoundList): readonly JsonObject[] {
  return list.filters.map(({ column, operation, value }) => {
    const field = fieldOfColumn(object, column);
    return {
      fieldApiName: field?.name ?? column,
      label: field === undefined ? column : labelOf(viewer, object, field),
      operandLabels: value === '' ? [] : value.split(','),
      operator: operatorName(operation),
    };
  });
}

const scopes: Readonly<Record<string, { readonly apiName: string; readonly en: string; readonly ja: string }>> = {
  Everything: { apiName: 'everything', en: 'All', ja: 'すべて' },
  Mine: { apiName: 'mine', en: 'My', ja: '私の' },
  Queue: { apiName: 'queue', en: 'Queue', ja: 'キュー' },
};

export function scopeOf(viewer: Viewer, name: string): JsonObject {
  const scope = scopes[name] ?? { apiName: name, en: name, ja: name };
  const label = viewer.user.language === 'ja' ? scope.ja : scope.en;
  return { apiName: scope.apiName, entity: null, label, relatedEntity: null };
}

export function listInfo(viewer: Viewer, found: FoundList): JsonObject & { readonly eTag: string } {
  const { object, list } = found;
  const columns = columnsOf(viewer, object, list.columns);
  const paths = columns.map(({ path }) => path);
  return tagged({
    cloneable: false,
    createable: false,
    deletable: false,
    displayColumns: columns.map((column) => describeColumn(viewer, object, column)),
    filterLogicString: list.logic ?? null,
    filteredByInfo: filteredBy(viewer, found),
    hasMassActions: false,
    inlineEditDetails: { message: null, state: viewer.access(object).edit ? 'Enabled' : 'Disabled' },
    label: list.label,
    listReference: referenceTo(found),
    listShares: [],
    objectApiNames: [object.name],
    orderedByInfo: orderedByInfo(viewer, object, orderOf(viewer, found, columns), columns),
    scope: scopeOf(viewer, list.scope),
    searchable: columns.some((column) => isSearchable(viewer, column)),
    updateable: false,
    userPreferences: userPreferences(listPreferences(viewer, preferenceName(found)), paths),
    visibility: list.isShared ? 'Shared' : 'Public',
    visibilityEditable: false,
  });
}
