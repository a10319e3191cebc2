/** Object info, picklists, layouts, list views and related lists of UI API. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from './season.ts';

let season: Season;
before(async () => {
  season = await startSeason();
});
after(() => season[Symbol.asyncDispose]());

interface Info {
  readonly label: string;
  readonly labelPlural: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly defaultRecordTypeId: string;
  readonly nameFields: readonly string[];
  readonly themeInfo: { readonly iconUrl: string };
  readonly fields: Readonly<
    Record<string, { readonly label: string; readonly dataType: string; readonly updateable: boolean }>
  >;
  readonly childRelationships: readonly { readonly relationshipName: string }[];
}

test('object info speaks the language of the person and holds only what they may see', async () => {
  const english = (await season.ui('GET', '/object-info/Orchard__c')).json as Info;
  assert.equal(english.label, 'Orchard');
  assert.deepEqual(english.nameFields, ['Name']);
  assert.equal(english.fields['Total__c']?.dataType, 'Currency');
  assert.ok('Secret__c' in english.fields);
  assert.ok(english.childRelationships.some(({ relationshipName }) => relationshipName === 'Harvests__r'));
  assert.match(english.themeInfo.iconUrl, /custom\/custom26_120\.png$/);
  const japanese = (await season.uiAsKeeper('GET', '/object-info/Orchard__c')).json as Info;
  assert.equal(japanese.label, '果樹園');
  assert.equal(japanese.fields['Region__c']?.label, '地域');
  assert.equal(japanese.fields['Name']?.label, '果樹園名');
  assert.equal('Secret__c' in japanese.fields, false);
  assert.equal(japanese.createable, false);
  assert.equal(japanese.fields['Total__c']?.updateable, false);
});

test('a batch of object infos answers each name by itself', async () => {
  const { json } = await season.ui('GET', '/object-info/batch/Harvest__c,Nothing__c');
  const { results } = json as { results: { statusCode: number }[] };
  assert.deepEqual(
    results.map(({ statusCode }) => statusCode),
    [200, 404],
  );
});

test('picklist values come with translated labels, by record type', async () => {
  const path = '/object-info/Orchard__c/picklist-values/012000000000000AAA';
  const { json } = await season.uiAsKeeper('GET', `${path}/Region__c`);
  const { values, defaultValue } = json as {
    values: { label: string; value: string }[];
    defaultValue: { value: string };
  };
  assert.deepEqual(
    values.map(({ label, value }) => [label, value]),
    [
      ['北', 'North'],
      ['南', 'South'],
    ],
  );
  assert.equal(defaultValue.value, 'North');
  const all = (await season.ui('GET', path)).json as { picklistFieldValues: Record<string, unknown> };
  assert.deepEqual(Object.keys(all.picklistFieldValues), ['Region__c']);
  assert.equal((await season.ui('GET', `${path}/Name`)).status, 400);
});

interface Layout {
  readonly sections: readonly {
    readonly heading: string;
    readonly layoutRows: readonly {
      readonly layoutItems: readonly {
        readonly label: string;
        readonly layoutComponents: readonly { readonly apiName: string | null }[];
      }[];
    }[];
  }[];
}

test('a layout has its headings translated and closes up over what the person may not see', async () => {
  const { sections } = (await season.uiAsKeeper('GET', '/layout/Orchard__c')).json as Layout;
  assert.deepEqual(
    sections.map(({ heading }) => heading),
    ['果樹園の情報', 'システム情報'],
  );
  const names = sections.map((section) =>
    section.layoutRows.map((row) => row.layoutItems.map(({ layoutComponents }) => layoutComponents[0]?.apiName)),
  );
  assert.deepEqual(names, [
    [
      ['Name', 'Keeper__c'],
      ['Region__c', 'Total__c'],
    ],
    [['CreatedById', null]],
  ]);
});

test('a list view answers its columns and a sorted page of its records', async () => {
  const { lists } = (await season.ui('GET', '/list-info/Orchard__c')).json as {
    lists: { apiName: string; label: string }[];
  };
  assert.deepEqual(
    lists.map(({ apiName, label }) => [apiName, label]),
    [
      ['All', 'All Orchards'],
      ['North_Or_Rich', 'North or rich'],
    ],
  );
  const info = (await season.ui('GET', '/list-info/Orchard__c/All')).json as {
    displayColumns: { fieldApiName: string; lookupId: string | null }[];
  };
  assert.deepEqual(
    info.displayColumns.map(({ fieldApiName, lookupId }) => [fieldApiName, lookupId]),
    [
      ['Name', null],
      ['Region__c', null],
      ['Keeper__r.Name', 'Keeper__c'],
      ['Total__c', null],
    ],
  );
  const first = await season.ui('GET', '/list-records/Orchard__c/All?sortBy=-Name&pageSize=1');
  const page = first.json as {
    records: { fields: Record<string, { value: unknown }> }[];
    nextPageToken: string | null;
  };
  assert.deepEqual(
    page.records.map(({ fields }) => fields['Name']?.value),
    ['Southbank'],
  );
  const next = await season.ui(
    'GET',
    `/list-records/Orchard__c/All?sortBy=-Name&pageSize=1&pageToken=${page.nextPageToken ?? ''}`,
  );
  const last = next.json as typeof page;
  assert.deepEqual(
    last.records.map(({ fields }) => fields['Name']?.value),
    ['Northfield'],
  );
  assert.equal(last.nextPageToken, null);
});

test("a list view's filters are combined by its logic", async () => {
  const { json } = await season.ui('GET', '/list-ui/Orchard__c/North_Or_Rich');
  const { records } = json as { records: { records: { fields: Record<string, { value: unknown }> }[] } };
  assert.deepEqual(
    records.records.map(({ fields }) => fields['Name']?.value),
    ['Northfield'],
  );
});

test('a list view that does not exist answers 404, a page size out of range 400', async () => {
  assert.equal((await season.ui('GET', '/list-records/Orchard__c/Nothing')).status, 404);
  assert.equal((await season.ui('GET', '/list-records/Orchard__c/All?pageSize=3000')).status, 400);
});

test('a related list has the columns and the order of the layout', async () => {
  const lists = (await season.ui('GET', '/related-list-info/Orchard__c')).json as {
    relatedLists: { relatedListId: string }[];
  };
  assert.deepEqual(
    lists.relatedLists.map(({ relatedListId }) => relatedListId),
    ['Harvests__r'],
  );
  const page = (await season.ui('GET', `/related-list-records/${season.north}/Harvests__r?pageSize=2`)).json as {
    count: number;
    nextPageToken: string | null;
    records: { fields: Record<string, { value: unknown }> }[];
  };
  assert.deepEqual(
    page.records.map(({ fields }) => fields['Name']?.value),
    ['Plums', 'Pears'],
  );
  assert.equal(page.nextPageToken, '2');
  const count = (await season.ui('GET', `/related-list-count/${season.north}/Harvests__r`)).json as { count: number };
  assert.equal(count.count, 3);
});

test('a related list takes its fields from the request as GET and as POST', async () => {
  const path = `/related-list-records/${season.north}/Harvests__r`;
  const body = { fields: ['Harvest__c.Amount__c'], sortBy: ['Amount__c'] };
  const posted = (await season.ui('POST', path, body)).json as {
    records: { fields: Record<string, { value: unknown }> }[];
  };
  assert.deepEqual(
    posted.records.map(({ fields }) => Object.keys(fields)),
    [['Amount__c'], ['Amount__c'], ['Amount__c']],
  );
  assert.equal(posted.records[0]?.fields['Amount__c']?.value, 1000.5);
});

test('a new record starts with the defaults of its picklists and checkboxes', async () => {
  const { json } = await season.ui('GET', '/record-defaults/create/Orchard__c');
  const { record, layout } = json as {
    record: { fields: Record<string, { value: unknown }> };
    layout: { mode: string };
  };
  assert.equal(record.fields['Region__c']?.value, 'North');
  assert.equal(layout.mode, 'Create');
});
