/** Filters by other objects, limits and errors of UI API GraphQL; each test names its page of the GraphQL API Developer Guide. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type GraphAnswer, type Season } from '../ui/season.ts';

let season: Season;
const opened = new AsyncDisposableStack();
before(async () => {
  season = opened.use(await startSeason());
});
after(() => opened.disposeAsync());

const query = (body: string, token?: string): Promise<GraphAnswer> =>
  season.graph(`{ uiapi { query { ${body} } } }`, {}, token);

async function names(object: string, where: string): Promise<readonly string[]> {
  const { data, errors } = await query(
    `${object}(where: ${where}, orderBy: { Name: {} }) { edges { node { Name { value } } } }`,
  );
  assert.deepEqual(errors, []);
  return [...JSON.stringify(data).matchAll(/"value":"(\w+)"/g)].map(([, name = '']) => name);
}

test('records are filtered by those of another object ("Semi-Join and Anti-Join Filters")', async () => {
  const rich = '{ Harvest__c: { Amount__c: { gt: 500 } }, ApiName: "Orchard__c" }';
  assert.deepEqual(await names('Orchard__c', `{ Id: { inq: ${rich} } }`), ['Northfield']);
  assert.deepEqual(await names('Orchard__c', `{ Id: { ninq: ${rich} } }`), ['Southbank']);
  const any = '{ Harvest__c: {}, ApiName: "Orchard__c" }';
  assert.deepEqual(await names('Orchard__c', `{ Id: { inq: ${any} } }`), ['Northfield', 'Southbank']);
  const northern = '{ Orchard__c: { Region__c: { eq: "North" } }, ApiName: "Id" }';
  const both = `{ and: [{ Amount__c: { lt: 2500 } }, { Orchard__c: { inq: ${northern} } }] }`;
  assert.deepEqual(await names('Harvest__c', both), ['Apples', 'Pears']);
});

test('a filter by another object is bound as SOQL binds it, and takes one object and a field of it', async () => {
  const join = '{ Id: { inq: { Harvest__c: {}, ApiName: "Orchard__c" } } }';
  const refused = async (where: string): Promise<string> =>
    (await query(`Orchard__c(where: ${where}) { edges { node { Id } } }`)).errors[0]?.message ?? '';
  assert.match(await refused(`{ or: [${join}, { Name: { eq: "x" } }] }`), /Semi join/);
  assert.match(await refused('{ Id: { inq: { ApiName: "Orchard__c" } } }'), /one object/);
  assert.match(await refused('{ Id: { inq: { Harvest__c: {}, ApiName: "Id FROM User" } } }'), /no field Id FROM User/);
  const { errors } = await query(
    'Harvest__c(where: { Orchard__c: { inq: { Orchard__c: { Secret__c: { eq: "x" } }, ApiName: "Id" } } }) { edges { node { Id } } }',
    season.keeperToken,
  );
  assert.match(errors[0]?.message ?? '', /Secret__c/, 'a hidden field is no filter there either');
});

test('numbers, days and moments are written by the locale of the person, as displayValue and format', async () => {
  const shown = async (fields: string, token?: string): Promise<string> => {
    const body = `Harvest__c(where: { Name: { eq: "Apples" } }) { edges { node { ${fields} } } }`;
    return JSON.stringify((await query(body, token)).data);
  };
  const amount = await shown('Amount__c { value displayValue format }');
  assert.match(amount, /"displayValue":"¥1,000\.5","format":"¥1,000\.5"/);
  const day = await shown('Picked_On__c { value displayValue format }');
  assert.match(day, /"value":"2026-10-05","displayValue":"10\/5\/2026","format":"10\/5\/2026"/);
  const moment = 'made: CreatedDate { value format }';
  const inTokyo = /"value":"2026-11-02T00:00:00.000Z","format":"2026\/11\/02 9:00"/;
  assert.match(await shown(moment, season.keeperToken), inTokyo);
  assert.doesNotMatch(await shown(moment), inTokyo);
});

test('parents are read five levels up, no further ("GraphQL API Query Limitations")', async () => {
  const up = (levels: number): string =>
    Array.from({ length: levels }, () => 'CreatedBy {').join(' ') + ' Id ' + '}'.repeat(levels);
  assert.deepEqual((await query(`Orchard__c { edges { node { ${up(5)} } } }`)).errors, []);
  const { errors } = await query(`Orchard__c { edges { node { ${up(6)} } } }`);
  assert.equal(errors[0]?.extensions?.['ErrorType'], 'DataFetchingException');
});

test('twenty child relationships are read in a query, no more', async () => {
  const children = (count: number): string =>
    Array.from({ length: count }, (_, index) => `c${index}: Harvests__r { edges { node { Id } } }`).join(' ');
  assert.deepEqual((await query(`Orchard__c { edges { node { ${children(20)} } } }`)).errors, []);
  assert.match((await query(`Orchard__c { edges { node { ${children(21)} } } }`)).errors[0]?.message ?? '', /20 child/);
});

test('pages with an upper bound hold 200 to 2,000 records ("Paginate with Upper-Bound Limit")', async () => {
  const page = (args: string): Promise<GraphAnswer> =>
    query(`Harvest__c(${args}) { edges { node { Id } } pageInfo { hasNextPage } }`);
  assert.deepEqual((await page('first: 200, upperBound: 1000')).errors, []);
  for (const first of [199, 2001]) {
    const { errors } = await page(`first: ${first}, upperBound: 1000`);
    assert.match(errors[0]?.message ?? '', /from 200 to 2000/);
  }
});

test('an error has a type, a place and the words of the platform ("Status Codes and Error Responses")', async () => {
  const { status, data, errors } = await query('Orchards { edges { node { Id } } }');
  assert.deepEqual([status, data], [200, null]);
  assert.deepEqual(errors, [
    {
      message:
        "Validation error of type FieldUndefined: Field 'Orchards' in type 'RecordQuery' is undefined @ 'uiapi/query/Orchards'",
      locations: [{ line: 1, column: 19 }],
      paths: [],
      extensions: { ErrorType: 'ValidationError' },
    },
  ]);
  const typeOf = async (text: string): Promise<unknown> =>
    (await season.graph(text)).errors[0]?.extensions?.['ErrorType'];
  assert.equal(await typeOf('{ uiapi {'), 'InvalidSyntax');
  assert.equal(await typeOf('query a { __typename } query b { __typename }'), 'OperationNotSupported');
});

test('the schema can be looked into, with no more in it than the person may see', async () => {
  const types = async (token?: string): Promise<string> =>
    JSON.stringify((await season.graph('{ __schema { types { name fields { name } } } }', {}, token)).data);
  assert.match(await types(), /"Secret__c"/);
  const keepers = await types(season.keeperToken);
  assert.match(keepers, /"Orchard__c"/);
  assert.doesNotMatch(keepers, /"Secret__c"|Orchard__cCreate/);
});
