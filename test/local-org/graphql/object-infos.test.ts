/** Metadata of objects through UI API GraphQL (GraphQL API Developer Guide, "Get Object Metadata"). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from '../ui/season.ts';

let season: Season;
const opened = new AsyncDisposableStack();
before(async () => {
  season = opened.use(await startSeason());
});
after(() => opened.disposeAsync());

interface Info {
  readonly [key: string]: unknown;
  readonly fields: readonly Readonly<Record<string, unknown>>[];
}

const asked = (args: string, selection: string): string => `{ uiapi { objectInfos(${args}) { ${selection} } } }`;

async function infos(args: string, selection: string, token?: string): Promise<readonly Info[]> {
  const { status, data, errors } = await season.graph(asked(args, selection), {}, token);
  assert.deepEqual([status, errors], [200, []]);
  return (structuredClone(data) as { uiapi: { objectInfos: readonly Info[] } }).uiapi.objectInfos;
}

test('an object tells its labels, rights, fields and children, as the person has them', async () => {
  const selection = `ApiName label labelPlural createable keyPrefix nameFields
    fields { ApiName label dataType updateable relationshipName } childRelationships { childObjectApiName relationshipName }`;
  const [mine] = await infos('apiNames: ["Orchard__c"]', selection);
  assert.deepEqual([mine?.['ApiName'], mine?.['label'], mine?.['createable']], ['Orchard__c', 'Orchard', true]);
  assert.deepEqual(mine?.['nameFields'], ['Name']);
  assert.deepEqual(mine['childRelationships'], [{ childObjectApiName: 'Harvest__c', relationshipName: 'Harvests__r' }]);
  const keeper = mine.fields.find((one) => one['ApiName'] === 'Keeper__c');
  assert.deepEqual([keeper?.['dataType'], keeper?.['relationshipName']], ['Reference', 'Keeper__r']);
  const [theirs] = await infos('apiNames: ["Orchard__c"]', selection, season.keeperToken);
  assert.deepEqual([theirs?.['label'], theirs?.['createable']], ['果樹園', false]);
  assert.equal(
    theirs?.fields.some((one) => one['ApiName'] === 'Secret__c'),
    false,
  );
});

test('labels may be asked for in another language', async () => {
  const [info] = await infos('apiNames: ["Orchard__c"], locale: "ja_JP"', 'label');
  assert.equal(info?.['label'], '果樹園');
});

const values = `fields { ApiName ... on PicklistField { picklistValuesByRecordTypeIDs { recordTypeID picklistValues { label value } } } }`;

test('picklists come with the object when they are asked for, by record type', async () => {
  const input = '{ apiName: "Orchard__c", fieldNames: ["Region__c"] }';
  const [info] = await infos(`objectInfoInputs: [${input}]`, values, season.keeperToken);
  const region = info?.fields.find((one) => one['ApiName'] === 'Region__c');
  assert.deepEqual(region?.['picklistValuesByRecordTypeIDs'], [
    {
      recordTypeID: '012000000000000AAA',
      picklistValues: [
        { label: '北', value: 'North' },
        { label: '南', value: 'South' },
      ],
    },
  ]);
  const [without] = await infos('objectInfoInputs: [{ apiName: "Orchard__c" }]', values);
  const plain = without?.fields.find((one) => one['ApiName'] === 'Region__c');
  assert.deepEqual(plain?.['picklistValuesByRecordTypeIDs'], []);
});

test('an object that is not there, or both kinds of argument, are refused', async () => {
  const refusal = async (args: string): Promise<string> =>
    (await season.graph(asked(args, 'label'))).errors[0]?.message ?? '';
  assert.match(await refusal('apiNames: ["Nothing__c"]'), /Nothing__c/);
  assert.match(await refusal('apiNames: ["Account"], objectInfoInputs: [{ apiName: "Account" }]'), /either/);
  const { errors } = await season.graph(
    asked('apiNames: ["Account"]', 'label recordTypeInfos { name } themeInfo { color }'),
  );
  assert.deepEqual(errors, [], 'its keys are no subqueries');
});
