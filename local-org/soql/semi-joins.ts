/** `X IN (SELECT …)` and its opposite, with their limits (SOQL and SOSL Reference, "Comparison Operators"). */
import type { FieldSchema, ObjectSchema } from '../schema/schema.ts';
import { findColumn, malformedAt, pathOf, queriedObject, type Found, type QueryContext } from './context.ts';
import { namesFor, rowConditions, type Names } from './names.ts';
import type { Condition, Join, Path, Query } from './tree.ts';

const most = 2;

/** Objects that no sub-select may read. */
const unsupported = new Set([
  'event',
  'eventattendee',
  'task',
  'note',
  'attachment',
  'activityhistory',
  'openactivity',
]);

function* joinsOf(condition: Condition): Iterable<Join> {
  if (condition.kind === 'join') yield condition;
  if (condition.kind === 'not') yield* joinsOf(condition.inner);
  if (condition.kind === 'and' || condition.kind === 'or') for (const part of condition.parts) yield* joinsOf(part);
}

/** Sub-selects stand at the top of the conditions, joined by AND alone. The text for NOT is unverified. */
export function checkJoins(context: QueryContext, where: Condition): void {
  const [first, ...others] = joinsOf(where);
  if (first === undefined) return;
  const { at } = first.operand;
  if (where.kind === 'or') {
    throw malformedAt(context, at, "Semi join sub-selects are not allowed with the 'OR' operator");
  }
  const top = where.kind === 'and' ? where.parts : [where];
  if (top.some((one) => one.kind === 'not' && [...joinsOf(one)].length > 0)) {
    throw malformedAt(context, at, "Semi join sub-selects are not allowed with the 'NOT' operator");
  }
  const deep = top.find((one) => one.kind !== 'join' && [...joinsOf(one)].length > 0);
  if (deep !== undefined) {
    throw malformedAt(context, at, 'Semi join sub-selects are only allowed at the top level WHERE expressions');
  }
  if (others.length >= most) throw malformedAt(context, at, `Maximum ${most} semi join sub-selects are allowed`);
}

function targetsOf(object: ObjectSchema, field: FieldSchema): readonly string[] {
  return field.type === 'id' ? [object.name] : (field.reference?.to ?? []);
}

function isKey({ type }: FieldSchema): boolean {
  return type === 'id' || type === 'reference';
}

/** The left side: an id or a reference of the object itself. */
function leftOf(names: Names, { operand }: Join): Found {
  const { context } = names;
  if (operand.kind !== 'path') throw malformedAt(context, operand.at, `unexpected token: '${operand.text}'`);
  if (pathOf(names, operand).length > 1) {
    const message = `The left operand '${operand.text}' cannot have more than one level of relationships`;
    throw malformedAt(context, operand.at, message);
  }
  const found = findColumn(names, operand);
  if (isKey(found.field)) return found;
  const message = `semi join sub-selects can only query id fields, cannot use: '${operand.text}'`; // unverified for this side
  throw malformedAt(context, operand.at, message);
}

/** The one field that the sub-select names. */
function fieldOf(context: QueryContext, { items: [item, ...others] }: Query): Path {
  const path = item?.kind === 'field' && item.operand.kind === 'path' ? item.operand : undefined;
  if (path !== undefined && others.length === 0 && !('alias' in (item ?? {}))) return path;
  const at = item?.kind === 'field' ? item.operand.at : 0;
  throw malformedAt(context, at, 'semi join sub-selects can only query one id field'); // text unverified
}

function innerNames(names: Names, query: Query): Names {
  const { context, statement } = names;
  const object = queriedObject(context, query.from);
  const { at } = query.from;
  if (object.name === names.scope.object.name) {
    throw malformedAt(context, at, 'The inner and outer selects should not be on the same object type');
  }
  if (unsupported.has(object.name.toLowerCase())) {
    throw malformedAt(context, at, `Entity '${object.name}' is not supported for semi join inner selects`);
  }
  return namesFor(context, object, query.aliases, statement);
}

/** `where` makes the SQL of the sub-select's own conditions. */
export function joinSql(names: Names, join: Join, where: (inner: Names, condition: Condition) => string): string {
  const { context } = names;
  const left = leftOf(names, join);
  const { query } = join;
  const inner = innerNames(names, query);
  const path = fieldOf(context, query);
  if (query.where !== undefined && [...joinsOf(query.where)].length > 0) {
    throw malformedAt(context, query.at, 'Nesting of semi join sub-selects is not supported');
  }
  if (pathOf(inner, path).length > 1) {
    throw malformedAt(context, path.at, `semi join sub-selects can only query id fields, cannot use: '${path.text}'`);
  }
  const right = findColumn(inner, path);
  if (!isKey(right.field)) {
    throw malformedAt(context, path.at, `semi join sub-selects can only query id fields, cannot use: '${path.text}'`);
  }
  const targets = targetsOf(inner.scope.object, right.field);
  if (!targetsOf(names.scope.object, left.field).some((name) => targets.includes(name))) {
    const message = `The selected field '${path.text}' in the subquery and the left operand field in the where expression in the outer query '${join.operand.text}' should point to the same object type`;
    throw malformedAt(context, join.operand.at, message);
  }
  const conditions = [`${right.sql} IS NOT NULL`, ...rowConditions(inner, query.where)];
  if (query.where !== undefined) conditions.push(where(inner, query.where));
  const select = `SELECT ${right.sql} FROM ${inner.scope.from()} WHERE ${conditions.join(' AND ')}`;
  return join.isAnti ? `(${left.sql} IS NULL OR ${left.sql} NOT IN (${select}))` : `${left.sql} IN (${select})`;
}
