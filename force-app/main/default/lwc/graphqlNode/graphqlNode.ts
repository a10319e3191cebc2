/**
 * Reads an answer of the UI API's GraphQL, where every field is `{ value }` and every list `{ edges: [{ node }] }`.
 * What is missing (no access, lookup cleared) reads as `null`, `undefined` or an empty list, never as an exception.
 */
export type Node = Readonly<Record<string, unknown>>;

export interface Children {
  readonly nodes: readonly Node[];
  /** How many there are, which may be more than were sent. */
  readonly total: number;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function step(value: unknown, key: string): unknown {
  return isNode(value) ? value[key] : undefined;
}

/** The one record that the query asked for, if the user may see it. */
export function recordOf(data: unknown, objectApiName: string): Node | undefined {
  return listOf(data, objectApiName).nodes[0];
}

/** The records of one list of the query, by its object or alias, and its full length. */
export function listOf(data: unknown, name: string): Children {
  const query = step(step(data, 'uiapi'), 'query');
  return isNode(query) ? childrenOf(query, name) : { nodes: [], total: 0 };
}

function nodesIn(connection: unknown): readonly Node[] {
  const edges = step(connection, 'edges');
  return Array.isArray(edges) ? edges.map((edge) => step(edge, 'node')).filter(isNode) : [];
}

/** A child list and its full length. */
export function childrenOf(node: Node, relationship: string): Children {
  const connection = node[relationship];
  const nodes = nodesIn(connection);
  const total = step(connection, 'totalCount');
  return { nodes, total: typeof total === 'number' ? total : nodes.length };
}

/** The record behind a lookup. */
export function parentOf(node: Node | undefined, relationship: string): Node | undefined {
  const parent = node?.[relationship];
  return isNode(parent) ? parent : undefined;
}

export function idOf(node: Node): string {
  return typeof node['Id'] === 'string' ? node['Id'] : '';
}

export function textOf(node: Node | undefined, field: string): string | null {
  const value = step(node?.[field], 'value');
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A picklist value's translated label; its API value where there is none. */
export function labelOf(node: Node | undefined, field: string): string | null {
  const label = step(node?.[field], 'label');
  return typeof label === 'string' && label !== '' ? label : textOf(node, field);
}

export function amountOf(node: Node, field: string): number | null {
  const value = step(node[field], 'value');
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function flagOf(node: Node, field: string): boolean {
  return step(node[field], 'value') === true;
}
