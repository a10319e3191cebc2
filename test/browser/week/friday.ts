import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inYen, numberIn, target, week, type Story } from './story.ts';

export function friday(at: () => Story): void {
  test('Friday 23:00: the picture is kept, and its bridge from last Friday leaves nothing over', async () => {
    const story = at();
    story.world.at('2026-11-20T23:00');
    assert.deepEqual((await story.world.due())[0], 'snapshot done');
    const runs = await story.world.admin.query<{
      Budget__r: { External_Key__c: string };
      Landing_Forecast__c: number;
      Previous_Landing__c: number;
      Bridge_Total__c: number;
      Remainder__c: number;
    }>(
      `SELECT Budget__r.External_Key__c, Landing_Forecast__c, Previous_Landing__c, Bridge_Total__c, Remainder__c FROM Snapshot_Run__c WHERE Kind__c = 'Week' AND Cycle__r.External_Key__c = '${week}'`,
    );
    assert.ok(runs.length > 0);
    assert.deepEqual(
      runs.filter(({ Remainder__c }) => Remainder__c !== 0),
      [],
    );
    const own = runs.find(({ Budget__r }) => Budget__r.External_Key__c === story.budget);
    const bridge = `SELECT sum(amount) FROM todoku.kept_bridges WHERE scope = 'Budget' AND run_key = '${week}|Week|${story.budget}'`;
    assert.equal(own?.Bridge_Total__c, await story.value(bridge));
    assert.equal(own.Bridge_Total__c, own.Landing_Forecast__c - own.Previous_Landing__c);
    assert.notEqual(own.Bridge_Total__c, 0, 'something moved this week');
  });

  test('the Monday after is a holiday: the next week opens on Tuesday, with last week’s promise first', async () => {
    const story = at();
    await story.renew('2026-11-24');
    story.world.at('2026-11-23T06:00');
    assert.deepEqual(await story.world.due(), []);
    story.world.at('2026-11-24T06:00');
    assert.deepEqual(await story.world.due(), ['open done']);
    story.world.at('2026-11-24T09:00');
    await using seen = await story.world.open(story.people.revops, await story.pathOf('Forecast_Cycle__c', '2026-W48'));
    await seen.page.locator('c-meeting-promises', { hasText: 'Call the three largest clients' }).waitFor();
  });

  test('the pages show that bridge: last week, every step and this week, with nothing left over', async () => {
    const story = at();
    for (const [object, key, scope] of [
      ['Budget__c', story.budget, 'Budget'],
      ['Target__c', target, 'Target'],
    ] as const) {
      await using seen = await story.world.open(story.people.head, await story.pathOf(object, key));
      const { page } = seen;
      await page.locator('c-bridge-panel .identity').waitFor();
      await inYen(page, 'c-gap-panel');
      await page.locator('c-bridge-panel').getByText('nothing is left over', { exact: false }).waitFor();
      const of = scope === 'Target' ? `AND target_key = '${target}'` : '';
      const moved = await story.value(
        `SELECT sum(amount) FROM todoku.kept_bridges WHERE scope = '${scope}' ${of} AND run_key = '${week}|Week|${story.budget}'`,
      );
      const shown = (await page.locator('c-bridge-panel .identity').innerText()).split('=').map((side) => side.trim());
      const steps = (shown[0] ?? '').split(' ').map(numberIn);
      const start = steps[0] ?? Number.NaN;
      assert.equal(numberIn(shown[1] ?? '') - start, moved, `${scope}: ${shown.join(' = ')}`);
      assert.equal(
        steps.reduce((sum, step) => sum + step, 0),
        numberIn(shown[1] ?? ''),
      );
      assert.deepEqual(seen.errors, []);
    }
  });
}
