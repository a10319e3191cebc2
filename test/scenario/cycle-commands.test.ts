/** `todoku cycle` as a person types it: by hand, killed in the middle, and through a week on a clock that is moved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movableClock } from '../../local-org/local-org.ts';
import type { CycleResult, StepReport } from '../../server/model/model.ts';
import type { WeekView } from '../../server/cycle/cycle.ts';
import { serve } from './service.ts';
import { Stage } from './stage.ts';

async function stageWithCycle(clock?: Parameters<typeof Stage.open>[0]): Promise<Stage> {
  const stage = await Stage.open(clock);
  stage.edit('todoku.yml', (text) => `${text}cycle: { reminders: [] }\n`);
  return stage;
}

async function status(stage: Stage): Promise<WeekView> {
  const { exitCode, json, stderr } = await stage.run('cycle', 'status');
  assert.equal(exitCode, 0, stderr);
  return json as WeekView;
}

function attemptsAt({ steps }: WeekView, name: string): readonly StepReport[] {
  return steps.find((step) => step.name === name)?.attempts ?? [];
}

test('a freeze that was killed in the middle is taken up again, and leaves what an undisturbed one leaves', async () => {
  await using stage = await stageWithCycle();
  const opened = await stage.run('cycle', 'run', 'open', '--by', 'Sato');
  assert.equal(opened.exitCode, 0, opened.stderr);
  const { hit } = stage.world.org.troubles.add({ kind: 'hold', method: 'POST', path: '/services/data/v*/composite' });
  const freeze = stage.start('cycle', 'run', 'freeze', '--by', 'Sato');
  await hit;
  await freeze.kill();
  stage.world.org.troubles.clear();
  const left = await status(stage);
  assert.equal(left.state, 'Frozen', 'the warehouse knows it');
  assert.deepEqual(
    attemptsAt(left, 'freeze').map(({ outcome }) => outcome),
    ['running'],
  );
  assert.deepEqual(await stage.rows('SELECT State__c FROM Forecast_Cycle__c'), [{ State__c: 'Open' }]);

  const again = await stage.run('cycle', 'run', 'freeze', '--by', 'Sato');
  assert.equal(again.exitCode, 0, again.stderr);
  assert.deepEqual(await stage.rows('SELECT State__c FROM Forecast_Cycle__c'), [{ State__c: 'Frozen' }]);
  const after = await status(stage);
  assert.deepEqual(
    attemptsAt(after, 'freeze').map(({ attempt, outcome, code, by }) => [attempt, outcome, code, by]),
    [
      [1, 'failed', 'left-behind', 'Sato'],
      [2, 'done', undefined, 'Sato'],
    ],
  );
  assert.equal(after.frozenAt, left.frozenAt, 'it is frozen as of the first time');
});

test('a run that a step has made is not taken up by itself: the step to do again is named, and does it', async () => {
  await using stage = await stageWithCycle();
  const opened = await stage.run('cycle', 'run', 'open', '--by', 'Sato');
  assert.equal(opened.exitCode, 0, opened.stderr);
  const week = await status(stage);
  const run = attemptsAt(week, 'open').at(-1)?.runs.at(-1) ?? '';
  for (const command of ['retry', 'resume', 'rollback']) {
    const { exitCode, json } = await stage.run(command, run);
    const { error } = json as { readonly error: { readonly code: string; readonly next: string } };
    assert.deepEqual([exitCode, error.code], [2, 'run-of-cycle'], command);
    assert.match(error.next, new RegExp(`^"todoku cycle run open --week ${week.key}"`));
  }
  const again = await stage.run('cycle', 'run', 'open', '--week', week.key);
  assert.equal(again.exitCode, 0, again.stderr);
});

test('a held week says so by its exit code, and is opened by name and reason', async () => {
  const clock = movableClock();
  await using stage = await stageWithCycle(clock);
  clock.moveTo(nextSunday().getTime() + dayMs);
  stage.edit('raw/targets.csv', (text) => text.replace('target,original', 'goal,original'));
  const held = await stage.run('cycle', 'run', 'open');
  assert.equal(held.exitCode, 4, held.stderr);
  const why = await stage.run('cycle', 'open', '--by', 'Sato');
  assert.deepEqual([why.exitCode, (why.json as { error: { code: string } }).error.code], [2, 'usage']);
  const opened = await stage.runAsText('cycle', 'open', '--by', 'Sato', '--reason', 'Friday will do');
  assert.equal(opened.exitCode, 0, opened.stderr);
  assert.match(opened.stdout, /open: done, asked for by Sato: Friday will do/);
  const shown = await stage.runAsText('cycle', 'status');
  assert.match(shown.stdout, /: Open, forecasts from .*\nOPENED_BY_HAND \| Opened by Sato: Friday will do/);
});

test('a week is lived through on a local org: each step comes in its time, and the org is there with it', async () => {
  const clock = movableClock();
  await using stage = await stageWithCycle(clock);
  const sunday = nextSunday();
  clock.moveTo(sunday.getTime());
  const frozen = await stage.run('cycle', 'step', '--at', new Date(sunday.getTime() + 4 * dayMs).toISOString());
  assert.equal(frozen.exitCode, 0, frozen.stderr);
  const { steps } = frozen.json as CycleResult;
  assert.deepEqual(
    steps.map(({ step, outcome }) => `${step} ${outcome}`),
    ['plan done', 'open done', 'carry done', 'freeze done'],
  );
  for (const { step, startedAt, dueAt } of steps.slice(1)) {
    const lateMs = Date.parse(startedAt) - Date.parse(dueAt);
    assert.ok(lateMs >= 0 && lateMs < 60_000, `${step} was ${lateMs} ms late`);
  }
  const on = await stage.run('cycle', 'step', '--until', 'snapshot');
  assert.equal(on.exitCode, 0, on.stderr);
  const cycles = await stage.rows(
    'SELECT State__c, Snapshot_At__c, Snapshot_Taken_At__c FROM Forecast_Cycle__c ORDER BY Name',
  );
  assert.deepEqual(
    cycles.map((row) => row['State__c']),
    ['Closed', 'Planned'],
  );
  const takenAt = Date.parse(cycles[0]?.['Snapshot_Taken_At__c'] ?? '');
  assert.ok(clock.now() >= takenAt && takenAt >= Date.parse(cycles[0]?.['Snapshot_At__c'] ?? ''));
});

test('the clock of another org than a local one is left alone', async () => {
  await using stage = await stageWithCycle();
  const { exitCode, json } = await stage.run('cycle', 'step', '--at', '2099-01-01T00:00Z');
  assert.deepEqual([exitCode, (json as { error: { code: string } }).error.code], [2, 'clock-fixed']);
});

test('a service keeps the week by itself, and answers the same commands', async () => {
  const clock = movableClock();
  await using stage = await stageWithCycle(clock);
  clock.moveTo(nextSunday().getTime());
  const service = await serve(stage);
  const isOrdered = (line: Readonly<Record<string, unknown>>): boolean =>
    line['type'] === 'cycle' && line['step'] === 'plan';
  const planned = await service.process.line(isOrdered);
  await service.runEnded(String(planned['order']));
  assert.equal((await status(stage)).state, 'Planned');
  const opened = await stage.run('cycle', 'step', '--until', 'open');
  assert.equal(opened.exitCode, 0, opened.stderr);
  const { json } = await service.ask('GET', '/cycle');
  const week = json as WeekView;
  assert.deepEqual([week.state, attemptsAt(week, 'open').length], ['Open', 1]);
  const asked = await stage.run('cycle', 'run', 'carry', '--by', 'Sato');
  assert.deepEqual(
    (asked.json as CycleResult).steps.map(({ step, outcome, by }) => [step, outcome, by]),
    [['carry', 'done', 'Sato']],
  );
  assert.deepEqual(await stage.rows("SELECT State__c FROM Forecast_Cycle__c WHERE State__c != 'Planned'"), [
    { State__c: 'Late' },
  ]);
  await service.process.stop();
});

test('a service notices that somebody has moved the clock of the org, and does what is due by then', async () => {
  const clock = movableClock();
  await using stage = await stageWithCycle(clock);
  clock.moveTo(nextSunday().getTime());
  const service = await serve(stage);
  const ordered = async (step: string): Promise<void> => {
    const line = await service.process.line((one) => one['type'] === 'cycle' && one['step'] === step);
    await service.runEnded(String(line['order']));
  };
  await ordered('plan');
  const { url } = stage.world.org;
  const at = new Date(nextSunday().getTime() + dayMs).toISOString();
  const headers = { 'content-type': 'application/json' };
  const moved = await fetch(`${url}/local-org/clock`, { method: 'POST', headers, body: JSON.stringify({ at }) });
  assert.equal(moved.status, 200);
  await ordered('open');
  assert.equal((await status(stage)).state, 'Open');
  const deadline = await stage.run('cycle', 'step', '--at', 'Tuesday 19:00');
  assert.equal(deadline.exitCode, 0, deadline.stderr);
  const week = await status(stage);
  assert.deepEqual([week.state, attemptsAt(week, 'carry').map(({ outcome }) => outcome)], ['Late', ['done']]);
  await service.process.stop();
});

test('a weekday that there is none of is told, with how to write it', async () => {
  await using stage = await stageWithCycle(movableClock());
  const { exitCode, stderr } = await stage.run('cycle', 'step', '--at', 'Tuisday 19:00');
  assert.equal(exitCode, 2);
  assert.match(stderr, /Write "tue 19:00"/);
});

const dayMs = 86_400_000;

/** The next Sunday, 12:00 in Tokyo. */
function nextSunday(): Date {
  const noon = new Date(`${new Date(Date.now() + dayMs).toISOString().slice(0, 10)}T03:00:00Z`);
  return new Date(noon.getTime() + ((7 - noon.getUTCDay()) % 7) * dayMs);
}
