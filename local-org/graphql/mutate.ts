/** `mutation { uiapi(input) { … } }`: the operations run in the order they are written, as one transaction by default. */
import { GraphQLError, type FieldNode, type GraphQLResolveInfo } from 'graphql';
import type { RowError, SaveRequest } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import { getArgumentValues, isObjectType } from 'graphql';
import { fieldsOf, nodePlan, type NodePlan } from './plan.ts';
import { readNodes, type RecordNode } from './read.ts';
import { visibleField, type Viewer } from '../ui/ui.ts';
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

/** What an operation refers to is not there: it fails, and by default the others with it. Code and text unverified. */
const notThere = (reference: string): readonly RowError[] => [
  {
    statusCode: 'INVALID_INPUT',
    message: `Invalid reference specified. No value for ${reference} found: the operation has to run before this one.`,
    fields: [],
  },
];

class NoValue extends Error {
  readonly errors: readonly RowError[];
  constructor(reference: string) {
    super(reference);
    this.errors = notThere(reference);
  }
}

type Results = ReadonlyMap<string, Result>;
/** A value of a record that an earlier operation saved. */
type Read = (step: string, id: string, name: string) => unknown;

/** `@{ref}` and `@{ref.Record.Id}`: its id; `@{ref.Record.Name.value}`: a value ("Chain Mutations by Using Field References"). */
function resolveReference(value: unknown, results: Results, read: Read): unknown {
  const parts = typeof value === 'string' ? /^@\{(\w+)(?:\.Record\.(?:Id|(\w+)\.value))?\}$/.exec(value) : null;
  if (parts === null) return value;
  const [reference, alias = '', name] = parts;
  const result = results.get(alias);
  if (result === undefined || !('id' in result)) throw new NoValue(reference);
  return name === undefined ? result.id : read(alias, result.id, name);
}

function requestOf(operation: Operation, input: JsonObject, results: Results, read: Read): SaveRequest {
  const { object, verb } = operation;
  const values = isObject(input[object.name]) ? (input[object.name] as JsonObject) : {};
  const fields = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, resolveReference(value, results, read)]),
  );
  const kind = verb === 'Create' ? 'insert' : verb === 'Update' ? 'update' : 'delete';
  const id = verb === 'Create' ? {} : { Id: resolveReference(input['Id'], results, read) };
  return { operation: kind, object: object.name, rows: [{ ...fields, ...id }], allOrNone: true };
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

/** A field of the record that another operation saved; one that does not exist for the person is no value. */
function reader(viewer: Viewer, steps: readonly Step[]): Read {
  return (key, id, name) => {
    const object = steps.find((step) => step.key === key)?.operation.object;
    const one = object === undefined ? undefined : visibleField(viewer, object, name);
    if (object === undefined || one === undefined) throw new NoValue(`@{${key}.Record.${name}.value}`);
    const plan = { object, fields: new Set([one.name]), parents: new Map(), children: new Map() };
    return readNodes(viewer, plan, [id]).get(id)?.row[one.name] ?? null;
  };
}

function saved(viewer: Viewer, { operation, input }: Step, results: Results, read: Read): Result {
  try {
    const [row] = viewer.engine.save(viewer.session, requestOf(operation, input, results, read));
    const id = row?.id ?? null;
    return row?.success === true && id !== null ? { id } : { errors: row?.errors ?? notRun };
  } catch (error) {
    if (error instanceof NoValue) return { errors: error.errors };
    throw error;
  }
}

function run(viewer: Viewer, steps: readonly Step[], allOrNone: boolean): Results {
  const results = new Map<string, Result>();
  const read = reader(viewer, steps);
  for (const step of steps) {
    const result = saved(viewer, step, results, read);
    results.set(step.key, result);
    if (allOrNone && 'errors' in result) throw new FirstFailure(results);
  }
  return results;
}

class FirstFailure extends RolledBack {
  readonly results: Results;
  constructor(results: Results) {
    super('An operation of an all-or-none mutation failed.');
    this.results = results;
  }
}

/** Every operation after or before the failed one is reported as rolled back. */
function execute(viewer: Viewer, steps: readonly Step[], allOrNone: boolean): Results {
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
