/** The meeting page as managers use it on Wednesday: one frozen set of numbers, promises, causes (N9). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { lastWeek } from '../../scripts/demo/meeting.ts';
import { assertLoopback } from './browser.ts';
import { englishWordsIn, namesInData } from './english-words.ts';
import { figure, frozen, inYen, numberIn, open, openRoom, ready, units, type Room, type Run } from './meeting-room.ts';
import { violations } from './violations.ts';

let room: Room;
before(async () => {
  room = await openRoom();
});
after(() => room[Symbol.asyncDispose]());

const sumOf = (runs: readonly Run[], name: Exclude<keyof Run, 'Budget__c'>): number =>
  runs.reduce((sum, run) => sum + run[name], 0);

async function assertFrozenTotals(page: Page): Promise<void> {
  const runs = await frozen(room);
  const total = page.locator('c-meeting-totals tr.chosen');
  assert.equal(await figure(total, 'landing'), sumOf(runs, 'Landing_Forecast__c'));
  assert.equal(await figure(total, 'budget'), sumOf(runs, 'Current_Amount__c'));
  assert.equal(await figure(total, 'actual'), sumOf(runs, 'Actual__c'));
  for (const run of runs) {
    const unit = page.locator(`c-meeting-units tr[data-unit="${run.Budget__c}"]`);
    assert.equal(await figure(unit, 'landing'), run.Landing_Forecast__c);
    assert.equal(await figure(unit, 'gap'), run.Landing_Forecast__c - run.Current_Amount__c);
  }
}

test('N9: all totals on the page come from one as-of, and what changes later is a note beside them', async () => {
  await using seen = await open(room, 'revops');
  const { page } = seen;
  await ready(page);
  await inYen(page);
  assert.match(await page.locator('c-meeting-strip .moment').innerText(), /^Frozen as of /);
  await assertFrozenTotals(page);
  assert.equal(await page.locator('c-meeting-totals .note').count(), 0);

  const [run] = await frozen(room);
  const [budget] = await room.agency.admin.query<{ Judgement__c: number | null }>(
    `SELECT Judgement__c FROM Budget__c WHERE Id = '${run?.Budget__c ?? ''}'`,
  );
  const raised = (budget?.Judgement__c ?? 0) + 1_230_000;
  await room.agency.admin.update('Budget__c', [{ Id: run?.Budget__c, Judgement__c: raised }]);
  try {
    await page.reload();
    await ready(page);
    await inYen(page);
    await page.locator('c-meeting-totals tr.chosen .note', { hasText: 'Since freeze: +1,230,000' }).waitFor();
    const unit = page.locator(`c-meeting-units tr[data-unit="${run?.Budget__c ?? ''}"]`);
    await unit.getByText('Since freeze: +1,230,000').waitFor();
    await assertFrozenTotals(page);
  } finally {
    await room.agency.admin.update('Budget__c', [{ Id: run?.Budget__c, Judgement__c: budget?.Judgement__c ?? null }]);
  }
  assert.deepEqual(seen.errors, []);
  assertLoopback(seen.requests, room.agency.org.url);
});

test('N9: a freeze that holds two moments is told, not added up in silence', async () => {
  const [run] = await room.agency.admin.query<{ Id: string; As_Of__c: string }>(
    `SELECT Id, As_Of__c FROM Snapshot_Run__c WHERE Cycle__c = '${room.cycleId}' LIMIT 1`,
  );
  await room.agency.admin.update('Snapshot_Run__c', [{ Id: run?.Id, As_Of__c: '2026-11-24T00:00:00.000Z' }]);
  try {
    await using seen = await open(room, 'revops');
    await seen.page.locator('c-meeting-strip .moment', { hasText: 'The freeze holds 2 moments' }).waitFor();
  } finally {
    await room.agency.admin.update('Snapshot_Run__c', [{ Id: run?.Id, As_Of__c: run?.As_Of__c }]);
  }
});

test('N9: the first block is last week’s promises, with done or not and what the number did', async () => {
  await using seen = await open(room, 'revops');
  const { page } = seen;
  await ready(page);
  await inYen(page);
  const first = page.locator('c-meeting-page .left lightning-card').first();
  await first.locator('c-meeting-promises').waitFor();
  const [said] = await room.agency.admin.query<{ Id: string; Budget__c: string; Value_At_Start__c: number }>(
    `SELECT Id, Budget__c, Value_At_Start__c FROM Gap_Action__c WHERE Cycle__r.External_Key__c = '${lastWeek.key}' AND State__c = 'Done'`,
  );
  const run = (await frozen(room)).find(({ Budget__c }) => Budget__c === said?.Budget__c);
  const row = page.locator(`c-meeting-promises tr[data-promise="${said?.Id ?? ''}"]`);
  assert.equal(await row.locator('.did').innerText(), 'Done');
  const moved = (run?.Landing_Forecast__c ?? 0) - (said?.Value_At_Start__c ?? 0);
  assert.equal(numberIn(await row.locator('.effect').innerText()), moved);
  assert.equal(await page.locator('c-meeting-promises .overdue').count(), 1);
});

test('N9: the list is walked by arrow keys, Enter shows causes, B the bridge of all, D the decision', async () => {
  await using seen = await open(room, 'revops');
  const { page } = seen;
  await ready(page);
  await units(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('c-meeting-units tr[data-unit]:focus').waitFor();
  const second = units(page).nth(1);
  assert.equal(await second.getAttribute('aria-selected'), 'true');
  const name = (await second.locator('th').innerText()).split('\n')[0] ?? '';
  await page.keyboard.press('Enter');
  await page.locator('c-meeting-page .causes', { hasText: `Why it moved: ${name}` }).waitFor();
  await page.keyboard.press('b');
  await page.locator('c-meeting-page .causes', { hasText: 'Why it moved: all units' }).waitFor();
  await page.keyboard.press('d');
  await page.locator('c-decision-recorder .subject:focus').waitFor();
  await page.keyboard.type('bd');
  assert.equal(await page.locator('c-decision-recorder .subject').inputValue(), 'bd', 'keys are letters elsewhere');
  await page.locator('c-meeting-page .causes', { hasText: 'all units' }).waitFor();
});

test('the first block needs one data request, the whole page no more than two after it', async () => {
  await using seen = await open(room, 'revops');
  const { page } = seen;
  await ready(page);
  let asked = 0;
  const { promise: isSeen, resolve: go } = Promise.withResolvers<undefined>();
  await page.route('**/graphql', async (route) => {
    asked += 1;
    if (asked > 1) await isSeen;
    await route.continue();
  });
  await page.reload();
  await page.locator('c-meeting-promises tr[data-promise]').first().waitFor();
  await units(page).first().waitFor();
  go(undefined);
  await ready(page);
  await page.waitForLoadState('networkidle');
  assert.ok(asked <= 3, `${String(asked)} requests`);
});

test('a rep sees the meeting of the own unit alone, and records nothing', async () => {
  await using seen = await open(room, 'rep');
  const { page } = seen;
  await ready(page);
  assert.equal(await units(page).count(), 1);
  assert.equal(await page.locator('c-decision-recorder').count(), 0);
  await page.getByText('Decisions are recorded by managers.').waitFor();
  assert.equal(await page.locator('c-meeting-promises .buttons').count(), 0);
});

test('the page breaks no rule of WCAG 2.2 AA', async () => {
  await using seen = await open(room, 'manager');
  await ready(seen.page);
  assert.deepEqual(await violations(seen.page), []);
});

test('the page in Japanese shows no English label', async () => {
  await using seen = await open(room, 'manager', 'ja');
  const { page } = seen;
  await ready(page);
  const names = await namesInData(room.agency.admin);
  assert.deepEqual(englishWordsIn(await page.locator('c-meeting-page').innerText(), names), []);
});

test('before the freeze the page says that its numbers still move, and counts them as they stand', async () => {
  const integration = { External_Key__c: '2026-W49', Name: '2026-W49', State__c: 'Open', Week_Start__c: '2026-11-30' };
  const freezeAt = new Date(Date.now() + 3_600_000).toISOString();
  await room.agency.admin.upsert('Forecast_Cycle__c', 'External_Key__c', [
    { ...integration, Period_Start__c: '2026-11-01', Freeze_At__c: freezeAt },
  ]);
  const [next] = await room.agency.admin.query<{ Id: string }>(
    `SELECT Id FROM Forecast_Cycle__c WHERE External_Key__c = '2026-W49'`,
  );
  await using seen = await open(room, 'revops', 'en_US', next?.Id);
  const { page } = seen;
  await units(page).first().waitFor();
  await inYen(page);
  assert.match(await page.locator('c-meeting-strip .moment').innerText(), /^Not frozen yet/);
  const live = await room.agency.admin.query<{ Landing_Forecast__c: number }>(
    `SELECT Landing_Forecast__c FROM Budget__c WHERE Period_Start__c = 2026-11-01 AND Measure__c = 'Revenue'`,
  );
  const total = page.locator('c-meeting-totals tr.chosen');
  assert.equal(
    await figure(total, 'landing'),
    live.reduce((sum, one) => sum + one.Landing_Forecast__c, 0),
  );
  assert.equal(await page.locator('c-meeting-units .missing').count(), await units(page).count());
});
