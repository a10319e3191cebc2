/** Object info, picklists and layouts of UI API. */
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

test('a batch of object infos answers each name by itself, and one that is hidden like one that is not there', async () => {
  const { json } = await season.ui('GET', '/object-info/batch/Harvest__c,Nothing__c');
  const { results } = json as { results: { statusCode: number; result: unknown }[] };
  assert.deepEqual(
    results.map(({ statusCode }) => statusCode),
    [200, 403],
  );
  const message = "You don't have access to this record. Ask your administrator for help or to request access.";
  assert.deepEqual(results[1]?.result, [{ errorCode: 'INSUFFICIENT_ACCESS', message }]);
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
  assert.equal((await season.ui('GET', `${path}/Name`)).status, 404);
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

test('a new record starts with the defaults of its picklists and checkboxes', async () => {
  const { json } = await season.ui('GET', '/record-defaults/create/Orchard__c');
  const { record, layout } = json as {
    record: { fields: Record<string, { value: unknown }> };
    layout: { mode: string };
  };
  assert.equal(record.fields['Region__c']?.value, 'North');
  assert.equal(layout.mode, 'Create');
});
