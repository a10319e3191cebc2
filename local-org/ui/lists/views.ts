/** List views of an object: those that were deployed, or the one that every object has. */
import { ApiError } from '../../engine/engine.ts';
import { nameField, type ObjectSchema } from '../../schema/schema.ts';
import { pluralLabel } from '../labels.ts';
import { objectMetadata } from '../metadata.ts';
import { namedId } from '../tags.ts';
import { isVisible, type Viewer } from '../viewer.ts';
import { nodes, text, texts, type XmlNode } from '../xml.ts';

export interface ListFilter {
  readonly column: string;
  readonly operation: string;
  readonly value: string;
}

export interface ListView {
  readonly name: string;
  readonly label: string;
  readonly scope: string;
  readonly columns: readonly string[];
  readonly filters: readonly ListFilter[];
  /** `1 AND (2 OR 3)`; absent means all of them. */
  readonly logic?: string;
  /** Developer name of the queue that `scope` Queue means. */
  readonly queue?: string;
  /** Shared with groups or roles instead of everybody. */
  readonly isShared: boolean;
}

function listView(node: XmlNode): ListView {
  const logic = text(node, 'booleanFilter');
  const queue = text(node, 'queue');
  const [sharedTo] = nodes(node, 'sharedTo');
  return {
    name: text(node, 'fullName') ?? '',
    label: text(node, 'label') ?? '',
    scope: text(node, 'filterScope') ?? 'Everything',
    columns: texts(node, 'columns'),
    filters: nodes(node, 'filters').map((filter) => ({
      column: text(filter, 'field') ?? '',
      operation: text(filter, 'operation') ?? 'equals',
      value: text(filter, 'value') ?? '',
    })),
    ...(logic === undefined ? {} : { logic }),
    ...(queue === undefined ? {} : { queue }),
    isShared: sharedTo !== undefined && !('allInternalUsers' in sharedTo),
  };
}

/** Columns of a list that nobody has arranged, where the object has them. */
const usual = (object: ObjectSchema): readonly string[] => [
  nameField(object)?.name ?? 'Id',
  'OwnerId',
  'LastModifiedDate',
];

/** Every object has a list, also before anybody has deployed one. */
export function listsOf(viewer: Viewer, object: ObjectSchema): readonly ListView[] {
  const deployed = nodes(objectMetadata(viewer.engine, object), 'listViews').map(listView);
  if (deployed.length > 0) return deployed;
  const label = pluralLabel(viewer, object);
  return [{ name: 'All', label, scope: 'Everything', columns: usual(object), filters: [], isShared: false }];
}

/** The list of what a person has looked at; it has no id. */
export const recentName = '__Recent';

/** It has the columns of the object's first list. */
export function recentList(viewer: Viewer, object: ObjectSchema): ListView {
  const label = viewer.user.language === 'ja' ? '最近参照したデータ' : 'Recently Viewed';
  const columns = listsOf(viewer, object)[0]?.columns ?? usual(object);
  return { name: recentName, label, scope: 'Everything', columns, filters: [], isShared: false };
}

export const isRecent = (list: ListView): boolean => list.name === recentName;

export function listNamed(viewer: Viewer, object: ObjectSchema, name: string): ListView {
  if (name === recentName) return recentList(viewer, object);
  const found = listsOf(viewer, object).find((list) => list.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new ApiError(404, 'NOT_FOUND', `${object.name} has no list view ${name}.`); // text unverified
}

/** The same in every org that has the list. */
export const listId = (object: ObjectSchema, list: ListView): string => namedId('00B', `${object.name}.${list.name}`);

export const isListId = (text: string): boolean => /^00B\w{12}(?:\w{3})?$/.test(text);

export interface FoundList {
  readonly object: ObjectSchema;
  readonly list: ListView;
}

export function listWithId(viewer: Viewer, id: string): FoundList {
  for (const object of viewer.schema.objects.values()) {
    if (!isVisible(viewer, object)) continue;
    const list = listsOf(viewer, object).find((one) => listId(object, one).slice(0, 15) === id.slice(0, 15));
    if (list !== undefined) return { object, list };
  }
  throw new ApiError(404, 'NOT_FOUND', `There is no list view ${id}.`); // text unverified
}
