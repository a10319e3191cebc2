/** REST API Developer Guide, "List Views", "List View Describe", "List View Results". */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../world/world.ts';
import { orchards } from '../ui/orchard.ts';

const stack = new AsyncDisposableStack();
let world: World;

interface ListView {
  readonly id: string;
  readonly label: string;
  readonly developerName: string;
  readonly describeUrl: string;
  readonly resultsUrl: string;
}

const root = '/services/data/v62.0/sobjects/Orchard__c/listviews';

async function read<T>(path: string): Promise<T> {
  const { status, json } = await world.ask('GET', path);
  assert.equal(status, 200, JSON.stringify(json));
  return json as T; // asserted on by what it holds
}

async function listNamed(name: string): Promise<ListView> {
  const { listviews } = await read<{ listviews: readonly ListView[] }>('sobjects/Orchard__c/listviews');
  const found = listviews.find(({ developerName }) => developerName === name);
  assert.ok(found);
  return found;
}

before(async () => {
  world = stack.use(await startWorld({ deploy: orchards }));
  const records = ['c', 'a', 'b'].map((Name, index) => ({
    attributes: { type: 'Orchard__c' },
    Name,
    Region__c: index === 1 ? 'South' : 'North',
  }));
  await world.ask('POST', 'composite/sobjects', { records });
});
after(() => stack.disposeAsync());

test('the lists of an object come with their ids and addresses', async () => {
  const all = await read<Record<string, unknown>>('sobjects/Orchard__c/listviews');
  assert.deepEqual(
    [all['done'], all['size'], all['nextRecordsUrl'], all['sobjectType']],
    [true, 2, null, 'Orchard__c'],
  );
  const list = await listNamed('North_Or_Rich');
  assert.match(list.id, /^00B\w{15}$/);
  const url = `${root}/${list.id}`;
  assert.deepEqual(await read(url), {
    describeUrl: `${url}/describe`,
    developerName: 'North_Or_Rich',
    id: list.id,
    label: 'North or rich',
    resultsUrl: `${url}/results`,
    soqlCompatible: true,
    url,
  });
});

test('a list is described by its columns, its order and a query that can be asked', async () => {
  const { describeUrl } = await listNamed('North_Or_Rich');
  const { columns, orderBy, query } = await read<{
    columns: readonly Record<string, unknown>[];
    orderBy: readonly object[];
    query: string;
  }>(describeUrl);
  assert.deepEqual(
    columns.map(({ fieldNameOrPath, hidden, sortIndex }) => [fieldNameOrPath, hidden, sortIndex]),
    [
      ['Name', false, 0],
      ['Total__c', false, null],
      ['Id', true, null],
      ['CreatedDate', true, null],
      ['LastModifiedDate', true, null],
      ['SystemModstamp', true, null],
    ],
  );
  assert.deepEqual(orderBy[0], { fieldNameOrPath: 'Name', nullsPosition: 'first', sortDirection: 'ascending' });
  const { totalSize } = await read<{ totalSize: number }>(`query?q=${encodeURIComponent(query)}`);
  assert.equal(totalSize, 2);
});

test('the results of a list are texts by column, piece by piece', async () => {
  const { resultsUrl, label } = await listNamed('All');
  interface Results {
    readonly label: string;
    readonly size: number;
    readonly records: readonly { readonly columns: readonly { fieldNameOrPath: string; value: string | null }[] }[];
  }
  const names = (results: Results): unknown => results.records.map(({ columns }) => columns[0]?.value);
  const all = await read<Results>(resultsUrl);
  assert.deepEqual([all.label, all.size, names(all)], [label, 3, ['a', 'b', 'c']]);
  assert.deepEqual(
    all.records[0]?.columns.slice(1, 3).map(({ fieldNameOrPath, value }) => [fieldNameOrPath, value]),
    [
      ['Region__c', 'South'],
      ['Keeper__r.Name', null],
    ],
  );
  assert.deepEqual(names(await read<Results>(`${resultsUrl}?limit=1&offset=1`)), ['b']);
  for (const wrong of ['limit=0', 'limit=2001', 'offset=x']) {
    assert.equal((await world.ask('GET', `${resultsUrl}?${wrong}`)).status, 400, wrong);
  }
});

test('a list that is not there, or of another object, is 404', async () => {
  const { id } = await listNamed('All');
  for (const path of [
    'Orchard__c/listviews/00B000000000000AAA',
    `Account/listviews/${id}`,
    'Orchard__c/listviews/All',
  ]) {
    assert.equal((await world.ask('GET', `sobjects/${path}`)).status, 404, path);
  }
});

/** jsforce gives its lists no type. */
interface Lists {
  listviews(): Promise<{ readonly listviews: readonly ListView[] }>;
  listview(id: string): {
    describe(): Promise<{ readonly sobjectType: string }>;
    results(): Promise<{ readonly size: number }>;
    explain(): Promise<{ readonly plans: readonly { readonly sobjectType: string }[] }>;
  };
}

test('jsforce reads, describes and explains lists', async () => {
  const orchard = world.connect().sobject('Orchard__c') as unknown as Lists; // see above
  const { listviews } = await orchard.listviews();
  const list = orchard.listview(listviews[0]?.id ?? '');
  assert.equal((await list.describe()).sobjectType, 'Orchard__c');
  assert.equal((await list.results()).size, 3);
  assert.equal((await list.explain()).plans[0]?.sobjectType, 'Orchard__c');
});
