/** Which fields of which record are asked for: `Target__c.Budget__r.Name` as a tree that becomes one SELECT list. */
import { ApiError } from '../engine/engine.ts';
import { field, knownObject, relationship, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { visibleField, type Viewer } from './viewer.ts';

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
function parentOf(viewer: Viewer, reference: FieldSchema): ObjectSchema {
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

/** `Target__c.Name` → `['Name']`; a path of another object is refused. */
function pathOf(object: ObjectSchema, qualified: string): readonly string[] {
  const [prefix = '', ...path] = qualified.trim().split('.');
  if (path.length > 0 && prefix.toLowerCase() === object.name.toLowerCase()) return path;
  const message = `Field ${qualified} must be qualified with its object, such as ${object.name}.Name`; // text unverified
  throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
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
    if (add(viewer, draft, pathOf(object, name))) continue;
    const column = name.slice(name.indexOf('.') + 1);
    throw new ApiError(400, 'INVALID_FIELD', `No such column '${column}' on entity '${object.name}'.`, [name]);
  }
  for (const name of wanted.optionalFields) add(viewer, draft, pathOf(object, name));
  return draft;
}

/** Everything the person may read on the object itself, and the names of what it refers to. */
export function wholeRecord(viewer: Viewer, object: ObjectSchema): Selection {
  const draft = emptyDraft(object);
  for (const one of object.fields) {
    add(viewer, draft, [one.name]);
    if (one.reference !== undefined) addName(viewer, draft, one);
  }
  return draft;
}

/** Adds `Parent__r.Name` (or the field that plays its part) of a reference field. */
export function addName(viewer: Viewer, selection: Selection, link: FieldSchema): void {
  const name = parentOf(viewer, link).fields.find((one) => one.nameField)?.name;
  if (name === undefined || link.reference === undefined) return;
  add(viewer, selection as Draft, [link.reference.relationshipName, name]); // selections are only made here, as drafts
}

function columnsOf(selection: Selection, prefix: string): readonly string[] {
  const own = new Set(['Id', ...(selection.isName ? [] : always), ...selection.fields.keys()]);
  const names = [...own].filter((name) => field(selection.object, name) !== undefined).map((name) => prefix + name);
  return [...names, ...[...selection.parents].flatMap(([name, parent]) => columnsOf(parent, `${prefix}${name}.`))];
}

/** The SELECT list, `Id` and the fields of every representation included. */
export const selectList = (selection: Selection): string => columnsOf(selection, '').join(', ');
