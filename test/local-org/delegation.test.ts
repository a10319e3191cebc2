/**
 * Dated delegation (U22): whom the head of a unit names submits for the unit from the first day to the last, under the
 * head's name, and nothing more. By REST: a rule runs in every save, whatever the API.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { integrationUsername } from '../../scripts/demo/people.ts';
import { asUser } from '../../scripts/demo/steps.ts';
import { openDepartments, records, type Departments } from './departments.ts';

type Values = Readonly<Record<string, unknown>>;

const DAY = 86_400_000;
let departments: Departments;
let cycleId: string;
const opened = new AsyncDisposableStack();
before(async () => {
  departments = opened.use(await openDepartments());
  const api = asUser(departments.world.org, integrationUsername);
  const heads = ['EAST', 'WEST'].map((External_Key__c) => ({
    External_Key__c,
    Manager__r: { Employee_Key__c: `${External_Key__c.toLowerCase()}.head` },
  }));
  await api.upsert('Department__c', 'External_Key__c', heads);
  const deadline = new Date(departments.clock.now() + 3_600_000).toISOString();
  const week = { External_Key__c: '2026-W48', Name: '2026-W48', State__c: 'Open', Unit_Deadline__c: deadline };
  await api.upsert('Forecast_Cycle__c', 'External_Key__c', [{ ...week, Tolerance__c: 10 }]);
  const [found] = await records(departments.world, `SELECT Id FROM Forecast_Cycle__c`);
  cycleId = String(found?.['Id']);
});
after(() => opened.disposeAsync());

const day = (count: number): string => new Date(departments.clock.now() + count * DAY).toISOString().slice(0, 10);

async function userId(name: string): Promise<string> {
  const [user] = await records(departments.world, `SELECT Id FROM User WHERE Username = '${name}@todoku.example.com'`);
  return String(user?.['Id']);
}

async function create(name: string, object: string, values: Values): Promise<{ readonly id: string; text: string }> {
  const { json, text } = await departments.as(name).ask('POST', `sobjects/${object}`, values);
  return { id: typeof json === 'object' && json !== null && 'id' in json ? String(json.id) : '', text };
}

async function write(name: string, object: string, id: string, values: Values): Promise<string> {
  const { status, text } = await departments.as(name).ask('PATCH', `sobjects/${object}/${id}`, values);
  return status === 204 ? 'saved' : text;
}

const delegation = async (to: string, from: number, until: number, over: Values = {}): Promise<Values> => ({
  Budget__c: departments.idOf('Budget__c', 'EAST'),
  Kind__c: 'Delegation',
  State__c: 'Open',
  Subject__c: 'Away',
  Assignee__c: await userId(to),
  Begins__c: day(from),
  Due__c: day(until),
  ...over,
});

async function named(to: string, from: number, until: number): Promise<string> {
  const { id, text } = await create('east.head', 'Gap_Action__c', await delegation(to, from, until));
  assert.ok(id !== '', text);
  return id;
}

let made = 0;

/** As the panel does it: draft, factor, submitted. What was refused, or "saved". */
async function submit(name: string, under: string | null, over: Values = {}): Promise<string> {
  made += 1;
  const draft = await create(name, 'Forecast_Submission__c', {
    External_Key__c: `2026-W48|Unit|EAST|${made}`,
    Budget__c: departments.idOf('Budget__c', 'EAST'),
    Cycle__c: cycleId,
    Kind__c: 'Unit',
    Version__c: made,
    State__c: 'Draft',
    Rolled_Up__c: 700,
    Landing_Forecast__c: 700,
    Previous_Landing__c: 650,
    On_Behalf_Of__c: await userId('east.head'),
    Delegation__c: under,
    ...over,
  });
  if (draft.id === '') return draft.text;
  const reason = { Submission__c: draft.id, Code__c: 'New_Demand', Amount__c: 50 };
  const factor = await create(name, 'Forecast_Factor__c', reason);
  if (factor.id === '') return factor.text;
  return write(name, 'Forecast_Submission__c', draft.id, {
    State__c: 'Submitted',
    Submitted_By__c: await userId(name),
    Submitted_At__c: new Date(departments.clock.now()).toISOString(),
  });
}

test('U22: a member whom the head has named submits for the unit within the days, recorded as such', async () => {
  assert.match(await submit('east.peer', null), /somebody else's submission/);
  const under = await named('east.peer', -1, 1);
  assert.equal(await submit('east.peer', under), 'saved');
  const [version] = await records(
    departments.world,
    `SELECT Submitted_By__r.Username, On_Behalf_Of__r.Username, Delegation__c FROM Forecast_Submission__c WHERE State__c = 'Submitted'`,
  );
  assert.partialDeepStrictEqual(version, {
    Submitted_By__r: { Username: 'east.peer@todoku.example.com' },
    On_Behalf_Of__r: { Username: 'east.head@todoku.example.com' },
    Delegation__c: under,
  });
});

test('before the first day, after the last, and once it is ended, the delegate submits nothing', async () => {
  const words = /somebody else's submission/;
  assert.match(await submit('east.rep', await named('east.rep', 1, 3)), words);
  assert.match(await submit('east.rep', await named('east.rep', -3, -1)), words);
  const ended = await named('east.rep', -1, 1);
  assert.equal(await write('east.head', 'Gap_Action__c', ended, { State__c: 'Dropped' }), 'saved');
  assert.match(await submit('east.rep', ended), words);
});

test('only whom it names, only for that unit, and only under the name of its head', async () => {
  const under = await named('east.peer', 0, 0);
  assert.match(await submit('east.rep', under), /somebody else's submission/);
  assert.match(await submit('east.peer', under, { On_Behalf_Of__c: await userId('chief') }), /names that person/);
  const question = await create(
    'east.peer',
    'Gap_Action__c',
    await delegation('east.peer', 0, 0, { Kind__c: 'Question' }),
  );
  assert.match(await submit('east.peer', question.id), /somebody else's submission/);
});

test('nobody but the head and RevOps names a delegate, lengthens a delegation or takes one over', async () => {
  const words = /Only the head of the unit, or RevOps/;
  for (const name of ['east.peer', 'east.rep', 'chief']) {
    assert.match((await create(name, 'Gap_Action__c', await delegation('east.peer', 0, 1))).text, words, name);
  }
  const id = await named('east.peer', 0, 1);
  const changes: readonly Values[] = [
    { Due__c: day(9) },
    { Begins__c: day(-9) },
    { Assignee__c: await userId('east.rep') },
    { State__c: 'Dropped' },
  ];
  for (const change of changes) assert.match(await write('east.peer', 'Gap_Action__c', id, change), words);
  const question = await create(
    'east.peer',
    'Gap_Action__c',
    await delegation('east.peer', 0, 1, { Kind__c: 'Question' }),
  );
  assert.match(await write('east.peer', 'Gap_Action__c', question.id, { Kind__c: 'Delegation' }), words);
  assert.ok((await create('ops', 'Gap_Action__c', await delegation('east.peer', 0, 1))).id !== '');
});

test('a delegation has a person and an end', async () => {
  const missing: readonly Values[] = [
    { Assignee__c: null },
    { Begins__c: null },
    { Due__c: null },
    { Due__c: day(-9) },
  ];
  for (const over of missing) {
    const { text } = await create('east.head', 'Gap_Action__c', await delegation('east.peer', 0, 1, over));
    assert.match(text, /names who stands in, and from which day until which/);
  }
});

test('a delegate touches no budget, judgement or forecast of another member', async () => {
  await named('east.peer', 0, 1);
  for (const field of ['Judgement__c', 'Current_Amount__c']) {
    const budget = await write('east.peer', 'Budget__c', departments.idOf('Budget__c', 'EAST'), { [field]: 1 });
    assert.notEqual(budget, 'saved', field);
  }
  const line = departments.idOf('Project_Amount__c', 'EAST');
  assert.notEqual(await write('east.peer', 'Project_Amount__c', line, { Expected_Member__c: 1 }), 'saved');
});
