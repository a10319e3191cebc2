/** Every way to read records: lists, one that is named, and a field that is hidden. */
import assert from 'node:assert/strict';
import type { Answer } from '../../world/world.ts';
import { ended } from '../bulk/jobs.ts';
import { today } from '../departments.ts';
import { data, type Hand } from './writes.ts';

export const soql = (text: string, verb = 'query'): string => `${verb}?q=${encodeURIComponent(text)}`;
const sosl = 'FIND {EAST OR WEST} IN ALL FIELDS RETURNING Target__c(Id), Budget__c(Id)';
export const ui = (path: string): string => `${data}/ui-api/${path}`;
export const asked = 'fields=Target__c.External_Key__c';

const seen =
  (path: string | ((rep: Hand) => string), method = 'GET', body?: unknown) =>
  (rep: Hand): Promise<Answer> =>
    rep.ask(method, typeof path === 'string' ? path : path(rep), body);

async function bulkQuery(rep: Hand): Promise<Answer> {
  const job = { operation: 'queryAll', query: 'SELECT Id FROM Target__c' };
  const { json } = await rep.ask('POST', 'jobs/query', job);
  const { id } = json as { id: string }; // job JSON
  assert.equal((await ended(rep, id, 'query')).state, 'JobComplete');
  return rep.ask('GET', `jobs/query/${id}/results`);
}

/** Answers that list: a rep's hold the target of the own department and nothing of another. */
export const lists: Readonly<Record<string, (rep: Hand) => Promise<Answer>>> = {
  SOQL: seen(soql('SELECT Id FROM Target__c')),
  'SOQL queryAll': seen(soql('SELECT Id FROM Target__c', 'queryAll')),
  'SOQL parents': seen(soql('SELECT Target__r.Id, Target__r.Budget__r.Id FROM Project_Amount__c')),
  'SOQL children': seen(soql('SELECT Id, (SELECT Id FROM Targets__r) FROM Budget__c')),
  'SOQL groups': seen(soql('SELECT MAX(Id) Id, COUNT(Id) n FROM Target__c GROUP BY External_Key__c')),
  'SOQL semi-join': seen(soql('SELECT Id FROM Target__c WHERE Id IN (SELECT Target__c FROM Project_Amount__c)')),
  'SOQL in Composite': seen('composite', 'POST', {
    compositeRequest: [{ method: 'GET', url: `${data}/${soql('SELECT Id FROM Target__c')}`, referenceId: 'all' }],
  }),
  'SOQL in Batch': seen('composite/batch', 'POST', {
    batchRequests: [{ method: 'GET', url: `v62.0/${soql('SELECT Id FROM Target__c')}` }],
  }),
  SOSL: seen(`search?q=${encodeURIComponent(sosl)}`),
  'parameterized search': seen('parameterizedSearch', 'POST', { q: 'EAST OR WEST', sobjects: [{ name: 'Target__c' }] }),
  'Collections retrieve': seen(
    (rep) =>
      `composite/sobjects/Target__c?ids=${rep.idOf('Target__c', 'EAST')},${rep.idOf('Target__c', 'WEST')}&fields=Id`,
  ),
  'Collections retrieve by POST': (rep) =>
    rep.ask('POST', 'composite/sobjects/Target__c', {
      ids: [rep.idOf('Target__c', 'WEST'), rep.idOf('Target__c', 'EAST')],
      fields: ['Id'],
    }),
  'REST children': seen((rep) => `sobjects/Budget__c/${rep.idOf('Budget__c', 'EAST')}/Targets__r`),
  getUpdated: (rep) => {
    const now = Date.parse(today);
    const moment = (ms: number): string => new Date(now + ms).toISOString();
    return rep.ask('GET', `sobjects/Target__c/updated?start=${moment(-3_600_000)}&end=${moment(120_000)}`);
  },
  'Bulk query': bulkQuery,
  'UI API list records': seen(ui(`list-records/Target__c/All?${asked}`)),
  'UI API list UI': seen(ui('list-ui/Target__c/All')),
  'UI API recently used list': seen(ui(`mru-list-records/Target__c?${asked}`)),
  'UI API related list': seen((rep) => ui(`related-list-records/${rep.idOf('Budget__c', 'EAST')}/Targets__r?${asked}`)),
  'UI API lookup': seen(ui('lookups/Project_Amount__c/Target__c/Target__c?searchType=Search&q=TG*')),
  'GraphQL query': seen(`${data}/graphql`, 'POST', {
    query: '{ uiapi { query { Target__c { totalCount edges { node { Id } } } } } }',
  }),
  'GraphQL parents': seen(`${data}/graphql`, 'POST', {
    query: '{ uiapi { query { Project_Amount__c { edges { node { Target__r { Id } } } } } } }',
  }),
  'GraphQL children': seen(`${data}/graphql`, 'POST', {
    query: '{ uiapi { query { Budget__c { edges { node { Id Targets__r { edges { node { Id } } } } } } } } }',
  }),
  'GraphQL groups': seen(`${data}/graphql`, 'POST', {
    query:
      '{ uiapi { aggregate { Target__c(groupBy: { Id: { group: true } }) { edges { node { aggregate { Id { value } } } } } } } }',
  }),
};

/** Answers about one record, which the rep names by its Id or key. */
export const named: Readonly<Record<string, (key: string, rep: Hand) => string>> = {
  'REST retrieve': (key, rep) => `sobjects/Target__c/${rep.idOf('Target__c', key)}`,
  'REST retrieve by key': (key) => `sobjects/Target__c/External_Key__c/${key}`,
  'REST parent': (key, rep) => `sobjects/Target__c/${rep.idOf('Target__c', key)}/Budget__r`,
  'REST children': (key, rep) => `sobjects/Target__c/${rep.idOf('Target__c', key)}/Project_Amounts__r`,
  'UI API record': (key, rep) => ui(`records/${rep.idOf('Target__c', key)}?${asked}`),
  'UI API record by layout': (key, rep) => ui(`records/${rep.idOf('Target__c', key)}?layoutTypes=Full`),
  'UI API batch': (key, rep) => ui(`records/batch/${rep.idOf('Target__c', key)}?${asked}`),
  'UI API record UI': (key, rep) => ui(`record-ui/${rep.idOf('Target__c', key)}`),
  'UI API related list': (key, rep) =>
    ui(`related-list-records/${rep.idOf('Target__c', key)}/Project_Amounts__r?fields=Project_Amount__c.Name`),
  'UI API related count': (key, rep) => ui(`related-list-count/${rep.idOf('Target__c', key)}/Project_Amounts__r`),
  'UI API clone defaults': (key, rep) => ui(`record-defaults/clone/${rep.idOf('Target__c', key)}`),
  'UI API actions': (key, rep) => ui(`actions/record/${rep.idOf('Target__c', key)}`),
};

const inGraph = (query: string): ((rep: Hand) => Promise<Answer>) => seen(`${data}/graphql`, 'POST', { query });

/** `Row_Hash__c` is no field of a rep: to each API it does not exist, as what is asked for and as a condition. */
export const hidden: Readonly<Record<string, (rep: Hand) => Promise<Answer>>> = {
  'SOQL select': seen(soql('SELECT Row_Hash__c FROM Target__c')),
  'SOQL where': seen(soql("SELECT Id FROM Target__c WHERE Row_Hash__c = 'x'")),
  'SOQL order': seen(soql('SELECT Id FROM Target__c ORDER BY Row_Hash__c')),
  'SOQL group': seen(soql('SELECT COUNT(Id) FROM Target__c GROUP BY Row_Hash__c')),
  'SOQL of a parent': seen(soql('SELECT Target__r.Row_Hash__c FROM Project_Amount__c')),
  SOSL: seen(`search?q=${encodeURIComponent('FIND {EAST} RETURNING Target__c(Row_Hash__c)')}`),
  'REST retrieve': seen((rep) => `sobjects/Target__c/${rep.idOf('Target__c', 'EAST')}?fields=Row_Hash__c`),
  'Collections retrieve': seen(
    (rep) => `composite/sobjects/Target__c?ids=${rep.idOf('Target__c', 'EAST')}&fields=Row_Hash__c`,
  ),
  'UI API record': seen((rep) => ui(`records/${rep.idOf('Target__c', 'EAST')}?fields=Target__c.Row_Hash__c`)),
  'UI API list': seen(ui('list-records/Target__c/All?fields=Target__c.Row_Hash__c')),
  'UI API related list': seen((rep) =>
    ui(`related-list-records/${rep.idOf('Budget__c', 'EAST')}/Targets__r?fields=Target__c.Row_Hash__c`),
  ),
  'GraphQL query': inGraph('{ uiapi { query { Target__c { edges { node { Row_Hash__c { value } } } } } } }'),
  'GraphQL where': inGraph(
    '{ uiapi { query { Target__c(where: { Row_Hash__c: { eq: "x" } }) { edges { node { Id } } } } } }',
  ),
  'GraphQL order': inGraph('{ uiapi { query { Target__c(orderBy: { Row_Hash__c: {} }) { edges { node { Id } } } } } }'),
  'GraphQL group': inGraph(
    '{ uiapi { aggregate { Target__c(groupBy: { Row_Hash__c: { group: true } }) { edges { cursor } } } } }',
  ),
};
