/** The week of the forecast, step by step, on the local org and with a clock that is held. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { Fault } from '../../server/faults.ts';
import { openWeek, week } from './week.ts';

type Row = Readonly<Record<string, string | null>>;

const cycleFields =
  'SELECT State__c, Opened_At__c, Frozen_At__c, Snapshot_Taken_At__c, Message__c FROM Forecast_Cycle__c';

test('a week is planned, opened after its load, reminded, carried, frozen and closed; each once', async () => {
  await using cycle = await openWeek();
  const { stage } = cycle;
  const told = async (): Promise<Row | undefined> =>
    (await stage.rows(`${cycleFields} WHERE External_Key__c = '${week}'`))[0];
  assert.deepEqual(await cycle.due(), ['plan done'], 'before Monday people see when it will open');
  assert.equal((await told())?.['State__c'], 'Planned');

  cycle.at('2026-05-11T06:00');
  assert.deepEqual(await cycle.due(), ['open done']);
  assert.deepEqual(
    [(await told())?.['State__c'], (await told())?.['Opened_At__c']],
    ['Open', '2026-05-10T21:00:00.000+0000'],
  );
  assert.equal(await stage.count('Menu_Amount__c'), 8, 'its numbers were loaded first');
  await cycle.appoint();

  cycle.at('2026-05-11T10:00');
  assert.deepEqual(await cycle.due(), ['remind-1 done']);
  await cycle.submit();
  cycle.at('2026-05-12T15:00');
  assert.deepEqual(await cycle.due(), ['remind-2 done']);
  const reminders = await stage.rows(
    "SELECT Assignee__r.Name, Subject__c, Cycle__r.External_Key__c, External_Key__c FROM Gap_Action__c WHERE Kind__c = 'Nudge' ORDER BY CreatedDate, Assignee__r.Name",
  );
  assert.deepEqual(
    reminders.map((row) => [row['External_Key__c']?.split('|')[2], row['Assignee__r.Name']]),
    [
      ['remind-1', 'aoki'],
      ['remind-1', 'head'],
      ['remind-2', 'head'],
    ],
    'who has submitted is left alone',
  );
  assert.match(reminders[0]?.['Subject__c'] ?? '', /^2026年5月の着地見込が未提出です（1件、期限 .*19:00）$/);
  assert.match(reminders[1]?.['Subject__c'] ?? '', /^Forecast of 2026-05 not submitted yet: 1 open, due .*19:00/);

  cycle.at('2026-05-12T19:00');
  assert.deepEqual(await cycle.due(), ['remind-3 overtaken', 'carry done'], 'nobody is reminded of what is over');
  assert.equal((await told())?.['State__c'], 'Late');
  cycle.at('2026-05-13T12:00');
  assert.deepEqual(await cycle.due(), ['freeze done']);
  assert.deepEqual(
    [(await told())?.['State__c'], (await told())?.['Frozen_At__c']],
    ['Frozen', '2026-05-13T03:00:00.000+0000'],
  );
  await assert.rejects(cycle.submit(2), /受付中ではありません/);
  cycle.at('2026-05-15T23:00');
  assert.deepEqual(await cycle.due(), ['snapshot done', 'plan done']);
  assert.equal((await told())?.['State__c'], 'Closed');
  const [next] = await stage.rows(`${cycleFields} WHERE External_Key__c = '2026-W21'`);
  assert.equal(next?.['State__c'], 'Planned');
  assert.deepEqual(await cycle.due(), [], 'nothing is done twice');
});

test('a load that fails holds the week; a person opens it by hand, by name and with a reason', async () => {
  await using cycle = await openWeek();
  const { stage } = cycle;
  const state = async (): Promise<Row | undefined> => (await stage.rows(cycleFields))[0];
  const whole = 'department,rep,month,target,original';
  stage.edit('raw/targets.csv', (text) => text.replace(whole, 'department,rep,month,goal,original'));
  cycle.at('2026-05-11T06:00');
  assert.deepEqual(await cycle.due(), ['open held']);
  const held = await state();
  assert.equal(held?.['State__c'], 'Held');
  const [code, english, japanese] = held['Message__c']?.split(' | ') ?? [];
  assert.equal(code, 'LOAD_FAILED');
  assert.match(english ?? '', /RevOps can open the week by hand/);
  assert.match(japanese ?? '', /取込に失敗しました/);
  cycle.at('2026-05-11T10:00');
  assert.deepEqual(await cycle.due(), ['remind-1 overtaken'], 'nobody is asked for what cannot be entered');

  const nameless = cycle.run({ step: 'open', reason: 'numbers of Friday will do', by: ' ' });
  await assert.rejects(nameless, (error) => error instanceof Fault && error.code === 'opening-nameless');
  await cycle.run({ step: 'open', reason: 'numbers of Friday will do', by: 'Sato' });
  const opened = await state();
  assert.equal(opened?.['State__c'], 'Open');
  assert.equal(
    opened['Message__c'],
    'OPENED_BY_HAND | Opened by Sato: numbers of Friday will do | Satoさんが手動で開始: numbers of Friday will do',
  );
  const notes = (await cycle.notes()).filter(({ step }) => step === 'open');
  assert.deepEqual(
    notes.map(({ attempt, outcome, by, reason }) => [attempt, outcome, by, reason]),
    [
      [1, 'held', undefined, undefined],
      [2, 'failed', ' ', 'numbers of Friday will do'],
      [3, 'done', 'Sato', 'numbers of Friday will do'],
    ],
  );
});

test('the load of a held week may be tried again, and opens it when it is right', async () => {
  await using cycle = await openWeek();
  const { stage } = cycle;
  stage.edit('raw/targets.csv', (text) => text.replace('target,original', 'goal,original'));
  cycle.at('2026-05-11T06:00');
  await cycle.due();
  stage.edit('raw/targets.csv', (text) => text.replace('goal,original', 'target,original'));
  assert.deepEqual(await cycle.due(), [], 'it waits for a person');
  const { steps } = await cycle.run({ step: 'open', by: 'Sato' });
  assert.deepEqual(
    steps.map(({ step, outcome }) => [step, outcome]),
    [['open', 'done']],
  );
  assert.equal((await cycle.cycle())?.message, undefined);
});

test('numbers that are too old, or that differ, do not open a week', async () => {
  await using cycle = await openWeek();
  const { stage } = cycle;
  stage.edit('todoku.yml', (text) => text.replace('cycle: {}', 'cycle: { maxAgeHours: 24 }'));
  cycle.at('2026-05-11T06:00');
  assert.deepEqual(await cycle.due(), ['open held']);
  assert.match(
    (await cycle.cycle())?.message ?? '',
    /^LOAD_LATE \| The numbers are from 2026-04-30 09:00, older than 24 hours/,
  );

  stage.edit('todoku.yml', (text) => text.replace('maxAgeHours: 24', 'maxAgeHours: 9999'));
  await stage.world.ask('POST', 'sobjects/Department__c', { External_Key__c: 'BY-HAND', Name: 'By hand' });
  await cycle.run({ step: 'open', by: 'Sato' });
  assert.match((await cycle.cycle())?.message ?? '', /^LOAD_MISMATCH \| .*\(department\)/);
});

test('when Salesforce is away on Monday the week is tried again, and nobody has to open it', async () => {
  await using cycle = await openWeek();
  await cycle.due();
  cycle.at('2026-05-11T06:00');
  const { troubles } = cycle.stage.world.org;
  troubles.add({ kind: 'answer', status: 503, errorCode: 'SERVER_UNAVAILABLE', times: 500, path: '/services/*' });
  await assert.rejects(cycle.due(), (error) => error instanceof Fault && error.kind === 'transient');
  troubles.clear();
  assert.deepEqual(await cycle.due(), [], 'it waits before it tries again');
  cycle.at('2026-05-11T06:05');
  assert.deepEqual(await cycle.due(), ['open done']);
  assert.deepEqual(
    (await cycle.notes()).filter(({ step }) => step === 'open').map(({ outcome }) => outcome),
    ['failed', 'done'],
  );
});

test('after days without a service every step is caught up, or it is told that it was overtaken', async () => {
  await using cycle = await openWeek();
  await cycle.due();
  cycle.at('2026-05-12T20:00');
  assert.deepEqual(await cycle.due(), [
    'open done',
    'remind-1 overtaken',
    'remind-2 overtaken',
    'remind-3 overtaken',
    'carry done',
  ]);
  cycle.at('2026-05-18T06:01');
  assert.deepEqual(await cycle.due(), ['freeze done', 'snapshot done', 'open done']);
  const opened = (await cycle.notes()).find(({ step, cycle: key }) => step === 'open' && key === week);
  assert.deepEqual(
    [opened?.dueAt.toISOString(), opened?.startedAt.toISOString()],
    ['2026-05-10T21:00:00.000Z', '2026-05-12T11:00:00.000Z'],
    'how late it was can be read',
  );
});

test('a warehouse that was lost after the freeze neither opens the week again nor takes its freeze back', async () => {
  await using cycle = await openWeek();
  const { stage } = cycle;
  cycle.at('2026-05-11T06:00');
  await cycle.due();
  await cycle.appoint();
  cycle.at('2026-05-13T12:00');
  await cycle.due();
  const frozen = await stage.rows(cycleFields);
  const [before] = frozen;
  assert.equal(before?.['State__c'], 'Frozen');
  const runsThen = await stage.rows(
    "SELECT External_Key__c, Landing_Forecast__c FROM Snapshot_Run__c WHERE Kind__c = 'Freeze'",
  );
  assert.ok(runsThen.length > 0);

  rmSync(stage.warehouseFile);
  cycle.at('2026-05-13T15:00');
  const done = await cycle.due();
  assert.ok(done.length > 0 && done.every((step) => step.endsWith(' overtaken')), done.join(', '));
  assert.deepEqual(await stage.rows(cycleFields), frozen);
  cycle.at('2026-05-15T23:00');
  assert.deepEqual(await cycle.due(), ['snapshot done', 'plan done']);
  assert.deepEqual(
    await stage.rows("SELECT External_Key__c, Landing_Forecast__c FROM Snapshot_Run__c WHERE Kind__c = 'Freeze'"),
    runsThen,
  );
  const closed = (await stage.rows(`${cycleFields} WHERE External_Key__c = '${week}'`))[0];
  assert.deepEqual([closed?.['State__c'], closed?.['Frozen_At__c']], ['Closed', before['Frozen_At__c']]);
});

test('a week that nobody opened is told as missed and closed', async () => {
  await using cycle = await openWeek();
  await cycle.due();
  cycle.at('2026-05-14T09:00');
  const late = ['remind-1', 'remind-2', 'remind-3', 'carry', 'freeze'].map((step) => `${step} overtaken`);
  assert.deepEqual(await cycle.due(), ['open missed', ...late]);
  assert.match((await cycle.cycle())?.message ?? '', /^NEVER_OPENED \|/);
  cycle.at('2026-05-15T23:00');
  assert.deepEqual(await cycle.due(), ['snapshot done', 'plan done']);
  assert.equal((await cycle.cycle())?.state, 'Closed');
});

test('the org is told the holidays around the week, and of no other year', async () => {
  await using cycle = await openWeek();
  const days = ['2024-01-01', '2025-12-31', '2026-05-04', '2027-01-01', '2028-01-01'];
  cycle.stage.edit('todoku.yml', (text) => text.replace('cycle: {}', `cycle: { holidays: [${days.join(', ')}] }`));
  await cycle.due();
  const [told] = await cycle.stage.rows('SELECT Holidays__c FROM Forecast_Cycle__c');
  assert.equal(told?.['Holidays__c'], '2025-12-31 2026-05-04 2027-01-01');
});

test('a project that begins on a Thursday has missed nothing: its first week is the next one', async () => {
  await using cycle = await openWeek();
  cycle.at('2026-05-14T09:00');
  assert.deepEqual(await cycle.due(), ['plan done']);
  assert.equal(await cycle.cycle(), undefined);
  assert.equal((await cycle.cycle('2026-W21'))?.state, 'Planned');
  assert.deepEqual(await cycle.due(), []);
});

test('a step done again by hand leaves the same', async () => {
  await using cycle = await openWeek();
  cycle.at('2026-05-11T06:00');
  await cycle.due();
  await cycle.appoint();
  for (const step of ['remind-1', 'remind-1', 'carry', 'carry', 'freeze']) await cycle.run({ step, by: 'Sato' });
  const frozen = await cycle.cycle();
  cycle.at('2026-05-13T12:00');
  await cycle.run({ step: 'freeze', by: 'Sato' });
  assert.deepEqual(await cycle.cycle(), frozen, 'the moment of the freeze stays');
  assert.equal(await cycle.stage.count('Gap_Action__c'), 2);
  const back = cycle.run({ step: 'carry', by: 'Sato' });
  await assert.rejects(back, (error) => error instanceof Fault && error.code === 'cycle-state');
});
