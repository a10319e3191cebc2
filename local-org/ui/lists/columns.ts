/** Columns of list views and related lists: the metadata's names (`NAME`, `OWNER.ALIAS`, `Rep__c`) as field paths. */
import { field, nameField, relationship, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';
import { shownLabel } from '../labels.ts';
import { parentOf, visiblePath } from '../records/selection.ts';
import { visibleField, type Viewer } from '../viewer.ts';

export interface Column {
  readonly field: FieldSchema;
  /** What to read and show: `Gap__c`, or the parent's name `Rep__r.Name` for a reference. */
  readonly path: string;
  readonly label: string;
  /** The reference field whose record a click opens. */
  readonly lookup?: string;
  /** Shown as a link to the record itself. */
  readonly isName: boolean;
}

/** Columns that the metadata spells unlike their field (Metadata API Developer Guide, ListView). */
const renamed: Readonly<Record<string, string>> = {
  'CORE.USERS.ALIAS': 'OwnerId',
  'OWNER.ALIAS': 'OwnerId',
  'OWNER.FIRST_NAME': 'OwnerId',
  'OWNER.LAST_NAME': 'OwnerId',
  CREATEDBY_USER: 'CreatedById',
  'CREATEDBY_USER.ALIAS': 'CreatedById',
  UPDATEDBY_USER: 'LastModifiedById',
  'UPDATEDBY_USER.ALIAS': 'LastModifiedById',
  CREATED_DATE: 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate',
  'ACCOUNT.PHONE1': 'Phone',
  'ACCOUNT.ADDRESS1_STATE': 'BillingState',
  'OPPORTUNITY.STAGE_NAME': 'StageName',
  'PRODUCT2.NAME': 'Name',
  'PRODUCT2.CUSTOMER_PRODUCT_ID': 'ProductCode',
};

/** The field behind a column or filter name; undefined when the object has none like it. */
export function fieldOfColumn(object: ObjectSchema, name: string): FieldSchema | undefined {
  const direct = renamed[name] ?? (name === 'NAME' ? nameField(object)?.name : name);
  const found = field(object, direct ?? '');
  if (found !== undefined) return found;
  const parts = name.split('.');
  const last = parts.at(-1) ?? '';
  // `ACCOUNT.NAME` is Account's own name, and on any other object its reference to an account.
  if (last === 'NAME') {
    const owner = parts.at(-2) ?? '';
    if (owner.toLowerCase() === object.name.toLowerCase()) return nameField(object);
    return relationship(object, owner) ?? nameField(object);
  }
  return field(object, last.replaceAll('_', ''));
}

export function columnOf(viewer: Viewer, object: ObjectSchema, columnName: string): Column | undefined {
  const found = fieldOfColumn(object, columnName);
  if (found === undefined || visibleField(viewer, object, found.name) === undefined) return undefined;
  const label = shownLabel(viewer, object, found);
  const { reference } = found;
  if (reference === undefined) return { field: found, path: found.name, label, isName: found.nameField };
  const name = nameField(parentOf(viewer, found))?.name ?? 'Id';
  const path = visiblePath(viewer, object, `${reference.relationshipName}.${name}`);
  // Of an object that the person may not see there is no name to show.
  if (path === undefined) return undefined;
  return { field: found, path, label, lookup: found.name, isName: false };
}

export function columnsOf(viewer: Viewer, object: ObjectSchema, names: readonly string[]): readonly Column[] {
  return names.flatMap((name) => columnOf(viewer, object, name) ?? []);
}
