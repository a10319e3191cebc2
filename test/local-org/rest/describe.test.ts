import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld } from '../../world/world.ts';
import { grove } from '../ui/grove.ts';

const names = (text: string): readonly string[] => text.trim().split(/\s+/).sort();

/** Keys of the documented describe results (SOAP API Developer Guide, "DescribeSObjectResult"), as jsforce types them. */
const globalKeys =
  names(`activateable associateEntityType associateParentEntity createable custom customSetting deepCloneable deletable deprecatedAndHidden
  feedEnabled hasSubtypes idEnabled isInterface isSubtype keyPrefix label labelPlural layoutable mergeable mruEnabled
  name queryable replicateable retrieveable searchable triggerable undeletable updateable urls`);
const objectKeys = names(`actionOverrides childRelationships compactLayoutable defaultImplementation extendsInterfaces
  fields implementedBy implementsInterfaces listviewable lookupLayoutable namedLayoutInfos networkScopeFieldName
  recordTypeInfos searchLayoutable sobjectDescribeOption supportedScopes`);
const fieldKeys = names(`aggregatable autoNumber byteLength calculated calculatedFormula cascadeDelete caseSensitive
  compoundFieldName controllerName createable custom dataTranslationEnabled defaultValue defaultValueFormula defaultedOnCreate
  dependentPicklist deprecatedAndHidden digits displayLocationInDecimal encrypted externalId extraTypeInfo filterable
  filteredLookupInfo groupable highScaleNumber htmlFormatted idLookup inlineHelpText label length mask maskType name
  nameField namePointing nillable permissionable picklistValues polymorphicForeignKey precision queryByDistance
  referenceTargetField referenceTo relationshipName relationshipOrder restrictedDelete restrictedPicklist scale
  searchPrefilterable soapType sortable type unique updateable writeRequiresMasterRead`);
const childKeys = names(`cascadeDelete childSObject deprecatedAndHidden field junctionIdListNames junctionReferenceTo
  relationshipName restrictedDelete`);

const lacks = (value: object | undefined, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => !(key in (value ?? {})));

test('the global describe has every key that clients read', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { encoding, maxBatchSize, sobjects } = await world.connect().describeGlobal();
  assert.deepEqual([encoding, maxBatchSize], ['UTF-8', 200]);
  assert.deepEqual(lacks(sobjects[0], globalKeys), []);
  const depot = sobjects.find(({ name }) => name === 'Depot__c');
  assert.match(depot?.keyPrefix ?? '', /^a\w\w$/);
  assert.equal(depot?.urls['sobject'], '/services/data/v62.0/sobjects/Depot__c');
  assert.ok(sobjects.some(({ name }) => name === 'Account'));
});

test('the describe of an object has every key that clients read', async () => {
  await using world = await startWorld({ deploy: parcels });
  const depot = await world.connect().describe('depot__c');
  assert.deepEqual(lacks(depot, [...globalKeys, ...objectKeys]), []);
  assert.deepEqual(lacks(depot.fields[0], fieldKeys), []);
  const child = depot.childRelationships.find(({ childSObject }) => childSObject === 'Parcel__c');
  assert.deepEqual(lacks(child, childKeys), []);
  assert.deepEqual([child?.field, child?.relationshipName, child?.cascadeDelete], ['Depot__c', 'Parcels__r', true]);
  assert.equal(depot.recordTypeInfos[0]?.master, true);
});

test('fields are described as the platform describes them', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { fields } = await world.connect().describe('Parcel__c');
  const pick = (name: string, keys: readonly string[]): object => {
    const found: Readonly<Record<string, unknown>> = { ...fields.find((field) => field.name === name) };
    return Object.fromEntries(keys.map((key) => [key, found[key]]));
  };
  const key = { type: 'string', soapType: 'xsd:string', length: 80, byteLength: 240, externalId: true, unique: true };
  assert.deepEqual(pick('External_Key__c', Object.keys(key)), key);
  assert.deepEqual(pick('External_Key__c', ['idLookup', 'nillable', 'createable']), {
    idLookup: true,
    nillable: true,
    createable: true,
  });
  const master = {
    type: 'reference',
    soapType: 'tns:ID',
    referenceTo: ['Depot__c'],
    relationshipName: 'Depot__r',
    relationshipOrder: 0,
    nillable: false,
    writeRequiresMasterRead: false,
    namePointing: false,
  };
  assert.deepEqual(pick('Depot__c', Object.keys(master)), master);
  const weight = { type: 'double', soapType: 'xsd:double', precision: 18, scale: 2, calculated: false, nillable: true };
  assert.deepEqual(pick('Weight__c', Object.keys(weight)), weight);
  const urgent = { type: 'boolean', nillable: false, defaultValue: false, defaultedOnCreate: true };
  assert.deepEqual(pick('Urgent__c', Object.keys(urgent)), urgent);
  assert.deepEqual(pick('Kind__c', ['restrictedPicklist', 'picklistValues']), {
    restrictedPicklist: true,
    picklistValues: ['Letter', 'Box'].map((value) => ({
      active: true,
      defaultValue: false,
      label: value,
      validFor: null,
      value,
    })),
  });
});

/** SOAP API Developer Guide, "Field": the bits of validFor, the highest first, are the places of the controlling values. */
test('a dependent picklist names its controller, and each value the bits it goes with', async () => {
  await using world = await startWorld({ deploy: grove('System Administrator') });
  const { fields } = await world.connect().describe('Tree__c');
  const facts = (wanted: string): unknown => {
    const found = fields.find(({ name }) => name === wanted);
    const values = (found?.picklistValues ?? []) as readonly { value: string; validFor: string | null }[]; // jsforce has no type for them
    const bits = values.map(({ value, validFor }) => [value, validFor]);
    return [found?.dependentPicklist, found?.controllerName, bits];
  };
  const first = (byte: number): string => Buffer.from([byte]).toString('base64');
  assert.deepEqual(facts('Sort__c'), [
    true,
    'Kind__c',
    [
      ['Fuji', first(0b1000_0000)],
      ['Conference', first(0b0100_0000)],
      ['Common', first(0b1010_0000)],
    ],
  ]);
  assert.deepEqual(facts('Care__c'), [
    true,
    'Old__c',
    [
      ['Prop', first(0b0100_0000)],
      ['Prune', first(0b1100_0000)],
    ],
  ]);
  assert.deepEqual((facts('Kind__c') as unknown[]).slice(0, 2), [false, null]); // three facts
});

test('a roll-up is calculated and cannot be written', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { fields } = await world.connect().describe('Depot__c');
  const weight = fields.find(({ name }) => name === 'Weight__c');
  assert.deepEqual([weight?.calculated, weight?.createable, weight?.updateable], [true, false, false]);
});

test('what a setup object cannot do is said, and the parts of a name belong to it', async () => {
  await using world = await startWorld();
  const { sobjects } = await world.connect().describeGlobal();
  const abilities = (wanted: string): object => {
    const { searchable, layoutable, mergeable, triggerable } = sobjects.find(({ name }) => name === wanted) ?? {};
    return { searchable, layoutable, mergeable, triggerable };
  };
  assert.deepEqual(abilities('PermissionSet'), {
    searchable: false,
    layoutable: false,
    mergeable: false,
    triggerable: false,
  });
  assert.deepEqual(abilities('Account'), { searchable: true, layoutable: true, mergeable: true, triggerable: true });
  const { fields } = await world.connect().describe('Contact');
  assert.equal(fields.find(({ name }) => name === 'FirstName')?.compoundFieldName, 'Name');
  assert.equal(fields.find(({ name }) => name === 'Email')?.compoundFieldName, null);
});
