/**
 * A request for another budget: who asks, who answers, what stays as it was asked, and that nobody who asks can change
 * the budget itself. By REST: a rule runs in every save, whatever the API.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { integrationUsername } from '../../scripts/demo/people.ts';
import { asUser } from '../../scripts/demo/steps.ts';
import { openDepartments, records, type Departments } from './departments.ts';

type Values = Readonly<Record<string, unknown>>;

let departments: Departments;
const opened = new AsyncDisposableStack();
before(async () => {
  departments = opened.use(await openDepartments());
  const budget = { External_Key__c: 'EAST', Current_Amount__c: 1000, Original_Amount__c: 1000 };
  await asUser(departments.world.org, integrationUsername).upsert('Budget__c', 'External_Key__c', [budget]);
});
after(() => opened.disposeAsync());

const asked = (over: Values = {}): Values => ({
  Budget__c: departments.idOf('Budget__c', 'EAST'),
  Kind__c: 'Revision',
  State__c: 'Open',
  Subject__c: 'A client leaves',
  Kpi__c: 'Current_Amount__c',
  Value_At_Start__c: 1000,
  Expected_Effect__c: -100,
  ...over,
});

async function create(name: string, values: Values): Promise<{ readonly id: string; readonly text: string }> {
  const { json, text } = await departments.as(name).ask('POST', 'sobjects/Gap_Action__c', values);
  const id = typeof json === 'object' && json !== null && 'id' in json ? String(json.id) : '';
  return { id, text };
}

async function created(name: string, values: Values = asked()): Promise<string> {
  const { id, text } = await create(name, values);
  assert.ok(id !== '', text);
  return id;
}

async function write(name: string, id: string, values: Values, object = 'Gap_Action__c'): Promise<string> {
  const { status, text } = await departments.as(name).ask('PATCH', `sobjects/${object}/${id}`, values);
  return status === 204 ? 'saved' : text;
}

test('the head of a unit and the director above ask, with an amount and a reason; a rep does not', async () => {
  await created('east.head');
  await created('chief');
  assert.match((await create('east.rep', asked())).text, /Whoever leads the unit or stands above it asks/);
  assert.match((await create('east.head', asked({ Subject__c: null }))).text, /kind and subject/);
  for (const Expected_Effect__c of [null, 0]) {
    assert.match((await create('east.head', asked({ Expected_Effect__c }))).text, /by how much/);
  }
});

test('nobody asks with the answer already in it', async () => {
  const words = /begins open and unanswered/;
  assert.match((await create('east.head', asked({ State__c: 'Done' }))).text, words);
  assert.match((await create('east.head', asked({ Answer__c: 'Granted' }))).text, words);
  const question = await created('east.head', asked({ Kind__c: 'Question', State__c: 'Done' }));
  assert.match(await write('east.head', question, { Kind__c: 'Revision' }), words);
});

test('RevOps answers, and declines with a reason; whoever asked may only withdraw while it is open', async () => {
  const id = await created('east.head');
  const words = /RevOps answers a request/;
  for (const name of ['east.head', 'chief']) {
    assert.match(await write(name, id, { State__c: 'Done' }), words, name);
    assert.match(await write(name, id, { Answer__c: 'Granted' }), words, name);
  }
  assert.match(await write('chief', id, { State__c: 'Dropped' }), words, 'it is not the director’s');
  assert.match(await write('ops', id, { State__c: 'Not_Done' }), /why the budget stays/);
  assert.equal(await write('ops', id, { State__c: 'Not_Done', Answer__c: 'The target stays' }), 'saved');
  assert.match(await write('east.head', id, { State__c: 'Dropped' }), words, 'it is answered');
  const other = await created('east.head');
  assert.equal(await write('east.head', other, { State__c: 'Dropped' }), 'saved');
});

test('what was asked stays as it was asked, also for RevOps', async () => {
  const id = await created('east.head');
  const changes: readonly Values[] = [{ Expected_Effect__c: -900 }, { Subject__c: 'else' }, { Kind__c: 'Question' }];
  for (const name of ['east.head', 'ops']) {
    for (const change of changes) {
      assert.match(await write(name, id, change), /does not change any more/, `${name} ${JSON.stringify(change)}`);
    }
  }
});

test('a request that was granted leaves the budget as it is, and nobody who asks can change it', async () => {
  const budgetId = departments.idOf('Budget__c', 'EAST');
  const id = await created('east.head');
  assert.equal(await write('ops', id, { State__c: 'Done' }), 'saved');
  for (const name of ['east.head', 'chief', 'east.rep']) {
    for (const field of ['Current_Amount__c', 'Original_Amount__c']) {
      assert.notEqual(await write(name, budgetId, { [field]: 900 }, 'Budget__c'), 'saved', `${name} ${field}`);
    }
  }
  const [budget] = await records(
    departments.world,
    `SELECT Current_Amount__c, Original_Amount__c FROM Budget__c WHERE Id = '${budgetId}'`,
  );
  assert.deepEqual(budget, { Current_Amount__c: 1000, Original_Amount__c: 1000 });
});
