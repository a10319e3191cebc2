/** Custom metadata types and their records (Object Reference, "Custom Metadata Type__mdt"). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PackageFile } from '../../../local-org/local-org.ts';
import { file, newOrg, number, packageOf, text } from '../engine/build.ts';

const label = '<label>Rate</label><pluralLabel>Rates</pluralLabel>';
const rateType = file('objects/Rate__mdt.object', 'CustomObject', number('Percent__c') + text('Unit__c') + label);

const record = (name: string, values: string): PackageFile =>
  file(
    `customMetadata/Rate.${name}.md`,
    'CustomMetadata',
    `<label>${name} rate</label><protected>false</protected>${values}`,
  );
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';
const value = (field: string, type: string, inner: string): string =>
  `<values><field>${field}</field><value ${xsi} xsi:type="xsd:${type}">${inner}</value></values>`;

const layout = file(
  'layouts/Rate__mdt-Rate Layout.layout',
  'Layout',
  `<layoutSections><layoutColumns>${['MasterLabel', 'DeveloperName', 'IsProtected', 'NamespacePrefix', 'Percent__c']
    .map((name) => `<layoutItems><behavior>Edit</behavior><field>${name}</field></layoutItems>`)
    .join('')}</layoutColumns><style>OneColumn</style></layoutSections>`,
);

test('records of a custom metadata type are deployed and queried, with the layout of the type', () => {
  const org = newOrg();
  org.deploy(rateType, record('Standard', value('Percent__c', 'double', '10.5')), layout);
  assert.deepEqual(org.rows('SELECT DeveloperName, MasterLabel, Percent__c, Unit__c FROM Rate__mdt'), [
    { DeveloperName: 'Standard', MasterLabel: 'Standard rate', Percent__c: 10.5, Unit__c: null },
  ]);
});

test('a record with a field that its type has not is refused', () => {
  const org = newOrg();
  const { messages } = org.engine.deploy(packageOf(rateType, record('Standard', value('Nope__c', 'string', 'x'))), {
    checkOnly: false,
  });
  const failed = messages
    .filter(({ success }) => !success)
    .map(({ componentType, fullName }) => [componentType, fullName]);
  assert.deepEqual(failed, [['CustomMetadata', 'Rate.Standard']]);
});

test('nobody saves a record of a custom metadata type', () => {
  const org = newOrg();
  org.deploy(rateType);
  const [result] = org.save('insert', 'Rate__mdt', [{ MasterLabel: 'x' }]);
  assert.deepEqual(
    [result?.success, result?.errors.map(({ statusCode }) => statusCode)],
    [false, ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY']],
  );
});
