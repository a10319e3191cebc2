/**
 * Which records a user reaches, as a condition of SQL: organisation-wide default, ownership, roles, and for details
 * their masters (Salesforce Security Guide, "Control Who Sees What"). Whoever may see all pays nothing.
 */
import type { ObjectAccess } from '../engine/engine.ts';
import type { Statement } from '../formula/formula.ts';
import {
  field as fieldOf,
  knownObject,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
} from '../schema/schema.ts';
import { quote } from '../store/store.ts';
import type { Hierarchy } from './hierarchy.ts';

/** `all` is what an owner has: delete, transfer, share. */
export type Level = 'read' | 'edit' | 'all';

/** The rows a condition is about. */
export interface Rows {
  readonly alias: string;
  readonly statement: Statement;
  /** Something else leaves few rows: they are looked at one by one instead of listing everything that is visible. */
  readonly isSelective: boolean;
}

/** What sharing needs to know about the person and the org. */
export interface Sharer {
  readonly userId: string;
  readonly schema: OrgSchema;
  hierarchy(): Hierarchy;
  access(object: ObjectSchema): ObjectAccess;
}

const ranks: Readonly<Record<Level, number>> = { read: 1, edit: 2, all: 3 };

const defaults: Readonly<Record<ObjectSchema['sharingModel'], number>> = {
  Private: 0,
  Read: 1,
  ReadWrite: 2,
  ReadWriteTransfer: 2,
  FullAccess: 3,
  ControlledByParent: 0,
};

/** Standard objects that are controlled by a record they look up to; without one they are private. */
const parents: Readonly<Record<string, string>> = { Contact: 'AccountId' };

/** The references that decide about a record of this object; none when it is shared by itself. */
export function controllers(object: ObjectSchema): readonly FieldSchema[] {
  if (object.sharingModel !== 'ControlledByParent') return [];
  const parent = fieldOf(object, parents[object.name] ?? '');
  return parent === undefined ? object.fields.filter((one) => one.reference?.kind === 'masterDetail') : [parent];
}

/** The level on a master that a level on its detail needs (Help, "Considerations for Relationships"). */
function levelOnMaster(level: Level, { reference }: FieldSchema): Level {
  return level === 'read' || reference?.writeRequiresMasterRead === true ? 'read' : 'edit';
}

/** Rows that the user has at least `level` on; undefined when that is all of them. Rights on the object come before. */
export function conditionOf(sharer: Sharer, object: ObjectSchema, level: Level, rows: Rows): string | undefined {
  const access = sharer.access(object);
  if (level === 'read' ? access.viewAll : access.modifyAll) return undefined;
  const masters = controllers(object);
  if (masters.length > 0) return allOf(masters.map((one) => throughMaster(sharer, one, level, rows)));
  const isOwned = fieldOf(object, 'OwnerId') !== undefined;
  if (!isOwned || defaults[object.sharingModel] >= ranks[level]) return undefined;
  return ownedOrShared(sharer, rows);
}

function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const known = conditions.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : known.join(' AND ');
}

function throughMaster(sharer: Sharer, through: FieldSchema, level: Level, rows: Rows): string | undefined {
  const master = knownObject(sharer.schema, through.reference?.to[0] ?? '');
  const alias = rows.statement.alias();
  const condition = conditionOf(sharer, master, levelOnMaster(level, through), { ...rows, alias });
  const key = `${rows.alias}.${quote(through.name)}`;
  const reached = condition === undefined ? undefined : among(rows, key, master, alias, condition);
  return through.reference?.kind === 'masterDetail' ? reached : orMine(sharer, rows, key, reached);
}

function among(rows: Rows, key: string, object: ObjectSchema, alias: string, condition: string): string {
  const from = `FROM ${quote(object.name)} AS ${alias} WHERE`;
  return rows.isSelective
    ? `EXISTS (SELECT 1 ${from} ${alias}."Id" = ${key} AND ${condition})`
    : `${key} IN (SELECT ${alias}."Id" ${from} ${condition})`;
}

/** A record that could have a parent and has none belongs to its owner alone (Help, "Contacts: Private Contacts"). */
function orMine(sharer: Sharer, rows: Rows, key: string, condition: string | undefined): string {
  const mine = `${rows.alias}."OwnerId" = ${rows.statement.bind(sharer.userId)}`;
  return `(${condition ?? `${key} IS NOT NULL`} OR (${key} IS NULL AND ${mine}))`;
}

function ownedOrShared(sharer: Sharer, { alias, statement }: Rows): string {
  const principals = statement.bind(JSON.stringify([...sharer.hierarchy().principalsOf(sharer.userId)]));
  return `${alias}."OwnerId" IN (SELECT value FROM json_each(${principals}))`;
}
