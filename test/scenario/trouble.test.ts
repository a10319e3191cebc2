import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '../../server/faults.ts';
import type { RuleInput } from '../../local-org/local-org.ts';
import { Stage, line, sentBy } from './stage.ts';

const jobs = '/services/data/v*/jobs/ingest';
const composite = '/services/data/v*/composite';

let reference: Promise<unknown> | undefined;

/** What a first push without any trouble leaves; made once for this file. */
function undisturbed(): Promise<unknown> {
  reference ??= (async () => {
    await using stage = await Stage.pushed();
    return await stage.businessState();
  })();
  return reference;
}

/** The rules strike, and yet the push ends as if nothing had been. */
async function survives(rules: readonly RuleInput[], how: { readonly bulk: boolean }): Promise<void> {
  await using stage = await Stage.open();
  if (how.bulk) stage.useBulk();
  for (const rule of rules) stage.world.org.troubles.add(rule);
  const result = await stage.push();
  const used = stage.world.org.troubles.list();
  assert.ok(
    used.every((item) => item.hits > 0),
    'every trouble has struck',
  );
  assert.equal(result.state, 'matched');
  assert.deepEqual(await stage.businessState(), await undisturbed());
  assert.deepEqual(sentBy(await stage.push()), {});
}

test('a connection that is cut during an upload is no loss: the job is given up and another one filled', async () => {
  await survives([{ kind: 'drop', when: 'before', method: 'PUT', path: `${jobs}/*`, times: 2 }], { bulk: true });
});

test('an upload that arrived although its answer was lost is not sent twice into the same job', async () => {
  await survives([{ kind: 'drop', when: 'after', method: 'PUT', path: `${jobs}/*` }], { bulk: true });
});

test('a job whose creation was not answered is aborted, and another one made', async () => {
  await using stage = await Stage.open();
  stage.useBulk();
  stage.world.org.troubles.add({ kind: 'drop', when: 'after', method: 'POST', path: jobs });
  assert.equal((await stage.push()).state, 'matched');
  assert.deepEqual(await stage.org.jobs.mine(), [], 'no job is left open');
});

test('a close that was carried out and not answered is looked up, not repeated', async () => {
  await survives([{ kind: 'drop', when: 'after', method: 'PATCH', path: `${jobs}/*` }], { bulk: true });
});

test('a job that was closed while the org fell silent is waited for once it answers again, and no second one filled', async () => {
  await using stage = await Stage.open();
  stage.useBulk();
  const { troubles } = stage.world.org;
  troubles.add({ kind: 'drop', when: 'after', method: 'PATCH', path: `${jobs}/*` });
  // As often as a look is tried: the push hears nothing of the job until it asks anew.
  troubles.add({ kind: 'drop', when: 'before', method: 'GET', path: `${jobs}/*`, times: 5 });
  const made: string[] = [];
  const result = await stage.push({
    onEvent: (event) => {
      if (event.type === 'part' && event.step === 'created') made.push(`${event.sync} ${String(event.part)}`);
    },
  });
  assert.deepEqual(
    troubles.list().map(({ left }) => left),
    [0, 0],
  );
  assert.equal(result.state, 'matched');
  assert.deepEqual(made.toSorted(), [...new Set(made)].toSorted(), 'one job a part');
});

test('result files that break off in the middle are read again', async () => {
  await survives(
    [
      { kind: 'drop', when: 'after', method: 'GET', path: `${jobs}/*/successfulResults` },
      { kind: 'answer', status: 503, errorCode: 'SERVER_UNAVAILABLE', method: 'GET', path: `${jobs}/*/failedResults` },
    ],
    { bulk: true },
  );
});

test('a token that ends in the middle is renewed, in a call as in an upload', async () => {
  await survives(
    [
      { kind: 'expire', method: 'POST', path: composite },
      { kind: 'expire', method: 'GET', path: '/services/data/v*/query' },
    ],
    { bulk: false },
  );
  await survives(
    [
      { kind: 'expire', method: 'PUT', path: `${jobs}/*` },
      { kind: 'expire', method: 'PATCH', path: `${jobs}/*` },
      { kind: 'expire', method: 'GET', path: `${jobs}/*/failedResults` },
    ],
    { bulk: true },
  );
});

test('rows whose answer was lost are looked up by their batch: nothing is doubled, nothing forgotten', async () => {
  await survives([{ kind: 'drop', when: 'after', method: 'POST', path: composite, times: 4 }], { bulk: false });
});

test('a call that never arrived is sent again', async () => {
  await survives([{ kind: 'drop', when: 'before', method: 'POST', path: composite, times: 3 }], { bulk: false });
});

test('locked rows are sent again until the lock has gone', async () => {
  await using stage = await Stage.open();
  stage.useBulk();
  stage.world.org.troubles.add({ kind: 'row', object: 'Menu_Amount__c', times: 12 });
  const result = await stage.push();
  assert.equal(result.state, 'matched');
  assert.deepEqual(line(result, 'menu-amount'), {
    sent: 8,
    created: 8,
    updated: 0,
    deleted: 0,
    unchanged: 0,
    failed: 0,
    parked: 0,
    matched: true,
  });
});

test('rows that stay locked are failed rows of this run and ordinary rows of the next', async () => {
  await using stage = await Stage.open();
  stage.world.org.troubles.add({ kind: 'row', object: 'Menu_Amount__c', times: 1000 });
  const result = await stage.push();
  assert.equal(result.state, 'partial');
  assert.equal(line(result, 'menu-amount').failed, 8);
  assert.deepEqual(
    result.verdicts.map((verdict) => [verdict.sync, verdict.state]),
    [
      ['department', 'Matched'],
      ['budget', 'Explained'],
      ['target', 'Explained'],
      ['project-amount', 'Matched'],
      ['menu-amount', 'Explained'],
    ],
  );
  const causes = result.verdicts.at(-1)?.causes;
  assert.deepEqual(causes, [{ cause: 'REJECTED', code: 'UNABLE_TO_LOCK_ROW', rows: 8 }]);
  stage.world.org.troubles.clear();
  const second = await stage.push();
  assert.equal(second.state, 'matched');
  assert.deepEqual(sentBy(second), { 'menu-amount': 8 });
});

test('a rejected row keeps its acknowledged state, says why, and is tried again', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/targets.csv', (text) => text.replace('3000,2800', '3100,2800'));
  stage.world.org.troubles.add({
    kind: 'row',
    object: 'Target__c',
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message: 'No.',
  });
  const result = await stage.push();
  assert.equal(result.state, 'partial');
  assert.deepEqual(line(result, 'target'), {
    sent: 1,
    created: 0,
    updated: 0,
    deleted: 0,
    unchanged: 3,
    failed: 1,
    parked: 0,
    matched: false,
  });
  const target = result.verdicts.find((verdict) => verdict.sync === 'target');
  assert.deepEqual(target?.causes, [{ cause: 'REJECTED', code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', rows: 1 }]);
  const second = await stage.push();
  assert.equal(second.state, 'matched');
  assert.deepEqual(sentBy(second), { target: 1 });
});

test('children of a parent that was refused are parked, and follow when it is there', async () => {
  await using stage = await Stage.open();
  stage.world.org.troubles.add({
    kind: 'row',
    object: 'Target__c',
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    times: 4,
  });
  const result = await stage.push();
  assert.equal(result.state, 'partial');
  assert.equal(line(result, 'target').failed, 4);
  assert.equal(line(result, 'project-amount').parked, 6);
  assert.equal(line(result, 'menu-amount').parked, 8);
  assert.equal(line(result, 'menu-amount').sent, 0);
  assert.equal((await stage.push()).state, 'matched');
});

test('what hangs on a record that should go and was not let go keeps it: nothing is deleted along with its parent', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/targets.csv', (text) => text.replace(/^WEST.*\n/m, ''));
  stage.edit('raw/bookings.csv', (text) => text.replaceAll(/^b\d+,WEST.*\n/gm, ''));
  stage.world.org.troubles.add({
    kind: 'row',
    object: 'Menu_Amount__c',
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    times: 1,
  });
  const result = await stage.push();
  assert.equal(result.state, 'partial');
  const ends = ['target', 'project-amount', 'menu-amount'].map((sync) => line(result, sync));
  assert.deepEqual(
    ends.map(({ deleted, failed, parked }) => [deleted, failed, parked]),
    [
      [0, 0, 1],
      [1, 0, 1],
      [1, 1, 0],
    ],
  );
  assert.equal(await stage.count('Menu_Amount__c'), 7);
  assert.ok(result.verdicts.every(({ state }) => state === 'Matched' || state === 'Explained'));
  const second = await stage.push();
  assert.equal(second.state, 'matched');
  assert.deepEqual(sentBy(second), { target: 1, 'project-amount': 1, 'menu-amount': 1 });
});

test('a job that fails half way: what it wrote counts, what it did not look at comes with the next push', async () => {
  await using stage = await Stage.open();
  stage.useBulk();
  const more = Array.from(
    { length: 292 },
    (_, index) => `x${index},EAST,aoki,alpha,menu ${index},2026-04,,${index},,false\n`,
  );
  stage.edit('raw/bookings.csv', (text) => text + more.join(''));
  stage.world.org.troubles.add({ kind: 'failJob', object: 'Menu_Amount__c', afterRows: 200 });
  const result = await stage.push();
  assert.deepEqual(line(result, 'menu-amount'), {
    sent: 205,
    created: 205,
    updated: 0,
    deleted: 0,
    unchanged: 0,
    failed: 95,
    parked: 0,
    matched: false,
  });
  assert.equal(result.state, 'partial');
  assert.deepEqual(result.verdicts.at(-1)?.causes, [{ cause: 'UNPROCESSED', code: 'UNPROCESSED', rows: 95 }]);
  const second = await stage.push();
  assert.equal(second.state, 'matched');
  assert.deepEqual(sentBy(second), { 'menu-amount': 95 });
});

test('a job that fails before its first row names no columns in its results: its rows come with the next push', async () => {
  await using stage = await Stage.open();
  stage.useBulk();
  stage.world.org.troubles.add({ kind: 'failJob', object: 'Menu_Amount__c', afterRows: 0 });
  const result = await stage.push();
  assert.equal(result.state, 'partial');
  const { created, failed } = line(result, 'menu-amount');
  assert.deepEqual({ created, failed }, { created: 5, failed: 3 }); // two jobs: rows that leave a field alone have one of their own
  const second = await stage.push();
  assert.equal(second.state, 'matched');
  assert.deepEqual(sentBy(second), { 'menu-amount': 3 });
});

test('used-up API calls stop the run, and the next push finishes it', async () => {
  await using stage = await Stage.open();
  stage.world.org.troubles.add({ kind: 'exhaust', method: 'POST', path: composite, times: 1 });
  await assert.rejects(stage.push(), (error) => error instanceof Fault && error.code === 'REQUEST_LIMIT_EXCEEDED');
  const result = await stage.push();
  assert.equal(result.state, 'matched');
});

test('an org that does not answer at all stops the run in passing, and the next push finishes it', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801.5'));
  stage.world.org.troubles.add({ kind: 'drop', when: 'after', path: '/services/data/*', times: 500 });
  await assert.rejects(stage.push(), (error) => error instanceof Fault && error.kind === 'transient');
  stage.world.org.troubles.clear();
  const result = await stage.push();
  assert.equal(result.state, 'matched');
  const [row] = await stage.rows(
    "SELECT Actual__c FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|search'",
  );
  assert.equal(Number(row?.['Actual__c']), 801.5);
});
