/**
 * Tables, an API a row: a rep writes no system field, no budget and no target of another department, reads neither
 * such a target nor a field that is not theirs. What `departments.test.ts` tells in scenes is held here for every door.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDepartments, records, type Departments } from '../departments.ts';
import { asked, hidden, lists, named, soql, ui } from './reads.ts';
import {
  budget,
  changes,
  codeOf,
  creations,
  foreign,
  graph,
  removals,
  systemField,
  type Attempt,
  type Hand,
  type Write,
} from './writes.ts';

let departments: Departments;
const opened = new AsyncDisposableStack();
before(async () => {
  departments = opened.use(await openDepartments());
});
after(() => opened.disposeAsync());

const idOf = (object: string, key: string): string => departments.idOf(object, key);
const as = (name: string): Hand => ({ ...departments.as(name), idOf });

const written =
  'SELECT External_Key__c, Target_Amount__c, Plan_Amount__c, Budget__r.Judgement__c FROM Target__c ORDER BY External_Key__c';
const denied = 'INSUFFICIENT_ACCESS_OR_READONLY';
const noField = 'INVALID_FIELD_FOR_INSERT_UPDATE';
/** In GraphQL what a person may not do is no part of the schema; UI API hides a record that cannot be read. */
const own: Readonly<Record<string, readonly [field: string, budget: string, foreign: string]>> = {
  'UI API': [noField, denied, 'INSUFFICIENT_ACCESS'],
  GraphQL: ['ValidationError', 'ValidationError', denied],
  'REST delete by key': [denied, denied, 'NOT_FOUND'],
  'UI API delete': [denied, denied, 'INSUFFICIENT_ACCESS'],
  'GraphQL delete': ['ValidationError', 'ValidationError', 'ValidationError'],
};

async function refusals(writes: Readonly<Record<string, Write>>): Promise<Readonly<Record<string, readonly string[]>>> {
  const rep = as('east.rep');
  const found: Record<string, readonly string[]> = {};
  for (const [api, write] of Object.entries(writes)) {
    const codes: string[] = [];
    for (const attempt of [systemField, budget, foreign]) codes.push(codeOf(await write(rep, attempt)));
    found[api] = codes;
  }
  return found;
}

const expected = (apis: object, usual: readonly string[]): object =>
  Object.fromEntries(Object.keys(apis).map((api) => [api, own[api] ?? usual]));

test('a rep changes no system field, no budget and no target of another department, by any API', async () => {
  const before = await records(departments.world, written);
  assert.deepEqual(await refusals(changes), expected(changes, [noField, denied, denied]));
  assert.deepEqual(await records(departments.world, written), before);
});

test('the same doors are open to what a rep may write', async () => {
  const rep = as('east.rep');
  const mine: Attempt = { object: 'Target__c', key: 'EAST', field: 'Plan_Amount__c' };
  const found: Record<string, string> = {};
  for (const [api, write] of Object.entries(changes)) found[api] = codeOf(await write(rep, mine));
  assert.deepEqual(found, Object.fromEntries(Object.keys(changes).map((api) => [api, 'saved'])));
});

test('a rep deletes none of them, by any API', async () => {
  assert.deepEqual(await refusals(removals), expected(removals, [denied, denied, denied]));
  const left = await records(departments.world, 'SELECT Id FROM Target__c');
  assert.equal(left.length, 2);
});

test('a rep makes no target, by any API', async () => {
  const rep = as('east.rep');
  const found: Record<string, string> = {};
  for (const [api, create] of Object.entries(creations)) found[api] = codeOf(await create(rep));
  const usual = 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
  const codes = Object.keys(creations).map((api) => [api, api === 'GraphQL' ? 'ValidationError' : usual]);
  assert.deepEqual(found, Object.fromEntries(codes));
  assert.equal((await records(departments.world, 'SELECT Id FROM Target__c')).length, 2);
});

test('what lists targets shows a rep those of the own department alone, by any API', async () => {
  const rep = as('east.rep');
  const theirs = ['Budget__c', 'Target__c', 'Project_Amount__c', 'Menu_Amount__c'].map((name) => idOf(name, 'WEST'));
  await rep.ask('GET', ui(`records/${idOf('Target__c', 'EAST')}?${asked}&updateMru=true`));
  for (const [api, list] of Object.entries(lists)) {
    const { status, text } = await list(rep);
    assert.equal(status, 200, `${api}: ${text}`);
    assert.ok(text.includes(idOf('Target__c', 'EAST')), `${api} lists the own target: ${text}`);
    for (const id of theirs) assert.ok(!text.includes(id), `${api} shows ${id}: ${text}`);
  }
});

test('counts and totals speak of the own department alone', async () => {
  const rep = as('east.rep');
  const answers = await Promise.all([
    rep.ask('GET', soql('SELECT COUNT() FROM Target__c')),
    rep.ask('GET', soql('SELECT COUNT(Id) n, SUM(Target_Amount__c) total FROM Target__c')),
    rep.ask('GET', ui(`related-list-count/${idOf('Department__c', 'WEST')}/Budgets__r`)),
    graph(rep, '{ uiapi { aggregate { Target__c { edges { node { aggregate { Id { count { value } } } } } } } } }'),
  ]);
  const [count, sums, related, aggregate] = answers.map(({ text }) => text);
  assert.match(count ?? '', /"totalSize":1,/);
  assert.match(sums ?? '', /"n":1,"total":1000/);
  assert.match(related ?? '', /"count":0,/);
  assert.match(aggregate ?? '', /"count":\{"value":1\}/);
});

test('a target of another department is not there when it is named, by any API', async () => {
  const rep = as('east.rep');
  for (const [api, path] of Object.entries(named)) {
    const mine = await rep.ask('GET', path('EAST', rep));
    assert.equal(mine.status, 200, `${api}: ${mine.text}`);
    assert.doesNotMatch(mine.text, /"errorCode"/, api);
    const { status, text } = await rep.ask('GET', path('WEST', rep));
    const inner = /"statusCode":(\d+)/.exec(text)?.[1];
    assert.ok(['403', '404'].includes(inner ?? String(status)), `${api} answers ${status}: ${text}`);
    assert.doesNotMatch(text, /Target_Amount__c|TG-000002|"WEST"/, api);
  }
});

test('a field that is not for reps does not exist, by any API', async () => {
  const rep = as('east.rep');
  for (const [api, read] of Object.entries(hidden)) {
    const answer = await read(rep);
    assert.match(codeOf(answer), /^(INVALID_FIELD|ValidationError)$/, `${api}: ${answer.text}`);
    assert.match(answer.text, /Row_Hash__c/, api);
    assert.equal(codeOf(await read({ ...departments.world, idOf })), 'saved', `${api} shows it to the administrator`);
  }
});

interface Flags {
  readonly name: string;
  readonly updateable: boolean;
  readonly createable: boolean;
}

test('describe, object info and layouts say so beforehand', async () => {
  const rep = as('east.rep');
  const described = (await rep.ask('GET', 'sobjects/Target__c/describe')).json as {
    createable: boolean;
    deletable: boolean;
    fields: Flags[];
  };
  const flags = new Map(described.fields.map((one) => [one.name, one.updateable]));
  assert.deepEqual([described.createable, described.deletable], [false, false]);
  assert.deepEqual(
    ['Target_Amount__c', 'Plan_Amount__c', 'Row_Hash__c'].map((name) => flags.get(name)),
    [false, true, undefined],
  );
  const info = (await rep.ask('GET', ui('object-info/Target__c'))).json as {
    createable: boolean;
    fields: Readonly<Record<string, { updateable: boolean } | undefined>>;
  };
  assert.equal(info.createable, false);
  assert.deepEqual(
    ['Target_Amount__c', 'Plan_Amount__c', 'Row_Hash__c'].map((name) => info.fields[name]?.updateable),
    [false, true, undefined],
  );
  const budgetInfo = (await rep.ask('GET', ui('object-info/Budget__c'))).json as { updateable: boolean };
  assert.equal(budgetInfo.updateable, false);
  for (const path of [
    'sobjects/Reconciliation__c/describe',
    ui('object-info/Reconciliation__c'),
    ui('object-info/batch/Target__c,Budget__c'),
    ui('layout/Target__c?mode=Edit'),
    ui('record-defaults/create/Target__c'),
    ui(`record-defaults/clone/${idOf('Target__c', 'EAST')}`),
    ui(`record-ui/${idOf('Target__c', 'EAST')}`),
    ui('list-info/Target__c/All'),
    ui('related-list-info/Budget__c/Targets__r'),
    'sobjects/Target__c/describe/layouts',
  ]) {
    const { status, text } = await rep.ask('GET', path);
    assert.equal(status, 200, `${path}: ${text}`);
    assert.doesNotMatch(text, /Row_Hash__c|"Warehouse_Value__c"/, path);
  }
  const input = await graph(rep, '{ __type(name: "Target__cUpdateRepresentation") { inputFields { name } } }');
  assert.match(input.text, /Plan_Amount__c/);
  assert.doesNotMatch(input.text, /Target_Amount__c|Row_Hash__c/);
});
