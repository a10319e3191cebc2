/** Validation rules, evaluated by SQLite for all saved rows at once. */
import type { RowError } from '../engine/engine.ts';
import { FormulaError, Scope, Statement, type Change } from '../formula/formula.ts';
import { isStored, translation, type ObjectSchema, type OrgSchema, type ValidationRule } from '../schema/schema.ts';
import type { SqlValue, Store } from '../store/store.ts';
import type { StoredRecord } from './work.ts';

interface RulePlan {
  readonly rules: readonly ValidationRule[];
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** Some rule asks what the record was before. */
  readonly needsBefore: boolean;
}

/** A record whose rules are due. */
export interface Saved {
  readonly id: string;
  readonly isNew: boolean;
  readonly before: StoredRecord | undefined;
}

const plans = new WeakMap<OrgSchema, Map<string, RulePlan | undefined>>();

/** `saved.value` is `{"i": id, "n": 1 for a new record, "p": fields as they were}`. */
function changeOf(scope: Scope, statement: Statement, noteUse: () => void): Change {
  return {
    isNew: "json_extract(saved.value, '$.n')",
    prior: (path, at) => {
      noteUse();
      const found = path.length === 1 ? scope.column(scope.root, path[0] ?? '') : undefined;
      if (found === undefined) throw new FormulaError(`Field ${path.join('.')} does not exist. Check spelling.`, at);
      if (!isStored(found.field)) {
        throw new FormulaError(`The value of the formula field ${found.field.name} before the save is not known.`, at);
      }
      const before = `json_extract(saved.value, ${statement.bind(`$.p."${found.field.name}"`)})`;
      return { field: found.field, sql: `iif(json_extract(saved.value, '$.n') = 1, ${found.sql}, ${before})` };
    },
  };
}

function makePlan(schema: OrgSchema, object: ObjectSchema): RulePlan | undefined {
  const rules = object.validationRules.filter((rule) => rule.active);
  if (rules.length === 0) return undefined;
  const statement = new Statement();
  statement.bind(null); // ?1, the saved rows
  const scope = new Scope(schema, object, statement);
  let needsBefore = false;
  const change = changeOf(scope, statement, () => {
    needsBefore = true;
  });
  const conditions = rules.map((rule) => scope.compile(rule.condition, { change }).sql);
  const columns = conditions.map((condition, index) => `(${condition}) AS r${index}`);
  const inner = `SELECT ${scope.alias}."Id" AS id, ${columns.join(', ')} FROM json_each(?1) AS saved CROSS JOIN ${scope.from()}
    WHERE ${scope.alias}."Id" = json_extract(saved.value, '$.i')`;
  const sql = `SELECT * FROM (${inner}) WHERE ${conditions.map((_, index) => `r${index} = 1`).join(' OR ')}`;
  return { rules, sql, params: statement.params, needsBefore };
}

function planFor(schema: OrgSchema, object: ObjectSchema): RulePlan | undefined {
  let known = plans.get(schema);
  if (known === undefined) plans.set(schema, (known = new Map<string, RulePlan | undefined>()));
  if (!known.has(object.name)) known.set(object.name, makePlan(schema, object));
  return known.get(object.name);
}

export function rulesNeedBefore(schema: OrgSchema, object: ObjectSchema): boolean {
  return planFor(schema, object)?.needsBefore ?? false;
}

function errorOf(schema: OrgSchema, object: ObjectSchema, language: string, rule: ValidationRule): RowError {
  const message = translation(schema, language, object)?.validationMessages.get(rule.name) ?? rule.message;
  const fields = rule.errorField === undefined ? [] : [rule.errorField];
  return { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields };
}

/** Id → the errors of the rules that are true for it. */
export function brokenRules(
  store: Store,
  schema: OrgSchema,
  object: ObjectSchema,
  language: string,
  saved: readonly Saved[],
): ReadonlyMap<string, readonly RowError[]> {
  const plan = saved.length === 0 ? undefined : planFor(schema, object);
  if (plan === undefined) return new Map();
  const rows = saved.map(({ id, isNew, before }) => ({
    i: id,
    n: isNew ? 1 : 0,
    ...(plan.needsBefore && before !== undefined ? { p: Object.fromEntries(before) } : {}),
  }));
  const found = store.all(plan.sql, [JSON.stringify(rows), ...plan.params.slice(1)]);
  return new Map(
    found.map(([id, ...flags]) => [
      String(id),
      plan.rules.filter((_, index) => flags[index] === 1).map((rule) => errorOf(schema, object, language, rule)),
    ]),
  );
}
