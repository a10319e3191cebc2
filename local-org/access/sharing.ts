/**
 * Which records a user reaches, as a condition of SQL: organisation-wide default, ownership, roles, and for details
 * their masters (Salesforce Security Guide, "Control Who Sees What"). Whoever may see all pays nothing.
 */
import type { ObjectAccess } from '../engine/engine.ts';
import { filterSql, Scope, type Statement } from '../formula/formula.ts';
import {
  field as fieldOf,
  knownObject,
  objectNamed,
  shareColumns,
  shareName,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
  type SharingRule,
} from '../schema/schema.ts';
import { quote, shareTable } from '../store/store.ts';
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
  readonly hierarchy: () => Hierarchy;
  readonly access: (object: ObjectSchema) => ObjectAccess;
}

type Criteria = NonNullable<SharingRule['criteria']>;

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
function controllers(object: ObjectSchema): readonly FieldSchema[] {
  if (object.shareOf !== undefined) return object.fields.filter((one) => one.reference?.to[0] === object.shareOf);
  if (object.sharingModel !== 'ControlledByParent') return [];
  const parent = fieldOf(object, parents[object.name] ?? '');
  return parent === undefined ? object.fields.filter((one) => one.reference?.kind === 'masterDetail') : [parent];
}

/** The level on a master that a level on its detail needs; only who has everything on a record may share it. */
function levelOnMaster(level: Level, object: ObjectSchema, { reference }: FieldSchema): Level {
  if (object.shareOf !== undefined) return level === 'read' ? 'read' : 'all';
  return level === 'read' || reference?.writeRequiresMasterRead === true ? 'read' : 'edit';
}

/** Rows that the user has at least `level` on; undefined when that is all of them. Rights on the object come before. */
export function conditionOf(sharer: Sharer, object: ObjectSchema, level: Level, rows: Rows): string | undefined {
  const access = sharer.access(object);
  if (level === 'read' ? access.viewAll : access.modifyAll) return undefined;
  const masters = controllers(object);
  if (masters.length > 0) return allOf(masters.map((one) => throughMaster(sharer, object, one, level, rows)));
  const isOwned = fieldOf(object, 'OwnerId') !== undefined;
  if (!isOwned || defaults[object.sharingModel] >= ranks[level]) return undefined;
  return ownedOrShared(sharer, object, level, rows);
}

function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const known = conditions.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : known.join(' AND ');
}

function throughMaster(
  sharer: Sharer,
  object: ObjectSchema,
  through: FieldSchema,
  level: Level,
  rows: Rows,
): string | undefined {
  const master = knownObject(sharer.schema, through.reference?.to[0] ?? '');
  const alias = rows.statement.alias();
  const condition = conditionOf(sharer, master, levelOnMaster(level, object, through), { ...rows, alias });
  const key = `${rows.alias}.${quote(through.name)}`;
  const reached = condition === undefined ? undefined : among(rows, key, master, alias, condition);
  const isOptional = through.reference?.kind !== 'masterDetail' && object.shareOf === undefined;
  return isOptional ? orMine(sharer, rows, key, reached) : reached;
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

/** Owned by the person or somebody they stand for, or opened to one of these by a rule. */
function ownedOrShared(sharer: Sharer, object: ObjectSchema, level: Level, rows: Rows): string {
  const principals = sharer.hierarchy().principalsOf(sharer.userId);
  const rules = rulesFor(sharer, object, level, principals);
  const owners = new Set([...principals, ...rules.flatMap((rule) => ownersOf(sharer, rule))]);
  const { alias, statement } = rows;
  const terms = [
    `${alias}."OwnerId" IN (SELECT value FROM json_each(${statement.bind(JSON.stringify([...owners]))}))`,
    ...given(sharer, object, level, principals, rows),
    ...rules.flatMap(({ criteria }) => (criteria === undefined ? [] : [matching(sharer, object, criteria, rows)])),
  ];
  return terms.length === 1 ? terms.join() : `(${terms.join(' OR ')})`;
}

const givenLevels: Readonly<Record<Level, string>> = {
  read: "('Read', 'Edit', 'All')",
  edit: "('Edit', 'All')",
  all: "('All')",
};

/** Shared by hand with one of these. */
function given(
  { schema }: Sharer,
  object: ObjectSchema,
  level: Level,
  principals: ReadonlySet<string>,
  { alias, statement, isSelective }: Rows,
): readonly string[] {
  const share = objectNamed(schema, shareName(object));
  if (share === undefined) return [];
  const columns = shareColumns(object);
  const people = statement.bind(JSON.stringify([...principals]));
  const from = `FROM ${quote(shareTable(share))} AS s WHERE s."UserOrGroupId" IN (SELECT value FROM json_each(${people}))
    AND s.${quote(columns.level)} IN ${givenLevels[level]} AND s."IsDeleted" = 0`;
  const parent = `s.${quote(columns.parent)}`;
  return [
    isSelective
      ? `EXISTS (SELECT 1 ${from} AND ${parent} = ${alias}."Id")`
      : `${alias}."Id" IN (SELECT ${parent} ${from})`,
  ];
}

/** Rules that give one of these at least the level; none gives what an owner has. */
function rulesFor(
  { hierarchy }: Sharer,
  object: ObjectSchema,
  level: Level,
  principals: ReadonlySet<string>,
): readonly SharingRule[] {
  return object.sharingRules.filter(
    (rule) =>
      ranks[rule.level] >= ranks[level] && rule.to.some((one) => principals.has(hierarchy().groupNamed(one) ?? '')),
  );
}

function ownersOf({ hierarchy }: Sharer, { from }: SharingRule): readonly string[] {
  return (from ?? []).flatMap((one) => {
    const group = hierarchy().groupNamed(one);
    return group === undefined ? [] : [...hierarchy().ownersIn(group)];
  });
}

function matching(sharer: Sharer, object: ObjectSchema, criteria: Criteria, rows: Rows): string {
  const scope = new Scope(sharer.schema, object, rows.statement);
  const parts = criteria.filters.map((filter) => `(${filterSql(scope, rows.statement, filter)})`);
  const logic = criteria.logic?.replace(/\d+/g, (number) => parts[Number(number) - 1] ?? '0') ?? parts.join(' AND ');
  const condition = logic === '' ? '0' : `(${logic})`;
  const from = `FROM ${scope.from()} WHERE`;
  return rows.isSelective
    ? `EXISTS (SELECT 1 ${from} ${scope.alias}."Id" = ${rows.alias}."Id" AND ${condition})`
    : `${rows.alias}."Id" IN (SELECT ${scope.alias}."Id" ${from} ${condition})`;
}
