/** One table an object. Columns carry the fields' API names; a table has nothing that the schema does not say. */
import { isNumber, isStored, isText, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { Store } from './store.ts';

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Dates are `YYYY-MM-DD`, instants milliseconds, booleans 0 and 1, ids 18 characters. */
export function columnType(field: FieldSchema): 'REAL' | 'INTEGER' | 'TEXT' {
  if (isNumber(field)) return 'REAL';
  return field.type === 'boolean' || field.type === 'datetime' ? 'INTEGER' : 'TEXT';
}

/** A text key that ignores case has a second, folded column, so that look-ups by it can use an index. */
export function hasFold(field: FieldSchema): boolean {
  const isKey = field.unique || field.externalId || field.idLookup;
  return isKey && isText(field) && !field.caseSensitive && isStored(field);
}

export function foldColumn(field: FieldSchema): string {
  return `fold ${field.name}`;
}

/** Nothing is ever looked up by these, and they would cost an index entry for every row. */
const unindexed = new Set(['CreatedById', 'LastModifiedById', 'RecordTypeId']);

/** Who may see a private record is asked by its owner. */
function isLookedUpBy(object: ObjectSchema, field: FieldSchema): boolean {
  if (field.name === 'OwnerId') return object.sharingModel === 'Private';
  return field.reference !== undefined && !unindexed.has(field.name);
}

function indexStatements(object: ObjectSchema, field: FieldSchema): readonly string[] {
  const column = hasFold(field) ? foldColumn(field) : field.name;
  const name = quote(`${object.name} by ${field.name}`);
  const table = quote(object.name);
  if (field.name === 'Id') return [`CREATE UNIQUE INDEX ${name} ON ${table} ("Id")`];
  if (field.unique) {
    return [`CREATE UNIQUE INDEX ${name} ON ${table} (${quote(column)}) WHERE "IsDeleted" = 0`];
  }
  if (field.externalId || field.idLookup) return [`CREATE INDEX ${name} ON ${table} (${quote(column)})`];
  if (!isLookedUpBy(object, field)) return [];
  return [`CREATE INDEX ${name} ON ${table} (${quote(column)}) WHERE ${quote(column)} IS NOT NULL`];
}

function columnsOf(field: FieldSchema): readonly string[] {
  if (!isStored(field)) return [];
  const fallback = field.type === 'boolean' ? ' NOT NULL DEFAULT 0' : '';
  const own = `${quote(field.name)} ${columnType(field)}${fallback}`;
  return hasFold(field) ? [own, `${quote(foldColumn(field))} TEXT`] : [own];
}

export function createTable(store: Store, object: ObjectSchema): void {
  const columns = [...object.fields.flatMap(columnsOf), '"deletion" INTEGER'];
  store.exec(`CREATE TABLE ${quote(object.name)} (${columns.join(', ')})`);
  for (const field of object.fields.filter(isStored)) {
    for (const statement of indexStatements(object, field)) store.exec(statement);
  }
}

/** Adds the columns and indexes that the new schema has more, and drops indexes that it no longer has. */
export function alterTable(store: Store, before: ObjectSchema, after: ObjectSchema): void {
  const known = new Map(before.fields.map((field) => [field.name, field]));
  for (const field of after.fields.filter(isStored)) {
    const old = known.get(field.name);
    const isNew = old === undefined || !isStored(old);
    const oldColumns = isNew ? [] : columnsOf(old);
    for (const column of columnsOf(field).filter((one) => !oldColumns.includes(one))) {
      store.exec(`ALTER TABLE ${quote(after.name)} ADD COLUMN ${column}`);
    }
    const oldIndexes = isNew ? [] : indexStatements(before, old);
    const newIndexes = indexStatements(after, field);
    if (oldIndexes.join() === newIndexes.join()) continue;
    if (oldIndexes.length > 0) store.exec(`DROP INDEX IF EXISTS ${quote(`${after.name} by ${field.name}`)}`);
    if (hasFold(field)) {
      store.exec(`UPDATE ${quote(after.name)} SET ${quote(foldColumn(field))} = fold(${quote(field.name)})`);
    }
    for (const statement of newIndexes) store.exec(statement);
  }
}

export function dropColumn(store: Store, object: ObjectSchema, field: FieldSchema): void {
  if (!isStored(field)) return;
  store.exec(`DROP INDEX IF EXISTS ${quote(`${object.name} by ${field.name}`)}`);
  store.exec(`ALTER TABLE ${quote(object.name)} DROP COLUMN ${quote(field.name)}`);
  if (hasFold(field)) store.exec(`ALTER TABLE ${quote(object.name)} DROP COLUMN ${quote(foldColumn(field))}`);
}

export function dropTable(store: Store, object: ObjectSchema): void {
  store.exec(`DROP TABLE ${quote(object.name)}`);
}
