/**
 * Comments on a number: who may say something, that it stays as it was said, and that only whom it names marks it as
 * read. By REST: a rule runs in every save, whatever the API.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDepartments, records, type Departments } from './departments.ts';

type Values = Readonly<Record<string, unknown>>;

let departments: Departments;
const opened = new AsyncDisposableStack();
before(async () => {
  departments = opened.use(await openDepartments());
});
after(() => opened.disposeAsync());

async function userId(name: string): Promise<string> {
  const [user] = await records(departments.world, `SELECT Id FROM User WHERE Username = '${name}@todoku.example.com'`);
  return String(user?.['Id']);
}

const comment = (over: Values = {}): Values => ({
  Budget__c: departments.idOf('Budget__c', 'EAST'),
  Target__c: departments.idOf('Target__c', 'EAST'),
  Kind__c: 'Comment',
  Subject__c: 'The client has not signed yet',
  Kpi__c: 'Landing_Forecast__c',
  Value_At_Start__c: 700,
  As_Of__c: '2026-11-23T01:00:00.000Z',
  ...over,
});

async function say(name: string, values: Values): Promise<string> {
  const { json, text } = await departments.as(name).ask('POST', 'sobjects/Gap_Action__c', values);
  return typeof json === 'object' && json !== null && 'id' in json ? String(json.id) : text;
}

async function said(name: string, values: Values = comment()): Promise<string> {
  const id = await say(name, values);
  assert.match(id, /^\w{18}$/, id);
  return id;
}

async function write(name: string, id: string, values: Values): Promise<string> {
  const { status, text } = await departments.as(name).ask('PATCH', `sobjects/Gap_Action__c/${id}`, values);
  return status === 204 ? 'saved' : text;
}

test('everybody of the department and above says something of a number, also of somebody else’s; nobody else does', async () => {
  for (const name of ['east.rep', 'east.peer', 'east.head', 'chief', 'ops']) await said(name);
  assert.doesNotMatch(await say('west.rep', comment()), /^\w{18}$/);
});

test('a comment names its number and its moment', async () => {
  for (const missing of [{ Kpi__c: null }, { As_Of__c: null }]) {
    assert.match(await say('east.rep', comment(missing)), /names the number it is about, and as of when/);
  }
  assert.match(await say('east.rep', comment({ Subject__c: null })), /kind and subject/);
});

test('it stays as it was said, also for who wrote it and for managers', async () => {
  const id = await said('east.rep');
  const changes: readonly Values[] = [
    { Subject__c: 'else' },
    { Value_At_Start__c: 1 },
    { As_Of__c: '2026-11-24T01:00:00.000Z' },
    { Kpi__c: 'Actual__c' },
    { Kind__c: 'Question' },
    { Assignee__c: await userId('east.head') },
    { Target__c: null },
  ];
  for (const name of ['east.rep', 'east.head', 'ops']) {
    for (const change of changes) {
      assert.match(await write(name, id, change), /stays as it was said/, `${name} ${JSON.stringify(change)}`);
    }
  }
});

test('whom it names marks it as read, who wrote it withdraws it, and neither does the other’s', async () => {
  const words = /stays as it was said/;
  const id = await said('east.rep', comment({ State__c: 'Open', Assignee__c: await userId('east.head') }));
  for (const name of ['east.rep', 'chief', 'ops']) {
    assert.match(await write(name, id, { State__c: 'Done' }), words, name);
  }
  assert.match(await write('east.head', id, { State__c: 'Dropped' }), words);
  assert.equal(await write('east.head', id, { State__c: 'Done' }), 'saved');
  assert.equal(await write('east.rep', id, { State__c: 'Dropped' }), 'saved');
});
