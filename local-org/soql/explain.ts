/** What `query?explain=` answers: which way into the table would be taken (REST API Developer Guide, "Query Performance Feedback"). */
import type { QueryExplanation, QueryPlan } from '../engine/engine.ts';
import { field as fieldOf, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { compileAggregate, isAggregate, isCount } from './aggregate.ts';
import { compileRecords, whereSql } from './compile.ts';
import { queriedObject, type QueryContext } from './context.ts';
import { namesFor } from './names.ts';
import type { Condition, Leaf, Query } from './tree.ts';

const dates = new Set(['CreatedDate', 'SystemModstamp']);

/** Fields that the platform has an index on ("Working with Very Large SOQL Queries"). */
function isIndexed(field: FieldSchema): boolean {
  const isKey = field.type === 'id' || field.idLookup || field.externalId || field.unique || field.nameField;
  return isKey || field.reference !== undefined || dates.has(field.name);
}

function leaves(where: Condition | undefined): readonly Leaf[] {
  const parts = where?.kind === 'and' ? where.parts : [where];
  return parts.filter((one) => one?.kind === 'leaf');
}

function countRows(context: QueryContext, object: ObjectSchema, where: Condition | undefined): number {
  const names = namesFor(context, object, new Map());
  const conditions = whereSql(names, { ...bare, ...(where === undefined ? {} : { where }) });
  const sql = `SELECT count(*) FROM ${names.scope.from()}${conditions}`;
  const [count] = context.org.store.first(sql, names.statement.params) ?? [];
  return Number(count);
}

const bare: Query = {
  at: 0,
  items: [],
  from: { kind: 'path', text: '', at: 0 },
  aliases: new Map(),
  orderBy: [],
  purposes: new Set(),
};

/** An index is taken for at most 30 % of the records; costs above 1 mean that it would not be (same place). */
const selective = 0.3;

function indexPlan(context: QueryContext, object: ObjectSchema, leaf: Leaf, all: number): QueryPlan | undefined {
  const field = leaf.operand.kind === 'path' ? fieldOf(object, leaf.operand.text) : undefined;
  const isNegative = leaf.operator === '!=' || leaf.operator === 'NOT IN' || leaf.operator === 'EXCLUDES';
  if (field === undefined || !isIndexed(field) || isNegative) return undefined;
  const cardinality = countRows(context, object, leaf);
  return {
    cardinality,
    fields: [field.name],
    leadingOperationType: 'Index',
    notes: [],
    relativeCost: all === 0 ? 0 : cardinality / (all * selective),
    sobjectCardinality: all,
    sobjectType: object.name,
  };
}

function scanPlan(context: QueryContext, object: ObjectSchema, where: Condition | undefined, all: number): QueryPlan {
  const description = 'Not considering filter for optimization because unindexed';
  const filters = leaves(where).flatMap(({ operand }) => {
    const field = operand.kind === 'path' ? fieldOf(object, operand.text) : undefined;
    return field === undefined || isIndexed(field) ? [] : [field.name];
  });
  return {
    cardinality: countRows(context, object, where),
    fields: [],
    leadingOperationType: 'TableScan',
    notes: [...filters, 'IsDeleted'].map((name) => ({ description, fields: [name], tableEnumOrId: object.name })),
    relativeCost: 2,
    sobjectCardinality: all,
    sobjectType: object.name,
  };
}

/** Checks the query as if it were asked; plans come with the cheapest first. */
export function explain(context: QueryContext, query: Query): QueryExplanation {
  const object = queriedObject(context, query.from);
  if (isAggregate(query) && !isCount(query)) compileAggregate(context, query, object);
  else if (!isCount(query)) compileRecords(context, query, object);
  const where = isSimple(query) ? query.where : undefined;
  const all = countRows(context, object, undefined);
  const indexes = leaves(where).flatMap((leaf) => indexPlan(context, object, leaf, all) ?? []);
  const plans = [...indexes, scanPlan(context, object, where, all)];
  return { plans: plans.sort((one, other) => one.relativeCost - other.relativeCost), sourceQuery: context.soql };
}

/** Aliases would have to be known where conditions are counted one by one. */
function isSimple({ aliases }: Query): boolean {
  return aliases.size === 0;
}
