/** Every way to change, delete or make a record. */
import type { Answer, World } from '../../world/world.ts';
import { allResults, runJob } from '../bulk/jobs.ts';

/** One person at the doors of the org, who can name its records. */
export interface Hand extends World {
  /** By object and external key. */
  readonly idOf: (object: string, key: string) => string;
}

export const data = '/services/data/v66.0';

export interface Attempt {
  readonly object: string;
  /** External key of the record. */
  readonly key: string;
  readonly field: string;
}

export const systemField: Attempt = { object: 'Target__c', key: 'EAST', field: 'Target_Amount__c' };
export const budget: Attempt = { object: 'Budget__c', key: 'EAST', field: 'Judgement__c' };
export const foreign: Attempt = { object: 'Target__c', key: 'WEST', field: 'Plan_Amount__c' };

/** The first code of a refusal in whichever form, `saved` when there is none. */
export function codeOf({ text, status }: Pick<Answer, 'text' | 'status'>): string {
  const code = /"(?:errorCode|statusCode)"\s*:\s*"([A-Z_]+)"/g;
  const codes = [...text.matchAll(code)].map(([, found = '']) => found);
  const own = codes.find((found) => found !== 'PROCESSING_HALTED') ?? codes[0];
  if (own !== undefined) return own;
  const type = /"ErrorType"\s*:\s*"(\w+)"/.exec(text)?.[1];
  return type ?? (status < 400 ? 'saved' : String(status));
}

export type Write = (rep: Hand, attempt: Attempt) => Promise<Answer>;

const at = (rep: Hand, { object, key }: Attempt): string => `sobjects/${object}/${rep.idOf(object, key)}`;
const change = ({ field }: Attempt): Readonly<Record<string, number>> => ({ [field]: 1 });
const row = (attempt: Attempt, more: object): object => ({
  attributes: { type: attempt.object },
  ...more,
  ...change(attempt),
});
const inComposite = (method: string, path: string, body: unknown): object => ({
  method,
  url: `${data}/${path}`,
  referenceId: 'step',
  body,
});

async function inBulk(rep: Hand, job: object, csv: string): Promise<Answer> {
  const { id } = await runJob(rep, job, csv);
  const { bad } = await allResults(rep, id);
  const [code = ''] = (bad[0]?.['sf__Error'] ?? '').split(':');
  return { status: 200, headers: new Headers(), text: code === '' ? '' : `{"statusCode":"${code}"}`, json: undefined };
}

export const graph = (rep: Hand, query: string): Promise<Answer> => rep.ask('POST', `${data}/graphql`, { query });

export const changes: Readonly<Record<string, Write>> = {
  'REST update': (rep, one) => rep.ask('PATCH', at(rep, one), change(one)),
  'REST update by POST': (rep, one) => rep.ask('POST', `${at(rep, one)}?_HttpMethod=PATCH`, change(one)),
  'REST upsert': (rep, one) => rep.ask('PATCH', `sobjects/${one.object}/External_Key__c/${one.key}`, change(one)),
  'Collections update': (rep, one) =>
    rep.ask('PATCH', 'composite/sobjects', { records: [row(one, { id: rep.idOf(one.object, one.key) })] }),
  'Collections upsert': (rep, one) =>
    rep.ask('PATCH', `composite/sobjects/${one.object}/External_Key__c`, {
      records: [row(one, { External_Key__c: one.key })],
    }),
  Composite: (rep, one) =>
    rep.ask('POST', 'composite', { compositeRequest: [inComposite('PATCH', at(rep, one), change(one))] }),
  'Composite all or none': (rep, one) =>
    rep.ask('POST', 'composite', {
      allOrNone: true,
      compositeRequest: [inComposite('PATCH', at(rep, one), change(one))],
    }),
  Batch: (rep, one) =>
    rep.ask('POST', 'composite/batch', {
      batchRequests: [{ method: 'PATCH', url: `v62.0/${at(rep, one)}`, richInput: change(one) }],
    }),
  Graph: (rep, one) =>
    rep.ask('POST', 'composite/graph', {
      graphs: [{ graphId: 'one', compositeRequest: [inComposite('PATCH', at(rep, one), change(one))] }],
    }),
  'Bulk update': (rep, one) =>
    inBulk(rep, { object: one.object, operation: 'update' }, `Id,${one.field}\n${rep.idOf(one.object, one.key)},1\n`),
  'Bulk upsert': (rep, one) =>
    inBulk(
      rep,
      { object: one.object, operation: 'upsert', externalIdFieldName: 'External_Key__c' },
      `External_Key__c,${one.field}\n${one.key},1\n`,
    ),
  'UI API': (rep, one) =>
    rep.ask('PATCH', `${data}/ui-api/records/${rep.idOf(one.object, one.key)}`, { fields: change(one) }),
  GraphQL: (rep, one) =>
    graph(
      rep,
      `mutation { uiapi { ${one.object}Update(input: { Id: "${rep.idOf(one.object, one.key)}", ${one.object}: { ${one.field}: 1 } }) { success } } }`,
    ),
};

export const removals: Readonly<Record<string, Write>> = {
  'REST delete': (rep, one) => rep.ask('DELETE', at(rep, one)),
  'REST delete by key': (rep, one) => rep.ask('DELETE', `sobjects/${one.object}/External_Key__c/${one.key}`),
  'Collections delete': (rep, one) => rep.ask('DELETE', `composite/sobjects?ids=${rep.idOf(one.object, one.key)}`),
  'Composite delete': (rep, one) =>
    rep.ask('POST', 'composite', { compositeRequest: [inComposite('DELETE', at(rep, one), undefined)] }),
  'Bulk delete': (rep, one) =>
    inBulk(rep, { object: one.object, operation: 'delete' }, `Id\n${rep.idOf(one.object, one.key)}\n`),
  'UI API delete': (rep, one) => rep.ask('DELETE', `${data}/ui-api/records/${rep.idOf(one.object, one.key)}`),
  'GraphQL delete': (rep, one) =>
    graph(rep, `mutation { uiapi { ${one.object}Delete(input: { Id: "${rep.idOf(one.object, one.key)}" }) { Id } } }`),
};

const target = (rep: Hand): Readonly<Record<string, unknown>> => ({
  Budget__c: rep.idOf('Budget__c', 'EAST'),
  External_Key__c: 'MINE',
});

export const creations: Readonly<Record<string, (rep: Hand) => Promise<Answer>>> = {
  'REST create': (rep) => rep.ask('POST', 'sobjects/Target__c', target(rep)),
  'REST upsert': (rep) =>
    rep.ask('PATCH', 'sobjects/Target__c/External_Key__c/MINE', { ...target(rep), External_Key__c: undefined }),
  'Collections create': (rep) =>
    rep.ask('POST', 'composite/sobjects', { records: [{ attributes: { type: 'Target__c' }, ...target(rep) }] }),
  Tree: (rep) =>
    rep.ask('POST', 'composite/tree/Target__c', {
      records: [{ attributes: { type: 'Target__c', referenceId: 'one' }, ...target(rep) }],
    }),
  Composite: (rep) =>
    rep.ask('POST', 'composite', { compositeRequest: [inComposite('POST', 'sobjects/Target__c', target(rep))] }),
  Graph: (rep) =>
    rep.ask('POST', 'composite/graph', {
      graphs: [{ graphId: 'one', compositeRequest: [inComposite('POST', 'sobjects/Target__c', target(rep))] }],
    }),
  'Bulk insert': (rep) =>
    inBulk(
      rep,
      { object: 'Target__c', operation: 'insert' },
      `Budget__c,External_Key__c\n${rep.idOf('Budget__c', 'EAST')},MINE\n`,
    ),
  'UI API create': (rep) => rep.ask('POST', `${data}/ui-api/records`, { apiName: 'Target__c', fields: target(rep) }),
  GraphQL: (rep) =>
    graph(
      rep,
      `mutation { uiapi { Target__cCreate(input: { Target__c: { External_Key__c: "MINE" } }) { Record { Id } } } }`,
    ),
};
