/** Components that are records as well: where they are found, whoever made them. */
import type { Store } from '../../store/store.ts';
import { typeOfRecord } from '../check/metadata-records.ts';
import { splitName } from '../component.ts';
import { idOf } from './upsert.ts';

type Key = readonly [object: string, columns: Readonly<Record<string, string>>];

/** Metadata calls these profiles by other names than the screen does. */
const profileNames: Readonly<Record<string, string>> = { Admin: 'System Administrator', Standard: 'Standard User' };

export function profileName(name: string): string {
  return profileNames[name] ?? decodeURIComponent(name);
}

/** The name that metadata has for the profile of this name on screen. */
export function profileFullName(shown: string): string {
  return Object.entries(profileNames).find(([, name]) => name === shown)?.[0] ?? shown;
}

const keys: Readonly<Record<string, (name: string) => Key>> = {
  Role: (name) => ['UserRole', { DeveloperName: name }],
  Group: (name) => ['Group', { DeveloperName: name, Type: 'Regular' }],
  Queue: (name) => ['Group', { DeveloperName: name, Type: 'Queue' }],
  PermissionSet: (name) => ['PermissionSet', { Name: name }],
  Profile: (name) => ['Profile', { Name: profileName(name) }],
  PermissionSetGroup: (name) => ['PermissionSetGroup', { DeveloperName: name }],
  CustomPermission: (name) => ['CustomPermission', { DeveloperName: name }],
  RecordType: (name) => ['RecordType', { SobjectType: splitName(name)[0], DeveloperName: splitName(name)[1] }],
  CustomMetadata: (name) => [typeOfRecord(name), { DeveloperName: splitName(name)[1] }],
};

function hasTable(store: Store, object: string): boolean {
  return store.first('SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE', [object]) !== undefined;
}

/** Object and id of the record behind a component; undefined when there is none. */
export function recordOf(
  store: Store,
  type: string,
  name: string,
): { readonly object: string; readonly id: string } | undefined {
  const key = keys[type]?.(name);
  if (key === undefined) return undefined;
  const [object, columns] = key;
  const id = type === 'CustomMetadata' && !hasTable(store, object) ? undefined : idOf(store, object, columns);
  return id === undefined ? undefined : { object, id };
}
