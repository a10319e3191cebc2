import { ApiError, type RowError, type RowInput } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import { childRelationship, type ObjectSchema } from '../schema/schema.ts';
import { type Answer, type Call, objectInPath } from './resource.ts';

/** sObject Tree: 200 records in all, 5 types, 5 levels (the sf CLI's constant; third-party pages). */
const limits = { records: 200, types: 5, depth: 5 } as const;

interface Node {
  readonly object: string;
  readonly referenceId: string;
  readonly row: RowInput;
  /** Index of the parent among the nodes and the field that points to it. */
  readonly parent?: { readonly index: number; readonly field: string };
  readonly depth: number;
}

interface Refused {
  readonly referenceId: string;
  readonly errors: readonly RowError[];
}

class Undo extends Error {
  readonly refused: readonly Refused[];
  constructor(refused: readonly Refused[]) {
    super('rolled back');
    this.refused = refused;
  }
}

const bad = (message: string): ApiError => new ApiError(400, 'INVALID_INPUT', message); // code and texts unverified

/** The child's field behind a child relationship such as `Project_Amounts__r`. */
function childField(call: Call, parent: ObjectSchema, relationship: string, child: string): string {
  const found = childRelationship(call.context.engine.schema(), parent, relationship);
  if (found?.childObject === child) return found.childField;
  throw new ApiError(400, 'INVALID_FIELD', `No such relationship '${relationship}' from ${parent.name} to ${child}`); // text unverified
}

function isChildren(value: unknown): value is { readonly records: readonly unknown[] } {
  return isObject(value) && Array.isArray(value['records']);
}

interface Above {
  readonly index: number;
  readonly relationship: string;
}

function describeRecord(record: JsonObject): { readonly type: string; readonly referenceId: string } {
  const { type, referenceId } = isObject(record['attributes']) ? record['attributes'] : {};
  if (typeof type === 'string' && typeof referenceId === 'string') return { type, referenceId };
  throw bad('The attributes of each record need a type and a referenceId.');
}

function nodeOf(call: Call, nodes: readonly Node[], record: JsonObject, above: Above | undefined): Node {
  const { type, referenceId } = describeRecord(record);
  const {
    context: { engine },
    session,
  } = call;
  const object = engine.object(session, type).name;
  const values = Object.entries(record).filter(([name, value]) => name !== 'attributes' && !isChildren(value));
  const parent = above === undefined ? undefined : nodes[above.index];
  const node = { object, referenceId, row: Object.fromEntries(values), depth: (parent?.depth ?? 0) + 1 };
  if (above === undefined || parent === undefined) return node;
  const field = childField(call, engine.object(session, parent.object), above.relationship, object);
  return { ...node, parent: { index: above.index, field } };
}

/** Appends a record and, after it, its children: parents always come first. */
function collect(call: Call, nodes: Node[], record: unknown, above?: Above): void {
  if (!isObject(record)) throw bad('Each record has to be an object.');
  const node = nodeOf(call, nodes, record, above);
  if (node.depth > limits.depth) throw bad(`Records can be nested ${limits.depth} levels deep at most.`);
  const index = nodes.length;
  nodes.push(node);
  if (nodes.length > limits.records) throw bad(`A tree can hold ${limits.records} records at most.`);
  for (const [relationship, value] of Object.entries(record)) {
    if (!isChildren(value)) continue;
    for (const child of value.records) collect(call, nodes, child, { index, relationship });
  }
}

function nodesOf(call: Call, object: string): readonly Node[] {
  const records = isObject(call.body) ? call.body['records'] : undefined;
  if (!Array.isArray(records) || records.length === 0) throw bad('records is required.');
  const nodes: Node[] = [];
  for (const record of records) collect(call, nodes, record);
  const top = nodes.find((node) => node.parent === undefined && node.object.toLowerCase() !== object.toLowerCase());
  if (top !== undefined) throw bad(`${top.referenceId} is a ${top.object}, but this tree is of ${object}.`);
  if (new Set(nodes.map((node) => node.object)).size > limits.types) {
    throw bad(`A tree can hold ${limits.types} types at most.`);
  }
  if (new Set(nodes.map((node) => node.referenceId)).size < nodes.length) {
    throw bad('Each referenceId may be used once.');
  }
  return nodes;
}

/** Inserts level by level, each object of a level in one call, so that children find their parents' ids. */
function insert(call: Call, nodes: readonly Node[]): readonly string[] {
  const ids: string[] = [];
  const refused: Refused[] = [];
  for (let depth = 1; depth <= limits.depth && refused.length === 0; depth += 1) {
    const level = [...nodes.entries()].filter(([, node]) => node.depth === depth);
    for (const object of new Set(level.map(([, node]) => node.object))) {
      const mine = level.filter(([, node]) => node.object === object);
      const rows = mine.map(([, { row, parent }]) =>
        parent === undefined ? row : { ...row, [parent.field]: ids[parent.index] },
      );
      const request = { operation: 'insert', object, rows, allOrNone: false } as const;
      for (const [at, result] of call.context.engine.save(call.session, request).entries()) {
        const [index, node] = mine[at] ?? [];
        if (index === undefined || node === undefined) continue;
        // A column that is not there is no matter of one record: the sf CLI reads it as an error of the request.
        const unknown = result.errors.find(({ statusCode }) => statusCode === 'INVALID_FIELD');
        if (unknown !== undefined) throw new ApiError(400, unknown.statusCode, unknown.message, unknown.fields);
        if (result.success && result.id !== null) ids[index] = result.id;
        else refused.push({ referenceId: node.referenceId, errors: result.errors });
      }
    }
  }
  if (refused.length > 0) throw new Undo(refused);
  return ids;
}

/** `POST composite/tree/X`: nested records, all or none. 201 with the ids, or 400 with the records that were refused. */
export const tree: Answer = (call, { object = '' }) => {
  const nodes = nodesOf(call, objectInPath(call, object).name);
  try {
    const ids = call.context.engine.transaction(() => insert(call, nodes));
    const results = nodes.map(({ referenceId }, index) => ({ referenceId, id: ids[index] }));
    return { status: 201, body: { hasErrors: false, results } };
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    return { status: 400, body: { hasErrors: true, results: error.refused } };
  }
};
