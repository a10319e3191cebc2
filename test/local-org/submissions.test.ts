/**
 * What a submission allows: versions that never change, the order of its steps, who submits and who decides, factors
 * that add up, a frozen cycle (docs/admin.md, "Who sees what"). By REST: a rule runs in every save, whatever the API.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { integrationUsername } from '../../scripts/demo/people.ts';
import { asUser } from '../../scripts/demo/steps.ts';
import { openDepartments, records, type Departments } from './departments.ts';

type Values = Readonly<Record<string, unknown>>;

let departments: Departments;
let openCycle: string;
const opened = new AsyncDisposableStack();
before(async () => {
  departments = opened.use(await openDepartments());
  openCycle = await cycle('2026-W48', 'Open');
});
after(() => opened.disposeAsync());

/** A cycle in a state, its deadline an hour ahead unless said otherwise. */
async function cycle(key: string, state: string, deadline = departments.clock.now() + 3_600_000): Promise<string> {
  const row = {
    External_Key__c: key,
    Name: key,
    State__c: state,
    Unit_Deadline__c: new Date(deadline).toISOString(),
    Tolerance__c: 10,
  };
  await asUser(departments.world.org, integrationUsername).upsert('Forecast_Cycle__c', 'External_Key__c', [row]);
  const found = await records(departments.world, `SELECT Id FROM Forecast_Cycle__c WHERE External_Key__c = '${key}'`);
  return String(found[0]?.['Id']);
}

let made = 0;

async function userId(name: string): Promise<string> {
  const found = await records(departments.world, `SELECT Id FROM User WHERE Username = '${name}@todoku.example.com'`);
  return String(found[0]?.['Id']);
}

/** A draft for the unit, as the panel makes it; `over` replaces values. */
async function unitDraft(over: Values = {}): Promise<Values> {
  return {
    External_Key__c: `2026-W48|Unit|EAST|${++made}`,
    Budget__c: departments.idOf('Budget__c', 'EAST'),
    Cycle__c: openCycle,
    Kind__c: 'Unit',
    Version__c: made,
    State__c: 'Draft',
    Rolled_Up__c: 700,
    Judgement__c: 50,
    Landing_Forecast__c: 750,
    ...over,
  };
}

const signed = async (name: string): Promise<Values> => ({
  State__c: 'Submitted',
  Submitted_By__c: await userId(name),
  Submitted_At__c: new Date(departments.clock.now()).toISOString(),
});

const decided = async (name: string, state: string, over: Values = {}): Promise<Values> => ({
  State__c: state,
  Decided_By__c: await userId(name),
  Decided_At__c: new Date(departments.clock.now()).toISOString(),
  ...over,
});

async function create(name: string, object: string, values: Values): Promise<{ readonly id: string; text: string }> {
  const { json, text } = await departments.as(name).ask('POST', `sobjects/${object}`, values);
  const id = typeof json === 'object' && json !== null && 'id' in json ? String(json.id) : '';
  return { id, text };
}

async function created(name: string, object: string, values: Values): Promise<string> {
  const { id, text } = await create(name, object, values);
  assert.ok(id !== '', text);
  return id;
}

const write = async (name: string, id: string, values: Values, object = 'Forecast_Submission__c'): Promise<string> => {
  const { status, text } = await departments.as(name).ask('PATCH', `sobjects/${object}/${id}`, values);
  return status === 204 ? 'saved' : text;
};

async function submitted(over: Values = {}): Promise<string> {
  const id = await created('east.head', 'Forecast_Submission__c', await unitDraft(over));
  assert.equal(await write('east.head', id, await signed('east.head')), 'saved');
  return id;
}

test('the head of a unit submits, a director confirms: draft, submitted, confirmed', async () => {
  const id = await submitted();
  assert.equal(await write('chief', id, await decided('chief', 'Confirmed')), 'saved');
  const [row] = await records(
    departments.world,
    `SELECT State__c, Late__c FROM Forecast_Submission__c WHERE Id = '${id}'`,
  );
  assert.deepEqual(row, { State__c: 'Confirmed', Late__c: false });
});

test('what was submitted never changes, neither its amounts nor its factors', async () => {
  const id = await created('east.head', 'Forecast_Submission__c', await unitDraft({ Previous_Landing__c: 700 }));
  const factor = await created('east.head', 'Forecast_Factor__c', {
    Submission__c: id,
    Code__c: 'Price',
    Amount__c: 50,
  });
  assert.equal(await write('east.head', id, await signed('east.head')), 'saved');
  for (const name of ['east.head', 'ops']) {
    assert.match(await write(name, id, { Judgement__c: 60, Landing_Forecast__c: 760 }), /does not change any more/);
    assert.match(await write(name, factor, { Amount__c: 40 }, 'Forecast_Factor__c'), /do(?:es)? not change any more/);
    const gone = await departments.as(name).ask('DELETE', `sobjects/Forecast_Factor__c/${factor}`);
    assert.match(gone.text, /does not change any more/, `${name} deletes the factor: ${gone.text}`);
  }
});

test('the same version cannot be submitted twice', async () => {
  const draft = await unitDraft();
  await created('east.head', 'Forecast_Submission__c', draft);
  assert.match((await create('east.head', 'Forecast_Submission__c', draft)).text, /DUPLICATE_VALUE/);
});

test('N6: factors must add up to the change within the tolerance of the cycle', async () => {
  const id = await created('east.head', 'Forecast_Submission__c', await unitDraft({ Previous_Landing__c: 500 }));
  assert.match(await write('east.head', id, await signed('east.head')), /do not add up to the change/);
  await created('east.head', 'Forecast_Factor__c', { Submission__c: id, Code__c: 'New_Demand', Amount__c: 230 });
  assert.match(await write('east.head', id, await signed('east.head')), /do not add up to the change/);
  await created('east.head', 'Forecast_Factor__c', { Submission__c: id, Code__c: 'Price', Amount__c: 8 });
  assert.equal(await write('east.head', id, await signed('east.head')), 'saved', '12 of 250 are left: 5 % are 12.5');
});

test('a landing forecast is the sum of the members and the judgement', async () => {
  const wrong = await unitDraft({ Landing_Forecast__c: 751 });
  assert.match(
    (await create('east.head', 'Forecast_Submission__c', wrong)).text,
    /sum of the members and the judgement/,
  );
});

test('nobody submits for another unit, a rep not for the unit, a colleague not for a member', async () => {
  const words = /This is somebody else's submission/;
  assert.match((await create('east.rep', 'Forecast_Submission__c', await unitDraft())).text, words);
  const other = await create('west.head', 'Forecast_Submission__c', await unitDraft());
  assert.match(
    other.text,
    /INSUFFICIENT_ACCESS|INVALID_CROSS_REFERENCE_KEY|INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY/,
  );
  const member = await unitDraft({ Kind__c: 'Member', Target__c: departments.idOf('Target__c', 'EAST') });
  assert.match((await create('east.peer', 'Forecast_Submission__c', member)).text, words);
  const own = await created('east.rep', 'Forecast_Submission__c', member);
  assert.match(await write('east.peer', own, { Note__c: 'mine' }), words);
  assert.equal(await write('east.rep', own, await signed('east.rep')), 'saved');
  assert.equal(await write('east.head', own, await decided('east.head', 'Confirmed')), 'saved');
});

test('only the next level decides, signs it, and returns with a question', async () => {
  const id = await submitted();
  assert.match(await write('east.head', id, await decided('east.head', 'Confirmed')), /Only the next level/);
  const bare = await decided('chief', 'Returned');
  assert.match(await write('chief', id, bare), /Say what has to be cleared/);
  const asOther = await decided('east.head', 'Confirmed');
  assert.match(await write('chief', id, asOther), /who decided and when/);
  assert.equal(await write('chief', id, { ...bare, Question__c: 'Why so low?' }), 'saved');
  assert.match(await write('east.head', id, await signed('east.head')), /draft to submitted/);
});

test('a director accepts a factor, and nobody accepts their own', async () => {
  const id = await created('east.head', 'Forecast_Submission__c', await unitDraft());
  const factor = await created('east.head', 'Forecast_Factor__c', {
    Submission__c: id,
    Code__c: 'Price',
    Amount__c: 5,
  });
  assert.equal(await write('east.head', id, await signed('east.head')), 'saved');
  assert.doesNotMatch(await write('east.head', factor, { Verdict__c: 'Confirmed' }, 'Forecast_Factor__c'), /saved/);
  assert.equal(await write('chief', factor, { Verdict__c: 'Rejected' }, 'Forecast_Factor__c'), 'saved');
});

test('the factor “other” needs a comment', async () => {
  const id = await created('east.head', 'Forecast_Submission__c', await unitDraft());
  const bare = { Submission__c: id, Code__c: 'Other', Amount__c: 5 };
  assert.match((await create('east.head', 'Forecast_Factor__c', bare)).text, /Say in the comment/);
  await created('east.head', 'Forecast_Factor__c', { ...bare, Comment__c: 'a strike' });
});

test('a submission after the deadline is late, and says so by itself', async () => {
  const late = await cycle('2026-W47', 'Late', departments.clock.now() - 1000);
  const id = await submitted({ Cycle__c: late });
  const [row] = await records(departments.world, `SELECT Late__c FROM Forecast_Submission__c WHERE Id = '${id}'`);
  assert.deepEqual(row, { Late__c: true });
});

test('nobody antedates a submission, or signs for somebody else', async () => {
  const id = await created('east.head', 'Forecast_Submission__c', await unitDraft());
  const yesterday = new Date(departments.clock.now() - 86_400_000).toISOString();
  const words = /who submits it and the time of now/;
  assert.match(await write('east.head', id, { ...(await signed('east.head')), Submitted_At__c: yesterday }), words);
  assert.match(await write('east.head', id, await signed('chief')), words);
});

test('U22: who submits for somebody else needs the permission, and names whom', async () => {
  const words = /needs the permission .* and names that person/;
  const head = await userId('east.head');
  const department = { External_Key__c: 'EAST', Manager__c: head };
  await asUser(departments.world.org, integrationUsername).upsert('Department__c', 'External_Key__c', [department]);
  const bare = await created('ops', 'Forecast_Submission__c', await unitDraft());
  assert.match(await write('ops', bare, await signed('ops')), words);
  const named = await created('ops', 'Forecast_Submission__c', await unitDraft({ On_Behalf_Of__c: head }));
  assert.equal(await write('ops', named, await signed('ops')), 'saved');
  await submitted();

  const target = departments.idOf('Target__c', 'EAST');
  const member = await unitDraft({ Kind__c: 'Member', Target__c: target, ...(await signed('east.head')) });
  assert.match((await create('east.head', 'Forecast_Submission__c', member)).text, words);
  const rep = await userId('east.rep');
  await created('east.head', 'Forecast_Submission__c', { ...member, On_Behalf_Of__c: rep });
});

test('a frozen cycle takes nothing but from RevOps; what was submitted may still be decided', async () => {
  const key = await cycle('2026-W46', 'Open');
  const id = await submitted({ Cycle__c: key });
  await cycle('2026-W46', 'Frozen');
  const draft = await unitDraft({ Cycle__c: key });
  const words = /takes no submissions now/;
  assert.match((await create('east.head', 'Forecast_Submission__c', draft)).text, words);
  assert.match(await write('east.head', id, { State__c: 'Withdrawn' }), words);
  assert.equal(await write('chief', id, await decided('chief', 'Confirmed')), 'saved');
  await created('ops', 'Forecast_Submission__c', draft);
});

test('N9: a decision needs a number, an owner and a date, and is made by a manager', async () => {
  const decision = {
    Budget__c: departments.idOf('Budget__c', 'EAST'),
    Kind__c: 'Decision',
    Subject__c: 'Move two people to search',
    Kpi__c: 'Landing_Forecast__c',
    Assignee__c: await userId('east.head'),
    Due__c: '2026-12-01',
  };
  assert.match(
    (await create('chief', 'Gap_Action__c', { ...decision, Due__c: null })).text,
    /needs an owner and a date/,
  );
  assert.match((await create('chief', 'Gap_Action__c', { ...decision, Kpi__c: null })).text, /names the number/);
  assert.match((await create('east.rep', 'Gap_Action__c', decision)).text, /Decisions are made by managers/);
  const id = await created('chief', 'Gap_Action__c', decision);
  assert.match(await write('east.rep', id, { State__c: 'Done' }, 'Gap_Action__c'), /somebody else's/);
  assert.equal(await write('east.head', id, { State__c: 'Done' }, 'Gap_Action__c'), 'saved');
});

test('N2: an action names the number it should move, and by how much', async () => {
  const action = {
    Budget__c: departments.idOf('Budget__c', 'EAST'),
    Target__c: departments.idOf('Target__c', 'EAST'),
    Kind__c: 'Action',
    Subject__c: 'Propose video to three clients',
    Assignee__c: await userId('east.rep'),
    Due__c: '2026-12-01',
  };
  assert.match((await create('east.rep', 'Gap_Action__c', action)).text, /names the number/);
  await created('east.rep', 'Gap_Action__c', { ...action, Kpi__c: 'Proposals', Expected_Effect__c: 300 });
});

test('what is said of a unit is seen by whoever sees its budget, and by nobody else', async () => {
  await submitted();
  const count = async (name: string): Promise<number> =>
    (await records(departments.as(name), 'SELECT Id FROM Forecast_Submission__c')).length;
  assert.ok((await count('east.rep')) > 0);
  assert.ok((await count('chief')) > 0);
  assert.equal(await count('west.rep'), 0);
});
