/** Mutations through UI API GraphQL. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from '../ui/season.ts';

let season: Season;
before(async () => {
  season = await startSeason();
});
after(() => season[Symbol.asyncDispose]());

async function amountOf(id: string): Promise<unknown> {
  const { json } = await season.ui('GET', `/records/${id}?fields=Harvest__c.Amount__c`);
  return (json as { fields: Record<string, { value: unknown }> }).fields['Amount__c']?.value;
}

const countOf = (name: string): number => {
  const { engine, admin } = season.world.org;
  return engine.query({ userId: admin.id }, `SELECT COUNT() FROM Orchard__c WHERE Name = '${name}'`).totalSize;
};

test('records are created, updated and deleted, and answer what is asked of them', async () => {
  const created = await season.graph(`mutation { uiapi { Orchard__cCreate(input: { Orchard__c: { Name: "Hillside" } }) {
    Record { Id Name { value } Region__c { value } } } } }`);
  assert.deepEqual(created.errors, []);
  const { Record: record } = (created.data as { uiapi: { Orchard__cCreate: { Record: { Id: string } } } }).uiapi
    .Orchard__cCreate;
  assert.deepEqual(structuredClone(record), {
    Id: record.Id,
    Name: { value: 'Hillside' },
    Region__c: { value: 'North' },
  });
  const updated = await season.graph(
    `mutation save($id: IdOrRef!) { uiapi { Orchard__cUpdate(input: { Id: $id, Orchard__c: { Region__c: "South" } }) {
      success Record { Region__c { value } } } } }`,
    { id: record.Id },
  );
  assert.deepEqual(structuredClone(updated.data), {
    uiapi: { Orchard__cUpdate: { success: true, Record: { Region__c: { value: 'South' } } } },
  });
  const deleted = await season.graph(`mutation { uiapi { Orchard__cDelete(input: { Id: "${record.Id}" }) { Id } } }`);
  assert.deepEqual(structuredClone(deleted.data), { uiapi: { Orchard__cDelete: { Id: record.Id } } });
  assert.equal(countOf('Hillside'), 0);
});

test('by default one refused operation undoes all of them', async () => {
  const [apples, pears] = season.harvests;
  const mutation = `mutation { uiapi {
    good: Harvest__cUpdate(input: { Id: "${apples}", Harvest__c: { Amount__c: 1 } }) { success }
    bad: Harvest__cUpdate(input: { Id: "${pears}", Harvest__c: { Amount__c: -1 } }) { success } } }`;
  const { data, errors } = await season.graph(mutation);
  assert.deepEqual(structuredClone(data), { uiapi: { good: null, bad: null } });
  assert.deepEqual(errors.map(({ extensions }) => extensions?.['errorCode']).sort(), [
    'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  ]);
  assert.equal(await amountOf(apples), 1000.5);
});

test('without allOrNone each operation stands for itself', async () => {
  const [apples, pears] = season.harvests;
  const mutation = `mutation { uiapi(input: { allOrNone: false }) {
    good: Harvest__cUpdate(input: { Id: "${apples}", Harvest__c: { Amount__c: 1 } }) { success }
    bad: Harvest__cUpdate(input: { Id: "${pears}", Harvest__c: { Amount__c: -1 } }) { success } } }`;
  const { data, errors } = await season.graph(mutation);
  assert.deepEqual(structuredClone(data), { uiapi: { good: { success: true }, bad: null } });
  assert.deepEqual(
    errors.map(({ message }) => message),
    ['An amount is not negative.'],
  );
  assert.equal(await amountOf(apples), 1);
});

test('a later operation refers to what an earlier one made', async () => {
  const mutation = `mutation { uiapi {
    place: Orchard__cCreate(input: { Orchard__c: { Name: "Chained" } }) { Record { Id } }
    crop: Harvest__cCreate(input: { Harvest__c: { Name: "First", Orchard__c: "@{place}", Amount__c: 7 } }) { Record { Orchard__r { Name { value } } } } } }`;
  const { data, errors } = await season.graph(mutation);
  assert.deepEqual(errors, []);
  assert.match(JSON.stringify(data), /"crop":\{"Record":\{"Orchard__r":\{"Name":\{"value":"Chained"\}\}\}\}/);
});

test('what the person may not do is no part of their schema', async () => {
  const create = 'mutation { uiapi { Orchard__cCreate(input: { Orchard__c: { Name: "No" } }) { Record { Id } } } }';
  const { errors } = await season.graph(create, {}, season.keeperToken);
  assert.match(errors[0]?.message ?? '', /Orchard__cCreate/);
  assert.equal(countOf('No'), 0);
});

test('a value of an earlier record is referred to by its field ("Chain Mutations by Using Field References")', async () => {
  const mutation = `mutation { uiapi {
    place: Orchard__cCreate(input: { Orchard__c: { Name: "Named" } }) { Record { Id } }
    crop: Harvest__cCreate(input: { Harvest__c: { Name: "@{place.Record.Name.value}", Orchard__c: "@{place.Record.Id}" } }) {
      Record { Name { value } Orchard__r { Name { value } } } } } }`;
  const { data, errors } = await season.graph(mutation);
  assert.deepEqual(errors, []);
  assert.match(
    JSON.stringify(data),
    /"crop":\{"Record":\{"Name":\{"value":"Named"\},"Orchard__r":\{"Name":\{"value":"Named"/,
  );
});

test('what refers to a failed or a later operation fails with it, the others stay ("Send Mutation Requests")', async () => {
  const mutation = `mutation { uiapi(input: { allOrNone: false }) {
    early: Harvest__cCreate(input: { Harvest__c: { Name: "Early", Orchard__c: "@{fine}" } }) { Record { Id } }
    fine: Orchard__cCreate(input: { Orchard__c: { Name: "Stays" } }) { Record { Name { value } } }
    bad: Harvest__cUpdate(input: { Id: "${season.harvests[1]}", Harvest__c: { Amount__c: -1 } }) { success }
    next: Harvest__cUpdate(input: { Id: "@{bad}", Harvest__c: { Amount__c: 1 } }) { success } } }`;
  const { data, errors } = await season.graph(mutation);
  assert.deepEqual(structuredClone(data), {
    uiapi: { early: null, fine: { Record: { Name: { value: 'Stays' } } }, bad: null, next: null },
  });
  const codes = errors.map(({ extensions }) => extensions?.['errorCode']);
  assert.deepEqual(codes, ['INVALID_INPUT', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'INVALID_INPUT']);
  assert.equal(countOf('Stays'), 1);
});
