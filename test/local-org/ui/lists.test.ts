/** List views (User Interface API Developer Guide: List Info, List Record Collection, List UI, and the most recently used). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from './season.ts';

let season: Season;
before(async () => {
  season = await startSeason();
});
after(() => season[Symbol.asyncDispose]());

async function read<T>(path: string): Promise<T> {
  const { status, json } = await season.ui('GET', path);
  assert.equal(status, 200, JSON.stringify(json));
  return json as T; // asserted on by what it holds
}

interface Page {
  readonly count: number;
  readonly records: readonly { readonly id: string; readonly fields: Readonly<Record<string, { value: unknown }>> }[];
  readonly currentPageUrl: string;
  readonly nextPageToken: string | null;
  readonly nextPageUrl: string | null;
  readonly previousPageToken: string | null;
  readonly sortBy: string | null;
  readonly listReference: { readonly id: string | null; readonly type: string };
}

const namesOf = ({ records }: Page): readonly unknown[] => records.map(({ fields }) => fields['Name']?.value);

interface Summaries {
  readonly lists: readonly {
    readonly apiName: string;
    readonly id: string;
    readonly label: string;
    readonly url: string;
  }[];
  readonly nextPageToken: string | null;
}

test('the lists of an object come with their ids and addresses, page by page, filtered by their label', async () => {
  const { lists } = await read<Summaries>('/list-info/Orchard__c');
  assert.deepEqual(
    lists.map(({ apiName, label, url }) => [apiName, label, url]),
    [
      ['All', 'All Orchards', '/services/data/v66.0/ui-api/list-info/Orchard__c/All'],
      ['North_Or_Rich', 'North or rich', '/services/data/v66.0/ui-api/list-info/Orchard__c/North_Or_Rich'],
    ],
  );
  const first = await read<Summaries>('/list-info/Orchard__c?pageSize=1');
  assert.deepEqual([first.lists.length, first.nextPageToken], [1, '1']);
  const rich = await read<Summaries>('/list-info/Orchard__c?q=*rich');
  assert.deepEqual(
    rich.lists.map(({ apiName }) => apiName),
    ['North_Or_Rich'],
  );
});

test('a list answers by its id as by its name', async () => {
  const { lists } = await read<Summaries>('/list-info/Orchard__c');
  const id = lists[1]?.id ?? '';
  assert.match(id, /^00B\w{15}$/);
  const byName = await read<Page>('/list-records/Orchard__c/North_Or_Rich');
  assert.deepEqual(namesOf(await read<Page>(`/list-records/${id}`)), namesOf(byName));
  assert.equal(byName.listReference.id, id);
  const byId = await read<{ info: { label: string } }>(`/list-ui/${id}`);
  assert.equal(byId.info.label, 'North or rich');
  const batch = await read<{ results: { statusCode: number }[] }>(`/list-info/batch?ids=${id},00B000000000000AAA`);
  assert.deepEqual(
    batch.results.map(({ statusCode }) => statusCode),
    [200, 404],
  );
});

interface ListInfo {
  readonly displayColumns: readonly {
    readonly fieldApiName: string;
    readonly lookupId: string | null;
    readonly searchable: boolean;
    readonly inlineEditAttributes: Readonly<Record<string, { readonly editable: boolean }>>;
  }[];
  readonly filteredByInfo: unknown;
  readonly filterLogicString: string | null;
  readonly orderedByInfo: unknown;
  readonly userPreferences: { readonly columnWidths: Readonly<Record<string, number>> };
}

test('list info tells columns, filters, order and what may be edited in place', async () => {
  const info = await read<ListInfo>('/list-info/Orchard__c/All');
  assert.deepEqual(
    info.displayColumns.map(({ fieldApiName, lookupId }) => [fieldApiName, lookupId]),
    [
      ['Name', 'Id'],
      ['Region__c', null],
      ['Keeper__r.Name', 'Keeper__c'],
      ['Total__c', null],
    ],
  );
  assert.deepEqual(
    info.displayColumns.map(({ inlineEditAttributes }) => inlineEditAttributes['012000000000000AAA']?.editable),
    [true, true, true, false],
  );
  assert.deepEqual(info.orderedByInfo, [{ fieldApiName: 'Name', isAscending: true, label: 'Orchard Name' }]);
  assert.deepEqual(info.userPreferences.columnWidths, { Name: -1, Region__c: -1, 'Keeper__r.Name': -1, Total__c: -1 });
  const filtered = await read<ListInfo>('/list-info/Orchard__c/North_Or_Rich');
  assert.equal(filtered.filterLogicString, '1 OR 2');
  assert.deepEqual(filtered.filteredByInfo, [
    { fieldApiName: 'Region__c', label: 'Region', operandLabels: ['North'], operator: 'Equals' },
    { fieldApiName: 'Total__c', label: 'Total', operandLabels: ['5000'], operator: 'GreaterThan' },
  ]);
});

test('records come sorted, page by page, with addresses of the pages beside them', async () => {
  const first = await read<Page>('/list-records/Orchard__c/All?sortBy=-Name&pageSize=1');
  assert.deepEqual(namesOf(first), ['Southbank']);
  assert.equal(first.sortBy, '-Name');
  assert.equal(first.previousPageToken, null);
  const next = await season.world.ask('GET', first.nextPageUrl ?? '');
  const last = next.json as Page;
  assert.deepEqual([namesOf(last), last.nextPageToken, last.previousPageToken], [['Northfield'], null, '0']);
  assert.equal(
    last.currentPageUrl,
    '/services/data/v66.0/ui-api/list-records/Orchard__c/All?pageSize=1&pageToken=1&sortBy=-Name',
  );
});

test('records bring the ids of what their columns refer to, and when they were changed', async () => {
  const [record] = (await read<Page>('/list-records/Orchard__c/All')).records;
  const names = ['CreatedDate', 'Id', 'Keeper__c', 'Keeper__r', 'LastModifiedBy', 'LastModifiedById'];
  assert.deepEqual(
    Object.keys(record?.fields ?? {})
      .sort()
      .slice(0, 6),
    names,
  );
});

test('further fields are taken with or without the object in front; one that is not there fails unless optional', async () => {
  const page = await read<Page>('/list-records/Orchard__c/All?fields=Secret__c&optionalFields=Orchard__c.Nothing__c');
  assert.deepEqual(page.records[0]?.fields['Secret__c']?.value, 'gold');
  assert.equal((await season.ui('GET', '/list-records/Orchard__c/All?fields=Nothing__c')).status, 400);
  const keeper = await season.uiAsKeeper('GET', '/list-records/Orchard__c/All?optionalFields=Secret__c');
  assert.equal('Secret__c' in ((keeper.json as Page).records[0]?.fields ?? {}), false);
});

test("a list view's filters are combined by its logic", async () => {
  const { records } = await read<{ records: Page }>('/list-ui/Orchard__c/North_Or_Rich');
  assert.deepEqual(namesOf(records), ['Northfield']);
});

const searches: readonly (readonly [string, readonly string[]])[] = [
  ['searchTerm=field', ['Northfield']],
  ['searchTerm=N*d', ['Northfield']],
  ['searchTerm=South', ['Southbank']],
  ['searchTerm=nowhere', []],
  ['searchTerm=木村', ['Northfield']],
];
for (const [query, names] of searches) {
  test(`${query} finds ${names.length === 0 ? 'nothing' : names.join(', ')} in the list's columns`, async () => {
    assert.deepEqual(namesOf(await read<Page>(`/list-records/Orchard__c/All?${encodeURI(query)}`)), names);
  });
}

test('what is searched in a picklist is the label that the person reads', async () => {
  const { json } = await season.uiAsKeeper(
    'GET',
    `/list-records/Orchard__c/All?searchTerm=${encodeURIComponent('南')}`,
  );
  assert.deepEqual(namesOf(json as Page), ['Southbank']);
});

test('where narrows a list in GraphQL syntax, as GET and as POST', async () => {
  const where = '{ and: [{ Region__c: { eq: "North" } }, { Keeper__r: { Name: { like: "雪%" } } }] }';
  const got = await read<Page>(`/list-records/Orchard__c/All?where=${encodeURIComponent(where)}`);
  assert.deepEqual(namesOf(got), ['Northfield']);
  const body = { fields: ['Name'], pageSize: 10, sortBy: ['CreatedDate'], where: '{ Total__c: { lt: 1000 } }' };
  const posted = (await season.ui('POST', '/list-records/Orchard__c/All', body)).json as Page & { where: string };
  assert.deepEqual(namesOf(posted), ['Southbank']);
  assert.equal(posted.where, '{ Total__c: { lt: 1000 } }');
});

test('where with a name that the person may not see, or that is no filter, is refused', async () => {
  const body = { where: '{ Secret__c: { eq: "gold" } }' };
  const hidden = await season.uiAsKeeper('POST', '/list-records/Orchard__c/All', body);
  assert.equal(hidden.status, 400);
  assert.equal((hidden.json as { errorCode: string }[])[0]?.errorCode, 'INVALID_FIELD');
  const broken = await season.ui('POST', '/list-records/Orchard__c/All', { where: '{ Name: ' });
  assert.equal(broken.status, 400);
});

test('a list view that does not exist answers 404; a page or an order out of range 400', async () => {
  assert.equal((await season.ui('GET', '/list-records/Orchard__c/Nothing')).status, 404);
  for (const query of [
    'pageSize=2001',
    'pageToken=2001',
    'sortBy=Nothing__c',
    'sortBy=Name,Name,Name,Name,Name,Name',
  ]) {
    assert.equal((await season.ui('GET', `/list-records/Orchard__c/All?${query}`)).status, 400, query);
  }
});

test('what a person prefers of a list is kept, and null sets it back', async () => {
  const path = '/list-preferences/Orchard__c/All';
  const wish = {
    columnWidths: { Name: 200 },
    columnWrap: { Name: true },
    orderedBy: [{ fieldApiName: 'Name', isAscending: false }],
  };
  await season.ui('PATCH', path, wish);
  const kept = await read<Record<string, unknown>>(path);
  assert.deepEqual(kept['columnWidths'], { Name: 200, Region__c: -1, 'Keeper__r.Name': -1, Total__c: -1 });
  assert.deepEqual(kept['orderedBy'], [{ fieldApiName: 'Name', isAscending: false, label: 'Orchard Name' }]);
  assert.deepEqual(namesOf(await read<Page>('/list-records/Orchard__c/All')), ['Southbank', 'Northfield']);
  await season.ui('PATCH', path, { columnWidths: null, orderedBy: null });
  const reset = await read<Record<string, unknown>>(path);
  assert.equal((reset['columnWidths'] as Record<string, number>)['Name'], -1);
  assert.deepEqual(namesOf(await read<Page>('/list-records/Orchard__c/All')), ['Northfield', 'Southbank']);
});

test('list object info names scopes, columns and their operators', async () => {
  interface ObjectLists {
    readonly availableScopes: unknown;
    readonly columns: readonly {
      readonly fieldApiName: string;
      readonly supportedFilterOperators: readonly string[];
    }[];
  }
  const { availableScopes, columns } = await read<ObjectLists>('/list-object-info/Orchard__c');
  assert.deepEqual(availableScopes, [
    { apiName: 'everything', availableEntities: [], label: 'All' },
    { apiName: 'mine', availableEntities: [], label: 'My' },
  ]);
  const region = columns.find(({ fieldApiName }) => fieldApiName === 'Region__c');
  assert.ok(region?.supportedFilterOperators.includes('StartsWith'));
});

test('the most recently used records are those that were opened, newest first, of the person alone', async () => {
  assert.equal((await read<Page>('/mru-list-records/Orchard__c')).count, 0);
  for (const id of [season.north, season.south, season.north]) {
    await season.ui('GET', `/records/${id}?fields=Orchard__c.Name&updateMru=true`);
  }
  assert.deepEqual(namesOf(await read<Page>('/mru-list-records/Orchard__c')), ['Northfield', 'Southbank']);
  const { info, records } = await read<{ info: { label: string; listReference: unknown }; records: Page }>(
    '/mru-list-ui/Orchard__c?sortBy=-Name&pageSize=1',
  );
  assert.equal(info.label, 'Recently Viewed');
  assert.deepEqual(info.listReference, { id: null, listViewApiName: null, objectApiName: 'Orchard__c', type: 'mru' });
  assert.deepEqual([namesOf(records), records.nextPageToken], [['Southbank'], '1']);
  assert.deepEqual(namesOf(await read<Page>('/list-records/Orchard__c/__Recent')), ['Northfield', 'Southbank']);
  const keeper = (await season.uiAsKeeper('GET', '/mru-list-records/Orchard__c')).json as Page;
  assert.equal(keeper.count, 0);
});
