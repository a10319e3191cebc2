/** Related lists and child relationships (User Interface API Developer Guide: Related List Info, Records and Count; Get Child Records). */
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
  readonly records: readonly { readonly fields: Readonly<Record<string, { value: unknown }>> }[];
  readonly nextPageToken: string | null;
  readonly nextPageUrl: string | null;
  readonly sortBy: readonly string[];
  readonly listReference: unknown;
}

const namesOf = ({ records }: Page): readonly unknown[] => records.map(({ fields }) => fields['Name']?.value);

test('the related lists of an object are those of its layout', async () => {
  interface Lists {
    readonly parentRecordTypeId: string;
    readonly relatedLists: readonly Readonly<Record<string, unknown>>[];
  }
  const { parentRecordTypeId, relatedLists } = await read<Lists>('/related-list-info/Orchard__c');
  assert.equal(parentRecordTypeId, '012000000000000AAA');
  assert.deepEqual(
    relatedLists.map((one) => [
      one['relatedListId'],
      one['objectApiName'],
      one['fieldApiName'],
      one['entityLabelPlural'],
    ]),
    [['Harvests__r', 'Harvest__c', 'Orchard__c', 'Harvests']],
  );
});

test('an opportunity without a deployed layout lists its products, and nothing that only relates to it', async () => {
  interface Lists {
    readonly relatedLists: readonly { readonly relatedListId: string }[];
  }
  const { relatedLists } = await read<Lists>('/related-list-info/Opportunity');
  assert.deepEqual(
    relatedLists.map(({ relatedListId }) => relatedListId),
    ['OpportunityLineItems'],
  );
});

test('a related list tells the columns and the order of the layout', async () => {
  interface Info {
    readonly displayColumns: readonly { readonly fieldApiName: string; readonly dataType: string }[];
    readonly orderedByInfo: unknown;
    readonly objectApiNames: readonly string[];
  }
  const info = await read<Info>('/related-list-info/Orchard__c/Harvests__r');
  assert.deepEqual(
    info.displayColumns.map(({ fieldApiName, dataType }) => [fieldApiName, dataType]),
    [
      ['Name', 'string'],
      ['Amount__c', 'currency'],
      ['Picked_On__c', 'date'],
      ['Done__c', 'boolean'],
    ],
  );
  assert.deepEqual(info.orderedByInfo, [{ fieldApiName: 'Picked_On__c', isAscending: false, label: 'Picked On' }]);
  assert.deepEqual(info.objectApiNames, ['Harvest__c', 'Orchard__c']);
  const batch = await read<{ results: { statusCode: number }[] }>(
    '/related-list-info/batch/Orchard__c/Harvests__r,Nothing__r',
  );
  assert.deepEqual(
    batch.results.map(({ statusCode }) => statusCode),
    [200, 400],
  );
});

test('records of a related list hold what is asked for and nothing else, in the order of the layout', async () => {
  const path = `/related-list-records/${season.north}/Harvests__r`;
  const bare = await read<Page>(`${path}?pageSize=2`);
  assert.deepEqual(
    bare.records.map(({ fields }) => fields),
    [{}, {}],
  );
  const page = await read<Page>(`${path}?fields=Name,Harvest__c.Amount__c&pageSize=2`);
  assert.deepEqual([namesOf(page), page.nextPageToken, page.sortBy], [['Plums', 'Pears'], '2', []]);
  const next = (await season.world.ask('GET', page.nextPageUrl ?? '')).json as Page;
  assert.deepEqual([namesOf(next), next.nextPageToken], [['Apples'], null]);
  assert.deepEqual(page.listReference, {
    id: null,
    inContextOfRecordId: season.north,
    listViewApiName: null,
    objectApiName: null,
    parentObjectApiName: 'Orchard__c',
    recordTypeId: null,
    relatedListId: 'Harvests__r',
    type: 'relatedList',
  });
});

test('a field to sort by that does not exist is passed over', async () => {
  const path = `/related-list-records/${season.north}/Harvests__r?fields=Name&sortBy=Nothing__c,Amount__c`;
  assert.deepEqual(namesOf(await read<Page>(path)), ['Apples', 'Pears', 'Plums']);
});

test('where filters a related list that is asked for with a body, and is passed over in an address', async () => {
  const path = `/related-list-records/${season.north}/Harvests__r`;
  const body = { fields: ['Name'], sortBy: ['Name'], where: '{ Amount__c: { gt: 1500 } }', includeColumnLabels: true };
  const posted = (await season.ui('POST', path, body)).json as Page & { columnLabels: Record<string, string> };
  assert.deepEqual(namesOf(posted), ['Pears', 'Plums']);
  assert.equal(posted.columnLabels['Amount__c'], 'Amount');
  const where = encodeURIComponent('{ Amount__c: { gt: 1500 } }');
  assert.equal((await read<Page>(`${path}?fields=Name&where=${where}`)).count, 3);
});

test('several related lists are read by one request, each with fields of its own', async () => {
  const path = `/related-list-records/batch/${season.north}`;
  const got = await read<{ results: { statusCode: number; result: Page }[] }>(
    `${path}/Harvests__r,Nothing__r?fields=Harvests__r:Harvest__c.Name&pageSize=Harvests__r:1`,
  );
  assert.deepEqual(
    got.results.map(({ statusCode }) => statusCode),
    [200, 400],
  );
  assert.deepEqual(
    got.results[0]?.result.records.map(({ fields }) => fields['Name']?.value),
    ['Plums'],
  );
  const relatedListParameters = [
    { relatedListId: 'Harvests__r', fields: ['Name'], sortBy: ['-Amount__c'], pageSize: 1 },
  ];
  const posted = await season.ui('POST', path, { relatedListParameters });
  const { results } = posted.json as typeof got;
  assert.deepEqual(
    results[0]?.result.records.map(({ fields }) => fields['Name']?.value),
    ['Plums'],
  );
});

test('related lists are counted, one or several; one that does not exist is told by name', async () => {
  const count = await read<{ count: number; hasMore: boolean }>(`/related-list-count/${season.north}/Harvests__r`);
  assert.deepEqual([count.count, count.hasMore], [3, false]);
  const few = await read<{ count: number; hasMore: boolean }>(
    `/related-list-count/${season.north}/Harvests__r?maxCount=2`,
  );
  assert.deepEqual([few.count, few.hasMore], [2, true]);
  const { results } = await read<{ results: { statusCode: number; result: unknown }[] }>(
    `/related-list-count/batch/${season.north}/Harvests__r,Nothing__r`,
  );
  assert.deepEqual(results[1], {
    statusCode: 400,
    result: [{ errorCode: 'ITEM_NOT_FOUND', message: 'Related list not found: Nothing__r' }],
  });
});

test('what a person prefers of a related list is kept and sorts its records', async () => {
  const path = '/related-list-preferences/Orchard__c.Harvests__r';
  await season.ui('PATCH', path, {
    columnWidths: { Name: 120 },
    orderedBy: [{ fieldApiName: 'Name', isAscending: true }],
  });
  const kept = await read<Record<string, unknown>>(path);
  assert.deepEqual(kept['orderedBy'], [{ fieldApiName: 'Name', isAscending: true, label: 'Harvest Name' }]);
  const page = await read<Page>(`/related-list-records/${season.north}/Harvests__r?fields=Name`);
  assert.deepEqual(namesOf(page), ['Apples', 'Pears', 'Plums']);
  const patch = {
    orderedByInfo: [{ fieldApiName: 'Picked_On__c', isAscending: false }],
    userPreferences: { columnWidths: null },
  };
  await season.ui('PATCH', '/related-list-info/Orchard__c/Harvests__r', patch);
  const sorted = await read<Page>(`/related-list-records/${season.north}/Harvests__r?fields=Name`);
  assert.deepEqual(namesOf(sorted), ['Plums', 'Pears', 'Apples']);
});

test('children come beside the fields of their parent, five of them unless the request says', async () => {
  interface Parent {
    readonly childRelationships: Readonly<Record<string, Page>>;
  }
  const path = `/records/${season.north}?fields=Orchard__c.Name&childRelationships=Orchard__c.Harvests__r.Amount__c`;
  const { childRelationships } = await read<Parent>(path);
  const children = childRelationships['Harvests__r'];
  assert.deepEqual(
    children?.records.map(({ fields }) => [fields['Name']?.value, fields['Amount__c']?.value]),
    [
      ['Apples', 1000.5],
      ['Pears', 2000],
      ['Plums', 3000],
    ],
  );
  const one = await read<Parent>(`${path}&pageSize=1`);
  assert.equal(one.childRelationships['Harvests__r']?.nextPageToken, '1');
  const batch = await read<{ results: { result: Parent }[] }>(
    `/records/batch/${season.south}?fields=Orchard__c.Name&childRelationships=Orchard__c.Harvests__r`,
  );
  assert.equal(batch.results[0]?.result.childRelationships['Harvests__r']?.count, 1);
});

test('children have pages under an address of their own', async () => {
  const path = `/records/${season.north}/child-relationships/Harvests__r`;
  const second = await read<Page>(`${path}?page=1&pageSize=2`);
  assert.deepEqual([namesOf(second), second.nextPageToken], [['Plums'], null]);
  const amounts = await read<Page>(`${path}?fields=Harvest__c.Amount__c`);
  assert.deepEqual(
    amounts.records.map(({ fields }) => Object.keys(fields)),
    [['Amount__c'], ['Amount__c'], ['Amount__c']],
  );
  assert.equal((await season.ui('GET', `/records/${season.north}/child-relationships/Nothing__r`)).status, 404);
});
