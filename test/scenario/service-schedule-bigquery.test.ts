/** A schedule of `serve` on a project whose warehouse is BigQuery. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../../server/clock.ts';
import { systemClock } from '../../server/clock.ts';
import type { HeldClock } from '../server/schedule/stand.ts';
import { heldClock } from '../server/schedule/stand.ts';
import { openGoogleStage } from './google-stage.ts';
import { runEnded, serveHere } from './service.ts';

/** What a look at a job or a second attempt waits at most; a schedule and the renewal of a lease wait longer. */
const lookMs = 5000;

/** The calendar is the test's; between two looks at a job, real time passes, since the job takes real time. */
function heldCalendar(held: HeldClock): Clock {
  return {
    now: () => held.now(),
    sleep: (waitMs, signal) => (waitMs < lookMs ? systemClock : held).sleep(waitMs, signal),
  };
}

test('monday at six in Tokyo the numbers arrive from BigQuery, once, in jobs that carry the name of the run', async () => {
  await using place = await openGoogleStage();
  const { stage, google } = place;
  stage.edit('todoku.yml', (text) => `${text}schedules:\n  - { name: monday, cron: '0 6 * * 1' }\n`);
  Object.assign(process.env, stage.environment);
  const held = heldClock('2026-05-03T20:59:50Z');
  const service = await serveHere(stage, heldCalendar(held));
  type Recent = { readonly outcome: string; readonly dueAt: string; readonly run?: string };
  const recent = async (): Promise<readonly Recent[]> => {
    const { json } = await service.ask('GET', '/schedules');
    return (
      (json as { readonly schedules: readonly { readonly recent: readonly Recent[] }[] }).schedules[0]?.recent ?? []
    );
  };
  assert.deepEqual(await recent(), [], 'ten seconds before');
  await held.asleep();
  held.advance(10_000);
  let notes = await recent();
  while (notes.length === 0) notes = await recent();
  const [note] = notes;
  assert.deepEqual([note?.outcome, note?.dueAt], ['started', '2026-05-03T21:00:00.000Z']);
  const run = note?.run ?? '';
  await runEnded(service.url, service.token, run);
  const { json } = await service.ask('GET', `/runs/${run}`);
  const { phase, end } = json as {
    readonly phase: string;
    readonly end?: { readonly result?: { readonly state: string } };
  };
  assert.deepEqual([phase, end?.result?.state], ['ended', 'matched'], JSON.stringify(json));
  assert.equal(await stage.count('Menu_Amount__c'), 8);
  const jobs = google.jobs
    .list()
    .filter(({ configuration }) => configuration.labels?.['todoku_run'] === run.toLowerCase());
  assert.ok(jobs.length > 0, 'BigQuery knows which run asked');
  assert.equal((await recent()).length, 1);
  await service.close();
});
