/**
 * The rows of share objects. What was shared by hand is stored; that an owner has everything follows from the record, so
 * a view adds it when somebody asks. Saves reach the stored rows through triggers on the view.
 */
import { isStored, type ObjectSchema } from '../schema/schema.ts';
import type { Store } from './store.ts';
import { createTable, quote } from './tables.ts';

/** The table behind the view. */
export function shareTable(share: Pick<ObjectSchema, 'name'>): string {
  return `rows of ${share.name}`;
}

/** An id that no stored row has: those count up from zero, this one names the record. */
const ownerRowId = (prefix: string): string => `full_id('${prefix}w' || substr(r."Id", 1, 3) || substr(r."Id", 8, 8))`;

/** What the owner's row says in each column; everything else of it is the record's own. */
function ownerColumns(share: ObjectSchema): Readonly<Record<string, string>> {
  const [parent, level] = share.fields.filter((field) => field.required && field.name !== 'UserOrGroupId');
  return {
    Id: ownerRowId(share.keyPrefix),
    [parent?.name ?? '']: 'r."Id"',
    [level?.name ?? '']: "'All'",
    UserOrGroupId: 'r."OwnerId"',
    RowCause: "'Owner'",
  };
}

export function createShares(store: Store, share: ObjectSchema): void {
  const { shareOf: _shareOf, ...plain } = share;
  createTable(store, { ...plain, name: shareTable(share) });
  const columns = [...share.fields.filter(isStored).map(({ name }) => name), 'deletion'];
  const table = quote(shareTable(share));
  const view = quote(share.name);
  const owner = ownerColumns(share);
  const list = columns.map(quote).join(', ');
  store.exec(`CREATE VIEW ${view} AS SELECT ${list} FROM ${table} UNION ALL
    SELECT ${columns.map((name) => `${owner[name] ?? `r.${quote(name)}`} AS ${quote(name)}`).join(', ')}
    FROM ${quote(share.shareOf ?? '')} AS r`);
  const news = columns.map((name) => `NEW.${quote(name)}`);
  store.exec(`CREATE TRIGGER ${quote(`insert ${share.name}`)} INSTEAD OF INSERT ON ${view} BEGIN
    INSERT INTO ${table} (${list}) VALUES (${news.join(', ')}); END`);
  store.exec(`CREATE TRIGGER ${quote(`update ${share.name}`)} INSTEAD OF UPDATE ON ${view} BEGIN
    UPDATE ${table} SET ${columns.map((name, index) => `${quote(name)} = ${news[index] ?? 'NULL'}`).join(', ')}
    WHERE "Id" = OLD."Id"; END`);
}

export function dropShares(store: Store, share: ObjectSchema): void {
  store.exec(`DROP VIEW ${quote(share.name)}`);
  store.exec(`DROP TABLE ${quote(shareTable(share))}`);
}
