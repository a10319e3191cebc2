/** The components of a type with who made and changed them: those of deployments and those that every org has. */
import type { OrgSchema } from '../../schema/schema.ts';
import type { Store } from '../../store/store.ts';
import { factsOfComponent } from '../catalog/catalog.ts';
import { recordOf, profileFullName } from '../change/record-keys.ts';
import { keyOf, type Catalog, type Named } from '../component.ts';
import { factsOf, fileOf } from '../types.ts';

export interface ComponentFile {
  readonly type: string;
  readonly fullName: string;
  /** In deploy format, without `unpackaged/`. */
  readonly fileName: string;
  readonly id: string;
  readonly createdById: string;
  readonly createdByName: string;
  readonly createdAt: number;
  readonly lastModifiedById: string;
  readonly lastModifiedByName: string;
  readonly lastModifiedAt: number;
}

export interface Org {
  readonly store: Store;
  readonly schema: OrgSchema;
  readonly catalog: Catalog;
}

function nameOf(store: Store, userId: string): string {
  const [name] = store.first('SELECT "Name" FROM "User" WHERE "Id" = ?1', [userId]) ?? [];
  return typeof name === 'string' ? name : '';
}

/** Made with the org, by whoever made it, when no deployment has touched it. */
export function fileFacts({ store }: Org, { type, name, file }: Named): ComponentFile {
  const [owner, created] = store.first('SELECT "CreatedById", "CreatedDate" FROM "Organization"') ?? [];
  const facts = factsOfComponent(store, { type, name });
  const createdBy = facts?.createdBy ?? String(owner);
  const changedBy = facts?.changedBy ?? createdBy;
  return {
    type,
    fullName: name,
    fileName: file,
    id: recordOf(store, type, name)?.id ?? facts?.id ?? '',
    createdById: createdBy,
    createdByName: nameOf(store, createdBy),
    createdAt: facts?.createdAt ?? Number(created),
    lastModifiedById: changedBy,
    lastModifiedByName: nameOf(store, changedBy),
    lastModifiedAt: facts?.changedAt ?? Number(created),
  };
}

/** Names that an org has without any deployment. */
const given: Readonly<Record<string, (org: Org) => readonly string[]>> = {
  CustomObject: ({ schema }) =>
    [...schema.objects.values()]
      .filter(({ custom, shareOf }) => !custom && shareOf === undefined)
      .map(({ name }) => name),
  Profile: ({ store }) =>
    store.all('SELECT "Name" FROM "Profile" WHERE "IsDeleted" = 0').map(([name]) => profileFullName(String(name))),
  Role: ({ store }) => developerNames(store, 'SELECT "DeveloperName" FROM "UserRole" WHERE "IsDeleted" = 0'),
  Group: ({ store }) =>
    developerNames(store, `SELECT "DeveloperName" FROM "Group" WHERE "IsDeleted" = 0 AND "Type" = 'Regular'`),
  Queue: ({ store }) =>
    developerNames(store, `SELECT "DeveloperName" FROM "Group" WHERE "IsDeleted" = 0 AND "Type" = 'Queue'`),
};

function developerNames(store: Store, sql: string): readonly string[] {
  return store.all(sql).flatMap(([name]) => (typeof name === 'string' ? [name] : []));
}

export function listType(org: Org, type: string): readonly Named[] {
  const deployed = [...org.catalog.values()].filter((one) => one.type === type);
  const facts = factsOf(type);
  const known = new Set(deployed.map(({ name }) => keyOf(type, name)));
  const own = facts === undefined ? [] : (given[type]?.(org) ?? []);
  const others = own
    .filter((name) => !known.has(keyOf(type, name)))
    .map((name) => ({ type, name, file: facts === undefined ? '' : fileOf(facts, name) }));
  return [...others, ...deployed];
}
