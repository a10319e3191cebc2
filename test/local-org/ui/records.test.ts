/** Records through UI API (User Interface API Developer Guide; reference: salesforce-api 6.1). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from './season.ts';

let season: Season;
before(async () => {
  season = await startSeason();
});
after(() => season[Symbol.asyncDispose]());

interface Represented {
  readonly apiName: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, { readonly value: unknown; readonly displayValue: string | null }>>;
  readonly weakEtag: number;
  readonly systemModstamp: string;
}

const record = (json: unknown): Represented => json as Represented; // asserted on by what it holds

test('a record holds the fields asked for, with values as a person of the locale reads them', async () => {
  const [apples] = season.harvests;
  const names = ['Name', 'Amount__c', 'Share__c', 'Picked_On__c', 'Weighed_At__c', 'Done__c', 'Orchard__r.Name'];
  const fields = names.map((name) => `Harvest__c.${name}`).join(',');
  const english = record((await season.ui('GET', `/records/${apples}?fields=${fields}`)).json);
  assert.equal(english.apiName, 'Harvest__c');
  assert.equal(english.id, apples);
  assert.deepEqual(english.fields['Name'], { displayValue: null, value: 'Apples' });
  assert.equal(english.fields['Amount__c']?.value, 1000.5);
  assert.match(english.fields['Amount__c'].displayValue ?? '', /1,000\.5/);
  assert.deepEqual(english.fields['Share__c'], { displayValue: null, value: 12.5 });
  assert.deepEqual(english.fields['Picked_On__c'], { displayValue: '10/5/2026', value: '2026-10-05' });
  assert.equal(english.fields['Weighed_At__c']?.value, '2026-11-01T20:30:00.000Z');
  assert.deepEqual(english.fields['Done__c'], { displayValue: null, value: false });
  const parent = english.fields['Orchard__r'];
  assert.equal(parent?.displayValue, 'Northfield');
  assert.equal(record(parent.value).id, season.north);
  assert.equal(english.weakEtag, Date.parse(english.systemModstamp));
});

test('dates, money and picklists follow the language, locale and zone of the session', async () => {
  const fields = 'fields=Orchard__c.Region__c,Orchard__c.Total__c,Orchard__c.CreatedDate';
  const { json } = await season.uiAsKeeper('GET', `/records/${season.north}?${fields}`);
  const { Region__c: region, Total__c: total, CreatedDate: created } = record(json).fields;
  assert.deepEqual(region, { displayValue: '北', value: 'North' });
  assert.match(total?.displayValue ?? '', /^[¥￥]6,000\.5$/);
  assert.deepEqual(created, { displayValue: '2026/11/02 9:00', value: '2026-11-02T00:00:00.000Z' });
});

test('the name of a person follows the locale of who reads it, as a value and as the text of a lookup', async () => {
  const path = `/records/${season.north}?fields=Orchard__c.Keeper__r.Name`;
  const names = ({ json }: { readonly json: unknown }): readonly unknown[] => {
    const keeper = record(json).fields['Keeper__r'];
    return [keeper?.displayValue, record(keeper?.value).fields['Name']?.value];
  };
  assert.deepEqual(names(await season.uiAsKeeper('GET', path)), ['木村 雪', '木村 雪']);
  assert.deepEqual(names(await season.ui('GET', path)), ['雪 木村', '雪 木村']);
});

test('a field that does not exist for the person fails in fields and is left out in optionalFields', async () => {
  const refused = await season.uiAsKeeper('GET', `/records/${season.north}?fields=Orchard__c.Secret__c`);
  assert.equal(refused.status, 400);
  assert.equal((refused.json as { errorCode: string }[])[0]?.errorCode, 'INVALID_FIELD');
  const query = 'fields=Orchard__c.Name&optionalFields=Orchard__c.Secret__c,Orchard__c.Nothing__c';
  const { status, json } = await season.uiAsKeeper('GET', `/records/${season.north}?${query}`);
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(record(json).fields), ['Name']);
});

test('a request that asks for nothing is refused', async () => {
  const { status } = await season.ui('GET', `/records/${season.north}`);
  assert.equal(status, 400);
});

test('a layout type brings the fields of the layout and the names of what they refer to', async () => {
  const { json } = await season.ui('GET', `/records/${season.north}?layoutTypes=Compact&modes=View`);
  assert.deepEqual(Object.keys(record(json).fields).sort(), [
    'Keeper__c',
    'Keeper__r',
    'Name',
    'Region__c',
    'Total__c',
  ]);
});

test('an id that leads to no record answers 404, one that is none 400', async () => {
  const gone = await season.ui('GET', `/records/${season.north.slice(0, 3)}000000000000AAA?fields=Orchard__c.Name`);
  assert.equal(gone.status, 404);
  const message = 'The requested resource does not exist';
  assert.deepEqual(gone.json, [{ errorCode: 'NOT_FOUND', message }]);
  for (const id of ['a9X000000000000AAA', 'nonsense', `${season.north.slice(0, 15)}ZZZ`]) {
    const { status, json } = await season.ui('GET', `/records/${id}?fields=Orchard__c.Name`);
    assert.equal(status, 400, id);
    const refusal = { errorCode: 'INVALID_ID_FIELD', message: `Record ID ${id} is not a valid record ID.` };
    assert.deepEqual(json, [refusal]);
  }
});

test('a batch answers each id by itself, in order', async () => {
  const missing = `${season.north.slice(0, 3)}000000000000AAA`;
  const path = `/records/batch/${season.south},${missing},${season.north}?fields=Orchard__c.Name`;
  const { json } = await season.ui('GET', path);
  const { hasErrors, results } = json as { hasErrors: boolean; results: { statusCode: number; result: unknown }[] };
  assert.equal(hasErrors, true);
  assert.deepEqual(
    results.map(({ statusCode }) => statusCode),
    [200, 404, 200],
  );
  assert.deepEqual(record(results[0]?.result).fields['Name']?.value, 'Southbank');
});

test('a create answers 201 and the whole record, a delete 204', async () => {
  const body = { apiName: 'Harvest__c', fields: { Name: 'Quince', Orchard__c: season.south, Amount__c: 5 } };
  const created = await season.ui('POST', '/records', body);
  assert.equal(created.status, 201);
  const { id, fields } = record(created.json);
  assert.equal(fields['Amount__c']?.value, 5);
  assert.equal(record(fields['Orchard__r']?.value).fields['Name']?.value, 'Southbank');
  assert.equal((await season.ui('DELETE', `/records/${id}`)).status, 204);
  assert.equal((await season.ui('GET', `/records/${id}?fields=Harvest__c.Name`)).status, 404);
});

test('an owner, who may be a person or a group, is a record of the Name object', async () => {
  const { status, json } = await season.ui('GET', `/records/${season.south}?fields=Orchard__c.Owner.Name`);
  assert.equal(status, 200);
  const owner = record(json).fields['Owner'];
  assert.equal(owner?.displayValue, 'Ada Admin');
  assert.equal(record(owner.value).apiName, 'Name');
  assert.equal(record(owner.value).id, season.world.org.admin.id);
  assert.equal(record(owner.value).weakEtag, 0);
});

test('an update answers the full record after the save', async () => {
  const [, pears] = season.harvests;
  const { status, json } = await season.ui('PATCH', `/records/${pears}`, { fields: { Amount__c: 2500 } });
  assert.equal(status, 200);
  assert.equal(record(json).fields['Amount__c']?.value, 2500);
  assert.equal(record(json).fields['Note__c']?.value, 'Pears note');
  const total = await season.ui('GET', `/records/${season.north}?fields=Orchard__c.Total__c`);
  assert.equal(record(total.json).fields['Total__c']?.value, 6500.5);
  await season.ui('PATCH', `/records/${pears}`, { fields: { Amount__c: 2000 } });
});

test('a refused save names the field, its label in the language of the person, and the reason', async () => {
  const [apples] = season.harvests;
  const { status, json } = await season.uiAsKeeper('PATCH', `/records/${apples}`, { fields: { Amount__c: -1 } });
  assert.equal(status, 400);
  assert.deepEqual(json, {
    enhancedErrorType: 'RecordError',
    message: 'An error occurred while trying to update the record. Please try again.',
    output: {
      errors: [],
      fieldErrors: {
        Amount__c: [
          {
            constituentField: null,
            duplicateRecordError: null,
            errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            field: 'Amount__c',
            fieldLabel: '金額',
            message: 'An amount is not negative.',
          },
        ],
      },
    },
    statusCode: 400,
  });
});

test('a save based on an older state is refused with 412 when the client says what it saw', async () => {
  const [, , plums] = season.harvests;
  season.clock.advance(60_000);
  await season.ui('PATCH', `/records/${plums}`, { fields: { Share__c: 20 } });
  const headers = { 'If-Unmodified-Since': '2026-11-02T00:00:00.000Z' };
  const stale = await season.ui('PATCH', `/records/${plums}`, { fields: { Share__c: 30 } }, headers);
  assert.equal(stale.status, 412);
  const read = await season.ui('GET', `/records/${plums}?fields=Harvest__c.Share__c`);
  assert.equal(record(read.json).fields['Share__c']?.value, 20);
  const fresh = { 'If-Unmodified-Since': '2026-11-02T00:01:00.000Z' };
  assert.equal((await season.ui('PATCH', `/records/${plums}`, { fields: { Share__c: 12.5 } }, fresh)).status, 200);
});

test('without a session nothing is answered', async () => {
  const response = await fetch(`${season.world.url}/services/data/v66.0/ui-api/records/${season.north}`);
  assert.equal(response.status, 401);
});
