/** The front door of metadata: the schema an org has, deployments that change it, files that come back out. */
import type { DeployOptions, DeployOutcome, PackageFile } from '../engine/engine.ts';
import { isStored, shareObject, standardObjects, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';
import { alterTable, createShares, createTable, type Store } from '../store/store.ts';
import { adoptFiles, filesOfFolder, identitiesOf, loadCatalog } from './catalog/catalog.ts';
import { deployPackage } from './change/deploy.ts';
import { labelIn } from './labels.ts';
import { fileFacts, listType, type ComponentFile } from './retrieve/list.ts';
import { retrieve, type Retrieved } from './retrieve/retrieve.ts';
import { readSchema } from './schema/objects.ts';

export { insertOwnedSet } from './change/permissions.ts';
export { describeTypes, describeValueType, type ValueTypeField } from './retrieve/describe.ts';
export type { ComponentFile } from './retrieve/list.ts';
export type { Retrieved } from './retrieve/retrieve.ts';

export interface Metadata {
  readonly schema: () => OrgSchema;
  readonly deploy: (files: readonly PackageFile[], options: DeployOptions) => DeployOutcome;
  readonly deployed: (folder: string) => readonly PackageFile[];
  /** Text of a custom label in a language; undefined for one that is not there. */
  readonly label: (name: string, language: string) => string | undefined;
  readonly retrieve: (types: ReadonlyMap<string, readonly string[]>, version: string) => Retrieved;
  /** Components of a type; none for a type that the org has not. */
  readonly list: (type: string) => readonly ComponentFile[];
}

function prepareShares(store: Store, share: ObjectSchema | undefined): void {
  if (share === undefined) return;
  const view = store.first(`SELECT 1 FROM sqlite_schema WHERE type = 'view' AND name = ?1`, [share.name]);
  if (view === undefined) createShares(store, share);
}

/** Tables of standard objects, and columns that a newer version of them has more. */
function prepareTables(store: Store): void {
  for (const object of standardObjects) {
    const columns = new Set(store.all(`SELECT name FROM pragma_table_info(?1)`, [object.name]).map(([name]) => name));
    if (columns.size === 0) {
      createTable(store, object);
      continue;
    }
    const known = object.fields.filter((field) => !isStored(field) || columns.has(field.name));
    alterTable(store, { ...object, fields: known }, object);
  }
  for (const object of standardObjects) prepareShares(store, shareObject(object));
}

function ignore(): void {
  // What is deployed was checked when it came.
}

/** Counts deployments; part of the file, so that a rollback takes it back. */
const versionKey = 'metadata version';
const versionOf = (store: Store): string => store.settings.get(versionKey) ?? '0';

/** `recalculate` sums roll-ups again; it is given the schema that will hold. */
export function openMetadata(store: Store, recalculate: (schema: OrgSchema) => void): Metadata {
  store.transaction(() => {
    prepareTables(store);
    adoptFiles(store);
  });
  let catalog = loadCatalog(store);
  let schema = readSchema(catalog, identitiesOf(store), ignore);
  let files = new Map<string, readonly PackageFile[]>();
  let version = versionOf(store);
  const reload = (): void => {
    version = versionOf(store);
    catalog = loadCatalog(store);
    schema = readSchema(catalog, identitiesOf(store), ignore);
    files = new Map();
  };
  store.onRollback(() => {
    if (version !== versionOf(store)) reload();
  });
  return {
    schema: () => schema,
    deploy: (given, options) => {
      const outcome = deployPackage({ store, catalog, schema, recalculate }, given, options);
      if (outcome.success && !options.checkOnly) {
        store.settings.set(versionKey, String(Number(versionOf(store)) + 1));
        reload();
      }
      return outcome;
    },
    deployed: (folder) => {
      const known = files.get(folder) ?? filesOfFolder(store, catalog, folder);
      files.set(folder, known);
      return known;
    },
    label: (name, language) => labelIn(catalog, name, language),
    retrieve: (types, wanted) => retrieve({ store, schema, catalog }, types, wanted),
    list: (type) => {
      const org = { store, schema, catalog };
      return listType(org, type).map((one) => fileFacts(org, one));
    },
  };
}
