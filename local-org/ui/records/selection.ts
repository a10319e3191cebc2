/** Which fields of which record are asked for: `Target__c.Budget__r.Name` as a tree that becomes one SELECT list. */
import { ApiError } from '../../engine/engine.ts';
import {
  field,
  knownObject,
  nameField,
  relationship,
  type FieldSchema,
  type ObjectSchema,
} from '../../schema/schema.ts';
import { visibleField, type Viewer } from '../viewer.ts';

export interface Selection {
  readonly object: ObjectSchema;
  /** Reached by a lookup to several objects, so only the fields of the Name object can be read. */
  readonly isName: boolean;
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** By relationship name as the schema spells it. */
  readonly parents: ReadonlyMap<string, Selection>;
}

interface Draft extends Selection {
  readonly fields: Map<string, FieldSchema>;
  readonly parents: Map<string, Draft>;
}

/** What every record representation carries, where the object has it. */
const always = ['LastModifiedById', 'LastModifiedDate', 'RecordTypeId', 'SystemModstamp'];

/** A lookup to several objects is read through the Name object: only `Id`, `Name` and what User has in common. */
export function parentOf(viewer: Viewer, reference: FieldSchema): ObjectSchema {
  const targets = reference.reference?.to ?? [];
  const name = targets.length > 1 && targets.includes('User') ? 'User' : (targets[0] ?? '');
  return knownObject(viewer.schema, name);
}

const emptyDraft = (object: ObjectSchema, isName = false): Draft => ({
  object,
  isName,
  fields: new Map(),
  parents: new Map(),
});

/** False when a part of the path does not exist for this person. */
function add(viewer: Viewer, draft: Draft, path: readonly string[]): boolean {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    const found = visibleField(viewer, draft.object, first);
    if (found !== undefined) draft.fields.set(found.name, found);
    return found !== undefined;
  }
  const link = relationship(draft.object, first);
  if (link?.reference === undefined || visibleField(viewer, draft.object, link.name) === undefined) return false;
  const name = link.reference.relationshipName;
  const parent = draft.parents.get(name) ?? emptyDraft(parentOf(viewer, link), link.reference.to.length > 1);
  if (!add(viewer, parent, rest)) return false;
  draft.parents.set(name, parent);
  return true;
}

/** The path as the schema spells it, `Rep__r.Name`; undefined when it leads to nothing that the person may see. */
export function visiblePath(viewer: Viewer, object: ObjectSchema, path: string): string | undefined {
  const draft = emptyDraft(object);
  if (!add(viewer, draft, path.split('.'))) return undefined;
  return spelled(draft);
}

function spelled(draft: Selection): string {
  const [parent] = draft.parents;
  return parent === undefined ? [...draft.fields.keys()].join('.') : `${parent[0]}.${spelled(parent[1])}`;
}

/** `Target__c.Name` → `['Name']`; undefined for a path of another object. */
function pathOf(object: ObjectSchema, qualified: string): readonly string[] | undefined {
  const [prefix = '', ...path] = qualified.trim().split('.');
  if (path.length === 0) {
    const message = `Expected '.' in all qualified names: ${qualified} is invalid`;
    throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
  }
  return prefix.toLowerCase() === object.name.toLowerCase() ? path : undefined;
}

function unknownColumn(object: ObjectSchema, qualified: string): ApiError {
  const column = qualified.slice(qualified.indexOf('.') + 1);
  const hint =
    "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";
  const message = `No such column '${column}' on entity '${object.name}'. ${hint}`;
  return new ApiError(400, 'INVALID_FIELD', message, [qualified]);
}

export interface Wanted {
  /** Qualified names; one that does not exist for the person fails the request. */
  readonly fields: readonly string[];
  /** Qualified names; one that does not exist is left out. */
  readonly optionalFields: readonly string[];
}

export function selectionOf(viewer: Viewer, object: ObjectSchema, wanted: Wanted): Selection {
  const draft = emptyDraft(object);
  for (const name of wanted.fields) {
    if (!add(viewer, draft, pathOf(object, name) ?? [''])) throw unknownColumn(object, name);
  }
  for (const name of wanted.optionalFields) add(viewer, draft, pathOf(object, name) ?? ['']);
  return draft;
}

/** Adds a field of the object itself, and of a reference the id and name of what it refers to; what is hidden stays out. */
export function addShown(viewer: Viewer, selection: Selection, name: string): void {
  const draft = selection as Draft; // selections are only made here, as drafts
  if (!add(viewer, draft, [name])) return;
  const link = field(draft.object, name);
  if (link?.reference === undefined) return;
  const label = nameField(parentOf(viewer, link))?.name ?? 'Id';
  for (const part of ['Id', label]) add(viewer, draft, [link.reference.relationshipName, part]);
}

/** `Name` or `Rep__r.Name` without the object in front, as lists take it, too: qualified. */
export function qualify(object: ObjectSchema, name: string): string {
  const [first = '', ...rest] = name.split('.');
  return rest.length > 0 && first.toLowerCase() === object.name.toLowerCase() ? name : `${object.name}.${name}`;
}

function columnsOf(selection: Selection, prefix: string): readonly string[] {
  const own = new Set(['Id', ...(selection.isName ? [] : always), ...selection.fields.keys()]);
  const names = [...own].filter((name) => field(selection.object, name) !== undefined).map((name) => prefix + name);
  return [...names, ...[...selection.parents].flatMap(([name, parent]) => columnsOf(parent, `${prefix}${name}.`))];
}

/** The SELECT list, `Id` and the fields of every representation included. */
export const selectList = (selection: Selection): string => columnsOf(selection, '').join(', ');
