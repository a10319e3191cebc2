/** What is decided in the meeting, and how a promise ends: by its number, its owner and its date (N9); what is parked instead. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { enterDue, frozen, open, openPage, openRoom, ready, units, type Room } from './meeting-room.ts';

let room: Room;
before(async () => {
  room = await openRoom();
});
after(() => room[Symbol.asyncDispose]());

test('N9: a promise is closed in the meeting, with the number as it was frozen', async () => {
  await using seen = await open(room, 'manager');
  const { page } = seen;
  await ready(page);
  const row = page
    .locator('c-meeting-promises tr[data-promise]')
    .filter({ has: page.locator('.buttons') })
    .first();
  const id = (await row.getAttribute('data-promise')) ?? '';
  await row.getByRole('button', { name: /^Mark as done/ }).click();
  await page.locator(`c-meeting-promises tr[data-promise="${id}"] .did.good`).waitFor();
  const [closed] = await room.agency.admin.query<{ State__c: string; Value_At_Review__c: number; Budget__c: string }>(
    `SELECT State__c, Value_At_Review__c, Budget__c FROM Gap_Action__c WHERE Id = '${id}'`,
  );
  const run = (await frozen(room)).find(({ Budget__c }) => Budget__c === closed?.Budget__c);
  assert.equal(closed?.State__c, 'Done');
  assert.equal(closed.Value_At_Review__c, run?.Landing_Forecast__c);
});

test('N9: a decision without owner and date cannot be recorded; with them it is tied to a number', async () => {
  await using seen = await open(room, 'manager');
  const { page } = seen;
  await ready(page);
  const recorder = page.locator('c-decision-recorder');
  const save = recorder.locator('button.save');
  await recorder.locator('select').nth(1).selectOption({ index: 0 });
  await recorder.locator('.subject').fill('Call the three largest clients');
  await recorder.locator('.still', { hasText: 'Still needed: Due' }).waitFor();
  assert.equal(await save.isDisabled(), true);
  await recorder.locator('lightning-record-picker button').first().click(); // takes the owner away
  await recorder.locator('.still', { hasText: 'Still needed: Owner and Due' }).waitFor();
  const head = await headOfFirstUnit(page);
  await recorder.locator('lightning-record-picker input').fill(head.LastName);
  await page.getByRole('option', { name: head.LastName }).first().click();
  await enterDue(recorder, 'Jan 1, 2020');
  await recorder.getByText('The date lies in the past.').waitFor();
  assert.equal(await save.isDisabled(), true);
  await enterDue(recorder, 'Dec 2, 2030');
  await recorder.getByLabel('Expected effect', { exact: false }).fill('3.5M');
  await save.click();
  await page.locator('c-meeting-decisions', { hasText: 'Call the three largest clients' }).waitFor();
  const [made] = await room.agency.admin.query<Readonly<Record<string, unknown>>>(
    `SELECT Kind__c, Kpi__c, Due__c, Expected_Effect__c, Value_At_Start__c, Assignee__c, Cycle__c, Budget__c FROM Gap_Action__c WHERE Subject__c = 'Call the three largest clients'`,
  );
  const run = (await frozen(room)).find(({ Budget__c }) => Budget__c === made?.['Budget__c']);
  assert.deepEqual(
    { ...made, attributes: undefined },
    {
      attributes: undefined,
      Kind__c: 'Decision',
      Kpi__c: 'Landing_Forecast__c',
      Due__c: '2030-12-02',
      Expected_Effect__c: 3_500_000,
      Value_At_Start__c: run?.Landing_Forecast__c,
      Assignee__c: head.Id,
      Cycle__c: room.cycleId,
      Budget__c: run?.Budget__c,
    },
  );
  assert.equal(await recorder.locator('.subject').inputValue(), '');
});

test('a topic is parked without a decision, and closed when it is settled elsewhere', async () => {
  await using seen = await open(room, 'manager');
  const { page } = seen;
  await ready(page);
  const recorder = page.locator('c-decision-recorder');
  await recorder.locator('select').first().selectOption('Parked');
  await recorder.locator('.subject').fill('Who takes over video?');
  await recorder.locator('button.save').click();
  const topic = page.locator('c-meeting-parked li', { hasText: 'Who takes over video?' });
  await topic.waitFor();
  const state = async (): Promise<readonly unknown[]> => {
    const [row] = await room.agency.admin.query<Readonly<Record<string, unknown>>>(
      `SELECT Kind__c, State__c, Kpi__c, Assignee__c, Cycle__c FROM Gap_Action__c WHERE Subject__c = 'Who takes over video?'`,
    );
    return ['Kind__c', 'State__c', 'Kpi__c', 'Assignee__c', 'Cycle__c'].map((field) => row?.[field]);
  };
  assert.deepEqual(await state(), ['Parked', 'Open', null, null, room.cycleId]);
  await topic.getByRole('button', { name: /^Close without a decision/ }).click();
  await topic.waitFor({ state: 'detached' });
  assert.deepEqual((await state()).slice(0, 2), ['Parked', 'Dropped']);
});

test('the day of a decision is written as the language of the page writes days', async () => {
  await using seen = await openPage(room, 'manager', `/lightning/r/Forecast_Cycle__c/${room.cycleId}/view`, 'ja');
  const { page } = seen;
  const recorder = page.locator('c-decision-recorder');
  await recorder.locator('.still', { hasText: '期限' }).waitFor();
  await enterDue(recorder, '2030/12/02');
  await recorder.locator('.still', { hasText: '期限' }).waitFor({ state: 'detached' });
  assert.equal(await recorder.locator('.due input').inputValue(), '2030/12/02');
});

test('a topic of last week’s parking list becomes a decision of this week', async () => {
  await using seen = await open(room, 'manager');
  const { page } = seen;
  await ready(page);
  const topics = page.locator('c-meeting-parked li');
  const id = (await topics.first().getAttribute('data-topic')) ?? '';
  await topics
    .first()
    .getByRole('button', { name: /^Take up/ })
    .click();
  const recorder = page.locator('c-decision-recorder');
  const subject = await recorder.locator('.subject').inputValue();
  await enterDue(recorder, 'Dec 2, 2030');
  await recorder.locator('button.save').click();
  await page.locator('c-meeting-decisions', { hasText: subject }).waitFor();
  await page.locator(`c-meeting-parked [data-topic="${id}"]`).waitFor({ state: 'detached' });
  const rows = await room.agency.admin.query<{
    Kind__c: string;
    State__c: string;
    Cycle__c: string;
    Budget__c: string;
  }>(
    `SELECT Kind__c, State__c, Cycle__c, Budget__c FROM Gap_Action__c WHERE Subject__c = '${subject}' ORDER BY Kind__c`,
  );
  assert.deepEqual(
    rows.map(({ Kind__c, State__c, Cycle__c }) => [Kind__c, State__c, Cycle__c === room.cycleId]),
    [
      ['Decision', 'Open', true],
      ['Parked', 'Done', false],
    ],
  );
  assert.equal(rows[0]?.Budget__c, rows[1]?.Budget__c);
});

interface Head {
  readonly Id: string;
  readonly LastName: string;
}

async function headOfFirstUnit(page: Page): Promise<Head> {
  const id = (await units(page).first().getAttribute('data-unit')) ?? '';
  const [budget] = await room.agency.admin.query<{ Department__r: { Manager__r: Head } }>(
    `SELECT Department__r.Manager__r.Id, Department__r.Manager__r.LastName FROM Budget__c WHERE Id = '${id}'`,
  );
  assert.ok(budget !== undefined);
  return budget.Department__r.Manager__r;
}
