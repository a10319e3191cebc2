/** N4 on the page of a target: what is missing as the records have it, and what is ticked is kept. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { englishWordsIn, namesInData } from './english-words.ts';
import { inYenOf, numberIn, openPage, openRoom, ownTarget, pathOfTarget, type Room } from './meeting-room.ts';
import { violations } from './violations.ts';

let room: Room;
before(async () => {
  room = await openRoom();
});
after(() => room[Symbol.asyncDispose]());

const panel = (page: Page): Locator => page.locator('c-by-friday-panel');

async function read(page: Page): Promise<void> {
  await panel(page).locator('.line').first().waitFor();
  await panel(page).locator('c-loading-stencil').waitFor({ state: 'detached' });
}

test('what is missing is the target less the landing of the record, and at most five things are named', async () => {
  const own = await ownTarget(room);
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  await read(page);
  await inYenOf(page.locator('c-gap-panel'));
  const told = await panel(page).locator('.fact').first().innerText();
  assert.equal(numberIn(told.split(' more ')[0] ?? ''), own.Target_Amount__c - own.Landing_Forecast__c);
  const count = await panel(page).locator('.line').count();
  assert.ok(count >= 1 && count <= 5, `${count} lines`);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.errors, []);
});

test('a line that is ticked by keyboard is an action of the plan, and stays ticked when the page is opened again', async () => {
  const own = await ownTarget(room);
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  await read(page);
  const subject = (await panel(page).locator('.subject').first().innerText()).trim();
  await panel(page).locator('.tick').first().press('Space');
  await panel(page).locator('.tick:checked').waitFor();
  await page.locator('c-plan-panel .actions', { hasText: subject }).waitFor();
  const kept = await room.agency.admin.query<{ Target__c: string; Kpi__c: string; External_Key__c: string }>(
    `SELECT Target__c, Kpi__c, External_Key__c FROM Gap_Action__c WHERE External_Key__c LIKE 'ByFriday|${own.Id}|%'`,
  );
  assert.equal(kept.length, 1);
  assert.deepEqual([kept[0]?.Target__c, kept[0]?.Kpi__c], [own.Id, 'Landing_Forecast__c']);
  await page.reload();
  await read(page);
  assert.equal(await panel(page).locator('.tick:checked').count(), 1);
  assert.deepEqual(seen.errors, []);
});

test('the list in Japanese shows no English label', async () => {
  await using seen = await openPage(room, 'rep', pathOfTarget(await ownTarget(room)), 'ja');
  const { page } = seen;
  await read(page);
  const names = await namesInData(room.agency.admin);
  assert.deepEqual(englishWordsIn(await panel(page).innerText(), names), []);
});
