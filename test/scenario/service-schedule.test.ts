import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldClock } from '../server/schedule/stand.ts';
import { runEnded, serveHere } from './service.ts';
import type { asker } from './service.ts';
import { Stage } from './stage.ts';

const withMonday = (text: string): string =>
  `${text.replace(/^schedules:[\s\S]*/m, '')}schedules:\n  - { name: monday, cron: '0 6 * * 1' }\n`;

interface Told {
  readonly next: readonly string[];
  readonly recent: readonly {
    readonly outcome: string;
    readonly dueAt: string;
    readonly run?: string;
    readonly times: number;
  }[];
}

async function monday(service: { readonly ask: ReturnType<typeof asker> }): Promise<Told> {
  const { schedules } = (await service.ask('GET', '/schedules')).json as { readonly schedules: readonly Told[] };
  assert.equal(schedules.length, 1);
  const [found] = schedules;
  assert.ok(found);
  return found;
}

test('monday at six in Tokyo the numbers arrive; a monday without a service is told as missed', async () => {
  await using stage = await Stage.open();
  stage.edit('todoku.yml', withMonday);
  const clock = heldClock('2026-05-03T20:59:50Z');
  const first = await serveHere(stage, clock);
  assert.deepEqual((await monday(first)).next[0], '2026-05-03T21:00:00.000Z');
  await clock.asleep();
  clock.advance(10_000);
  let told = await monday(first);
  while (told.recent.length === 0) told = await monday(first);
  const [note] = told.recent;
  assert.deepEqual([note?.outcome, note?.dueAt], ['started', '2026-05-03T21:00:00.000Z']);

  type Status = {
    readonly phase: string;
    readonly due?: unknown;
    readonly end?: { readonly result?: { readonly state: string } };
  };
  const look = async (): Promise<Status> => (await first.ask('GET', `/runs/${note?.run ?? ''}`)).json as Status;
  await runEnded(first.url, first.token, note?.run ?? '');
  const status = await look();
  assert.equal(status.phase, 'ended');
  assert.equal(status.end?.result?.state, 'matched');
  assert.deepEqual(status.due, { schedule: 'monday', at: '2026-05-03T21:00:00.000Z' });
  assert.equal(await stage.count('Menu_Amount__c'), 8);
  await first.close();

  clock.setTo('2026-05-20T00:00:00Z');
  const second = await serveHere(stage, clock);
  await clock.asleep();
  const later = await monday(second);
  assert.deepEqual(
    later.recent.map(({ outcome, dueAt, times }) => [outcome, dueAt, times]),
    [
      ['missed', '2026-05-17T21:00:00.000Z', 2],
      ['started', '2026-05-03T21:00:00.000Z', 1],
    ],
  );
  const { runs } = (await second.ask('GET', '/runs')).json as { readonly runs: readonly unknown[] };
  assert.equal(runs.length, 1, 'nothing was pushed behind anybody’s back');
  await second.close();
});
