/** Permission sets, groups of them and profiles: names that the org does not know, and rights that need others. */
import { knownObject, objectNamed, type FieldSchema, type ObjectSchema, type OrgSchema } from '../../schema/schema.ts';
import { elements, isTrue, textOf, type Element } from '../../xml.ts';
import { missing, noSuch, type Component, type Report } from '../component.ts';
import { componentsOf, fieldAt, isKnown, isStandard, type Checking } from './checking.ts';

/** What each right on an object needs besides itself. */
const dependencies: readonly (readonly [string, string, string])[] = [
  ['allowCreate', 'allowRead', 'Read'],
  ['allowEdit', 'allowRead', 'Read'],
  ['allowDelete', 'allowEdit', 'Edit'],
  ['viewAllRecords', 'allowRead', 'Read'],
  ['modifyAllRecords', 'viewAllRecords', 'ViewAll'],
  ['modifyAllRecords', 'allowDelete', 'Delete'],
];

const verbs: Readonly<Record<string, string>> = {
  allowCreate: 'Create',
  allowRead: 'Read',
  allowEdit: 'Edit',
  allowDelete: 'Delete',
  viewAllRecords: 'ViewAll',
  modifyAllRecords: 'ModifyAll',
};

/** User permissions that this org knows, by the columns of PermissionSet. */
export function userRights(schema: OrgSchema): ReadonlySet<string> {
  const names = knownObject(schema, 'PermissionSet').fields.map((one) => one.name);
  return new Set(
    names.filter((name) => name.startsWith('Permissions')).map((name) => name.slice('Permissions'.length)),
  );
}

function checkMastersReadable(
  component: Component,
  object: ObjectSchema,
  readable: ReadonlySet<string>,
  report: Report,
  entry: Element,
): void {
  for (const { reference } of object.fields) {
    const master = reference?.kind === 'masterDetail' ? (reference.to[0] ?? '') : undefined;
    if (master === undefined || !object.custom || readable.has(master.toLowerCase())) continue;
    report(component, `Permission Read${object.name} depends on permission(s): Read${master}`, entry);
  }
}

function checkObjects({ schema, report }: Checking, component: Component): void {
  const entries = elements(component.body, 'objectPermissions');
  const readable = new Set(
    entries.filter((entry) => isTrue(entry, 'allowRead')).map((entry) => (textOf(entry, 'object') ?? '').toLowerCase()),
  );
  for (const entry of entries) {
    const name = textOf(entry, 'object') ?? '';
    const object = objectNamed(schema, name);
    if (object === undefined) {
      report(component, noSuch('object', 'CustomObject', name), entry);
      continue;
    }
    if (component.type === 'MutingPermissionSet') continue; // takes rights away, each by itself
    for (const [right, needed, verb] of dependencies) {
      if (!isTrue(entry, right) || isTrue(entry, needed)) continue;
      report(component, `Permission ${verbs[right] ?? ''}${name} depends on permission(s): ${verb}${name}`, entry);
    }
    if (isTrue(entry, 'allowRead')) checkMastersReadable(component, object, readable, report, entry);
  }
}

/**
 * The name of a custom object may be left out of a record, so it is no required field: permission sets grant it
 * (dreamhouse-lwc, sample app of the platform's maker), although it can be seen and changed in any case.
 */
const isOpenName = (path: string, field: FieldSchema): boolean =>
  field.nameField && field.autoNumber === undefined && /__c\./i.test(path);

function checkFields({ schema, report }: Checking, component: Component): void {
  const seen = new Set<string>();
  for (const entry of elements(component.body, 'fieldPermissions')) {
    const path = textOf(entry, 'field') ?? '';
    const field = fieldAt(schema, path);
    if (field === undefined) report(component, noSuch('field', 'CustomField', path), entry);
    else if (!field.permissionable && !isOpenName(path, field)) {
      report(component, `You cannot deploy to a required field: ${path}`, entry);
    } else if (isTrue(entry, 'editable') && !isTrue(entry, 'readable') && component.type !== 'MutingPermissionSet') {
      report(component, `Field ${path} must be readable to be editable`, entry); // text unverified
    }
    if (seen.has(path.toLowerCase())) {
      report(component, `Field:field, value:${path} appears more than once`, entry);
    }
    seen.add(path.toLowerCase());
  }
}

interface Reference {
  readonly tag: string;
  readonly inner: string;
  readonly type: string;
}

/** Entries that name a component; those of types that this org has not name nothing. */
const references: readonly Reference[] = [
  { tag: 'tabSettings', inner: 'tab', type: 'CustomTab' },
  { tag: 'tabVisibilities', inner: 'tab', type: 'CustomTab' },
  { tag: 'applicationVisibilities', inner: 'application', type: 'CustomApplication' },
  { tag: 'customPermissions', inner: 'name', type: 'CustomPermission' },
  { tag: 'customMetadataTypeAccesses', inner: 'name', type: 'CustomObject' },
  { tag: 'customSettingAccesses', inner: 'name', type: 'CustomObject' },
  { tag: 'layoutAssignments', inner: 'layout', type: 'Layout' },
  { tag: 'recordTypeVisibilities', inner: 'recordType', type: 'RecordType' },
  { tag: 'classAccesses', inner: 'apexClass', type: 'ApexClass' },
  { tag: 'pageAccesses', inner: 'apexPage', type: 'ApexPage' },
  { tag: 'flowAccesses', inner: 'flow', type: 'Flow' },
  { tag: 'agentAccesses', inner: 'agentName', type: 'Bot' },
  { tag: 'externalDataSourceAccesses', inner: 'externalDataSource', type: 'ExternalDataSource' },
  { tag: 'externalCredentialPrincipalAccesses', inner: 'externalCredentialPrincipal', type: 'ExternalCredential' },
  { tag: 'dataspaceScopes', inner: 'dataspaceScope', type: 'DataSpace' },
];

/** Every object has a layout of the platform's own until one is deployed. */
const hasOwnName = (type: string, name: string): boolean => type === 'Layout' && !name.includes('__c-');

function checkReferences(checking: Checking, component: Component): void {
  for (const { tag, inner, type } of references) {
    for (const entry of elements(component.body, tag)) {
      const name = textOf(entry, inner) ?? '';
      if (isStandard(name) || isKnown(checking, type, name) || hasOwnName(type, name)) continue;
      checking.report(component, noSuch(inner, type, name), entry);
    }
  }
}

function checkUserPermissions({ schema, report }: Checking, component: Component): void {
  const rights = userRights(schema);
  for (const entry of elements(component.body, 'userPermissions')) {
    const name = textOf(entry, 'name') ?? '';
    if (!rights.has(name)) report(component, `Unknown user permission: ${name}`, entry);
  }
}

function checkGroup(checking: Checking, component: Component): void {
  for (const [tag, type] of [
    ['permissionSets', 'PermissionSet'],
    ['mutingPermissionSets', 'MutingPermissionSet'],
  ] as const) {
    for (const entry of elements(component.body, tag)) {
      const name = entry.text.trim();
      if (!isKnown(checking, type, name)) checking.report(component, noSuch(tag, type, name), entry);
    }
  }
}

export function checkPermissions(checking: Checking): void {
  for (const component of componentsOf(checking, 'PermissionSet', 'MutingPermissionSet', 'Profile')) {
    if (component.type !== 'Profile' && textOf(component.body, 'label') === undefined) {
      checking.report(component, missing('label'));
    }
    checkObjects(checking, component);
    checkFields(checking, component);
    checkUserPermissions(checking, component);
    checkReferences(checking, component);
  }
  for (const component of componentsOf(checking, 'PermissionSetGroup')) checkGroup(checking, component);
}
