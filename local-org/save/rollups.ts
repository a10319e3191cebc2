/**
 * Roll-up summaries, level by level: the masters of what was saved are summed again in one statement, those whose
 * totals moved go through their own rules, and then their masters. A master's broken rule fails the rows below it
 * (Apex Developer Guide, "Triggers and Order of Execution").
 */
import type { RowError } from '../engine/engine.ts';
import { filterSql, Scope, Statement } from '../formula/formula.ts';
import {
  knownField,
  knownObject,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
  type Rollup,
} from '../schema/schema.ts';
import { quote, type SqlValue, type Store } from '../store/store.ts';
import { lockReached } from './lock.ts';
import { loadRecords } from './match.ts';
import { brokenRules, rulesNeedBefore } from './rules.ts';
import type { Saving, StoredRecord, Work } from './work.ts';

/** All roll-ups of a master over one of its children. */
interface RollupPlan {
  readonly child: ObjectSchema;
  readonly childField: string;
  readonly master: ObjectSchema;
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Master id → the rows of this save whose totals it holds. */
export type Affected = Map<string, Set<Work>>;

const plans = new WeakMap<OrgSchema, ReadonlyMap<string, readonly RollupPlan[]>>();

function aggregateSql(scope: Scope, statement: Statement, rollup: Rollup): string {
  const filters = rollup.filters.map((filter) => filterSql(scope, statement, filter));
  const when = [`${scope.alias}."Id" IS NOT NULL`, ...filters].join(' AND ');
  if (rollup.operation === 'count') return `CAST(count(CASE WHEN ${when} THEN 1 END) AS REAL)`;
  const summarized = scope.column(scope.root, rollup.summarizedField ?? '');
  if (summarized === undefined) {
    throw new Error(`The roll-up summarises ${rollup.summarizedField ?? 'nothing'}, which is no field.`);
  }
  const value = `CASE WHEN ${when} THEN ${summarized.sql} END`;
  return rollup.operation === 'sum' ? `ifnull(significant(sum(${value})), 0.0)` : `${rollup.operation}(${value})`;
}

/** ?1 the masters, ?2 now. Answers the masters whose totals moved. */
function makePlan(schema: OrgSchema, master: ObjectSchema, fields: readonly FieldSchema[], rollup: Rollup): RollupPlan {
  const child = knownObject(schema, rollup.childObject);
  const childField = knownField(child, rollup.childField).name;
  const statement = new Statement();
  statement.bind(null);
  statement.bind(null);
  const scope = new Scope(schema, child, statement);
  const totals = fields.map((field, index) => `${aggregateSql(scope, statement, field.rollup ?? rollup)} AS c${index}`);
  const inner = `SELECT masters.value AS id, ${totals.join(', ')} FROM json_each(?1) AS masters LEFT JOIN ${scope.from()}
    ON ${scope.alias}.${quote(childField)} = masters.value AND ${scope.alias}."IsDeleted" = 0 GROUP BY masters.value`;
  const sets = fields.map((field, index) => `${quote(field.name)} = totals.c${index}`);
  const moved = fields.map((field, index) => `m.${quote(field.name)} IS NOT totals.c${index}`);
  const sql = `UPDATE ${quote(master.name)} AS m SET ${sets.join(', ')}, "SystemModstamp" = ?2 FROM (${inner}) AS totals
    WHERE m."Id" = totals.id AND m."IsDeleted" = 0 AND (${moved.join(' OR ')}) RETURNING "Id"`;
  return { child, childField, master, sql, params: statement.params };
}

function makePlans(schema: OrgSchema): ReadonlyMap<string, readonly RollupPlan[]> {
  const byChild = new Map<string, RollupPlan[]>();
  for (const master of schema.objects.values()) {
    const groups = new Map<string, FieldSchema[]>();
    for (const field of master.fields) {
      if (field.rollup === undefined) continue;
      const key = `${field.rollup.childObject}.${field.rollup.childField}`.toLowerCase();
      groups.set(key, [...(groups.get(key) ?? []), field]);
    }
    for (const fields of groups.values()) {
      const rollup = fields[0]?.rollup;
      if (rollup === undefined) continue;
      const plan = makePlan(schema, master, fields, rollup);
      byChild.set(plan.child.name, [...(byChild.get(plan.child.name) ?? []), plan]);
    }
  }
  return byChild;
}

function plansFor(schema: OrgSchema, child: ObjectSchema): readonly RollupPlan[] {
  let known = plans.get(schema);
  if (known === undefined) plans.set(schema, (known = makePlans(schema)));
  return known.get(child.name) ?? [];
}

/** True when some master sums over records of this object. */
export function hasRollupsAbove(schema: OrgSchema, object: ObjectSchema): boolean {
  return plansFor(schema, object).length > 0;
}

/** The row's failures, as the platform reports a master's refusal on the detail. */
export type Failures = Map<Work, readonly RowError[]>;

function note(affected: Affected, master: SqlValue | undefined, works: Iterable<Work>): void {
  if (typeof master !== 'string') return;
  const known = affected.get(master);
  if (known === undefined) affected.set(master, new Set(works));
  else for (const work of works) known.add(work);
}

/** Masters by the field that points at them: old and new ones of every row. */
export function mastersOf(
  store: Store,
  schema: OrgSchema,
  object: ObjectSchema,
  rows: ReadonlyMap<string, Iterable<Work>>,
  before: (id: string) => StoredRecord | undefined,
): ReadonlyMap<string, Affected> {
  const fields = [...new Set(plansFor(schema, object).map((plan) => plan.childField))];
  const masters = new Map(fields.map((field) => [field, new Map() as Affected]));
  if (fields.length === 0 || rows.size === 0) return masters;
  const found = store.all(
    `SELECT "Id", ${fields.map(quote).join(', ')} FROM ${quote(object.name)} WHERE "Id" IN (SELECT value FROM json_each(?1))`,
    [JSON.stringify([...rows.keys()])],
  );
  for (const [id, ...values] of found) {
    const works = rows.get(String(id)) ?? [];
    for (const [index, field] of fields.entries()) {
      const affected = masters.get(field) ?? new Map<string, Set<Work>>();
      note(affected, values[index], works);
      note(affected, before(String(id))?.get(field), works);
    }
  }
  return masters;
}

/** Sums the masters again, and theirs. Throws nothing: refusals come back by row. */
export function rollUp(
  saving: Saving,
  object: ObjectSchema,
  masters: ReadonlyMap<string, Affected>,
  failures: Failures,
): void {
  for (const plan of plansFor(saving.schema, object)) {
    const affected = masters.get(plan.childField);
    if (affected === undefined || affected.size === 0) continue;
    lockReached(saving, affected, failures);
    if (failures.size > 0) return;
    rollUpInto(saving, plan, affected, failures);
  }
}

function rollUpInto(saving: Saving, plan: RollupPlan, affected: Affected, failures: Failures): void {
  const { store, schema } = saving;
  const { master } = plan;
  const ids = [...affected.keys()];
  const before = rulesNeedBefore(schema, master)
    ? loadRecords({ ...saving, object: master }, ids)
    : new Map<string, StoredRecord>();
  const moved = store
    .all(plan.sql, [JSON.stringify(ids), store.runtime.now, ...plan.params.slice(2)])
    .map(([id]) => String(id));
  if (moved.length === 0) return;
  const saved = moved.map((id) => ({ id, isNew: false, before: before.get(id) }));
  for (const [id, errors] of brokenRules(store, schema, master, saving.user.language, saved)) {
    for (const work of affected.get(id) ?? []) failures.set(work, errors);
  }
  const rows = new Map(moved.map((id) => [id, affected.get(id) ?? []]));
  rollUp(
    saving,
    master,
    mastersOf(store, schema, master, rows, () => undefined),
    failures,
  );
}

/** Fills a roll-up that a deployment created or changed, for every master there is; and so up the levels. */
export function recalculate(store: Store, schema: OrgSchema, object: ObjectSchema): void {
  for (const plan of plansFor(schema, object)) {
    const ids = store.all(`SELECT "Id" FROM ${quote(plan.master.name)} WHERE "IsDeleted" = 0`).map(([id]) => id);
    const moved = store.all(plan.sql, [JSON.stringify(ids), store.runtime.now, ...plan.params.slice(2)]);
    if (moved.length > 0) recalculate(store, schema, plan.master);
  }
}
