/** What depends on a record type (User Interface API Developer Guide: Object Info, Picklist Values). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heldClock, startWorld, type Answer, type World } from '../../world/world.ts';
import { grove } from './grove.ts';

let world: World;
let fruit: string;
let nut: string;

const ui = (method: string, path: string, body?: unknown): Promise<Answer> =>
  world.ask(method, `/services/data/v66.0/ui-api${path}`, body);

async function read<T>(path: string): Promise<T> {
  const { status, json } = await ui('GET', path);
  assert.equal(status, 200, JSON.stringify(json));
  return json as T; // asserted on by what it holds
}

interface Info {
  readonly defaultRecordTypeId: string;
  readonly dependentFields: unknown;
  readonly recordTypeInfos: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly fields: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly searchable: boolean;
  readonly themeInfo: unknown;
}

before(async () => {
  const clock = heldClock('2026-11-02T00:00:00Z');
  world = await startWorld({ deploy: grove('System Administrator'), clock });
  const { recordTypeInfos } = await read<Info>('/object-info/Tree__c');
  [fruit = '', nut = ''] = Object.keys(recordTypeInfos);
});
after(() => world.close());

test('object info names the record types of the profile, the one for new records among them', async () => {
  const { defaultRecordTypeId, recordTypeInfos, searchable, themeInfo } = await read<Info>('/object-info/Tree__c');
  assert.equal(defaultRecordTypeId, fruit);
  assert.deepEqual(Object.values(recordTypeInfos), [
    { available: true, defaultRecordTypeMapping: true, master: false, name: 'Fruit tree', recordTypeId: fruit },
    { available: true, defaultRecordTypeMapping: false, master: false, name: 'Nut tree', recordTypeId: nut },
    {
      available: true,
      defaultRecordTypeMapping: false,
      master: true,
      name: 'Master',
      recordTypeId: '012000000000000AAA',
    },
  ]);
  // Without a tab an object is not searched and has no icon of its own.
  assert.equal(searchable, false);
  assert.deepEqual(themeInfo, { color: '747E96', iconUrl: null });
});

test('object info draws the tree of dependent fields, and each field names what controls it', async () => {
  const { dependentFields, fields } = await read<Info>('/object-info/Tree__c');
  assert.deepEqual(dependentFields, { Kind__c: { Sort__c: {} }, Old__c: { Care__c: {} } });
  assert.equal(fields['Sort__c']?.['controllerName'], 'Kind__c');
  assert.deepEqual(fields['Care__c']?.['controllingFields'], ['Old__c']);
  assert.equal(fields['Note__c']?.['extraTypeInfo'], 'RichTextArea');
  assert.equal(fields['OwnerId']?.['polymorphicForeignKey'], true);
});

interface Picklist {
  readonly controllerValues: Readonly<Record<string, number>>;
  readonly defaultValue: { readonly value: string } | null;
  readonly values: readonly { readonly value: string; readonly validFor: readonly number[] }[];
}

test('a picklist offers the values of the record type, with the default of the record type', async () => {
  const path = '/object-info/Tree__c/picklist-values';
  const ofFruit = await read<Picklist>(`${path}/${fruit}/Kind__c`);
  assert.deepEqual(
    ofFruit.values.map(({ value }) => value),
    ['Apple', 'Pear'],
  );
  assert.equal(ofFruit.defaultValue?.value, 'Pear');
  const all = await read<{ picklistFieldValues: Record<string, Picklist> }>(`${path}/${nut}`);
  assert.deepEqual(Object.keys(all.picklistFieldValues), ['Kind__c', 'Sort__c', 'Care__c']);
  assert.deepEqual(
    all.picklistFieldValues['Kind__c']?.values.map(({ value }) => value),
    ['Walnut'],
  );
  assert.equal((await ui('GET', `${path}/012000000000999AAA/Kind__c`)).status, 400);
});

test('a dependent picklist says by index which values of its controller each of its values goes with', async () => {
  const path = `/object-info/Tree__c/picklist-values/${fruit}`;
  const sort = await read<Picklist>(`${path}/Sort__c`);
  assert.deepEqual(sort.controllerValues, { Apple: 0, Pear: 1, Walnut: 2 });
  assert.deepEqual(
    sort.values.map(({ value, validFor }) => [value, validFor]),
    [
      ['Fuji', [0]],
      ['Conference', [1]],
      ['Common', [0, 2]],
    ],
  );
  const care = await read<Picklist>(`${path}/Care__c`);
  assert.deepEqual(care.controllerValues, { false: 0, true: 1 });
  assert.deepEqual(
    care.values.map(({ value, validFor }) => [value, validFor]),
    [
      ['Prop', [1]],
      ['Prune', [1, 0]],
    ],
  );
});

test('the stage of an opportunity says what it means', async () => {
  const path = '/object-info/Opportunity/picklist-values/012000000000000AAA/StageName';
  const { values } = (await read<{ values: unknown[] }>(path)) as { values: { value: string; attributes: unknown }[] };
  assert.deepEqual(values.find(({ value }) => value === 'Closed Won')?.attributes, {
    closed: true,
    defaultProbability: 100,
    forecastCategoryName: 'Closed',
    picklistAtrributesValueType: 'OpportunityStage',
    won: true,
  });
});
