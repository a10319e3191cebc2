/**
 * What one person has said is taken over, changed or removed by nobody else who merely reads it: details have no sharing
 * of their own. A delete runs no rule of the record itself, only those of the master that its roll-ups save ("Validation
 * errors can display when saving either the detail or primary record", Salesforce Help, Roll-Up Summary Field).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { integrationUsername } from '../../../scripts/demo/people.ts';
import { asUser } from '../../../scripts/demo/steps.ts';
import { openDepartments, records, type Departments } from '../departments.ts';
import { codeOf, removals, type Hand } from './writes.ts';

type Values = Readonly<Record<string, unknown>>;

let departments: Departments;
let cycleId: string;
const opened = new AsyncDisposableStack();
before(async () => {
  departments = opened.use(await openDepartments());
  const api = asUser(departments.world.org, integrationUsername);
  const deadline = new Date(departments.clock.now() + 3_600_000).toISOString();
  const week = { External_Key__c: '2026-W48', Name: '2026-W48', State__c: 'Open', Unit_Deadline__c: deadline };
  await api.upsert('Forecast_Cycle__c', 'External_Key__c', [{ ...week, Tolerance__c: 10 }]);
  const head = { External_Key__c: 'EAST', Manager__r: { Employee_Key__c: 'east.head' } };
  await api.upsert('Department__c', 'External_Key__c', [head]);
  cycleId = await onlyId('Forecast_Cycle__c');
});
after(() => opened.disposeAsync());

async function onlyId(object: string): Promise<string> {
  const [found] = await records(departments.world, `SELECT Id FROM ${object}`);
  return String(found?.['Id']);
}

async function userId(name: string): Promise<string> {
  const [user] = await records(departments.world, `SELECT Id FROM User WHERE Username = '${name}@todoku.example.com'`);
  return String(user?.['Id']);
}

async function create(name: string, object: string, values: Values): Promise<{ readonly id: string; text: string }> {
  const { json, text } = await departments.as(name).ask('POST', `sobjects/${object}`, values);
  return { id: typeof json === 'object' && json !== null && 'id' in json ? String(json.id) : '', text };
}

async function created(name: string, object: string, values: Values): Promise<string> {
  const { id, text } = await create(name, object, values);
  assert.ok(id !== '', text);
  return id;
}

async function write(name: string, object: string, id: string, values: Values): Promise<string> {
  const { status, text } = await departments.as(name).ask('PATCH', `sobjects/${object}/${id}`, values);
  return status === 204 ? 'saved' : text;
}

const change = (name: string, id: string, values: Values): Promise<string> =>
  write(name, 'Forecast_Submission__c', id, values);

async function valueOf(object: string, id: string, field: string): Promise<unknown> {
  const [found] = await records(departments.world, `SELECT ${field} FROM ${object} WHERE Id = '${id}'`);
  return found?.[field];
}

let made = 0;

/** A draft of the unit, by its head. */
const draft = (over: Values = {}): Values => ({
  External_Key__c: `2026-W48|${++made}`,
  Budget__c: departments.idOf('Budget__c', 'EAST'),
  Cycle__c: cycleId,
  Kind__c: 'Unit',
  Version__c: made,
  State__c: 'Draft',
  Rolled_Up__c: 700,
  Landing_Forecast__c: 700,
  ...over,
});

const now = (): string => new Date(departments.clock.now()).toISOString();

const signed = async (name: string): Promise<Values> => ({
  State__c: 'Submitted',
  Submitted_By__c: await userId(name),
  Submitted_At__c: now(),
});

const decidedBy = async (name: string): Promise<Values> => ({
  Decided_By__c: await userId(name),
  Decided_At__c: now(),
});

const factor = (submission: string, amount: number): Values => ({
  Submission__c: submission,
  Code__c: 'Price',
  Amount__c: amount,
});

const notTheirs = /somebody else's submission/;

/** Tries to delete a record by every API that does so by its id. */
async function deletedBy(name: string, object: string, id: string): Promise<readonly string[]> {
  const hand: Hand = { ...departments.as(name), idOf: () => id };
  const open: string[] = [];
  for (const [api, remove] of Object.entries(removals)) {
    if (api === 'REST delete by key') continue; // a factor has none
    if (codeOf(await remove(hand, { object, key: '', field: '' })) === 'saved') open.push(api);
  }
  return open;
}

test('a colleague deletes no factor of a draft, by any API, whatever its amount; whoever made it does', async () => {
  const unit = await created('east.head', 'Forecast_Submission__c', draft());
  const mine = draft({ Kind__c: 'Member', Target__c: departments.idOf('Target__c', 'EAST') });
  const member = await created('east.rep', 'Forecast_Submission__c', mine);
  for (const [by, submission] of [
    ['east.head', unit],
    ['east.rep', member],
  ] as const) {
    for (const amount of [0, 5]) {
      const id = await created(by, 'Forecast_Factor__c', factor(submission, amount));
      assert.deepEqual(await deletedBy('east.peer', 'Forecast_Factor__c', id), [], `${by} ${amount}`);
      assert.equal((await departments.as(by).ask('DELETE', `sobjects/Forecast_Factor__c/${id}`)).status, 204);
    }
  }
});

test('no factor of what was submitted goes: not one of zero, nor two that cancel out', async () => {
  const id = await created('east.head', 'Forecast_Submission__c', draft());
  const factors: string[] = [];
  for (const amount of [0, 5, -5]) factors.push(await created('east.head', 'Forecast_Factor__c', factor(id, amount)));
  assert.equal(await change('east.head', id, await signed('east.head')), 'saved');
  for (const name of ['east.head', 'ops']) {
    const hand = departments.as(name);
    const together = await hand.ask('DELETE', `composite/sobjects?ids=${factors.slice(1).join(',')}&allOrNone=true`);
    assert.match(together.text, /does not change any more/, name);
    assert.deepEqual(await deletedBy(name, 'Forecast_Factor__c', factors[0] ?? ''), [], name);
  }
  assert.equal(await valueOf('Forecast_Submission__c', id, 'Factor_Count__c'), 3);
});

test('nobody makes a draft their own by changing what it is about', async () => {
  const id = await created('east.head', 'Forecast_Submission__c', draft());
  const Target__c = departments.idOf('Target__c', 'EAST');
  for (const about of [{ Kind__c: null }, { Kind__c: 'Member', Target__c }]) {
    for (const name of ['east.rep', 'east.peer', 'east.head', 'ops']) {
      assert.match(await change(name, id, { ...about, Note__c: 'mine' }), /from the start|somebody else's/, name);
    }
  }
  assert.match((await create('east.peer', 'Forecast_Submission__c', draft({ Kind__c: null }))).text, /from the start/);
});

test('a decision is signed by whoever makes it, when they make it', async () => {
  const forged = draft({ ...(await signed('east.head')), ...(await decidedBy('chief')) });
  assert.match((await create('east.head', 'Forecast_Submission__c', forged)).text, /whoever decides signs it/);
  const id = await created('east.head', 'Forecast_Submission__c', draft());
  assert.equal(await change('east.head', id, await signed('east.head')), 'saved');
  for (const values of [await decidedBy('chief'), await decidedBy('east.head'), { Question__c: 'asked' }]) {
    assert.match(await change('east.head', id, values), /whoever decides signs it/);
  }
  assert.equal(await change('chief', id, { State__c: 'Confirmed', ...(await decidedBy('chief')) }), 'saved');
  assert.match(await change('east.head', id, await decidedBy('east.head')), /whoever decides signs it/);
});

test('a director decides, and withdraws nothing of a member or a unit', async () => {
  const id = await created('east.head', 'Forecast_Submission__c', draft());
  assert.equal(await change('east.head', id, await signed('east.head')), 'saved');
  assert.match(await change('chief', id, { State__c: 'Withdrawn' }), notTheirs);
  assert.equal(await change('east.head', id, { State__c: 'Withdrawn' }), 'saved');
});

const action = async (over: Values = {}): Promise<Values> => ({
  Budget__c: departments.idOf('Budget__c', 'EAST'),
  Kind__c: 'Action',
  Subject__c: 'Propose video to three clients',
  Kpi__c: 'Proposals',
  Expected_Effect__c: 300,
  Assignee__c: await userId('east.rep'),
  Due__c: '2026-12-01',
  ...over,
});

test('nobody makes an action their own by naming themselves; whoever it names may pass it on', async () => {
  const id = await created('chief', 'Gap_Action__c', await action());
  const mine = { Assignee__c: await userId('east.peer'), Expected_Effect__c: 1 };
  assert.match(await write('east.peer', 'Gap_Action__c', id, mine), /somebody else's/);
  assert.equal(await write('east.rep', 'Gap_Action__c', id, { Assignee__c: await userId('east.peer') }), 'saved');
  assert.equal(await write('east.peer', 'Gap_Action__c', id, { State__c: 'Done' }), 'saved');
});

test('whoever carries out a decision says how it went, and does not rewrite it', async () => {
  const id = await created('chief', 'Gap_Action__c', await action({ Kind__c: 'Decision' }));
  for (const values of [
    { Kind__c: 'Statement' },
    { Expected_Effect__c: 1 },
    { Kpi__c: 'Calls' },
    { Value_At_Start__c: 9 },
  ]) {
    assert.match(await write('east.rep', 'Gap_Action__c', id, values), /Decisions are made by managers/);
  }
  assert.equal(await write('east.rep', 'Gap_Action__c', id, { State__c: 'Done', Value_At_Review__c: 310 }), 'saved');
});

test('what was expected of a deal that is closed stays as it was', async () => {
  const api = asUser(departments.world.org, integrationUsername);
  const deal = { External_Key__c: 'O', Name: 'Search', StageName: 'Prospecting', CloseDate: '2026-11-30' };
  await api.insert('Opportunity', [deal]);
  const amount = { External_Key__c: 'O', Target__c: departments.idOf('Target__c', 'EAST'), Open__c: true };
  await api.insert('Opportunity_Amount__c', [{ ...amount, Opportunity__c: await onlyId('Opportunity') }]);
  const id = await onlyId('Opportunity_Amount__c');
  assert.equal(await write('east.rep', 'Opportunity_Amount__c', id, { Expected__c: 5 }), 'saved');
  await api.update('Opportunity_Amount__c', [{ Id: id, Open__c: false }]);
  for (const name of ['east.rep', 'east.head', 'ops']) {
    for (const values of [{ Expected__c: 6 }, { In_Landing__c: false }]) {
      assert.match(await write(name, 'Opportunity_Amount__c', id, values), /not open any more/, name);
    }
  }
});

test('nobody but the load moves a record to another master, owner or department, or gives themselves a right', async () => {
  const parents: readonly (readonly [object: string, values: Values])[] = [
    ['Project_Amount__c', { Target__c: departments.idOf('Target__c', 'WEST') }],
    ['Project_Amount__c', { Target__r: { External_Key__c: 'WEST' } }],
    ['Target__c', { Budget__c: departments.idOf('Budget__c', 'WEST') }],
    ['Target__c', { External_Key__c: 'OTHER' }],
    ['Budget__c', { External_Key__c: 'OTHER' }],
    ['Budget__c', { Department__c: departments.idOf('Department__c', 'WEST') }],
    ['Budget__c', { Department_Key__c: 'WEST' }],
    ['Department__c', { Name: 'Mine' }],
  ];
  const [set] = await records(departments.world, "SELECT Id FROM PermissionSet WHERE Name = 'Todoku_RevOps'");
  for (const name of ['east.rep', 'east.head', 'chief', 'ops']) {
    const me = await userId(name);
    for (const [object, values] of [...parents, ['Budget__c', { OwnerId: me }] as const]) {
      const text = await write(name, object, departments.idOf(object, 'EAST'), values);
      assert.notEqual(text, 'saved', `${name} ${object} ${JSON.stringify(values)}`);
    }
    const share = { ParentId: departments.idOf('Budget__c', 'EAST'), UserOrGroupId: me, AccessLevel: 'Edit' };
    assert.equal((await create(name, 'Budget__Share', share)).id, '', name);
    const assignment = { AssigneeId: me, PermissionSetId: set?.['Id'] };
    assert.equal((await create(name, 'PermissionSetAssignment', assignment)).id, '', name);
    assert.notEqual(await write(name, 'User', me, { Employee_Key__c: 'west.rep' }), 'saved', name);
  }
});
