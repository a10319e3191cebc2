/** Records found by their name, or those a person opened lately: for lookups and for the search of every page. */
import { isObject } from '../http/http.ts';
import { nameField, objectLabel, objectOfId, recordTypesOf, translation, type ObjectSchema } from '../schema/schema.ts';
import { compactLayoutFields, displayValue, isVisible, quote, visibleField, type Viewer } from '../ui/ui.ts';
import { recentIds } from './recent.ts';

export interface FoundRecord {
  readonly id: string;
  readonly name: string;
  /** A second line that tells records of one name apart; empty when there is nothing to say. */
  readonly detail: string;
}

export interface FoundGroup {
  readonly objectApiName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly records: readonly FoundRecord[];
  /** There are more than `limit`. */
  readonly hasMore: boolean;
}

export interface Finding {
  /** API names; those that the viewer may not see are passed over. */
  readonly objects: readonly string[];
  /** Part of a name; empty for what was opened lately. */
  readonly term: string;
  /** Records of each object. */
  readonly limit: number;
}

interface Columns {
  readonly name: string;
  readonly detail: string | undefined;
  /** What to select: a reference is shown by its name. */
  readonly detailPath: string | undefined;
}

/** The first field of the compact layout after the name tells records of one name apart. */
function columnsOf(viewer: Viewer, object: ObjectSchema): Columns {
  const name = nameField(object)?.name ?? 'Id';
  const master = recordTypesOf(object).find(({ isMaster }) => isMaster);
  const names = master === undefined ? [] : compactLayoutFields(viewer, object, master);
  const fields = names.flatMap((one) => visibleField(viewer, object, one) ?? []);
  const detail = fields.find((one) => !one.nameField && one.type !== 'boolean' && one.reference?.to.length !== 2);
  if (detail?.reference === undefined) return { name, detail: detail?.name, detailPath: detail?.name };
  const target = viewer.schema.objects.get(detail.reference.to[0]?.toLowerCase() ?? '');
  const label = target === undefined ? undefined : nameField(target)?.name;
  const detailPath = label === undefined ? undefined : `${detail.reference.relationshipName}.${label}`;
  return { name, detail: detail.name, detailPath };
}

function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce((value: unknown, name) => (isObject(value) ? value[name] : undefined), row);
}

function textAt(row: unknown, path: string): string {
  const value = valueAt(row, path);
  return typeof value === 'string' ? value : '';
}

function foundRecord(viewer: Viewer, object: ObjectSchema, columns: Columns, row: unknown): FoundRecord {
  const { name, detail, detailPath } = columns;
  const value = detailPath === undefined ? undefined : valueAt(row, detailPath);
  const field = detailPath?.includes('.') === false ? visibleField(viewer, object, detail ?? '') : undefined;
  const shown = field === undefined ? null : displayValue(viewer, object, field, value ?? null);
  return {
    id: textAt(row, 'Id'),
    name: textAt(row, name),
    detail: shown ?? (typeof value === 'string' ? value : ''),
  };
}

const escapeLike = (term: string): string =>
  term.replaceAll('\\', '\\\\').replaceAll('%', '\\%').replaceAll('_', '\\_');

/** Names that begin with the term come first, as they do when one types into a lookup. */
function byName(viewer: Viewer, object: ObjectSchema, { term, limit }: Finding): readonly unknown[] {
  const columns = columnsOf(viewer, object);
  const select = ['Id', columns.name, ...(columns.detailPath === undefined ? [] : [columns.detailPath])];
  const from = `SELECT ${[...new Set(select)].join(', ')} FROM ${object.name}`;
  const active = object.name === 'User' ? ' AND IsActive = true' : '';
  const like = (pattern: string): string => `${columns.name} LIKE ${quote(pattern)}`;
  const ask = (condition: string, most: number): readonly unknown[] =>
    viewer.engine.query(
      viewer.session,
      `${from} WHERE ${condition}${active} ORDER BY ${columns.name} ASC NULLS LAST, Id LIMIT ${most}`,
    ).records;
  const escaped = escapeLike(term);
  const starts = ask(like(`${escaped}%`), limit + 1);
  if (starts.length > limit) return starts;
  const rest = `${like(`%${escaped}%`)} AND (NOT ${like(`${escaped}%`)})`;
  return [...starts, ...ask(rest, limit + 1 - starts.length)];
}

function opened(viewer: Viewer, object: ObjectSchema, limit: number): readonly unknown[] {
  const ids = recentIds(viewer.engine, viewer.user.id).filter((id) => id.startsWith(object.keyPrefix));
  const wanted = ids.slice(0, limit + 1);
  if (wanted.length === 0) return [];
  const columns = columnsOf(viewer, object);
  const select = ['Id', columns.name, ...(columns.detailPath === undefined ? [] : [columns.detailPath])];
  const soql = `SELECT ${[...new Set(select)].join(', ')} FROM ${object.name} WHERE Id IN (${wanted.map(quote).join(', ')})`;
  const { records } = viewer.engine.query(viewer.session, soql);
  return wanted.flatMap((id) => records.find((row) => row['Id'] === id) ?? []);
}

function groupOf(viewer: Viewer, object: ObjectSchema, finding: Finding): FoundGroup {
  const { term, limit } = finding;
  const columns = columnsOf(viewer, object);
  const rows = term === '' ? opened(viewer, object, limit) : byName(viewer, object, finding);
  return {
    objectApiName: object.name,
    label: objectLabel(viewer.schema, viewer.user.language, object),
    labelPlural: translation(viewer.schema, viewer.user.language, object)?.labelPlural ?? object.labelPlural,
    records: rows.slice(0, limit).map((row) => foundRecord(viewer, object, columns, row)),
    hasMore: rows.length > limit,
  };
}

/** A group for each object that the viewer may see, in the order asked. */
export function findRecords(viewer: Viewer, finding: Finding): readonly FoundGroup[] {
  return finding.objects.flatMap((name) => {
    const object = viewer.schema.objects.get(name.toLowerCase());
    return object === undefined || !isVisible(viewer, object) ? [] : [groupOf(viewer, object, finding)];
  });
}

/** The last records of any object, newest first, with the object of each. */
export function recentRecords(viewer: Viewer, limit: number): readonly (FoundRecord & { objectApiName: string })[] {
  const ids = recentIds(viewer.engine, viewer.user.id).slice(0, limit);
  const objects = new Set(ids.flatMap((id) => objectOfId(viewer.schema, id)?.name ?? []));
  const groups = findRecords(viewer, { objects: [...objects], term: '', limit });
  const found = groups.flatMap(({ objectApiName, records }) => records.map((one) => ({ ...one, objectApiName })));
  return ids.flatMap((id) => found.find((one) => one.id === id) ?? []);
}
