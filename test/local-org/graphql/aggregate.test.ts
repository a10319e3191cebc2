/** Aggregates through UI API GraphQL (GraphQL API Developer Guide, "Aggregate Queries with GraphQL" and its pages). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from '../ui/season.ts';

let season: Season;
const opened = new AsyncDisposableStack();
before(async () => {
  season = opened.use(await startSeason());
});
after(() => opened.disposeAsync());

interface Aggregated {
  readonly edges: readonly { readonly node: { readonly aggregate: unknown }; readonly cursor: string }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const asked = (args: string, selection: string): string =>
  `{ uiapi { aggregate { Harvest__c${args === '' ? '' : `(${args})`} { ${selection} } } } }`;

async function aggregate(args: string, selection: string): Promise<Aggregated> {
  const { status, data, errors } = await season.graph(asked(args, selection));
  assert.deepEqual([status, errors], [200, []]);
  const { uiapi } = structuredClone(data) as { uiapi: { aggregate: { Harvest__c: Aggregated } } }; // what was asked for
  return uiapi.aggregate.Harvest__c;
}

async function rows(args: string, fields: string): Promise<readonly unknown[]> {
  const { edges } = await aggregate(args, `edges { node { aggregate { ${fields} } } }`);
  return edges.map(({ node }) => node.aggregate);
}

const refusal = async (args: string, fields: string): Promise<string> => {
  const { errors } = await season.graph(asked(args, `edges { node { aggregate { ${fields} } } }`));
  return errors[0]?.message ?? '';
};

const measured = (value: unknown): object => ({ value });

test('measures of a whole object need no groups', async () => {
  const fields =
    'Amount__c { sum { value displayValue } avg { value } min { value } max { value } } Name { count { value } countDistinct { value } }';
  assert.deepEqual(await rows('', fields), [
    {
      Amount__c: {
        sum: { value: 6040.5, displayValue: '¥6,040.5' },
        avg: measured(1510.125),
        min: measured(40),
        max: measured(3000),
      },
      Name: { count: measured(4), countDistinct: measured(4) },
    },
  ]);
});

test('groups may be keys of a parent, in the order of a measure', async () => {
  const args =
    'groupBy: { Orchard__r: { Region__c: { group: true } } }, orderBy: { Amount__c: { function: SUM, order: DESC } }';
  const fields = 'Orchard__r { Region__c { value label } } Amount__c { sum { value } }';
  assert.deepEqual(await rows(args, fields), [
    { Orchard__r: { Region__c: { value: 'North', label: 'North' } }, Amount__c: { sum: measured(6000.5) } },
    { Orchard__r: { Region__c: { value: 'South', label: 'South' } }, Amount__c: { sum: measured(40) } },
  ]);
});

test('a rollup adds subtotals, and grouping tells which they are', async () => {
  const args = 'groupBy: { type: ROLLUP, Done__c: { group: true } }';
  const found = await rows(args, 'Done__c { value grouping { value } } Amount__c { sum { value } }');
  const byValue = new Map((found as { Done__c: { value: unknown } }[]).map((row) => [row.Done__c.value, row]));
  assert.deepEqual(byValue.get(null), {
    Done__c: { value: null, grouping: measured(1) },
    Amount__c: { sum: measured(6040.5) },
  });
  assert.deepEqual(byValue.get(true), {
    Done__c: { value: true, grouping: measured(0) },
    Amount__c: { sum: measured(5000) },
  });
  const cube = 'groupBy: { type: CUBE, Done__c: { group: true }, Orchard__c: { group: true } }';
  assert.equal((await rows(cube, 'Amount__c { sum { value } }')).length, 3 + 2 + 2 + 1);
});

test('days and moments are grouped by a part of them', async () => {
  const args =
    'where: { Picked_On__c: { ne: { value: null } } }, groupBy: { Picked_On__c: { function: CALENDAR_YEAR } }';
  assert.deepEqual(await rows(args, 'Picked_On__c { calendarYear { value } count { value } }'), [
    { Picked_On__c: { calendarYear: measured(2026), count: measured(4) } },
  ]);
  const created = 'groupBy: { CreatedDate: { function: DAY_ONLY } }';
  assert.deepEqual(await rows(created, 'CreatedDate { dayOnly { value } }'), [
    { CreatedDate: { dayOnly: measured('2026-11-02') } },
  ]);
});

test('groups come in pages, counted as a whole', async () => {
  const args = 'groupBy: { Name: { group: true } }, orderBy: { Name: {} }, first: 3';
  const selection =
    'totalCount pageInfo { hasNextPage endCursor } edges { cursor node { aggregate { Name { value } } } }';
  const first = await aggregate(args, selection);
  assert.deepEqual([first.totalCount, first.edges.length, first.pageInfo.hasNextPage], [4, 3, true]);
  const next = await aggregate(`${args}, after: "${first.pageInfo.endCursor}"`, selection);
  assert.deepEqual(
    next.edges.map(({ node }) => node.aggregate),
    [{ Name: { value: 'Plums' } }],
  );
  assert.equal(next.pageInfo.hasNextPage, false);
});

test('what is neither a group nor a measure is refused, as is a measure that the type does not have', async () => {
  assert.match(await refusal('groupBy: { Done__c: { group: true } }', 'Name { value }'), /^Name must be grouped/);
  assert.match(await refusal('groupBy: { CreatedDate: { group: true } }', 'CreatedDate { value }'), /CreatedDate/);
  assert.match(await refusal('', 'Name { sum { value } }'), /Field 'sum' in type 'StringAggregate' is undefined/);
  assert.match(await refusal('', 'Done__c { max { value } }'), /Field 'max' in type 'BooleanAggregate' is undefined/);
  assert.match(await refusal('having: { Amount__c: { sum: { gt: 1 } } }', 'Name { count { value } }'), /having/);
});
