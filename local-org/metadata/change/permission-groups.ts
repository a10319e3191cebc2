/** Permission set groups: the rights of their sets together, less what is muted, as a permission set of the group's own. */
import { knownObject, type OrgSchema } from '../../schema/schema.ts';
import type { Store } from '../../store/store.ts';
import { elements, textOf, type Element } from '../../xml.ts';
import { keyOf, type Catalog, type Component } from '../component.ts';
import { grantAll } from './permissions.ts';
import { upsert } from './upsert.ts';

/** Entries of permission sets whose flags add up, and the child that names them. */
const entries: Readonly<Record<string, string>> = {
  objectPermissions: 'object',
  fieldPermissions: 'field',
  userPermissions: 'name',
  customPermissions: 'name',
  customMetadataTypeAccesses: 'name',
  customSettingAccesses: 'name',
};

type Flags = Map<string, boolean>;

const isFlag = ({ text }: Element): boolean => text.trim() === 'true' || text.trim() === 'false';

/** `objectPermissions Target__c` → which flags are set. */
function flagsOf(bodies: readonly Element[]): ReadonlyMap<string, Flags> {
  const all = new Map<string, Flags>();
  for (const child of bodies.flatMap((body) => body.children)) {
    const inner = entries[child.name];
    if (inner === undefined) continue;
    const key = `${child.name} ${textOf(child, inner) ?? ''}`;
    const flags = all.get(key) ?? new Map<string, boolean>();
    for (const flag of child.children.filter(isFlag)) {
      flags.set(flag.name, flags.get(flag.name) === true || flag.text.trim() === 'true');
    }
    all.set(key, flags);
  }
  return all;
}

const leaf = (name: string, text: string): Element => ({ name, text, children: [] });

/** One body with the rights of all sets; what a muting set switches on is off. */
function together(sets: readonly Element[], muting: readonly Element[]): Element {
  const muted = flagsOf(muting);
  const children = [...flagsOf(sets)].map(([key, flags]): Element => {
    const [tag = '', ...name] = key.split(' ');
    const off = muted.get(key);
    const left = [...flags].map(([flag, isSet]) => leaf(flag, String(isSet && off?.get(flag) !== true)));
    return { name: tag, text: '', children: [leaf(entries[tag] ?? '', name.join(' ')), ...left] };
  });
  return { name: 'PermissionSet', text: '', children };
}

function bodiesOf(catalog: Catalog, group: Component, tag: string, type: string): readonly Element[] {
  return elements(group.body, tag).flatMap((entry) => catalog.get(keyOf(type, entry.text.trim()))?.body ?? []);
}

function applyGroup(store: Store, schema: OrgSchema, catalog: Catalog, group: Component): void {
  const { name, body } = group;
  const label = textOf(body, 'label') ?? name;
  const id = upsert(store, knownObject(schema, 'PermissionSetGroup'), ['DeveloperName'], {
    DeveloperName: name,
    MasterLabel: label,
    Description: textOf(body, 'description') ?? null,
    Language: 'en_US',
    Status: 'Updated',
  });
  store.run('DELETE FROM "PermissionSetGroupComponent" WHERE "PermissionSetGroupId" = ?1', [id]);
  for (const entry of elements(body, 'permissionSets')) {
    const [set] =
      store.first('SELECT "Id" FROM "PermissionSet" WHERE "fold Name" = ?1', [entry.text.trim().toLowerCase()]) ?? [];
    const pair = { PermissionSetGroupId: id, PermissionSetId: set ?? null };
    upsert(store, knownObject(schema, 'PermissionSetGroupComponent'), Object.keys(pair), pair);
  }
  const own = upsert(store, knownObject(schema, 'PermissionSet'), ['PermissionSetGroupId'], {
    Name: `X${id.slice(0, 15)}`,
    Label: label,
    Type: 'Group',
    IsCustom: 1,
    PermissionSetGroupId: id,
  });
  const sets = bodiesOf(catalog, group, 'permissionSets', 'PermissionSet');
  const muting = bodiesOf(catalog, group, 'mutingPermissionSets', 'MutingPermissionSet');
  grantAll(store, schema, own, together(sets, muting));
}

/** The platform recalculates a group in the background; here it is up to date at once. */
export function applyPermissionSetGroups(store: Store, schema: OrgSchema, catalog: Catalog): void {
  for (const component of catalog.values()) {
    if (component.type === 'PermissionSetGroup') applyGroup(store, schema, catalog, component);
  }
}
