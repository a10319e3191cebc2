/**
 * Who may enter for whom: details have no sharing of their own, so validation rules of force-app keep a rep from changing
 * what a colleague of the same department expects (docs/admin.md, "Who gets which permission set").
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { integrationUsername } from '../../scripts/demo/people.ts';
import type { World } from '../world/world.ts';
import { allResults, runJob } from './bulk/jobs.ts';
import { openDepartments, records, type Departments } from './departments.ts';

let departments: Departments;
let line: string;
let target: string;
const opened = new AsyncDisposableStack();
before(async () => {
  departments = opened.use(await openDepartments());
  line = departments.idOf('Project_Amount__c', 'EAST');
  target = departments.idOf('Target__c', 'EAST');
});
after(() => opened.disposeAsync());

const rule = /FIELD_CUSTOM_VALIDATION_EXCEPTION/;
const words = /This is somebody else's forecast\./;

/** Every way to write a record → the whole answer. */
const ways: Readonly<
  Record<string, (hand: World, object: string, id: string, field: string, value: unknown) => Promise<string>>
> = {
  REST: async (hand, object, id, field, value) =>
    (await hand.ask('PATCH', `sobjects/${object}/${id}`, { [field]: value })).text,
  'the external key': async (hand, object, _, field, value) =>
    (await hand.ask('PATCH', `sobjects/${object}/External_Key__c/EAST`, { [field]: value })).text,
  Collections: async (hand, object, id, field, value) => {
    const record = { attributes: { type: object }, id, [field]: value };
    return (await hand.ask('PATCH', 'composite/sobjects', { records: [record] })).text;
  },
  Composite: async (hand, object, id, field, value) => {
    const url = `/services/data/v62.0/sobjects/${object}/${id}`;
    const request = { method: 'PATCH', url, referenceId: 'write', body: { [field]: value } };
    return (await hand.ask('POST', 'composite', { compositeRequest: [request] })).text;
  },
  Graph: async (hand, object, id, field, value) => {
    const url = `/services/data/v62.0/sobjects/${object}/${id}`;
    const request = { method: 'PATCH', url, referenceId: 'write', body: { [field]: value } };
    return (await hand.ask('POST', 'composite/graph', { graphs: [{ graphId: 'g', compositeRequest: [request] }] }))
      .text;
  },
  'Bulk 2.0': async (hand, object, id, field, value) => {
    const job = await runJob(hand, { object, operation: 'update' }, `Id,${field}\n${id},${String(value)}\n`);
    return JSON.stringify((await allResults(hand, job.id)).bad);
  },
  'UI API': async (hand, _, id, field, value) =>
    (await hand.ask('PATCH', `ui-api/records/${id}`, { fields: { [field]: value } })).text,
  GraphQL: async (hand, object, id, field, value) => {
    const input = `{ Id: "${id}", ${object}: { ${field}: ${JSON.stringify(value)} } }`;
    const query = `mutation { uiapi { ${object}Update(input: ${input}) { success } } }`;
    return (await hand.ask('POST', 'graphql', { query })).text;
  },
};

for (const [name, write] of Object.entries(ways)) {
  test(`by ${name} a rep changes no forecast of a colleague`, async () => {
    const peer = departments.as('east.peer');
    for (const [object, id, field, value] of [
      ['Project_Amount__c', line, 'Expected_Member__c', 1],
      ['Target__c', target, 'Plan_Amount__c', 1],
      ['Target__c', target, 'Qualitative_Goal__c', 'mine'],
    ] as const) {
      const text = await write(peer, object, id, field, value);
      assert.match(text, words, `${object}.${field}: ${text}`);
      if (!['UI API', 'GraphQL'].includes(name)) assert.match(text, rule);
    }
    assert.deepEqual(
      await records(departments.world, `SELECT Expected_Member__c FROM Project_Amount__c WHERE Id = '${line}'`),
      [{ Expected_Member__c: null }],
    );
  });
}

test('the rep and whoever may enter for others do, a director does not', async () => {
  const statuses = await Promise.all(
    ['east.rep', 'east.head', 'ops', 'chief'].map(async (name) => {
      const path = `sobjects/Project_Amount__c/${line}`;
      return (await departments.as(name).ask('PATCH', path, { Note__c: `seen by ${name}` })).status;
    }),
  );
  assert.deepEqual(statuses, [204, 204, 204, 403]);
  const plan = { Plan_Amount__c: 900, Qualitative_Goal__c: 'two new accounts' };
  assert.equal((await departments.as('east.rep').ask('PATCH', `sobjects/Target__c/${target}`, plan)).status, 204);
});

test('what rolls up is nobody’s change: a load and a colleague’s own amounts save the targets above them', async () => {
  const token = departments.world.org.tokenFor(integrationUsername);
  const load = await departments.world.ask(
    'PATCH',
    `sobjects/Menu_Amount__c/${departments.idOf('Menu_Amount__c', 'EAST')}`,
    { Actual__c: 750 },
    { Authorization: `Bearer ${token}` },
  );
  assert.equal(load.status, 204, load.text);
  const [found] = await records(departments.world, `SELECT Actual__c FROM Target__c WHERE Id = '${target}'`);
  assert.deepEqual(found, { Actual__c: 750 });
});
