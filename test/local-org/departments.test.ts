/**
 * This project's force-app with its permission sets, roles and sharing rules: what a rep reaches of another department,
 * tried by every API. The people and rules are made as `npm start` makes them (docs/admin.md, "Who sees what").
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { World } from '../world/world.ts';
import { allResults, ended, runJob } from './bulk/jobs.ts';
import { openDepartments, records, type Departments } from './departments.ts';

let departments: Departments;
let world: World;
const opened = new AsyncDisposableStack();
before(async () => {
  departments = opened.use(await openDepartments());
  ({ world } = departments);
});
after(() => opened.disposeAsync());

const as = (name: string): World => departments.as(name);
const idOf = (object: string, key: string): string => departments.idOf(object, key);

const keys = async (hand: World, object: string): Promise<readonly unknown[]> =>
  (await records(hand, `SELECT External_Key__c FROM ${object} ORDER BY External_Key__c`)).map(
    (row) => row['External_Key__c'],
  );

const levels = ['Budget__c', 'Target__c', 'Project_Amount__c', 'Menu_Amount__c'];

test('a department sees its budgets and everything below, those above see several, RevOps and the load see all', async () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    'east.rep': ['EAST'],
    'east.peer': ['EAST'],
    'east.head': ['EAST'],
    'west.rep': ['WEST'],
    chief: ['EAST', 'WEST'],
    ops: ['EAST', 'WEST'],
  };
  for (const [name, departments] of Object.entries(expected)) {
    for (const object of levels) assert.deepEqual(await keys(as(name), object), departments, `${name} ${object}`);
  }
  const readable = await keys(as('west.rep'), 'Department__c');
  assert.deepEqual(readable, ['EAST', 'WEST'], 'departments and projects are open to all');
});

test("SOQL shows a rep no other department's target: not as a row, a total, a group, a parent or a child", async () => {
  const rep = as('east.rep');
  const west = idOf('Target__c', 'WEST');
  assert.deepEqual(await records(rep, `SELECT Id FROM Target__c WHERE Id = '${west}'`), []);
  assert.deepEqual(await records(rep, 'SELECT SUM(Actual__c) total, COUNT(Id) n FROM Target__c'), [
    { total: 700, n: 1 },
  ]);
  assert.deepEqual(
    await records(
      rep,
      'SELECT Budget__r.External_Key__c k, MAX(Actual__c) m FROM Target__c GROUP BY Budget__r.External_Key__c',
    ),
    [{ k: 'EAST', m: 700 }],
  );
  assert.deepEqual(
    await records(rep, 'SELECT External_Key__c FROM Department__c WHERE Id IN (SELECT Department__c FROM Budget__c)'),
    [{ External_Key__c: 'EAST' }],
  );
  const [department] = await records(
    rep,
    "SELECT (SELECT External_Key__c FROM Budgets__r) FROM Department__c WHERE External_Key__c = 'WEST'",
  );
  assert.equal(department?.['Budgets__r'], null);
  const all = await rep.ask('GET', `queryAll?q=${encodeURIComponent('SELECT Id FROM Menu_Amount__c')}`);
  assert.equal((all.json as { totalSize: number }).totalSize, 1);
});

test("REST finds a rep no other department's target, by Id or by key, and changes none", async () => {
  const rep = as('east.rep');
  const west = idOf('Target__c', 'WEST');
  for (const path of [`sobjects/Target__c/${west}`, 'sobjects/Target__c/External_Key__c/WEST']) {
    const { status, json } = await rep.ask('GET', path);
    assert.deepEqual([status, (json as { errorCode: string }[])[0]?.errorCode], [404, 'NOT_FOUND'], path);
  }
  const refused = [
    { message: 'insufficient access rights on object id', errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', fields: [] },
  ];
  for (const path of [`sobjects/Target__c/${west}`, 'sobjects/Target__c/External_Key__c/WEST']) {
    const { status, json } = await rep.ask('PATCH', path, { Plan_Amount__c: 1 });
    assert.deepEqual([status, json], [403, refused], path);
  }
  const found = await rep.ask(
    'GET',
    `composite/sobjects/Target__c?ids=${west},${idOf('Target__c', 'EAST')}&fields=External_Key__c`,
  );
  assert.deepEqual(
    (found.json as ({ External_Key__c: string } | null)[]).map((one) => one?.External_Key__c),
    [undefined, 'EAST'],
  );
});

test('Collections, Composite and Batch change nothing of another department', async () => {
  const rep = as('east.rep');
  const attributes = { type: 'Target__c' };
  const rows = ['EAST', 'WEST'].map((key) => ({ attributes, id: idOf('Target__c', key), Plan_Amount__c: 5 }));
  const codesOf = (json: unknown): readonly unknown[] =>
    (json as { success: boolean; errors: { statusCode: string }[] }[]).map(({ success, errors }) =>
      success ? 'saved' : errors[0]?.statusCode,
    );
  const saved = await rep.ask('PATCH', 'composite/sobjects', { records: rows });
  assert.deepEqual(codesOf(saved.json), ['saved', 'INSUFFICIENT_ACCESS_OR_READONLY']);
  const upserted = await rep.ask('PATCH', 'composite/sobjects/Target__c/External_Key__c', {
    records: [{ attributes, External_Key__c: 'WEST', Plan_Amount__c: 5 }],
  });
  assert.deepEqual(codesOf(upserted.json), ['INSUFFICIENT_ACCESS_OR_READONLY']);
  const url = `/services/data/v62.0/sobjects/Target__c/${idOf('Target__c', 'WEST')}`;
  const composite = await rep.ask('POST', 'composite', {
    compositeRequest: [
      { method: 'GET', url, referenceId: 'read' },
      { method: 'PATCH', url, referenceId: 'write', body: { Plan_Amount__c: 5 } },
    ],
  });
  const replies = (composite.json as { compositeResponse: { httpStatusCode: number }[] }).compositeResponse;
  assert.deepEqual(
    replies.map(({ httpStatusCode }) => httpStatusCode),
    [404, 403],
  );
  const batch = await rep.ask('POST', 'composite/batch', {
    batchRequests: [{ method: 'GET', url: url.replace('/services/data/', '') }],
  });
  assert.equal((batch.json as { results: { statusCode: number }[] }).results[0]?.statusCode, 404);
  assert.deepEqual(await records(world, 'SELECT Plan_Amount__c FROM Target__c ORDER BY External_Key__c'), [
    { Plan_Amount__c: 5 },
    { Plan_Amount__c: null },
  ]);
});

test('Bulk reads and writes nothing of another department', async () => {
  const rep = as('east.rep');
  const { json } = await rep.ask('POST', 'jobs/query', {
    operation: 'query',
    query: 'SELECT External_Key__c FROM Menu_Amount__c',
  });
  const { id } = json as { id: string };
  assert.equal((await ended(rep, id, 'query')).state, 'JobComplete');
  const { text } = await rep.ask('GET', `jobs/query/${id}/results`);
  assert.deepEqual(parse(text, { columns: true }), [{ External_Key__c: 'EAST' }]);
  const job = await runJob(
    rep,
    { object: 'Project_Amount__c', operation: 'update' },
    `Id,Expected_Member__c\n${idOf('Project_Amount__c', 'EAST')},50\n${idOf('Project_Amount__c', 'WEST')},50\n`,
  );
  const { good, bad } = await allResults(rep, job.id);
  assert.deepEqual(
    [good.length, bad.map((row) => row['sf__Error'])],
    [1, ['INSUFFICIENT_ACCESS_OR_READONLY:insufficient access rights on object id:--']],
  );
});

test('UI API and GraphQL show and change nothing of another department', async () => {
  const rep = as('east.rep');
  const west = idOf('Target__c', 'WEST');
  for (const [method, body] of [['GET'], ['PATCH', { fields: { Plan_Amount__c: 7 } }]] as const) {
    const { status, text } = await rep.ask(method, `ui-api/records/${west}?fields=Target__c.Actual__c`, body);
    assert.deepEqual([status, /INSUFFICIENT_ACCESS/.test(text)], [403, true], text);
  }
  const list = await rep.ask('GET', 'ui-api/list-records/Target__c/All?fields=Target__c.External_Key__c');
  assert.equal((list.json as { count: number }).count, 1, list.text.slice(0, 200));
  const lines = await rep.ask('POST', `ui-api/related-list-records/${idOf('Project__c', 'P')}/Project_Amounts__r`, {
    fields: ['Project_Amount__c.External_Key__c'],
  });
  assert.equal((lines.json as { count: number }).count, 1, lines.text.slice(0, 200));
  const query = `query { uiapi {
    query { Target__c { totalCount edges { node { External_Key__c { value } } } } }
    aggregate { Target__c { edges { node { aggregate { Actual__c { sum { value } } } } } } } } }`;
  const { json } = await rep.ask('POST', 'graphql', { query });
  assert.deepEqual(json, {
    data: {
      uiapi: {
        query: { Target__c: { totalCount: 1, edges: [{ node: { External_Key__c: { value: 'EAST' } } }] } },
        aggregate: { Target__c: { edges: [{ node: { aggregate: { Actual__c: { sum: { value: 700 } } } } }] } },
      },
    },
    errors: [],
  });
  const mutation = `mutation { uiapi { Target__cUpdate(input: { Id: "${west}", Target__c: { Plan_Amount__c: 7 } }) { success } } }`;
  const changed = await rep.ask('POST', 'graphql', { query: mutation });
  const [error] = (changed.json as { errors: { extensions: { errorCode: string } }[] }).errors;
  assert.equal(error?.extensions.errorCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
});

test('a rep writes what members enter, and by no API a field that the system owns', async () => {
  const rep = as('east.rep');
  const line = idOf('Project_Amount__c', 'EAST');
  assert.equal((await rep.ask('PATCH', `sobjects/Project_Amount__c/${line}`, { Expected_Member__c: 60 })).status, 204);
  const target = idOf('Target__c', 'EAST');
  const denied = 'INVALID_FIELD_FOR_INSERT_UPDATE';
  const rest = await rep.ask('PATCH', `sobjects/Target__c/${target}`, { Target_Amount__c: 1 });
  assert.deepEqual([rest.status, (rest.json as { errorCode: string }[])[0]?.errorCode], [400, denied]);
  const body = { records: [{ attributes: { type: 'Target__c' }, id: target, Target_Amount__c: 1 }] };
  const rows = await rep.ask('PATCH', 'composite/sobjects', body);
  assert.equal((rows.json as { errors: { statusCode: string }[] }[])[0]?.errors[0]?.statusCode, denied);
  const ui = await rep.ask('PATCH', `ui-api/records/${target}`, { fields: { Target_Amount__c: 1 } });
  assert.equal(ui.status, 400);
  assert.match(ui.text, new RegExp(denied));
  const menu = idOf('Menu_Amount__c', 'EAST');
  const job = await runJob(rep, { object: 'Menu_Amount__c', operation: 'update' }, `Id,Actual__c\n${menu},1\n`);
  assert.equal(job.numberRecordsFailed, 1);
  const query = `mutation { uiapi { Target__cUpdate(input: { Id: "${target}", Target__c: { Target_Amount__c: 1 } }) { success } } }`;
  const graph = await rep.ask('POST', 'graphql', { query });
  assert.match(graph.text, /Target_Amount__c/);
  assert.equal((graph.json as { errors: unknown[] }).errors.length, 1);
  const budget = await rep.ask('PATCH', `sobjects/Budget__c/${idOf('Budget__c', 'EAST')}`, { Judgement__c: 1 });
  assert.equal(budget.status, 403, 'a budget is for its unit manager to judge');
  assert.deepEqual(await records(world, `SELECT Target_Amount__c, Actual__c FROM Target__c WHERE Id = '${target}'`), [
    { Target_Amount__c: 1000, Actual__c: 700 },
  ]);
});

test('a unit manager judges the own budget, RevOps any, and a reconciliation shows its totals to RevOps alone', async () => {
  const judge = async (name: string, key: string): Promise<number> =>
    (await as(name).ask('PATCH', `sobjects/Budget__c/${idOf('Budget__c', key)}`, { Judgement__c: 10 })).status;
  assert.deepEqual(
    [
      await judge('east.head', 'EAST'),
      await judge('east.head', 'WEST'),
      await judge('chief', 'WEST'),
      await judge('ops', 'EAST'),
    ],
    [204, 403, 204, 204],
  );
  const soql = 'SELECT Warehouse_Value__c FROM Reconciliation__c';
  assert.equal((await as('ops').ask('GET', `query?q=${encodeURIComponent(soql)}`)).status, 200);
  for (const name of ['east.rep', 'east.head', 'chief']) {
    const { json } = await as(name).ask('GET', `query?q=${encodeURIComponent(soql)}`);
    assert.equal((json as { errorCode: string }[])[0]?.errorCode, 'INVALID_FIELD', name);
  }
});

test('a judgement counts until its last day, else until the books of its month are closed (FORMULA: TODAY, ADDMONTHS)', async () => {
  const budget = idOf('Budget__c', 'WEST');
  const judge = async (fields: Readonly<Record<string, unknown>>): Promise<void> => {
    assert.equal((await as('west.head').ask('PATCH', `sobjects/Budget__c/${budget}`, fields)).status, 204);
  };
  const landing = async (): Promise<unknown> => {
    const [row] = await records(
      world,
      `SELECT Judgement_In_Force__c, Landing_Forecast__c FROM Budget__c WHERE Id = '${budget}'`,
    );
    return [row?.['Judgement_In_Force__c'], row?.['Landing_Forecast__c']];
  };
  await judge({ Judgement__c: null });
  assert.deepEqual(await landing(), [null, 900]);
  await judge({ Judgement__c: 40 });
  assert.deepEqual(await landing(), [40, 940]);
  await judge({ Judgement_Until__c: '2026-11-25' });
  assert.deepEqual(await landing(), [40, 940], 'the last day is one of them');
  await judge({ Judgement_Until__c: '2026-11-24' });
  assert.deepEqual(await landing(), [0, 900]);
  await judge({ Judgement_Until__c: null });
  assert.deepEqual(await landing(), [40, 940], 'until 10 December');
  const october = await world.ask('POST', 'sobjects/Budget__c', {
    External_Key__c: 'WEST-10',
    Department__c: idOf('Department__c', 'WEST'),
    Department_Key__c: 'WEST',
    Period_Start__c: '2026-10-01',
    Measure__c: 'Revenue',
    Judgement__c: 40,
  });
  assert.equal(october.status, 201, october.text);
  const soql = "SELECT Judgement_In_Force__c FROM Budget__c WHERE External_Key__c = 'WEST-10'";
  assert.deepEqual(await records(world, soql), [{ Judgement_In_Force__c: 0 }], 'its books were closed on 10 November');
});
