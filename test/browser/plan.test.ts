/** The plan of a target: gaps in words and actions against them, as its rep writes them and as the records keep them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { englishWordsIn, namesInData } from './english-words.ts';
import { inYenOf, openPage, openRoom, ownTarget, pathOfTarget, type Room } from './meeting-room.ts';
import { violations } from './violations.ts';

let room: Room;
before(async () => {
  room = await openRoom();
});
after(() => room[Symbol.asyncDispose]());

const panel = (page: Page): Locator => page.locator('c-plan-panel');

async function keptOf(subject: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return room.agency.admin.query(
    `SELECT Kind__c, State__c, Target__c, Budget__c, Assignee__c, Due__c, Kpi__c, Expected_Effect__c, Value_At_Start__c, Area__c, Severity__c, Should_Be__c, Is_Now__c FROM Gap_Action__c WHERE Subject__c = '${subject}'`,
  );
}

test('N2: an action is recorded by keys alone, with number, owner, date and effect, and is kept as it was entered', async () => {
  const own = await ownTarget(room);
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  await panel(page).locator('.add-action').waitFor();
  await inYenOf(page.locator('c-gap-panel'));
  await panel(page).locator('.add-action').press('Enter');
  await panel(page).locator('[data-field="subject"]:focus').waitFor();
  const save = panel(page).locator('c-plan-form .save');
  assert.equal(await save.isDisabled(), true);
  await page.keyboard.type('Propose video to three clients');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('300000');
  await save.press('Enter');
  await panel(page).locator('.actions', { hasText: 'Propose video to three clients' }).waitFor();
  const [kept] = await keptOf('Propose video to three clients');
  assert.equal(kept?.['Kind__c'], 'Action');
  assert.equal(kept['Target__c'], own.Id);
  assert.equal(kept['Budget__c'], own.Budget__c);
  assert.equal(kept['Assignee__c'], own.Rep__c);
  assert.equal(kept['Kpi__c'], 'Landing_Forecast__c');
  assert.equal(kept['Expected_Effect__c'], 300_000);
  assert.equal(kept['Value_At_Start__c'], own.Landing_Forecast__c);
  assert.ok(typeof kept['Due__c'] === 'string');
  assert.deepEqual(seen.errors, []);
});

test('a gap is written in words, and closed by its owner', async () => {
  const own = await ownTarget(room);
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  await panel(page).locator('.add-statement').click();
  await panel(page).locator('[data-field="area"]').selectOption('Offer');
  await panel(page).locator('[data-field="severity"]').selectOption('3');
  await panel(page).locator('[data-field="shouldBe"]').fill('Video in every proposal');
  await panel(page).locator('[data-field="isNow"]').fill('Video in two of five');
  assert.deepEqual(await violations(page), []);
  await panel(page).locator('c-plan-form .save').click();
  const item = panel(page).locator('.statements .item', { hasText: 'Video in two of five' });
  await item.getByText('Severity 3').waitFor();
  const [kept] = await keptOf('Video in two of five');
  assert.deepEqual(
    [kept?.['Area__c'], kept?.['Severity__c'], kept?.['Should_Be__c'], kept?.['State__c']],
    ['Offer', '3', 'Video in every proposal', 'Open'],
  );
  await item.getByRole('button', { name: 'Mark as done' }).click();
  await item.locator('.chip', { hasText: 'Done' }).waitFor();
  assert.equal((await keptOf('Video in two of five'))[0]?.['State__c'], 'Done');
  assert.deepEqual(seen.errors, []);
});

test('the plan in Japanese shows no English label', async () => {
  const own = await ownTarget(room);
  await using seen = await openPage(room, 'rep', pathOfTarget(own), 'ja');
  const { page } = seen;
  await panel(page).locator('.add-action').click();
  await panel(page).locator('c-plan-form .save').waitFor();
  const typed = ['Video', 'in', 'every', 'proposal', 'two', 'of', 'five', 'Propose', 'video', 'to', 'three', 'clients'];
  const names = [...(await namesInData(room.agency.admin)), ...typed];
  assert.deepEqual(englishWordsIn(await panel(page).innerText(), names), []);
});
