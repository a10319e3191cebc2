/** Manifests and changes that a deployment refuses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PackageFile } from '../../../local-org/engine/engine.ts';
import {
  checkbox,
  currency,
  file,
  formula,
  lookup,
  newOrg,
  number,
  object,
  onObject,
  packageOf,
  text,
} from '../engine/build.ts';

test('what package.xml lists must be there, what is there must be listed', () => {
  const org = newOrg();
  const [, ...files] = packageOf(object('Top__c', checkbox('A__c')));
  const listing = (inner: string): PackageFile => file('package.xml', 'Package', `${inner}<version>67.0</version>`);
  const problemsOf = (manifest: PackageFile): unknown =>
    org.engine
      .deploy([manifest, ...files], { checkOnly: false })
      .messages.filter((message) => !message.success)
      .map(({ fullName, problem }) => [fullName, problem]);
  assert.deepEqual(
    problemsOf(listing('<types><members>Top__c</members><members>Low__c</members><name>CustomObject</name></types>')),
    [
      [
        'Low__c',
        "An object 'Low__c' of type CustomObject was named in package.xml, but was not found in zipped directory",
      ],
    ],
  );
  assert.deepEqual(problemsOf(listing('<types><members>Top__c.A__c</members><name>CustomField</name></types>')), [
    ['Top__c', 'Not in package.xml'],
    ['Top__c.A__c', 'Entity Enumeration Or ID: bad value for restricted picklist field: Top__c (no such object)'],
  ]);
  assert.deepEqual(problemsOf(listing('<types><members>*</members><name>CustomObject</name></types>')), []);
});

/** What the platform says of types that an edition does not have, and of names that are no types. */
test('each component of a type that this org has not is refused with its type, and the others are reported', () => {
  const org = newOrg();
  const manifest = file(
    'package.xml',
    'Package',
    '<types><members>Ask</members><members>Told</members><name>ApexClass</name></types><types><members>*</members><name>Flow</name></types><types><members>Top__c</members><name>CustomObject</name></types><types><members>x</members><name>Magic</name></types><version>67.0</version>',
  );
  const text = { content: new Uint8Array() };
  const { success, messages } = org.engine.deploy(
    [
      manifest,
      { path: 'classes/Ask.cls', ...text },
      { path: 'classes/Ask.cls-meta.xml', ...text },
      { path: 'aura/Old/Old.cmp', ...text },
      { path: 'aura/Old/OldController.js', ...text },
      object('Top__c'),
    ],
    { checkOnly: false },
  );
  assert.equal(success, false);
  const notAvailable = 'Not available for deploy for this organization';
  assert.deepEqual(
    messages.map((one) => [one.componentType, one.fullName, one.fileName, one.problem ?? 'fine']),
    [
      ['ApexClass', 'Ask', 'classes/Ask.cls', notAvailable],
      ['AuraDefinitionBundle', 'Old', 'aura/Old/Old.cmp', notAvailable],
      ['ApexClass', 'Told', 'package.xml', notAvailable],
      ['', 'package.xml', 'package.xml', "Unknown type name 'Magic' specified in package.xml"],
      ['CustomObject', 'Top__c', 'objects/Top__c.object', 'fine'],
    ],
  );
  assert.equal(org.engine.schema().objects.has('top__c'), false);
});

test('a manifest of a later version, or of none, is refused', () => {
  const org = newOrg();
  const problem = (inner: string): string | undefined =>
    org.engine.deploy([file('package.xml', 'Package', inner)], { checkOnly: false }).messages[0]?.problem;
  assert.equal(problem('<version>99.0</version>'), 'Invalid version specified:99.0');
  assert.equal(problem(''), 'No version specified');
});

test('a document type in a file or in the manifest is refused and not expanded', () => {
  const org = newOrg();
  const bomb = new TextEncoder().encode(
    '<!DOCTYPE x [<!ENTITY a "aaaa">]><CustomObject><label>&a;</label></CustomObject>',
  );
  const [manifest = file('package.xml', 'Package', '')] = packageOf(object('Top__c'));
  const refused = (files: readonly PackageFile[]): string =>
    org.engine.deploy(files, { checkOnly: false }).messages[0]?.problem ?? '';
  assert.match(refused([manifest, { path: 'objects/Top__c.object', content: bomb }]), /document type/);
  assert.match(refused([{ path: 'package.xml', content: bomb }]), /document type/);
});

/** Forms of "Error parsing file" as the platform words them; it names the place. */
test('what the grammar of a type does not allow is refused at its place', () => {
  const refused = (inner: string): readonly (string | number | undefined)[] => {
    const files = packageOf(
      object('Top__c'),
      file('permissionsets/P.permissionset', 'PermissionSet', `<label>P</label>\n  ${inner}`),
    );
    const found = newOrg()
      .engine.deploy(files, { checkOnly: false })
      .messages.find((message) => !message.success);
    return [found?.componentType, found?.problem, found?.lineNumber];
  };
  const entry =
    '<fieldPermissions><editable>false</editable><field>Top__c.A__c</field><readable>true</readable></fieldPermissions>';
  const entries: readonly (readonly [string, string])[] = [
    [
      '<colour>red</colour>',
      'Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type PermissionSet',
    ],
    ['<hasActivationRequired>maybe</hasActivationRequired>', "'maybe' is not a valid value for the type xsd:boolean"],
    [
      `${entry}<description>x</description>${entry}`,
      'Element fieldPermissions is duplicated at this location in type PermissionSet',
    ],
    [
      '<tabSettings><tab>Top__c</tab><visibility>Bright</visibility></tabSettings>',
      "'Bright' is not a valid value for the enum 'PermissionSetTabVisibility'",
    ],
  ];
  for (const [inner, problem] of entries) {
    assert.deepEqual(refused(inner), ['PermissionSet', `Error parsing file: ${problem}`, 2]);
  }
});

test('a package without package.xml is none', () => {
  assert.equal(
    newOrg().engine.deploy([object('Top__c')], { checkOnly: false }).messages[0]?.problem,
    'No package.xml found',
  );
});

test('changes that stored values do not allow are refused', () => {
  const org = newOrg();
  org.deploy(object('Top__c', text('A__c'), currency('B__c'), lookup('C__c', 'Account', 'Tops')));
  org.put('insert', 'Top__c', [{ A__c: 'x' }, { A__c: 'X' }]);
  const refused = (part: string): string | undefined =>
    org.engine
      .deploy(packageOf(onObject('Top__c', part)), { checkOnly: false })
      .messages.find((message) => !message.success)?.problem;
  assert.match(refused(number('A__c')) ?? '', /Cannot change the type of Top__c\.A__c from string to double/);
  assert.match(refused(formula('B__c', 'Currency', '1')) ?? '', /Cannot change the type/);
  assert.match(refused(lookup('C__c', 'Contact', 'Tops')) ?? '', /Cannot change what Top__c\.C__c refers to/);
  assert.match(refused(text('A__c', { unique: true })) ?? '', /there are duplicate values/);
  assert.equal(refused(text('A__c', { unique: true, caseSensitive: true })), undefined);
});
