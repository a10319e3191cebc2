/** The front door of the Tooling objects: tables beside the org's own, filled when one of them is first asked for. */
import type { ObjectAccess } from '../engine/engine.ts';
import { isSetupObject, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';
import { columnType, quote, type Store } from '../store/store.ts';
import { sharedNames, toolingObjects } from './objects.ts';
import { rowsOf, type Deployed } from './rows.ts';

export interface Tooling {
  /** The Tooling objects, and the setup objects that Tooling queries read as well. */
  schema(): OrgSchema;
  /** True for an object that is one of these; with `isShared`, one that ordinary queries read, too. */
  has(name: string, isShared: boolean): boolean;
  /** Makes the rows anew when something was deployed since the last time. */
  prepare(): void;
}

const names = new Set(toolingObjects.map(({ name }) => name.toLowerCase()));

/** What is known of an org may be read by everyone who may sign in, and written by nobody. */
export const readOnlyAccess: ObjectAccess = {
  read: true,
  create: false,
  edit: false,
  remove: false,
  viewAll: true,
  modifyAll: false,
  transferAny: false,
  canRead: () => true,
  canEdit: () => false,
  setsAudit: false,
};

function createTable(store: Store, object: ObjectSchema): void {
  const columns = object.fields.map((field) => `${quote(field.name)} ${columnType(field)}`);
  const table = `temp.${quote(object.name)}`;
  store.exec(
    `CREATE TEMP TABLE IF NOT EXISTS ${quote(object.name)} (${[...columns, '"IsDeleted" INTEGER'].join(', ')})`,
  );
  store.exec(`DELETE FROM ${table}`);
}

function fill(store: Store, deployed: Deployed): void {
  const rows = rowsOf(deployed);
  for (const object of toolingObjects) {
    createTable(store, object);
    const columns = object.fields.map(({ name }) => name);
    const places = columns.map((_, index) => `?${index + 1}`).join(', ');
    const sql = `INSERT INTO temp.${quote(object.name)} (${columns.map(quote).join(', ')}, "IsDeleted") VALUES (${places}, 0)`;
    for (const row of rows.get(object.name) ?? []) {
      store.run(
        sql,
        columns.map((column) => row[column] ?? null),
      );
    }
  }
}

export function openTooling(store: Store, org: { schema: () => OrgSchema; files: Deployed['files'] }): Tooling {
  let filled: OrgSchema | undefined;
  let known: { readonly of: OrgSchema; readonly schema: OrgSchema } | undefined;
  // A rollback may take the tables with it.
  store.onRollback(() => {
    filled = undefined;
  });
  return {
    schema: () => {
      const of = org.schema();
      if (known?.of !== of) {
        const setup = [...of.objects].filter(([, object]) => isSetupObject(object.name));
        const own = toolingObjects.map((object) => [object.name.toLowerCase(), object] as const);
        known = { of, schema: { ...of, objects: new Map([...setup, ...own]) } };
      }
      return known.schema;
    },
    has: (name, isShared) => (isShared ? sharedNames : names).has(name.toLowerCase()),
    prepare: () => {
      const schema = org.schema();
      if (filled === schema) return;
      store.transaction(() => {
        fill(store, { schema, files: org.files });
      });
      filled = schema;
    },
  };
}
