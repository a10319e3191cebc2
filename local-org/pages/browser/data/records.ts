/** Reading records for wires: from the cache while it is fresh, else from the org, several ids in one request. */
import { emptyResult, type Emit, type Stop, type WireResult } from './adapter.ts';
import { isFetchResponse, queryString, uiApi, type FetchResponse } from './fetch.ts';
import type { RecordRepresentation } from './representation.ts';
import { assemble, ingest, isFresh, listen } from './store.ts';

export interface RecordQuery {
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
  readonly layoutTypes: readonly string[];
  readonly modes: readonly string[];
}

interface Pending {
  readonly query: RecordQuery;
  readonly ids: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, RecordRepresentation | FetchResponse>>;
}

/** Requests that wait for the end of the current turn, by what they ask. */
const waiting = new Map<string, Pending>();

interface BatchAnswer {
  readonly results: readonly { readonly statusCode: number; readonly result: unknown }[];
}

const statusTexts: Readonly<Record<number, string>> = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found' };

async function readBatch(
  ids: readonly string[],
  query: RecordQuery,
): Promise<ReadonlyMap<string, RecordRepresentation | FetchResponse>> {
  const path = `/records/batch/${ids.join(',')}${queryString({ ...query })}`;
  const { results } = (await uiApi(path)) as BatchAnswer; // UI API, Get a Batch of Records
  return new Map(
    ids.map((id, index): readonly [string, RecordRepresentation | FetchResponse] => {
      const { statusCode = 404, result } = results[index] ?? {};
      if (statusCode === 200) return [id, result as RecordRepresentation];
      const statusText = statusTexts[statusCode] ?? '';
      return [id, { body: result, errorType: 'fetchResponse', headers: {}, ok: false, status: statusCode, statusText }];
    }),
  );
}

async function readOne(id: string, query: RecordQuery): Promise<RecordRepresentation> {
  return (await uiApi(`/records/${id}${queryString({ ...query })}`)) as RecordRepresentation; // UI API, Get a Record
}

function pendingFor(query: RecordQuery): Pending {
  const key = JSON.stringify(query);
  const known = waiting.get(key);
  if (known !== undefined) return known;
  const ids = new Set<string>();
  const answer = Promise.resolve().then(async () => {
    waiting.delete(key);
    const [only] = ids;
    if (ids.size === 1 && only !== undefined) return new Map([[only, await readOne(only, query)]]);
    return readBatch([...ids], query);
  });
  const pending: Pending = { query, ids, answer };
  waiting.set(key, pending);
  return pending;
}

/** Reads one record from the org and takes it into the cache; rejects with a `FetchResponse`. */
export async function fetchRecord(id: string, query: RecordQuery): Promise<RecordRepresentation> {
  const pending = pendingFor(query);
  pending.ids.add(id);
  const found = (await pending.answer).get(id);
  if (found === undefined || isFetchResponse(found)) throw found ?? new Error(`No answer for record ${id}.`);
  ingest(found);
  return found;
}

/** What a layout asks for is known only from the answer. */
function namesIn(record: RecordRepresentation, prefix: string): readonly string[] {
  return Object.entries(record.fields).flatMap(([name, { value }]) => {
    const path = `${prefix}.${name}`;
    return typeof value === 'object' && value !== null ? namesIn(value as RecordRepresentation, path) : [path];
  });
}

/** Reads of a record that are on screen, to be repeated when somebody says that it changed. */
const readers = new Map<string, Set<() => Promise<void>>>();

function register(id: string, read: () => Promise<void>): Stop {
  const known = readers.get(id) ?? new Set();
  readers.set(id, known.add(read));
  return () => known.delete(read);
}

/** Reads again what is shown of these records; resolves when every answer is there. */
export async function reread(ids: readonly string[]): Promise<void> {
  await Promise.all(ids.flatMap((id) => [...(readers.get(id) ?? [])].map((read) => read())));
}

/** Reads again every record that is on screen. */
export const rereadAll = (): Promise<void> => reread([...readers.keys()]);

/** Supplies one record to a wire until stopped, and again after each change of it or of a record it refers to. */
export function followRecord(id: string, query: RecordQuery, emit: Emit<WireResult<RecordRepresentation>>): Stop {
  let names: readonly string[] = [...query.fields, ...query.optionalFields];
  let shown: string = JSON.stringify(emptyResult);
  let ids: ReadonlySet<string> = new Set([id]);
  let isStopped = false;
  let isReading = false;

  const show = (result: WireResult<RecordRepresentation>): void => {
    const text = JSON.stringify(result);
    if (isStopped || text === shown) return;
    shown = text;
    emit(result);
  };
  const showCached = (): boolean => {
    const found = assemble(id, names);
    if (found === undefined) return false;
    ids = found.ids;
    show({ data: found.record, error: undefined });
    return found.isComplete;
  };
  const read = async (): Promise<void> => {
    isReading = true;
    try {
      const record = await fetchRecord(id, query);
      names = [...new Set([...query.fields, ...namesIn(record, record.apiName)])];
      showCached();
    } catch (error) {
      if (!isFetchResponse(error)) throw error;
      show({ data: undefined, error });
    } finally {
      isReading = false;
    }
  };
  const forget = [
    register(id, read),
    listen((changed) => {
      if (isReading || ![...ids].some((one) => changed.has(one))) return;
      if (!showCached()) read().catch(reportError);
    }),
  ];
  const known = query.layoutTypes.length === 0 && isFresh(id) ? assemble(id, names) : undefined;
  // Never within the call that sets the configuration: the platform answers later, too.
  if (known?.isComplete === true) Promise.resolve().then(showCached).catch(reportError);
  else read().catch(reportError);
  return () => {
    isStopped = true;
    for (const stop of forget) stop();
  };
}
