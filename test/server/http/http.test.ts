import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import { noteFault } from '../../../server/schedule/schedule.ts';
import { nothing } from '../schedule/work.ts';
import { endJobs } from '../schedule/stand.ts';
import { http, problemOf, token } from './service.ts';

after(endJobs);

const problemType = 'application/problem+json; charset=utf-8';
const problem = (status: number, code: string): unknown => [status, problemType, code, true];

test('health is open to everyone; everything else wants the token, and the whole token', async () => {
  await using at = await http('auth');
  const health = await at.ask('GET', '/health', undefined, { authorization: '' });
  assert.deepEqual([health.status, health.json], [200, { status: 'up', service: 'todoku' }]);
  for (const path of ['/ready', '/runs', '/runs/x', '/schedules', '/nowhere']) {
    const reply = await at.ask('GET', path, undefined, { authorization: '' });
    assert.deepEqual(problemOf(reply), problem(401, 'token-missing'), path);
    assert.match(reply.headers.get('www-authenticate') ?? '', /^Bearer/);
  }
  for (const wrong of [`${token}x`, token.slice(1), token.toUpperCase(), 'x']) {
    const reply = await at.ask('POST', '/runs', { command: 'push' }, { authorization: `Bearer ${wrong}` });
    assert.deepEqual(problemOf(reply), problem(401, 'token-wrong'));
  }
  assert.deepEqual(
    problemOf(await at.ask('GET', '/runs', undefined, { authorization: `Basic ${token}` })),
    problem(401, 'token-missing'),
  );
  assert.equal((await at.ask('GET', '/runs', undefined, { authorization: `bearer ${token}` })).status, 200);
});

test('no answer may be framed, sniffed or kept, and none says what answers', async () => {
  await using at = await http('headers');
  for (const path of ['/health', '/runs', '/nowhere']) {
    const { headers } = await at.ask('GET', path);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(headers.get('x-powered-by'), null);
    assert.equal(headers.get('access-control-allow-origin'), null);
  }
});

test('a run is ordered, watched by the number of its events, and told with its end', async () => {
  await using at = await http('order');
  const ordered = await at.ask('POST', '/runs', { command: 'plan', only: ['target'] });
  assert.equal(ordered.status, 202);
  const location = ordered.headers.get('location') ?? '';
  assert.match(location, /^\/runs\/20260406T003000Z-/);
  const work = await at.work.begun();
  assert.deepEqual([work.order.command, work.order.only, work.order.isDeep], ['plan', ['target'], false]);
  work.tell({ type: 'step', step: 'ingest', state: 'started' });
  work.tell({ type: 'step', step: 'ingest', state: 'finished' });
  const running = (await at.ask('GET', `${location}?after=1`)).json as Readonly<Record<string, unknown>>;
  assert.equal(running['phase'], 'running');
  assert.deepEqual(running['events'], [{ number: 2, event: { type: 'step', step: 'ingest', state: 'finished' } }]);
  work.finish();
  await at.desk.stop();
  const ended = (await at.ask('GET', location)).json as Readonly<Record<string, unknown>>;
  assert.deepEqual([ended['phase'], ended['end']], ['ended', { preview: nothing }]);
});

test('a second order is refused with the run that is under way', async () => {
  await using at = await http('busy');
  const location = (await at.ask('POST', '/runs', { command: 'push' })).headers.get('location');
  const work = await at.work.begun();
  const refused = await at.ask('POST', '/runs', { command: 'verify' });
  assert.deepEqual(problemOf(refused), problem(409, 'run-under-way'));
  assert.equal(refused.headers.get('location'), location);
  const { run } = refused.json as { readonly run: Readonly<Record<string, unknown>> };
  assert.deepEqual([run['command'], run['phase'], `/runs/${String(run['id'])}`], ['push', 'running', location]);
  work.finish();
});

test('an order for another project, or other raw files, than the service works on is refused', async () => {
  await using at = await http('elsewhere');
  const body = { command: 'push', project: '/projects/two' };
  assert.deepEqual(problemOf(await at.ask('POST', '/runs', body)), problem(409, 'other-project'));
  const raw = { command: 'push', project: '/projects/one', raw: '/elsewhere' };
  assert.deepEqual(problemOf(await at.ask('POST', '/runs', raw)), problem(409, 'other-raw'));
  assert.equal(at.work.count, 0);
});

test('what is not an order is refused with the reason, and orders nothing', async () => {
  await using at = await http('bodies');
  const ask = async (body: unknown, headers = {}): Promise<unknown> =>
    problemOf(await at.ask('POST', '/runs', body, headers));
  assert.deepEqual(await ask('{'), problem(400, 'body-not-json'));
  assert.deepEqual(await ask('"push"'), problem(400, 'body-not-json'));
  assert.deepEqual(await ask({}), problem(400, 'body-invalid'));
  assert.deepEqual(await ask(undefined), problem(400, 'body-invalid'));
  assert.deepEqual(await ask({ command: 'rollback' }), problem(400, 'body-invalid'));
  assert.deepEqual(await ask({ command: 'push', force: true }), problem(400, 'body-invalid'));
  assert.deepEqual(await ask({ command: 'push', only: 'target' }), problem(400, 'body-invalid'));
  assert.deepEqual(await ask('command=push', { 'content-type': 'text/plain' }), problem(415, 'body-not-json'));
  assert.deepEqual(
    await ask('{}', { 'content-type': 'application/json; charset=latin1' }),
    problem(415, 'body-not-utf8'),
  );
  assert.deepEqual(await ask('{}', { 'content-encoding': 'zip' }), problem(415, 'body-encoded'));
  assert.deepEqual(await ask({ command: 'push', only: ['x'.repeat(20_000)] }), problem(413, 'body-too-large'));
  assert.equal(at.work.count, 0);
});

test('a path that is not there, a run that is not there and a number that is none are told', async () => {
  await using at = await http('paths');
  assert.deepEqual(problemOf(await at.ask('GET', '/nowhere')), problem(404, 'path-unknown'));
  assert.deepEqual(problemOf(await at.ask('DELETE', '/runs')), problem(404, 'path-unknown'));
  assert.deepEqual(problemOf(await at.ask('GET', '/runs/20200101T000000Z-abcdef')), problem(404, 'run-unknown'));
  assert.deepEqual(problemOf(await at.ask('GET', '/runs/%E0%A4%A')), problem(400, 'path-invalid'));
  assert.deepEqual(problemOf(await at.ask('GET', '/runs?limit=ten')), problem(400, 'query-invalid'));
  assert.deepEqual(problemOf(await at.ask('GET', '/runs?limit=1&limit=2')), problem(400, 'query-invalid'));
});

test('runs of earlier processes come from the ledger: ended, failed, and left behind by a crash', async () => {
  await using at = await http('ledger');
  const startedAt = new Date('2026-04-01T06:00:00Z');
  const common = { project: 'p', startedAt, finishedAt: startedAt, sourceAsOf: undefined };
  const fault = { code: 'too-many-deletes', message: 'Too many.', next: 'Look.' };
  at.records.push(
    { ...common, run: 'c', state: 'running', finishedAt: undefined, result: undefined },
    { ...common, run: 'b', state: 'refused', result: { fault } },
    { ...common, run: 'a', state: 'matched', result: { run: 'a' } },
  );
  const shown = async (run: string): Promise<unknown> => {
    const { phase, end } = (await at.ask('GET', `/runs/${run}`)).json as Readonly<Record<string, unknown>>;
    return [phase, end];
  };
  assert.deepEqual(await shown('a'), ['ended', { result: { run: 'a' } }]);
  assert.deepEqual(await shown('b'), ['ended', { fault: { kind: 'refused', ...fault } }]);
  assert.deepEqual(await shown('c'), ['left-behind', undefined]);
  const list = (await at.ask('GET', '/runs?limit=2')).json as { readonly runs: { readonly run: string }[] };
  assert.deepEqual(
    list.runs.map(({ run }) => run),
    ['c', 'b'],
  );
});

test('schedules are told with their next due times and what became of the last ones', async () => {
  await using at = await http('schedules');
  at.clock.setTo('2026-04-06T01:00:00Z');
  await at.timetable.look();
  const work = await at.work.begun();
  at.clock.setTo('2026-04-06T02:00:00Z');
  await at.timetable.look();
  const { schedules } = (await at.ask('GET', '/schedules')).json as { readonly schedules: readonly unknown[] };
  const note = { schedule: 'hourly', times: 1, run: work.order.id };
  const reason = `Push ${work.order.id}, ordered by schedule hourly, was running.`;
  assert.deepEqual(schedules, [
    {
      name: 'hourly',
      cron: '0 * * * *',
      timeZone: 'Asia/Tokyo',
      next: ['2026-04-06T03:00:00.000Z', '2026-04-06T04:00:00.000Z', '2026-04-06T05:00:00.000Z'],
      recent: [
        { ...note, outcome: 'skipped', dueAt: '2026-04-06T02:00:00.000Z', reason },
        { ...note, outcome: 'started', dueAt: '2026-04-06T01:00:00.000Z' },
      ],
    },
  ]);
  work.finish();
});

test('ready says which of the two cannot be reached, and why', async () => {
  await using at = await http('ready');
  const checks = { warehouse: { reachable: true }, org: { reachable: true } };
  assert.deepEqual((await at.ask('GET', '/ready')).json, { status: 'ready', checks });
  const silent = new Fault('transient', 'org-silent', 'No answer from Salesforce.', { next: 'Try again.' });
  at.readiness = async () => ({ warehouse: undefined, org: noteFault(silent) });
  const reply = await at.ask('GET', '/ready');
  assert.deepEqual(problemOf(reply), problem(503, 'not-ready'));
  const { checks: found } = reply.json as { readonly checks: unknown };
  assert.deepEqual(found, {
    warehouse: { reachable: true },
    org: { reachable: false, code: 'org-silent', detail: 'No answer from Salesforce.' },
  });
});

test('a fault of ours is answered without its words and logged with its stack; the token is in neither', async () => {
  await using at = await http('bug');
  at.readiness = () => Promise.reject(new TypeError('a secret of the inside'));
  const reply = await at.ask('GET', '/ready');
  assert.deepEqual(problemOf(reply), problem(500, 'unexpected'));
  assert.doesNotMatch(JSON.stringify(reply.json), /secret|\.ts/);
  assert.match(JSON.stringify(at.log.lines), /a secret of the inside.*http\.test\.ts/);
  assert.doesNotMatch(JSON.stringify(at.log.lines), new RegExp(token));
});

test('a desk that is stopping answers that the service is', async () => {
  await using at = await http('stopping');
  await at.desk.stop();
  assert.deepEqual(problemOf(await at.ask('POST', '/runs', { command: 'push' })), problem(503, 'stopping'));
});

test('an approval needs a name and a reason', async () => {
  await using at = await http('approving');
  const path = '/runs/20260406T003000Z-aaaaaa/approvals';
  const nameless = await at.ask('POST', path, { reason: 'meant' });
  assert.deepEqual(problemOf(nameless), [400, 'application/problem+json; charset=utf-8', 'body-invalid', true]);
  const approved = await at.ask('POST', path, { by: 'Sato', reason: 'meant' });
  assert.equal(approved.status, 201);
  assert.deepEqual(approved.json, {
    approvals: [
      {
        run: '20260406T003000Z-aaaaaa',
        sync: '',
        guard: 'too-many-calls',
        amount: 1,
        by: 'Sato',
        reason: 'meant',
        at: '2026-04-06T00:30:00.000Z',
      },
    ],
    rows: [],
  });
});
