/** GraphQL on the wire: answers follow the records they contain, but the query itself is asked again only on request. */
import { emptyResult, type Emit, type Stop } from './adapter.ts';
import { isFetchResponse, request } from './fetch.ts';
import { isObject } from './freeze.ts';
import { fieldOf, ingestFields, listen } from './store.ts';
import type { FieldValue } from './representation.ts';

export interface GraphQLError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly data: unknown;
  readonly errors: readonly GraphQLError[] | undefined;
}

/** A query as `gql` makes it: opaque to components. */
export interface GraphQLDocument {
  readonly kind: 'Document';
  readonly source: string;
}

export interface GraphQLRequest {
  readonly query: GraphQLDocument;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

export function isDocument(value: unknown): value is GraphQLDocument {
  return isObject(value) && value['kind'] === 'Document';
}

export async function ask({ query, variables, operationName }: GraphQLRequest): Promise<Answer> {
  const body = { query: query.source, variables: variables ?? {}, operationName };
  const url = `/services/data/${globalThis.__sf.apiVersion}/graphql`;
  try {
    const { data, errors } = (await request(url, { method: 'POST', body })) as Answer; // GraphQL API Developer Guide
    return { data: data ?? undefined, errors: errors === undefined || errors.length === 0 ? undefined : errors };
  } catch (error) {
    if (!isFetchResponse(error)) throw error;
    const message =
      error.status === 0 ? 'The org did not answer.' : `The org answered ${error.status} ${error.statusText}.`;
    return { data: undefined, errors: [{ message, extensions: { status: error.status } }] };
  }
}

/** Values of a node by field; only what is under its own name, for an alias says nothing about the field. */
function valuesOf(node: Readonly<Record<string, unknown>>): ReadonlyMap<string, FieldValue> {
  const values = new Map<string, FieldValue>();
  for (const [name, inner] of Object.entries(node)) {
    if (!isObject(inner) || !('value' in inner)) continue;
    const { value, displayValue } = inner;
    values.set(name, { value, displayValue: typeof displayValue === 'string' ? displayValue : null });
  }
  return values;
}

function walk(data: unknown, visit: (id: string, node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(data)) for (const item of data as unknown[]) walk(item, visit);
  if (!isObject(data)) return;
  if (typeof data['Id'] === 'string') visit(data['Id'], data);
  for (const inner of Object.values(data)) walk(inner, visit);
}

function patchedField(id: string, name: string, inner: Readonly<Record<string, unknown>>): unknown {
  const known = fieldOf(id, name);
  if (known === undefined || known.value === inner['value']) return inner;
  const shown = { displayValue: known.displayValue, label: known.displayValue };
  const replaced = Object.entries(shown).filter(([key]) => key in inner);
  return { ...inner, value: known.value, ...Object.fromEntries(replaced) };
}

/** The data with the newest values of the records in it; itself where nothing has changed. */
function patched(data: unknown): unknown {
  if (Array.isArray(data)) return sameOr(data as unknown[], (data as unknown[]).map(patched));
  if (!isObject(data)) return data;
  const id = data['Id'];
  const inner = Object.values(data);
  const names = Object.keys(data);
  const values = inner.map((value, index) => {
    const isField = typeof id === 'string' && isObject(value) && 'value' in value;
    return isField ? patchedField(id, names[index] ?? '', value) : patched(value);
  });
  if (sameOr(inner, values) === inner) return data;
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

function sameOr(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return after.every((value, index) => value === before[index]) ? before : after;
}

/** Tells the cache what an answer says about records that are already on screen. */
export function takeIn(data: unknown): void {
  walk(data, (id, node) => {
    ingestFields(id, valuesOf(node));
  });
}

export interface FollowedAnswer extends Answer {
  readonly refresh: (() => Promise<void>) | undefined;
}

export const noAnswer: FollowedAnswer = Object.freeze({ data: undefined, errors: undefined, refresh: undefined });

/** Supplies the answer to a wire until stopped; `refresh` asks again and resolves when the new answer was given. */
export function followQuery(query: GraphQLRequest, emit: Emit<FollowedAnswer>): Stop {
  let shown: Answer = emptyAnswer;
  let newest = 0;
  const show = (answer: Answer): void => {
    shown = answer;
    emit({ ...answer, refresh });
  };
  const refresh = async (): Promise<void> => {
    const mine = ++newest;
    const answer = await ask(query);
    if (mine !== newest) return;
    takeIn(answer.data);
    show(answer);
  };
  const forget = listen((changed) => {
    let concerns = false;
    walk(shown.data, (id) => (concerns ||= changed.has(id)));
    if (!concerns) return;
    const data = patched(shown.data);
    if (data !== shown.data) show({ ...shown, data });
  });
  refresh().catch(reportError);
  return () => {
    newest = -1;
    forget();
  };
}

const emptyAnswer: Answer = { data: emptyResult.data, errors: undefined };
