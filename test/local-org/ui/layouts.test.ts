/** Layouts, and forms for new records (User Interface API Developer Guide: Record Layout, Record Defaults, Record UI). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heldClock, startWorld, type Answer, type World } from '../../world/world.ts';
import { grove } from './grove.ts';

let world: World;
let fruit: string;
let nut: string;
let pear: string;

const ui = (method: string, path: string, body?: unknown): Promise<Answer> =>
  world.ask(method, `/services/data/v66.0/ui-api${path}`, body);

async function read<T>(path: string): Promise<T> {
  const { status, json } = await ui('GET', path);
  assert.equal(status, 200, JSON.stringify(json));
  return json as T; // asserted on by what it holds
}

interface Info {
  readonly recordTypeInfos: Readonly<Record<string, unknown>>;
}

before(async () => {
  const clock = heldClock('2026-11-02T00:00:00Z');
  world = await startWorld({ deploy: grove('System Administrator'), clock });
  const { recordTypeInfos } = await read<Info>('/object-info/Tree__c');
  [fruit = '', nut = ''] = Object.keys(recordTypeInfos);
  const fields = { Name: 'Old pear', RecordTypeId: fruit, Kind__c: 'Pear', Height__c: 4.25 };
  const { json } = await ui('POST', '/records', { apiName: 'Tree__c', fields });
  pear = (json as { id: string }).id;
});
after(() => world.close());

interface Layout {
  readonly id: string | null;
  readonly sections: readonly {
    readonly heading: string | null;
    readonly useHeading: boolean;
    readonly collapsible: boolean;
    readonly tabOrder: string;
    readonly layoutRows: readonly {
      readonly layoutItems: readonly {
        readonly label: string;
        readonly required: boolean;
        readonly editableForNew: boolean;
        readonly uiBehavior: string | null;
        readonly layoutComponents: readonly Readonly<Record<string, unknown>>[];
      }[];
    }[];
  }[];
}

const itemsOf = ({ sections }: Layout): Layout['sections'][number]['layoutRows'][number]['layoutItems'] =>
  sections.flatMap(({ layoutRows }) => layoutRows.flatMap(({ layoutItems }) => layoutItems));

const namesOf = (layout: Layout): readonly unknown[] =>
  itemsOf(layout).flatMap(({ layoutComponents }) => layoutComponents.map(({ apiName }) => apiName));

test('each record type has the layout that the profile gives it', async () => {
  const ofFruit = await read<Layout>('/layout/Tree__c');
  assert.deepEqual(
    ofFruit.sections.map(({ heading, useHeading, collapsible, tabOrder }) => [
      heading,
      useHeading,
      collapsible,
      tabOrder,
    ]),
    [
      ['Fruit', true, true, 'TopDown'],
      ['Links', true, true, 'TopDown'],
      ['System Information', true, true, 'LeftRight'],
    ],
  );
  const ofNut = await read<Layout>(`/layout/Tree__c?recordTypeId=${nut}`);
  assert.deepEqual(namesOf(ofNut), ['Name', null]);
  assert.notEqual(ofNut.id, ofFruit.id);
});

test('an opportunity has the platform’s own layouts until one is deployed', async () => {
  const full = await read<Layout>('/layout/Opportunity');
  const headings = ['Opportunity Information', 'System Information', 'Description Information'];
  assert.deepEqual(
    full.sections.map(({ heading }) => heading),
    headings,
  );
  const [first, ...others] = itemsOf(full).slice(0, 4);
  assert.deepEqual(
    [first, ...others].map((item) => item?.label),
    ['Opportunity Owner', 'Amount', 'Private', 'Close Date'],
  );
  const compact = await read<Layout>('/layout/Opportunity?layoutType=Compact');
  assert.deepEqual(namesOf(compact), ['Name', 'AccountId', 'CloseDate', 'Amount', 'OwnerId']);
});

test('a layout for a new record has no place for what is computed or set by the platform', async () => {
  const view = await read<Layout>('/layout/Tree__c?mode=View');
  assert.ok(namesOf(view).includes('Twice__c'));
  assert.ok(namesOf(view).includes('CreatedDate'));
  const create = await read<Layout>('/layout/Tree__c?mode=Create');
  assert.deepEqual(namesOf(create), ['Name', 'Sort__c', 'Kind__c', 'Height__c', 'OwnerId', null, 'Weather']);
  assert.deepEqual(
    create.sections.map(({ heading, useHeading }) => [heading, useHeading]),
    [
      ['Fruit', false],
      ['Links', false],
    ],
  );
});

test('an item of a layout says whether it must be filled and whether it may', async () => {
  const layout = await read<Layout>('/layout/Tree__c?mode=Edit');
  const facts = itemsOf(layout).map((item) => [
    item.layoutComponents[0]?.['apiName'],
    item.required,
    item.editableForNew,
    item.uiBehavior,
  ]);
  assert.deepEqual(facts.slice(0, 5), [
    ['Name', true, true, 'Required'],
    ['Sort__c', false, true, 'Edit'],
    ['Kind__c', true, true, 'Required'],
    ['Height__c', false, false, 'Readonly'],
    ['OwnerId', false, false, 'Edit'],
  ]);
});

test('a custom link comes with its address', async () => {
  const layout = await read<Layout>('/layout/Tree__c');
  const links = itemsOf(layout).flatMap(({ layoutComponents }) => layoutComponents);
  assert.deepEqual(
    links.find(({ componentType }) => componentType === 'CustomLink'),
    {
      apiName: 'Weather',
      behavior: 'NewWindow',
      componentType: 'CustomLink',
      customLinkUrl: 'https://weather.example/{!Tree__c.Name}',
      label: 'Weather there',
    },
  );
});

test('the compact layout is that of the record type', async () => {
  assert.deepEqual(namesOf(await read<Layout>('/layout/Tree__c?layoutType=Compact')), ['Name', 'Kind__c']);
  const ofNut = await read<Layout>(`/layout/Tree__c?layoutType=Compact&recordTypeId=${nut}`);
  assert.deepEqual([ofNut.id, namesOf(ofNut)], [null, ['Height__c']]);
});

test('an unknown layout type or mode is refused by its name', async () => {
  const { status, json } = await ui('GET', '/layout/Tree__c?layoutType=Half');
  assert.equal(status, 400);
  const message = "Illegal value for query parameter 'layoutType': Half";
  assert.deepEqual(json, [{ errorCode: 'ILLEGAL_QUERY_PARAMETER_VALUE', message }]);
});

interface Defaults {
  readonly layout: Layout & { readonly mode: string };
  readonly objectInfos: Readonly<Record<string, unknown>>;
  readonly record: {
    readonly id: null;
    readonly recordTypeId: string;
    readonly fields: Readonly<Record<string, { readonly value: unknown; readonly displayValue: string | null }>>;
  };
}

test('a new record starts with its record type, computed defaults and the person as owner', async () => {
  const asked = 'Tree__c.Planted_On__c,Tree__c.Old__c,Tree__c.Nothing__c';
  const { layout, objectInfos, record } = await read<Defaults>(
    `/record-defaults/create/Tree__c?optionalFields=${asked}`,
  );
  assert.equal(layout.mode, 'Create');
  assert.deepEqual(Object.keys(objectInfos).sort(), ['Tree__c', 'User']);
  assert.equal(record.recordTypeId, fruit);
  const values = Object.fromEntries(Object.entries(record.fields).map(([name, { value }]) => [name, value]));
  const { Owner: owner, ...own } = values;
  assert.equal((owner as { id: string }).id, world.org.admin.id);
  assert.equal(record.fields['Owner']?.displayValue, 'Ada Admin');
  assert.deepEqual(own, {
    Height__c: 1.5,
    Kind__c: 'Pear',
    Name: null,
    Old__c: false,
    OwnerId: world.org.admin.id,
    Planted_On__c: '2026-11-01',
    Sort__c: null,
  });
});

test('a clone starts with the values of its source, without what the platform sets', async () => {
  const { layout, record } = await read<Defaults>(`/record-defaults/clone/${pear}`);
  assert.equal(layout.mode, 'Edit');
  assert.equal(record.id, null);
  const values = Object.fromEntries(Object.entries(record.fields).map(([name, { value }]) => [name, value]));
  const { Owner: _, OwnerId: __, ...own } = values;
  assert.deepEqual(own, { Height__c: 4.25, Kind__c: 'Pear', Name: 'Old pear', Sort__c: null });
});

test('templates hold only what is asked for; that of a clone names its source', async () => {
  const create = await read<Defaults>('/record-defaults/template/create/Tree__c');
  assert.deepEqual(create.record.fields, {});
  const clone = await read<Defaults>(`/record-defaults/template/clone/${pear}?optionalFields=Tree__c.Name`);
  assert.deepEqual(clone.record.fields, {
    CloneSourceId: { displayValue: null, value: pear },
    Name: { displayValue: null, value: 'Old pear' },
  });
  assert.equal('layout' in clone, false);
});

interface RecordUi {
  readonly layouts: Readonly<Record<string, Record<string, Record<string, Record<string, Layout>>>>>;
  readonly layoutUserStates: Readonly<Record<string, unknown>>;
  readonly objectInfos: Readonly<Record<string, unknown>>;
  readonly records: Readonly<Record<string, { fields: Record<string, unknown>; recordTypeInfo: unknown }>>;
}

test('record UI brings records, layouts by record type, object infos and folded sections in one answer', async () => {
  const answer = await read<RecordUi>(`/record-ui/${pear}?layoutTypes=Full,Compact&modes=View,Edit`);
  assert.deepEqual(Object.keys(answer.layouts['Tree__c'] ?? {}), [fruit]);
  const ofFruit = answer.layouts['Tree__c']?.[fruit] ?? {};
  assert.deepEqual(Object.keys(ofFruit), ['Full', 'Compact']);
  assert.deepEqual(Object.keys(ofFruit['Full'] ?? {}), ['View', 'Edit']);
  assert.deepEqual(Object.keys(answer.objectInfos), ['Tree__c', 'User']);
  const record = answer.records[pear];
  assert.ok('Twice__c' in (record?.fields ?? {}) && 'CreatedBy' in (record?.fields ?? {}));
  assert.deepEqual((record?.recordTypeInfo as { name: string }).name, 'Fruit tree');
  assert.deepEqual(Object.keys(answer.layoutUserStates), [ofFruit['Full']?.['View']?.id]);
});

test('record UI of an id that leads nowhere fails as a whole', async () => {
  const missing = `${pear.slice(0, 3)}000000000000AAA`;
  assert.equal((await ui('GET', `/record-ui/${pear},${missing}`)).status, 404);
  assert.equal((await ui('GET', '/record-ui/003R000000')).status, 400);
});

test('a section that a person folds stays folded', async () => {
  interface State {
    readonly sectionUserStates: Readonly<Record<string, { readonly collapsed: boolean }>>;
  }
  const before = await read<State>('/layout/Tree__c/user-state');
  const [first = ''] = Object.keys(before.sectionUserStates);
  assert.equal(before.sectionUserStates[first]?.collapsed, false);
  const patch = { sectionUserStates: { [first]: { collapsed: true } } };
  assert.equal((await ui('PATCH', '/layout/Tree__c/user-state', patch)).status, 200);
  const then = await read<State>('/layout/Tree__c/user-state');
  assert.equal(then.sectionUserStates[first]?.collapsed, true);
});
