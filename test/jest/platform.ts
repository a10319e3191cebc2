/** The platform's side of a component test: answers of queries, object descriptions, and the page's refresh. */
import { graphql } from 'lightning/graphql';
import { registerRefreshHandler } from 'lightning/refresh';
import { getObjectInfo, getPicklistValues } from 'lightning/uiObjectInfoApi';
import { settle } from './page';

interface GraphqlStub {
  emit(data: unknown, filter?: undefined, refresh?: () => Promise<unknown>): void;
  emitErrors(errors: readonly unknown[], filter?: undefined, refresh?: () => Promise<unknown>): void;
  getLastConfig(): { readonly query?: string; readonly variables?: Readonly<Record<string, unknown>> };
}
interface LdsStub {
  emit(data: unknown, filter?: (config: Readonly<Record<string, unknown>>) => boolean): void;
  error(body: unknown, status?: number): void;
}

// sfdx-lwc-jest replaces these adapters by stubs with the methods above.
const queries = graphql as unknown as GraphqlStub;
const infos = getObjectInfo as unknown as LdsStub;
const picklists = getPicklistValues as unknown as LdsStub;

type Refresh = () => Promise<unknown>;

/** Gives every query on the page this data; `refresh` is called when the component asks again. */
export async function answer(data: unknown, refresh: Refresh = () => Promise.resolve()): Promise<void> {
  queries.emit(data, undefined, refresh);
  await settle();
}

export async function answerErrors(
  errors: readonly unknown[],
  refresh: Refresh = () => Promise.resolve(),
): Promise<void> {
  queries.emitErrors(errors, undefined, refresh);
  await settle();
}

export function lastQuery(): ReturnType<GraphqlStub['getLastConfig']> {
  return queries.getLastConfig();
}

/** Describes an object on which exactly these fields may be changed. */
export async function describeObject(objectApiName: string, updateable: readonly string[]): Promise<void> {
  const fields = Object.fromEntries(updateable.map((name) => [name, { apiName: name, label: name, updateable: true }]));
  const info = { apiName: objectApiName, defaultRecordTypeId: '012000000000000AAA', fields, updateable: true };
  infos.emit(info, (config) => JSON.stringify(config['objectApiName'] ?? '').includes(objectApiName));
  await settle();
}

export async function failObjectInfo(): Promise<void> {
  infos.error({ message: 'Not available.' }, 500);
  await settle();
}

/** Gives the picklist of that field, or every one, these values. */
export async function offerPicklist(
  values: readonly { readonly label: string; readonly value: string }[],
  fieldApiName = '',
): Promise<void> {
  picklists.emit({ values }, (config) => JSON.stringify(config['fieldApiName'] ?? '').includes(fieldApiName));
  await settle();
}

/** What the page does when something on it sends a RefreshEvent. */
export async function refreshPage(): Promise<void> {
  const handlers = jest.mocked(registerRefreshHandler).mock.calls.map(([, handler]) => handler);
  await Promise.all(handlers.map((handler) => handler()));
  await settle();
}
