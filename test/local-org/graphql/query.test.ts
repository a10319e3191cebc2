/** Queries through UI API GraphQL (GraphQL API Developer Guide; reference: salesforce-api 6.2). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from '../ui/season.ts';

let season: Season;
before(async () => {
  season = await startSeason();
});
after(() => season[Symbol.asyncDispose]());

const inQuery = (body: string): string => `{ uiapi { query { ${body} } } }`;

async function data(query: string, variables?: Readonly<Record<string, unknown>>): Promise<unknown> {
  const answer = await season.graph(query, variables);
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.errors, []);
  return structuredClone(answer.data);
}

async function refusal(query: string): Promise<string> {
  const answer = await season.graph(query);
  assert.equal(answer.status, 200);
  assert.equal(answer.data, null);
  return answer.errors[0]?.message ?? '';
}

test('values come with what a person reads, ids plain, parents and children nested', async () => {
  const query = `query orchard($id: ID) { uiapi { query {
    Orchard__c(first: 1, where: { Id: { eq: $id } }) { edges { node {
      Id ApiName Name { value } Region__c { value label displayValue } Keeper__r { Name { value } }
      Harvests__r(first: 2, orderBy: { Amount__c: { order: DESC } }) {
        totalCount pageInfo { hasNextPage }
        edges { node { Name { value } Picked_On__c { value displayValue } Orchard__r { Name { value } } } } }
    } } } } } }`;
  const answer = await data(query, { id: season.north });
  assert.deepEqual(answer, {
    uiapi: {
      query: {
        Orchard__c: {
          edges: [
            {
              node: {
                Id: season.north,
                ApiName: 'Orchard__c',
                Name: { value: 'Northfield' },
                Region__c: { value: 'North', label: 'North', displayValue: 'North' },
                Keeper__r: { Name: { value: '雪 木村' } },
                Harvests__r: {
                  totalCount: 3,
                  pageInfo: { hasNextPage: true },
                  edges: [
                    {
                      node: {
                        Name: { value: 'Plums' },
                        Picked_On__c: { value: '2026-10-19', displayValue: '10/19/2026' },
                        Orchard__r: { Name: { value: 'Northfield' } },
                      },
                    },
                    {
                      node: {
                        Name: { value: 'Pears' },
                        Picked_On__c: { value: '2026-10-12', displayValue: '10/12/2026' },
                        Orchard__r: { Name: { value: 'Northfield' } },
                      },
                    },
                  ],
                },
              },
            },
          ],
        },
      },
    },
  });
});

test('labels are in the language of the person who asks', async () => {
  const query = inQuery('Orchard__c(where: { Name: { eq: "Northfield" } }) { edges { node { Region__c { label } } } }');
  const answer = await season.graph(query, {}, season.keeperToken);
  assert.match(JSON.stringify(answer.data), /"label":"北"/);
});

/** Names of the harvests that a condition selects, in order of their name. */
async function namesWhere(where: string): Promise<readonly string[]> {
  const answer = await data(
    inQuery(`Harvest__c(where: ${where}, orderBy: { Name: {} }) { edges { node { Name { value } } } }`),
  );
  return [...JSON.stringify(answer).matchAll(/"value":"(\w+)"/g)].map(([, name = '']) => name);
}

const conditions: readonly (readonly [string, readonly string[]])[] = [
  ['{ Amount__c: { eq: 2000 } }', ['Pears']],
  ['{ Amount__c: { ne: 2000 } }', ['Apples', 'Figs', 'Plums']],
  ['{ Amount__c: { gt: 1000.5, lte: 3000 } }', ['Pears', 'Plums']],
  ['{ Name: { like: "P%" } }', ['Pears', 'Plums']],
  ['{ Name: { in: ["Figs", "Pears"] } }', ['Figs', 'Pears']],
  ['{ Name: { in: [] } }', []],
  ['{ Name: { nin: ["Figs", "Pears"] } }', ['Apples', 'Plums']],
  ['{ Done__c: { eq: true } }', ['Pears', 'Plums']],
  ['{ Picked_On__c: { gte: { value: "2026-10-12" } } }', ['Pears', 'Plums']],
  ['{ Picked_On__c: { eq: { literal: LAST_MONTH } } }', ['Apples', 'Pears', 'Plums']],
  ['{ Picked_On__c: { eq: { range: { last_n_days: 21 } } } }', ['Pears', 'Plums']],
  ['{ Orchard__r: { Region__c: { eq: "South" } } }', ['Figs']],
  ['{ or: [{ Name: { eq: "Figs" } }, { Amount__c: { gte: 3000 } }] }', ['Figs', 'Plums']],
  ['{ not: { Name: { like: "P%" } } }', ['Apples', 'Figs']],
  ['{ and: [{ Done__c: { eq: true } }, { not: { Name: { eq: "Pears" } } }] }', ['Plums']],
];
for (const [where, names] of conditions) {
  test(`where ${where} selects ${names.length === 0 ? 'nothing' : names.join(', ')}`, async () => {
    assert.deepEqual(await namesWhere(where), names);
  });
}

test('a text with quotes is a value, never a part of the query', async () => {
  const query =
    'query q($name: String) { uiapi { query { Harvest__c(where: { Name: { eq: $name } }) { edges { node { Id } } } } } }';
  const answer = await data(query, { name: "x' OR Name != '" });
  assert.deepEqual(answer, { uiapi: { query: { Harvest__c: { edges: [] } } } });
});

test('pages follow each other by cursor and end', async () => {
  const page = async (after: string | null): Promise<{ names: unknown; next: boolean; end: string }> => {
    const query = `query q($after: String) { uiapi { query { Harvest__c(first: 3, after: $after, orderBy: { Name: {} }) {
      totalCount edges { cursor node { Name { value } } } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`;
    const answer = (await data(query, { after })) as {
      uiapi: {
        query: {
          Harvest__c: {
            totalCount: number;
            edges: { node: { Name: { value: string } } }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        };
      };
    };
    const { totalCount, edges, pageInfo } = answer.uiapi.query.Harvest__c;
    assert.equal(totalCount, 4);
    return { names: edges.map(({ node }) => node.Name.value), next: pageInfo.hasNextPage, end: pageInfo.endCursor };
  };
  const first = await page(null);
  assert.deepEqual([first.names, first.next], [['Apples', 'Figs', 'Pears'], true]);
  const second = await page(first.end);
  assert.deepEqual([second.names, second.next], [['Plums'], false]);
});

test('ten records come when the query does not say how many', async () => {
  for (let index = 0; index < 12; index += 1) season.insert('Orchard__c', { Name: `Young ${index}` });
  const query = inQuery('Orchard__c(where: { Name: { like: "Young%" } }) { totalCount edges { node { Id } } }');
  const answer = (await data(query)) as { uiapi: { query: { Orchard__c: { totalCount: number; edges: unknown[] } } } };
  assert.equal(answer.uiapi.query.Orchard__c.edges.length, 10);
  assert.equal(answer.uiapi.query.Orchard__c.totalCount, 12);
});

test('children of many parents are read by one query for the level', async (t) => {
  const watched = t.mock.method(season.world.org.engine, 'query'); // calls through; only counted
  const everything = 'edges { node { Name { value } Harvests__r { edges { node { Name { value } } } } } }';
  await data(inQuery(`Orchard__c(first: 50) { ${everything} }`));
  const objects = watched.mock.calls.map(({ arguments: [, soql] }) => /FROM (\w+)/.exec(soql)?.[1]);
  assert.deepEqual(objects, ['Orchard__c', 'Harvest__c']);
});

test('aliases, fragments and directives are followed', async () => {
  const query = `query q($no: Boolean = false) { uiapi { query { Orchard__c(where: { Name: { eq: "Northfield" } }) { edges { node {
    title: Name { value } ...more Total__c @include(if: $no) { value }
    big: Harvests__r(where: { Amount__c: { gt: 1500 } }) { edges { node { Id } } }
    small: Harvests__r(where: { Amount__c: { lt: 1500 } }) { edges { node { Id } } } } } } } } }
    fragment more on Orchard__c { Region__c { value } }`;
  const answer = (await data(query)) as {
    uiapi: { query: { Orchard__c: { edges: { node: Record<string, unknown> }[] } } };
  };
  const [apples, pears, plums] = season.harvests;
  const node = answer.uiapi.query.Orchard__c.edges[0]?.node;
  assert.deepEqual(node?.['title'], { value: 'Northfield' });
  assert.deepEqual(node['Region__c'], { value: 'North' });
  assert.equal('Total__c' in node, false);
  assert.deepEqual(node['big'], { edges: [{ node: { Id: pears } }, { node: { Id: plums } }] });
  assert.deepEqual(node['small'], { edges: [{ node: { Id: apples } }] });
});

test('a field that the person may not see does not exist, unless the query calls it optional', async () => {
  const secret = (directive: string): string =>
    inQuery(`Orchard__c { edges { node { Id Secret__c ${directive} { value } } } }`);
  const refused = await season.graph(secret(''), {}, season.keeperToken);
  assert.match(refused.errors[0]?.message ?? '', /Secret__c/);
  assert.equal(refused.errors[0]?.extensions?.['ErrorType'], 'ValidationError');
  const answer = await season.graph(secret('@optional'), {}, season.keeperToken);
  assert.deepEqual(answer.errors, []);
  assert.equal((await season.graph(secret(''))).errors.length, 0);
});

test('limits of the platform are refused by name, with status 200', async () => {
  assert.match(
    await refusal(
      `{ uiapi { query { ${Array.from({ length: 11 }, (_, index) => `q${index}: Orchard__c { edges { node { Id } } }`).join(' ')} } } }`,
    ),
    /10 subqueries/,
  );
  const tooMany = await season.graph(inQuery('Orchard__c(first: 2001) { edges { node { Id } } }'));
  assert.match(tooMany.errors[0]?.message ?? '', /2000/);
  assert.match(
    await refusal(inQuery('Harvest__c(where: { Note__c: { eq: "x" } }) { edges { node { Id } } }')),
    /Note__c/,
  );
  assert.match(await refusal('{ uiapi {'), /Syntax Error/);
});

test('an aggregate groups and measures in one query', async () => {
  const query = `{ uiapi { aggregate { Harvest__c(groupBy: { Orchard__c: { group: true } }) {
    edges { node { aggregate { Orchard__c { value } Amount__c { sum { value } count { value } avg { value } } } } } } } } }`;
  const answer = (await data(query)) as {
    uiapi: {
      aggregate: {
        Harvest__c: { edges: { node: { aggregate: { Orchard__c: { value: string }; Amount__c: unknown } } }[] };
      };
    };
  };
  const rows = new Map(
    answer.uiapi.aggregate.Harvest__c.edges.map(({ node }) => [
      node.aggregate.Orchard__c.value,
      node.aggregate.Amount__c,
    ]),
  );
  assert.deepEqual(rows.get(season.south), { sum: { value: 40 }, count: { value: 1 }, avg: { value: 40 } });
  assert.deepEqual((rows.get(season.north) as { sum: unknown }).sum, { value: 6000.5 });
});
