/** Schedules that are started by a signed request. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, test } from 'node:test';
import { endJobs } from '../schedule/stand.ts';
import { hookSecret, http, problemOf, type Http, type Reply } from './service.ts';

after(endJobs);

const now = Date.parse('2026-04-06T00:30:00Z');
const hmac = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex');

function sign(body: string, { at = now, secret = hookSecret } = {}): Readonly<Record<string, string>> {
  const seconds = Math.floor(at / 1000);
  return { authorization: '', 'X-Todoku-Signature': `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)}` };
}

const send = (at: Http, body: string, headers: Readonly<Record<string, string>>): Promise<Reply> =>
  at.ask('POST', '/hooks/warehouse', body, headers);

test('a signed request orders a push of the schedule, once however often it comes', async () => {
  await using at = await http('hook', { hasHooks: true });
  const first = await send(at, '{"table":"orders"}', sign('{"table":"orders"}'));
  assert.equal(first.status, 202, JSON.stringify(first.json));
  const work = await at.work.begun();
  assert.deepEqual(
    [work.order.only, work.order.due],
    [['target'], { schedule: 'warehouse', at: '2026-04-06T00:30:00.000Z' }],
  );
  const again = await send(at, '{"table":"orders"}', sign('{"table":"orders"}'));
  assert.deepEqual([again.status, again.json], [200, { outcome: 'taken' }]);
  work.finish();
  const view = (await at.timetable.view()).find(({ name }) => name === 'warehouse');
  assert.deepEqual([view?.hook, view?.next, view?.recent.map(({ outcome }) => outcome)], ['signed', [], ['started']]);
});

test('a request that is signed otherwise, altered, old, or for nothing orders nothing', async () => {
  await using at = await http('unsigned', { hasHooks: true });
  const wrong = [
    sign('', { secret: `${hookSecret}x` }),
    sign('other body'),
    { authorization: '' },
    { authorization: '', 'X-Todoku-Signature': 't=1,v1=00' },
  ];
  for (const headers of wrong) {
    assert.deepEqual(problemOf(await send(at, '', headers)).slice(0, 3), [
      401,
      'application/problem+json; charset=utf-8',
      'signature-wrong',
    ]);
  }
  const nowhere = await at.ask('POST', '/hooks/hourly', '', sign(''));
  assert.equal(problemOf(nowhere)[2], 'signature-wrong', 'a schedule with a time is no hook, and is not told apart');
  const old = await send(at, '', sign('', { at: now - 301_000 }));
  assert.equal(problemOf(old)[2], 'signature-old');
  assert.deepEqual(await at.desk.open(), []);
});

test('a dbt job that has succeeded orders a push; one that failed, or has only started, does not', async () => {
  await using at = await http('dbt', { hasHooks: true });
  const event = (eventType: string, runStatus: string): string =>
    JSON.stringify({ eventId: 'wev_1', timestamp: '2026-04-06T00:29:50.123456Z', eventType, data: { runStatus } });
  const tell = (body: string): Promise<Reply> =>
    at.ask('POST', '/hooks/dbt', body, { authorization: hmac(hookSecret, body) });
  assert.deepEqual((await tell(event('job.run.completed', 'Errored'))).json, { outcome: 'ignored' });
  assert.deepEqual((await tell(event('job.run.started', 'Running'))).json, { outcome: 'ignored' });
  assert.equal((await tell(event('job.run.completed', 'Success'))).status, 202);
  const work = await at.work.begun();
  assert.equal(work.order.due?.schedule, 'dbt');
  work.finish();
});
