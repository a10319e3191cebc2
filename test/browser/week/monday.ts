import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { enter, paste, save } from './grid.ts';
import { inYen, pastedLines, rep, standing, states, target, wide, numberIn, type Story } from './story.ts';

const figure = async (page: Page, name: string): Promise<number> =>
  numberIn(await page.locator(`c-gap-numbers button[data-figure="${name}"]`).innerText());

export function monday(at: () => Story): void {
  test('the week before is loaded, carried, frozen and closed, so that this one has something to compare with', async () => {
    const story = at();
    story.world.at('2026-11-09T06:00');
    await story.renew('2026-11-09');
    assert.deepEqual(await story.world.due(), ['open done']);
    await story.world.enter();
    story.world.at('2026-11-13T23:00');
    const done = (await story.world.due()).filter((step) => step.endsWith('done'));
    assert.deepEqual(done, ['carry done', 'freeze done', 'snapshot done', 'plan done']);
  });

  test('Monday 06:00: the week opens on numbers that are proven, and the page shows those of the warehouse', async () => {
    const story = at();
    await story.renew('2026-11-16');
    story.world.at('2026-11-16T06:00');
    assert.deepEqual(await story.world.due(), ['open done']);
    story.world.at('2026-11-16T09:00');
    await using seen = await story.world.open(rep, await story.pathOf('Target__c', target));
    const { page } = seen;
    await page.locator('c-gap-panel .sentence').waitFor();
    await inYen(page, 'c-gap-panel');
    const actual = `SELECT sum(actual) FROM mart."menu-amount" WHERE key LIKE '${target}|%'`;
    assert.equal(await figure(page, 'actual'), await story.value(actual));
    assert.equal(
      await figure(page, 'target'),
      await story.value(`SELECT target_amount FROM mart.target WHERE key = '${target}'`),
    );
    await page.locator('c-cycle-card').getByText('Week of Nov 16').first().waitFor();
    await page
      .getByText(/Matched/)
      .first()
      .waitFor();
    assert.deepEqual(seen.errors, []);
  });

  test('Monday: a rep edits a line, and line, target and budget move by the same amount', async () => {
    const story = at();
    story.world.at('2026-11-16T10:30');
    const [targetBefore, budgetBefore] = [
      await story.amounts('Target__c', target),
      await story.amounts('Budget__c', story.budget),
    ];
    await using seen = await story.world.open(rep, await story.pathOf('Target__c', target));
    const { page } = seen;
    const row = page.locator('c-forecast-entry [data-row]').first();
    await row.waitFor();
    await inYen(page, 'c-gap-panel');
    const line = async (): Promise<{ Landing__c: number; Actual__c: number }> =>
      story.one(
        `SELECT Landing__c, Actual__c FROM Project_Amount__c WHERE Id = '${(await row.getAttribute('data-row')) ?? ''}'`,
      );
    const lineBefore = await line();
    const typed = Math.max(lineBefore.Landing__c, lineBefore.Actual__c) + 1_500_000;
    await enter(page, row.locator('input').first(), String(typed));
    await save(page);
    const moved = typed - lineBefore.Landing__c;
    assert.equal((await line()).Landing__c, typed);
    assert.equal(
      (await story.amounts('Target__c', target)).Landing_Forecast__c - targetBefore.Landing_Forecast__c,
      moved,
    );
    assert.equal(
      (await story.amounts('Budget__c', story.budget)).Landing_Forecast__c - budgetBefore.Landing_Forecast__c,
      moved,
    );
  });

  test('Monday: 300 cells are pasted, the tab is closed before they are saved, and none is lost', async () => {
    const story = at();
    const path = await story.pathOf('Target__c', wide);
    const lines = `SELECT COUNT(Id) n, SUM(Expected_Member__c) s FROM Project_Amount__c WHERE Target__r.External_Key__c = '${wide}' AND Expected_Member__c != null`;
    const earlier = await story.one<{ n: number; s: number | null }>(lines);
    {
      await using seen = await story.world.open(rep, path);
      const { page } = seen;
      const cell = page.locator('c-forecast-entry [data-row]').first().locator('input').first();
      await cell.waitFor();
      await inYen(page, 'c-gap-panel');
      await cell.click();
      const names = await story.world.admin.query<{ Project__r: { Name: string } }>(
        `SELECT Project__r.Name FROM Project_Amount__c WHERE Target__r.External_Key__c = '${wide}' AND Project__r.Name LIKE '小口案件%' ORDER BY Project__r.Name`,
      );
      assert.equal(names.length, pastedLines);
      await paste(cell, names.map(({ Project__r: { Name } }, index) => `${Name}\t${20_000 + index}`).join('\r\n'));
      await page.locator('c-paste-preview .accept').click();
      await page.locator('c-forecast-footer .summary', { hasText: '300' }).waitFor();
    }
    await using again = await story.world.open(rep, path);
    const { page } = again;
    await page
      .locator('c-forecast-entry')
      .getByText(/Unsaved changes from .* are back: 300/)
      .waitFor();
    await save(page);
    const later = await story.one<{ n: number; s: number }>(lines);
    assert.equal(later.n - earlier.n, pastedLines);
    const pasted = pastedLines * 20_000 + (pastedLines * (pastedLines - 1)) / 2;
    assert.equal(later.s - (earlier.s ?? 0), pasted);
  });

  test('Monday: the rep confirms the landing, and it is what the target says', async () => {
    const story = at();
    await using seen = await story.world.open(rep, await story.pathOf('Target__c', target));
    const { page } = seen;
    await page.locator('c-member-confirm .submit').click();
    await standing(page).getByText('Submitted', { exact: true }).first().waitFor();
    const versions = await story.ofRep();
    assert.deepEqual(states(versions), ['1 Submitted']);
    assert.equal(versions[0]?.Landing_Forecast__c, (await story.amounts('Target__c', target)).Landing_Forecast__c);
    assert.deepEqual(seen.errors, []);
  });

  test('Monday: reminders go to those with something open, and to nobody else', async () => {
    const story = at();
    story.world.at('2026-11-16T15:00');
    assert.deepEqual(await story.world.due(), ['remind-1 done']);
    const reminded = await story.world.admin.query<{ Assignee__r: { Employee_Key__c: string } }>(
      "SELECT Assignee__r.Employee_Key__c FROM Gap_Action__c WHERE Kind__c = 'Nudge' AND External_Key__c LIKE '2026-W47|Reminder|remind-1|%'",
    );
    const keys = reminded.map(({ Assignee__r }) => Assignee__r.Employee_Key__c);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(keys.includes(story.people.colleague) && keys.includes(story.people.head));
  });
}
