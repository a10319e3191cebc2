/** `mutation { uiapi(input) { … } }`: the operations run in the order they are written, as one transaction by default. */
import { GraphQLError, type FieldNode, type GraphQLResolveInfo } from 'graphql';
import type { RowError, SaveRequest } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import { getArgumentValues, isObjectType } from 'graphql';
import { fieldsOf, nodePlan, type NodePlan } from './plan.ts';
import { readNodes, type RecordNode } from './read.ts';
import type { Viewer } from '../ui/ui.ts';
import type { ObjectSchema } from '../schema/schema.ts';

export type Verb = 'Create' | 'Update' | 'Delete';

export interface Operation {
  readonly object: ObjectSchema;
  readonly verb: Verb;
}

type Result = { readonly id: string } | { readonly errors: readonly RowError[] };

/** What each field of the mutation answers, by response key; throws its error. */
export interface MutationResults {
  payload(key: string): JsonObject;
}

/** Ends the transaction of an all-or-none mutation. */
class RolledBack extends Error {}

const notRun: readonly RowError[] = [
  {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid',
    fields: [],
  },
];

/** `@{Alias}`, `@{Alias.Record.Id}`: the id that an earlier operation made. */
function resolveReference(value: unknown, results: ReadonlyMap<string, Result>): unknown {
  const alias = typeof value === 'string' ? /^@\{(\w+)(?:\.Record\.Id)?\}$/.exec(value)?.[1] : undefined;
  if (alias === undefined) return value;
  const result = results.get(alias);
  if (result === undefined || !('id' in result)) {
    throw new GraphQLError(`@{${alias}} refers to an operation that did not run before this one.`);
  }
  return result.id;
}

function requestOf({ object, verb }: Operation, input: JsonObject, results: ReadonlyMap<string, Result>): SaveRequest {
  const values = isObject(input[object.name]) ? (input[object.name] as JsonObject) : {};
  const fields = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, resolveReference(value, results)]),
  );
  const operation = verb === 'Create' ? 'insert' : verb === 'Update' ? 'update' : 'delete';
  const id = verb === 'Create' ? {} : { Id: resolveReference(input['Id'], results) };
  return { operation, object: object.name, rows: [{ ...fields, ...id }], allOrNone: true };
}

interface Step {
  readonly key: string;
  readonly operation: Operation;
  readonly node: FieldNode;
  readonly input: JsonObject;
}

function stepsOf(
  info: GraphQLResolveInfo,
  typeName: string,
  operations: ReadonlyMap<string, Operation>,
): readonly Step[] {
  const type = info.schema.getType(typeName);
  const nodes = info.fieldNodes.flatMap((node) => fieldsOf(info, node.selectionSet));
  return nodes.flatMap((node) => {
    const operation = operations.get(node.name.value);
    const definition = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    if (operation === undefined || definition === undefined) return [];
    const args = getArgumentValues(definition, node, info.variableValues);
    const input = isObject(args['input']) ? args['input'] : {};
    return [{ key: node.alias?.value ?? node.name.value, operation, node, input }];
  });
}

function run(viewer: Viewer, steps: readonly Step[], allOrNone: boolean): ReadonlyMap<string, Result> {
  const results = new Map<string, Result>();
  for (const { key, operation, input } of steps) {
    const [row] = viewer.engine.save(viewer.session, requestOf(operation, input, results));
    const id = row?.id ?? null;
    results.set(key, row?.success === true && id !== null ? { id } : { errors: row?.errors ?? notRun });
    if (allOrNone && row?.success !== true) throw new FirstFailure(results);
  }
  return results;
}

class FirstFailure extends RolledBack {
  readonly results: ReadonlyMap<string, Result>;
  constructor(results: ReadonlyMap<string, Result>) {
    super('An operation of an all-or-none mutation failed.');
    this.results = results;
  }
}

/** Every operation after or before the failed one is reported as rolled back. */
function execute(viewer: Viewer, steps: readonly Step[], allOrNone: boolean): ReadonlyMap<string, Result> {
  if (!allOrNone) return run(viewer, steps, false);
  try {
    return viewer.engine.transaction(() => run(viewer, steps, true));
  } catch (error) {
    if (!(error instanceof FirstFailure)) throw error;
    return new Map(
      steps.map(({ key }) => {
        const result = error.results.get(key);
        return [key, result !== undefined && 'errors' in result ? result : { errors: notRun }];
      }),
    );
  }
}

function failure(errors: readonly RowError[]): GraphQLError {
  const [first] = errors;
  return new GraphQLError(errors.map(({ message }) => message).join('; '), {
    extensions: {
      ErrorType: 'DataFetchingException',
      errorCode: first?.statusCode ?? 'UNKNOWN_EXCEPTION',
      fields: first?.fields ?? [],
    },
  });
}

export function mutate(
  viewer: Viewer,
  info: GraphQLResolveInfo,
  typeName: string,
  operations: ReadonlyMap<string, Operation>,
  allOrNone: boolean,
): MutationResults {
  const steps = stepsOf(info, typeName, operations);
  const results = execute(viewer, steps, allOrNone);
  const planOf = (step: Step): NodePlan => {
    const records = fieldsOf(info, step.node.selectionSet).filter((node) => node.name.value === 'Record');
    return nodePlan({ schema: viewer.schema, info }, step.operation.object, records);
  };
  const recordOf = (step: Step, id: string): RecordNode | null => readNodes(viewer, planOf(step), [id]).get(id) ?? null;
  return {
    payload(key) {
      const step = steps.find((one) => one.key === key);
      const result = results.get(key);
      if (step === undefined || result === undefined) throw new GraphQLError(`${key} did not run.`);
      if ('errors' in result) throw failure(result.errors);
      if (step.operation.verb === 'Delete') return { Id: result.id };
      return { success: true, Record: recordOf(step, result.id) };
    },
  };
}
