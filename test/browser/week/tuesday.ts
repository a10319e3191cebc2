import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveReasons } from '../unit-week.ts';
import { rep, standing, states, target, week, type Story } from './story.ts';

export function tuesday(at: () => Story): void {
  test('Tuesday: the head returns it with a question, the rep answers, and the head confirms', async () => {
    const story = at();
    story.world.at('2026-11-17T10:00');
    const { Id: targetId } = await story.one<{ Id: string }>(
      `SELECT Id FROM Target__c WHERE External_Key__c = '${target}'`,
    );
    {
      await using seen = await story.world.open(story.people.head, await story.pathOf('Budget__c', story.budget));
      const member = seen.page.locator(`c-member-states [data-member="${targetId}"]`);
      await member.locator('.return').click();
      await member.locator('textarea').fill('Is the larger deal signed?');
      await member.locator('.send').click();
      await member.getByText('Is the larger deal signed?').waitFor();
    }
    assert.deepEqual(states(await story.ofRep()), ['1 Returned']);
    {
      await using seen = await story.world.open(rep, await story.pathOf('Target__c', target));
      const { page } = seen;
      await page.locator('c-member-confirm').getByText('Is the larger deal signed?').first().waitFor();
      await page.locator('c-member-confirm textarea').fill('Signed on Monday.');
      await page.locator('c-member-confirm .submit').click();
      await standing(page).getByText('Submitted', { exact: true }).first().waitFor();
    }
    await using seen = await story.world.open(story.people.head, await story.pathOf('Budget__c', story.budget));
    const member = seen.page.locator(`c-member-states [data-member="${targetId}"]`);
    await member.locator('.confirm').click();
    await member.getByText('Confirmed').first().waitFor();
    assert.deepEqual(states(await story.ofRep()), ['1 Returned', '2 Confirmed']);
  });

  test('Tuesday: the head submits the unit with factors that add up to the change', async () => {
    const story = at();
    story.world.at('2026-11-17T17:00');
    await using seen = await story.world.open(story.people.head, await story.pathOf('Budget__c', story.budget));
    const { page } = seen;
    const panel = page.locator('c-unit-forecast');
    await giveReasons(panel, 'Customer_Budget');
    await panel.getByRole('button', { name: 'Submit', exact: true }).click();
    await panel.getByText('Version 1', { exact: true }).waitFor();
    const [version, ...more] = await story.ofUnit();
    assert.deepEqual(more, []);
    assert.equal(version?.State__c, 'Submitted');
    assert.equal(version.Landing_Forecast__c, (await story.amounts('Budget__c', story.budget)).Landing_Forecast__c);
    const friday = await story.value(
      `SELECT landing_forecast FROM todoku.kept_runs WHERE key = '2026-W46|Week|${story.budget}'`,
    );
    const factors = await story.one<{ s: number }>(
      `SELECT SUM(Amount__c) s FROM Forecast_Factor__c WHERE Submission__c = '${version.Id}'`,
    );
    assert.equal(factors.s + (version.Unexplained__c ?? 0), version.Landing_Forecast__c - friday);
  });

  test('Tuesday 19:00: what nobody submitted is carried from last week, and labelled', async () => {
    const story = at();
    story.world.at('2026-11-17T19:00');
    assert.ok((await story.world.due()).includes('carry done'));
    const targets = await story.one<{ n: number }>(
      'SELECT COUNT(Id) n FROM Target__c WHERE Budget__r.Period_Start__c = 2026-11-01',
    );
    const carried = await story.one<{ n: number }>(
      `SELECT COUNT(Id) n FROM Forecast_Submission__c WHERE Kind__c = 'Member' AND Carried__c = true AND Cycle__r.External_Key__c = '${week}'`,
    );
    assert.equal(carried.n, targets.n - 1, 'all but the one who confirmed');
    const key = `2026-11|Revenue|${story.people.colleague}`;
    const [own] = await story.ofRep(key);
    const before = await story.value(
      `SELECT landing_forecast FROM todoku.kept_submissions WHERE target_key = '${key}' AND cycle = '2026-W46'`,
    );
    assert.equal(own?.Landing_Forecast__c, before);
    await using seen = await story.world.open(story.people.colleague, await story.pathOf('Target__c', key));
    await standing(seen.page)
      .getByText(/carried/i)
      .first()
      .waitFor();
  });

  test('Tuesday evening: a late entry is taken, and says that it is late', async () => {
    const story = at();
    story.world.at('2026-11-17T20:30');
    const key = `2026-11|Revenue|${story.people.colleague}`;
    await using seen = await story.world.open(story.people.colleague, await story.pathOf('Target__c', key));
    await seen.page.locator('c-member-confirm .submit').click();
    await standing(seen.page).getByText(/late/i).first().waitFor();
    const versions = await story.ofRep(key);
    assert.deepEqual(states(versions), ['0 Submitted', '1 Submitted']);
    assert.equal(versions[1]?.Late__c, true);
  });
}
