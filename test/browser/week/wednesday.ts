import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enterDue } from '../meeting-room.ts';
import { inYen, numberIn, rep, states, target, week, type Amounts, type Story } from './story.ts';

export function wednesday(at: () => Story): void {
  test('Wednesday: the director confirms, and at 12:00 the numbers are frozen as they are', async () => {
    const story = at();
    story.world.at('2026-11-18T10:00');
    {
      await using seen = await story.world.open(story.people.director, await story.pathOf('Budget__c', story.budget));
      await seen.page.locator('c-unit-forecast .confirm').click();
      await seen.page
        .locator('c-unit-forecast')
        .getByText(/Confirmed/)
        .first()
        .waitFor();
    }
    assert.deepEqual(states(await story.ofUnit()), ['1 Confirmed']);
    story.world.at('2026-11-18T12:00');
    assert.deepEqual(await story.world.due(), ['freeze done']);
    const now = await story.world.admin.query<Amounts & { External_Key__c: string }>(
      'SELECT External_Key__c, Actual__c, Target_Amount__c, Landing_Forecast__c FROM Budget__c WHERE Period_Start__c = 2026-11-01',
    );
    const frozen = await story.world.admin.query<Amounts & { Budget__r: { External_Key__c: string } }>(
      `SELECT Budget__r.External_Key__c, Actual__c, Target_Amount__c, Landing_Forecast__c FROM Snapshot_Run__c WHERE Kind__c = 'Freeze' AND Cycle__r.External_Key__c = '${week}' AND Budget__r.Period_Start__c = 2026-11-01`,
    );
    const lines = (rows: readonly (Amounts & { key: string })[]): readonly string[] =>
      rows.map((row) => [row.key, row.Actual__c, row.Target_Amount__c, row.Landing_Forecast__c].join(' ')).sort();
    assert.deepEqual(
      lines(frozen.map((row) => ({ ...row, key: row.Budget__r.External_Key__c }))),
      lines(now.map((row) => ({ ...row, key: row.External_Key__c }))),
    );
    await using seen = await story.world.open(rep, await story.pathOf('Target__c', target));
    await seen.page
      .locator('c-cycle-card')
      .getByText(/frozen/i)
      .first()
      .waitFor();
    assert.equal(await seen.page.locator('c-member-confirm .submit').count(), 0);
  });

  test('Wednesday 13:00: the meeting decides on the frozen numbers, with an owner and a date', async () => {
    const story = at();
    story.world.at('2026-11-18T13:00');
    await using seen = await story.world.open(story.people.director, await story.pathOf('Forecast_Cycle__c', week));
    const { page } = seen;
    const { Id: budgetId } = await story.one<{ Id: string }>(
      `SELECT Id FROM Budget__c WHERE External_Key__c = '${story.budget}'`,
    );
    const unit = page.locator(`c-meeting-units tr[data-unit="${budgetId}"]`);
    await unit.waitFor();
    await inYen(page, 'c-meeting-page');
    const landing = await story.value(
      `SELECT landing_forecast FROM todoku.kept_runs WHERE key = '${week}|Freeze|${story.budget}'`,
    );
    assert.equal(numberIn(await unit.locator('[data-figure="landing"]').innerText()), landing);
    const change =
      landing -
      (await story.value(`SELECT landing_forecast FROM todoku.kept_runs WHERE key = '2026-W46|Week|${story.budget}'`));
    assert.equal(numberIn(await unit.locator('[data-figure="change"]').innerText()), change);
    const bridge = await story.value(
      `SELECT sum(amount) FROM todoku.kept_bridges WHERE scope = 'Budget' AND run_key = '${week}|Freeze|${story.budget}'`,
    );
    assert.equal(bridge, change, 'what has moved since Friday adds up to the change');
    assert.notEqual(bridge, 0);
    const recorder = page.locator('c-decision-recorder');
    await recorder.locator('select').nth(1).selectOption(budgetId);
    await recorder.locator('.subject').fill('Call the three largest clients');
    assert.equal(await recorder.locator('button.save').isDisabled(), true, 'without a date it cannot be recorded');
    await enterDue(recorder, 'Nov 24, 2026');
    await recorder.locator('button.save').click();
    await page.locator('c-meeting-decisions', { hasText: 'Call the three largest clients' }).waitFor();
    const decision = await story.one<{ Due__c: string; Assignee__c: string | null; Value_At_Start__c: number }>(
      "SELECT Due__c, Assignee__c, Value_At_Start__c FROM Gap_Action__c WHERE Subject__c = 'Call the three largest clients'",
    );
    assert.ok(decision.Assignee__c !== null);
    assert.deepEqual([decision.Due__c, decision.Value_At_Start__c], ['2026-11-24', landing]);
  });
}
