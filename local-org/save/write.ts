/** Rows into their table: one prepared statement for all rows that set the same columns. */
import { isAuditField, knownField, type FieldSchema } from '../schema/schema.ts';
import { fold, foldColumn, hasFold, quote, type SqlValue } from '../store/store.ts';
import { takesIdAsName } from './check.ts';
import { groupBy, type Saving, type Work } from './work.ts';

interface Column {
  readonly name: string;
  readonly read: (work: Work) => SqlValue;
}

/** A field's column, and its folded twin where it has one. */
function columnsOf(field: FieldSchema): readonly Column[] {
  const own: Column = { name: field.name, read: (work) => work.values.get(field) ?? null };
  if (!hasFold(field)) return [own];
  return [own, { name: foldColumn(field), read: (work) => folded(work.values.get(field) ?? null) }];
}

const folded = (value: SqlValue): SqlValue => (typeof value === 'string' ? fold(value) : value);

function insertAll(saving: Saving, works: readonly Work[]): void {
  const { store, object, user } = saving;
  const fields = new Set(works.flatMap((work) => [...work.values.keys()]));
  const columns = [...fields].filter((field) => !isAuditField(field)).flatMap(columnsOf);
  const { now } = store.runtime;
  const stamps = [
    ['CreatedDate', now],
    ['CreatedById', user.id],
    ['LastModifiedDate', now],
    ['LastModifiedById', user.id],
  ] as const;
  const audit = stamps.map(([name, value]) => [knownField(object, name), value] as const);
  const names = [
    'Id',
    'IsDeleted',
    ...stamps.map(([name]) => name),
    'SystemModstamp',
    ...columns.map((one) => one.name),
  ];
  const sql = `INSERT INTO ${quote(object.name)} (${names.map(quote).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  for (const work of works) {
    const stamped = audit.map(([field, value]) => work.values.get(field) ?? value);
    store.run(sql, [work.id ?? '', 0, ...stamped, now, ...columns.map((one) => one.read(work))]);
  }
}

function updateAll(saving: Saving, works: readonly Work[]): void {
  const { store, object, user } = saving;
  const { now } = store.runtime;
  for (const group of groupBy(works, (work) => [...work.values.keys()].map((field) => field.name).join()).values()) {
    const columns = [...(group[0]?.values.keys() ?? [])].flatMap(columnsOf);
    const names = ['LastModifiedDate', 'LastModifiedById', 'SystemModstamp', ...columns.map((one) => one.name)];
    const sql = `UPDATE ${quote(object.name)} SET ${names.map((name) => `${quote(name)} = ?`).join(', ')} WHERE "Id" = ?`;
    for (const work of group) store.run(sql, [now, user.id, now, ...columns.map((one) => one.read(work)), work.id]);
  }
}

/** Gives new records their ids, and those who have no other name that id as a name. */
export function assignIds(saving: Saving, works: readonly Work[]): void {
  const name = saving.object.fields.find((field) => takesIdAsName(saving.object, field));
  for (const work of works) {
    if (work.isNew) work.id = saving.store.newId(saving.object.keyPrefix);
    const needsName = name !== undefined && (work.isNew || work.values.has(name));
    if (needsName && (work.values.get(name) ?? null) === null) work.values.set(name, (work.id ?? '').slice(0, 15));
  }
}

export function writeRows(saving: Saving, works: readonly Work[]): void {
  const created = works.filter((work) => work.isNew);
  const changed = works.filter((work) => !work.isNew);
  if (created.length > 0) insertAll(saving, created);
  if (changed.length > 0) updateAll(saving, changed);
}
