/** What queries of EntityDefinition and FieldDefinition may not do (Tooling API, "SOQL Operation Limitations"). */
import type { ApiError } from '../errors.ts';
import { isAggregate, isCount } from './aggregate.ts';
import { malformedAt, type QueryContext } from './context.ts';
import type { Condition, Query } from './tree.ts';

const described = new Set(['entitydefinition', 'fielddefinition']);

/** Fields that name the object whose fields are asked for. */
const reified = new Set([
  'durableid',
  'entitydefinitionid',
  'entitydefinition.qualifiedapiname',
  'entitydefinition.developername',
]);

/** Texts are documented, their code is unverified. LIMIT works, though it is said to be ignored. */
function checkCondition(context: QueryContext, condition: Condition): void {
  const refuse = (at: number, message: string): ApiError => malformedAt(context, at, message);
  switch (condition.kind) {
    case 'or':
      throw refuse(condition.at, 'Disjunctions not supported');
    case 'not':
      throw refuse(condition.at, 'Only equals comparisons permitted');
    case 'and':
      for (const part of condition.parts) checkCondition(context, part);
      return;
    case 'join':
      throw refuse(condition.operand.at, 'Unsupported filter type');
    case 'leaf': {
      const { operator, operand } = condition;
      if (operator === '!=' || operator === 'NOT IN') throw refuse(operand.at, 'Only equals comparisons permitted');
      if (operator === 'INCLUDES' || operator === 'EXCLUDES') throw refuse(operand.at, 'Unsupported filter type');
    }
  }
}

/** Fields are asked for object by object; the list in the text is unverified. */
function checkBound(context: QueryContext, { from, where }: Query): void {
  const parts = where?.kind === 'and' ? where.parts : [where];
  const isBound = parts.some(
    (one) =>
      one?.kind === 'leaf' &&
      reified.has(one.operand.text.toLowerCase()) &&
      (one.operator === '=' || one.operator === 'IN'),
  );
  if (isBound) return;
  const message = 'FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]';
  throw malformedAt(context, from.at, message);
}

export function checkDescribed(context: QueryContext, query: Query): void {
  const name = query.from.text.toLowerCase();
  if (!described.has(name)) return;
  if (isCount(query) || isAggregate(query)) {
    const message =
      'The requested operation is not yet supported by this SObject storage type, contact salesforce.com support for more information.';
    throw malformedAt(context, query.from.at, message);
  }
  if (query.where !== undefined) checkCondition(context, query.where);
  if (name === 'fielddefinition') checkBound(context, query);
}
