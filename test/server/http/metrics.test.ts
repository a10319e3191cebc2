/** What a Prometheus reads from the service. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import { endJobs } from '../schedule/stand.ts';
import { http, token, type Http } from './service.ts';

after(endJobs);

async function read(at: Http): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${at.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=/);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

test('a run that has ended is counted by command and state, and timed', async () => {
  await using at = await http('counted');
  await at.ask('POST', '/runs', { command: 'plan' });
  const work = await at.work.begun();
  assert.equal((await read(at)).get('todoku_orders_open'), 1);
  at.clock.advance(7000);
  work.finish();
  await at.desk.stop();
  const metrics = await read(at);
  assert.equal(metrics.get('todoku_runs_total{command="plan",state="planned"}'), 1);
  assert.equal(metrics.get('todoku_run_seconds_sum{command="plan"}'), 7);
  assert.equal(metrics.get('todoku_run_seconds_bucket{le="5",command="plan"}'), 0);
  assert.equal(metrics.get('todoku_run_seconds_bucket{le="15",command="plan"}'), 1);
});

test('a run that a guard refused is told apart from one that failed, and the fault by its code', async () => {
  await using at = await http('faults');
  for (const [kind, code] of [
    ['refused', 'too-many-deletes'],
    ['setup', 'org-not-configured'],
  ] as const) {
    await at.ask('POST', '/runs', { command: 'push' });
    (await at.work.begun()).fail(new Fault(kind, code, 'No.', { next: 'Look.' }));
    while ((await at.desk.open()).length > 0) await at.ask('GET', '/runs');
  }
  const metrics = await read(at);
  assert.equal(metrics.get('todoku_runs_total{command="push",state="refused"}'), 1);
  assert.equal(metrics.get('todoku_runs_total{command="push",state="failed"}'), 1);
  assert.equal(metrics.get('todoku_faults_total{command="push",code="too-many-deletes"}'), 1);
});

test('the next due time of each schedule is told in seconds', async () => {
  await using at = await http('due');
  const metrics = await read(at);
  const next = Date.parse('2026-04-06T01:00:00Z') / 1000;
  assert.equal(metrics.get('todoku_schedule_next_timestamp_seconds{schedule="hourly"}'), next);
});
