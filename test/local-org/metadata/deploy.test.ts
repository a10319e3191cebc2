/** Deployments that succeed: what they create and change, what comes back out, what a file keeps. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { field as fieldOf, fieldLabel, picklistLabel } from '../../../local-org/schema/schema.ts';
import {
  currency,
  externalKey,
  file,
  formula,
  lookup,
  master,
  newOrg,
  number,
  object,
  onObject,
  packageOf,
  picklist,
  rollup,
  rule,
  text,
  type Hand,
} from '../engine/build.ts';

const decoder = new TextDecoder();
const schemaOf = (
  org: Hand,
  name: string,
): NonNullable<ReturnType<ReturnType<Hand['engine']['schema']>['objects']['get']>> => {
  const found = org.engine.schema().objects.get(name.toLowerCase());
  assert.ok(found);
  return found;
};
const states = (outcome: ReturnType<Hand['deploy']>): readonly string[] =>
  outcome.messages
    .filter((message) => message.componentType !== '')
    .map(
      ({ fullName, created, changed, deleted }) =>
        `${fullName} ${created ? 'created' : changed ? 'changed' : deleted ? 'deleted' : 'unchanged'}`,
    );

test('each component is created, changed or unchanged', () => {
  const org = newOrg();
  assert.deepEqual(states(org.deploy(object('Top__c', text('A__c'), number('B__c')))), [
    'Top__c created',
    'Top__c.A__c created',
    'Top__c.B__c created',
  ]);
  assert.deepEqual(states(org.deploy(object('Top__c', text('A__c', { label: 'Renamed' }), number('B__c')))), [
    'Top__c unchanged',
    'Top__c.A__c changed',
    'Top__c.B__c unchanged',
  ]);
  assert.equal(fieldOf(schemaOf(org, 'Top__c'), 'a__C')?.label, 'Renamed');
});

test('a second deployment adds columns, formulas and rules to records that are there', () => {
  const org = newOrg();
  org.deploy(object('Top__c', number('A__c')));
  org.put('insert', 'Top__c', [{ A__c: 4 }]);
  org.deploy(
    onObject('Top__c', externalKey(), formula('B__c', 'Number', 'A__c * 2'), rule('R', 'A__c > 9', 'Too much.')),
  );
  assert.deepEqual(org.rows('SELECT A__c, B__c, Key__c FROM Top__c'), [{ A__c: 4, B__c: 8, Key__c: null }]);
  org.deploy(onObject('Top__c', formula('B__c', 'Number', 'A__c * 3')));
  assert.deepEqual(org.rows('SELECT B__c FROM Top__c'), [{ B__c: 12 }]);
  assert.equal(org.save('insert', 'Top__c', [{ A__c: 10 }])[0]?.success, false);
});

test('a text that becomes a key is found by it without regard to case', () => {
  const org = newOrg();
  org.deploy(object('Top__c', text('Key__c')));
  org.put('insert', 'Top__c', [{ Key__c: 'Ab' }]);
  org.deploy(onObject('Top__c', externalKey()));
  assert.equal(org.save('upsert', 'Top__c', [{ Key__c: 'aB' }], { externalIdField: 'Key__c' })[0]?.created, false);
});

test('fields on standard objects lie before those of the system', () => {
  const org = newOrg();
  const outcome = org.deploy(onObject('Account', externalKey()));
  assert.deepEqual(states(outcome), ['Account.Key__c created']);
  const names = schemaOf(org, 'Account').fields.map((one) => one.name);
  assert.ok(names.indexOf('Key__c') < names.indexOf('IsDeleted'));
});

test('objects that need each other come in any order', () => {
  const org = newOrg();
  org.deploy(
    object('Low__c', master('Top__c', 'Top__c', 'Lows'), currency('N__c')),
    object(
      'Top__c',
      rollup('Sum__c', 'Low__c', 'Top__c', 'sum', 'N__c'),
      formula('Twice__c', 'Currency', 'Sum__c * 2'),
    ),
  );
  const sum = fieldOf(schemaOf(org, 'Top__c'), 'Sum__c');
  assert.deepEqual([sum?.type, sum?.precision, sum?.scale, sum?.createable], ['currency', 18, 2, false]);
  assert.equal(fieldOf(schemaOf(org, 'Low__c'), 'OwnerId'), undefined);
});

test('key prefixes are given at creation and stay, in the file too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-org-'));
  try {
    const path = join(folder, 'org.sqlite');
    const org = newOrg({ file: path });
    org.engine.deploy(packageOf(object('Zero__c')), { checkOnly: true });
    org.deploy(object('One__c', text('A__c')));
    org.deploy(object('Two__c', lookup('One__c', 'One__c', 'Twos')));
    const [one = ''] = org.put('insert', 'One__c', [{ A__c: 'x', Name: 'first' }]);
    org.engine.settings.set('token', 'abc');
    org.engine.close();

    const again = newOrg({ file: path });
    assert.deepEqual([schemaOf(again, 'One__c').keyPrefix, schemaOf(again, 'Two__c').keyPrefix], ['a00', 'a01']);
    assert.equal(again.engine.organizationId, org.engine.organizationId);
    assert.equal(again.engine.settings.get('token'), 'abc');
    assert.deepEqual(again.rows('SELECT Id, A__c FROM One__c'), [{ Id: one, A__c: 'x' }]);
    const [next = ''] = again.put('insert', 'One__c', [{}]);
    assert.ok(next > one);
    assert.deepEqual(states(again.deploy(object('One__c', text('A__c')))), [
      'One__c unchanged',
      'One__c.A__c unchanged',
    ]);
    again.engine.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('checkOnly says what would happen and changes nothing', () => {
  const org = newOrg();
  const outcome = org.engine.deploy(packageOf(object('Top__c', text('A__c'))), { checkOnly: true });
  assert.equal(outcome.success, true);
  assert.equal(outcome.messages.find((message) => message.fullName === 'Top__c')?.created, true);
  assert.equal(org.engine.schema().objects.has('top__c'), false);
  assert.deepEqual(states(org.deploy(object('Top__c', text('A__c')))), ['Top__c created', 'Top__c.A__c created']);
});

test('a deployment inside a transaction that is broken off is gone with it', () => {
  const org = newOrg();
  assert.throws(() =>
    org.engine.transaction(() => {
      org.deploy(object('Top__c'));
      assert.equal(org.save('insert', 'Account', [{}])[0]?.success, false);
      throw new Error('halt');
    }),
  );
  assert.equal(org.engine.schema().objects.has('top__c'), false);
  org.deploy(object('Top__c'));
  assert.deepEqual(org.rows('SELECT Id FROM Top__c'), []);
});

test('objects come back whole, with what later deployments added', () => {
  const org = newOrg();
  org.deploy(object('Top__c', text('A__c', { label: 'A & <B>' })));
  org.deploy(onObject('Top__c', number('B__c')));
  const [only] = org.engine.deployed('objects');
  assert.equal(only?.path, 'objects/Top__c.object');
  const source = decoder.decode(only.content);
  assert.match(source, /<fullName>A__c<\/fullName>\s*<label>A &amp; &lt;B&gt;<\/label>/);
  assert.match(source, /<fullName>B__c<\/fullName>/);
  assert.match(source, /<sharingModel>ReadWrite<\/sharingModel>/);
  assert.deepEqual(states(org.deploy(only)), ['Top__c unchanged', 'Top__c.A__c unchanged', 'Top__c.B__c unchanged']);
});

test('files that the engine does not read are kept as they came', () => {
  const org = newOrg();
  const bundle = [
    { path: 'lwc/gap/gap.js', content: new TextEncoder().encode('export default class {}') },
    file('lwc/gap/gap.js-meta.xml', 'LightningComponentBundle', '<apiVersion>67.0</apiVersion>'),
    { path: 'lwc/gap/gap.html', content: new TextEncoder().encode('<template></template>') },
  ];
  const first = org.engine.deploy(
    [
      file(
        'package.xml',
        'Package',
        '<types><members>gap</members><name>LightningComponentBundle</name></types><version>67.0</version>',
      ),
      ...bundle,
    ],
    { checkOnly: false },
  );
  assert.deepEqual(states(first), ['gap created']);
  assert.deepEqual(
    org.engine
      .deployed('lwc')
      .map(({ path }) => path)
      .sort(),
    bundle.map(({ path }) => path).sort(),
  );
  const second = org.engine.deploy(
    [
      file(
        'package.xml',
        'Package',
        '<types><members>gap</members><name>LightningComponentBundle</name></types><version>67.0</version>',
      ),
      ...bundle.slice(0, 2),
    ],
    { checkOnly: false },
  );
  assert.deepEqual(states(second), ['gap changed']);
  assert.equal(org.engine.deployed('lwc').length, 2);
});

test('labels of several deployments are one file', () => {
  const org = newOrg();
  const label = (name: string, value: string): ReturnType<typeof file> =>
    file(
      'labels/CustomLabels.labels',
      'CustomLabels',
      `<labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected><shortDescription>${name}</shortDescription><value>${value}</value></labels>`,
    );
  org.deploy(label('A', 'one'));
  org.deploy(label('B', 'two'));
  const source = decoder.decode(org.engine.deployed('labels')[0]?.content);
  assert.match(source, /one[\s\S]*two/);
});

test('labels are translated, the standard ones by the platform', () => {
  const org = newOrg();
  org.deploy(
    object('Top__c', picklist('Size__c', ['Small', 'Large']), text('A__c')),
    file(
      'objectTranslations/Top__c-ja.objectTranslation',
      'CustomObjectTranslation',
      '<caseValues><plural>false</plural><value>上</value></caseValues><fields><help>助け</help><label>あ</label><name>A__c</name></fields><fields><label>大きさ</label><name>Size__c</name><picklistValues><masterLabel>Small</masterLabel><translation>小</translation></picklistValues></fields><nameFieldLabel>名前</nameFieldLabel>',
    ),
  );
  const [schema, top] = [org.engine.schema(), schemaOf(org, 'Top__c')];
  const labelOf = (name: string, language = 'ja'): string | undefined => {
    const one = fieldOf(top, name);
    return one === undefined ? undefined : fieldLabel(schema, language, top, one);
  };
  assert.deepEqual(
    [labelOf('A__c'), labelOf('Name'), labelOf('CreatedDate'), labelOf('A__c', 'en_US')],
    ['あ', '名前', '作成日', 'A'],
  );
  const size = fieldOf(top, 'Size__c');
  assert.deepEqual(
    size?.picklist?.values.map((value) => picklistLabel(schema, 'ja', top, size, value)),
    ['小', 'Large'],
  );
  assert.equal(schema.translations.get('ja')?.get('account')?.label, '取引先');
});

test('the page on which a case is closed has a layout of its own', () => {
  const item = '<layoutItems><behavior>Edit</behavior><field>Status</field></layoutItems>';
  const section = `<layoutSections><layoutColumns>${item}</layoutColumns><style>OneColumn</style></layoutSections>`;
  const outcome = newOrg().deploy(file('layouts/CaseClose-Close Case Layout.layout', 'Layout', section));
  assert.deepEqual(states(outcome), ['CaseClose-Close Case Layout created']);
});

test('destructive changes delete fields with their values, and objects with all that is theirs', () => {
  const org = newOrg();
  org.deploy(
    object('Top__c', text('A__c', { externalId: true }), number('B__c')),
    object('Other__c', lookup('Top__c', 'Top__c', 'Others')),
  );
  const remove = (type: string, ...members: readonly string[]): ReturnType<Hand['engine']['deploy']> =>
    org.engine.deploy(
      [
        file('package.xml', 'Package', '<version>67.0</version>'),
        file(
          'destructiveChangesPost.xml',
          'Package',
          `<types>${members.map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`,
        ),
      ],
      { checkOnly: false },
    );
  assert.deepEqual(states(remove('CustomField', 'Top__c.A__c')), ['Top__c.A__c deleted']);
  assert.throws(() => org.rows('SELECT A__c FROM Top__c'), { errorCode: 'INVALID_FIELD' });
  assert.equal(remove('CustomObject', 'Top__c').success, false, 'a lookup still points at it');
  assert.equal(remove('CustomObject', 'Other__c', 'Top__c').success, true);
  assert.throws(() => org.rows('SELECT Id FROM Top__c'), { errorCode: 'INVALID_TYPE' });
  const absent = remove('CustomObject', 'Top__c');
  assert.deepEqual(
    [absent.success, absent.messages.find((message) => message.problemType === 'Warning')?.problem],
    [false, 'No CustomObject named: Top__c found'],
  );
});

test('a package may lie in a folder', () => {
  const org = newOrg();
  const files = packageOf(object('Top__c')).map(({ path, content }) => ({ path: `unpackaged/${path}`, content }));
  assert.equal(org.engine.deploy(files, { checkOnly: false }).success, true);
  assert.ok(org.engine.schema().objects.has('top__c'));
});
