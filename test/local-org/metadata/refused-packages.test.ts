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
  const listing = (inner: string): PackageFile => file('package.xml', 'Package', inner);
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
  ]);
  assert.deepEqual(problemsOf(listing('<types><members>*</members><name>CustomObject</name></types>')), []);
});

test('a type of the manifest that is not supported is named', () => {
  const org = newOrg();
  const manifest = file('package.xml', 'Package', '<types><members>*</members><name>Flow</name></types>');
  assert.equal(
    org.engine.deploy([manifest], { checkOnly: false }).messages[0]?.problem,
    'Metadata of type Flow is not supported by the local org',
  );
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
