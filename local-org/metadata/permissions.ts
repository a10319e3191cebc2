/** Permission sets and profiles → rows of PermissionSet, ObjectPermissions and FieldPermissions, and their checks. */
import { field as fieldOf, knownObject, objectNamed, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';
import { insertRecord, updateRecord, type Store, type Values } from '../store/store.ts';
import type { Component, Report } from './component.ts';
import { elements, isTrue, textOf, type Element } from '../xml.ts';

const objectFlags: Readonly<Record<string, string>> = {
  allowCreate: 'PermissionsCreate',
  allowRead: 'PermissionsRead',
  allowEdit: 'PermissionsEdit',
  allowDelete: 'PermissionsDelete',
  viewAllRecords: 'PermissionsViewAllRecords',
  modifyAllRecords: 'PermissionsModifyAllRecords',
};

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

function userRights(schema: OrgSchema): ReadonlySet<string> {
  const names = knownObject(schema, 'PermissionSet').fields.map((one) => one.name);
  return new Set(
    names.filter((name) => name.startsWith('Permissions')).map((name) => name.slice('Permissions'.length)),
  );
}

function checkObjects(schema: OrgSchema, component: Component, report: Report): void {
  const readable = new Set(
    elements(component.body, 'objectPermissions')
      .filter((entry) => isTrue(entry, 'allowRead'))
      .map((entry) => (textOf(entry, 'object') ?? '').toLowerCase()),
  );
  for (const entry of elements(component.body, 'objectPermissions')) {
    const name = textOf(entry, 'object') ?? '';
    const object = objectNamed(schema, name);
    if (object === undefined) {
      report(component, `In field: object - no CustomObject named ${name} found`);
      continue;
    }
    for (const [right, needed, verb] of dependencies) {
      if (!isTrue(entry, right) || isTrue(entry, needed)) continue;
      report(component, `Permission ${verbs[right] ?? ''}${name} depends on permission(s): ${verb}${name}`);
    }
    checkMastersReadable(component, object, readable, report);
  }
}

function checkMastersReadable(
  component: Component,
  object: ObjectSchema,
  readable: ReadonlySet<string>,
  report: Report,
): void {
  for (const { reference } of object.fields) {
    const master = reference?.kind === 'masterDetail' ? (reference.to[0] ?? '') : undefined;
    if (master === undefined || !object.custom || readable.has(master.toLowerCase())) continue;
    report(component, `Permission Read${object.name} depends on permission(s): Read${master}`);
  }
}

function checkFields(schema: OrgSchema, component: Component, report: Report): void {
  const seen = new Set<string>();
  for (const entry of elements(component.body, 'fieldPermissions')) {
    const path = textOf(entry, 'field') ?? '';
    const [owner = '', name = ''] = path.split('.');
    const object = objectNamed(schema, owner);
    const field = object === undefined ? undefined : fieldOf(object, name);
    if (field === undefined) report(component, `In field: field - no CustomField named ${path} found`);
    else if (!field.permissionable) report(component, `You cannot deploy to a required field: ${path}`);
    else if (isTrue(entry, 'editable') && !isTrue(entry, 'readable')) {
      report(component, `Field ${path} must be readable to be editable`);
    }
    if (seen.has(path.toLowerCase())) report(component, `Duplicate fieldPermissions for ${path}`);
    seen.add(path.toLowerCase());
  }
}

/** Reports names that the org does not know and rights that need others. `tabs` and `applications` exist. */
export function checkPermissions(
  schema: OrgSchema,
  component: Component,
  known: (type: string, name: string) => boolean,
  report: Report,
): void {
  if (component.type === 'PermissionSet' && textOf(component.body, 'label') === undefined) {
    report(component, 'Required field is missing: label');
  }
  checkObjects(schema, component, report);
  checkFields(schema, component, report);
  const rights = userRights(schema);
  for (const entry of elements(component.body, 'userPermissions')) {
    const name = textOf(entry, 'name') ?? '';
    if (!rights.has(name)) report(component, `Unknown user permission: ${name}`);
  }
  const references = [
    ['tabSettings', 'tab', 'CustomTab'],
    ['tabVisibilities', 'tab', 'CustomTab'],
    ['applicationVisibilities', 'application', 'CustomApplication'],
  ] as const;
  for (const [tag, inner, type] of references) {
    for (const entry of elements(component.body, tag)) {
      const name = textOf(entry, inner) ?? '';
      if (name.startsWith('standard-') || name.startsWith('standard__') || known(type, name)) continue;
      report(component, `In field: ${inner} - no ${type} named ${name} found`);
    }
  }
  for (const tag of ['classAccesses', 'pageAccesses', 'customPermissions']) {
    if (elements(component.body, tag).length > 0) report(component, `${tag} are not supported by the local org`);
  }
}

const flags = (entry: Element, names: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(Object.entries(names).map(([tag, column]) => [column, isTrue(entry, tag) ? 1 : 0]));

function grantObjects(store: Store, schema: OrgSchema, parent: string, body: Element): void {
  for (const entry of elements(body, 'objectPermissions')) {
    const name = objectNamed(schema, textOf(entry, 'object') ?? '')?.name ?? '';
    store.run('DELETE FROM "ObjectPermissions" WHERE "ParentId" = ?1 AND "SobjectType" = ?2', [parent, name]);
    const values = { ParentId: parent, SobjectType: name, ...flags(entry, objectFlags) };
    insertRecord(store, knownObject(schema, 'ObjectPermissions'), values);
  }
}

function grantFields(store: Store, schema: OrgSchema, parent: string, body: Element): void {
  for (const entry of elements(body, 'fieldPermissions')) {
    const [owner = '', name = ''] = (textOf(entry, 'field') ?? '').split('.');
    const object = objectNamed(schema, owner);
    const field = object === undefined ? undefined : fieldOf(object, name);
    if (object === undefined || field === undefined) continue;
    const path = `${object.name}.${field.name}`;
    store.run('DELETE FROM "FieldPermissions" WHERE "ParentId" = ?1 AND "Field" = ?2', [parent, path]);
    const granted = flags(entry, { readable: 'PermissionsRead', editable: 'PermissionsEdit' });
    const values = { ParentId: parent, SobjectType: object.name, Field: path, ...granted };
    insertRecord(store, knownObject(schema, 'FieldPermissions'), values);
  }
}

/** A permission set is replaced by its file; a profile keeps what its file does not name. */
function grant(store: Store, schema: OrgSchema, parent: string, body: Element, replace: boolean): void {
  if (replace) {
    store.run('DELETE FROM "ObjectPermissions" WHERE "ParentId" = ?1', [parent]);
    store.run('DELETE FROM "FieldPermissions" WHERE "ParentId" = ?1', [parent]);
  }
  grantObjects(store, schema, parent, body);
  grantFields(store, schema, parent, body);
}

function userFlags(schema: OrgSchema, body: Element, isWhole: boolean): Values {
  const granted = new Map(
    elements(body, 'userPermissions').map((entry) => [textOf(entry, 'name') ?? '', isTrue(entry, 'enabled') ? 1 : 0]),
  );
  return Object.fromEntries(
    [...userRights(schema)]
      .filter((name) => isWhole || granted.has(name))
      .map((name) => [`Permissions${name}`, granted.get(name) ?? 0]),
  );
}

export function applyPermissionSet(store: Store, schema: OrgSchema, { name, body }: Component): void {
  const object = knownObject(schema, 'PermissionSet');
  const values: Values = {
    Name: name,
    Label: textOf(body, 'label') ?? name,
    Description: textOf(body, 'description') ?? null,
    ...userFlags(schema, body, true),
  };
  const [known] = store.first('SELECT "Id" FROM "PermissionSet" WHERE "fold Name" = ?1', [name.toLowerCase()]) ?? [];
  if (typeof known === 'string') updateRecord(store, object, known, { ...values, IsDeleted: 0 });
  const id = typeof known === 'string' ? known : insertRecord(store, object, { ...values, IsCustom: 1 });
  grant(store, schema, id, body, true);
}

/** Metadata calls these profiles by other names than the screen does. */
const profileNames: Readonly<Record<string, string>> = { Admin: 'System Administrator', Standard: 'Standard User' };

/** A profile's rights are those of the permission set that it owns; what the file does not name stays. */
export function applyProfile(store: Store, schema: OrgSchema, name: string, body: Element): void {
  const shown = profileNames[name] ?? decodeURIComponent(name);
  const profiles = knownObject(schema, 'Profile');
  const [known] = store.first('SELECT "Id" FROM "Profile" WHERE "Name" = ?1', [shown]) ?? [];
  const profile =
    typeof known === 'string' ? known : insertRecord(store, profiles, { Name: shown, UserType: 'Standard' });
  const [owned] = store.first('SELECT "Id" FROM "PermissionSet" WHERE "ProfileId" = ?1', [profile]) ?? [];
  const set = typeof owned === 'string' ? owned : insertOwnedSet(store, schema, profile, shown, {});
  updateRecord(store, knownObject(schema, 'PermissionSet'), set, userFlags(schema, body, false));
  grant(store, schema, set, body, false);
}

export function insertOwnedSet(
  store: Store,
  schema: OrgSchema,
  profile: string,
  label: string,
  rights: Values,
): string {
  return insertRecord(store, knownObject(schema, 'PermissionSet'), {
    Name: `X${profile}`,
    Label: label,
    IsOwnedByProfile: 1,
    ProfileId: profile,
    ...rights,
  });
}
