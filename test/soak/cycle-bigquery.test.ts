/** Weeks that are kept in BigQuery (its stand-in): to the yen what DuckDB keeps, and each step in its time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inBigQuery } from '../scenario/cycle-place.ts';
import { testCycleSyncs } from '../scenario/cycle-syncs.ts';
import { openGoogleStage } from '../scenario/google-stage.ts';
import { openWeek, week } from '../scenario/week.ts';

testCycleSyncs(inBigQuery);

test('a week is opened after its load, carried, frozen and closed, each step once', async () => {
  await using cycle = await openWeek((clock) => openGoogleStage('', clock));
  const { stage } = cycle;
  assert.deepEqual(await cycle.due(), ['plan done']);
  cycle.at('2026-05-11T06:00');
  assert.deepEqual(await cycle.due(), ['open done']);
  assert.equal(await stage.count('Menu_Amount__c'), 8, 'its numbers were loaded first');
  await cycle.appoint();
  cycle.at('2026-05-12T19:00');
  assert.deepEqual(await cycle.due(), ['remind-1 overtaken', 'remind-2 overtaken', 'remind-3 overtaken', 'carry done']);
  const carried = await stage.rows(
    'SELECT Kind__c FROM Forecast_Submission__c WHERE Carried__c = true ORDER BY Kind__c',
  );
  assert.ok(carried.length > 0);
  cycle.at('2026-05-13T12:00');
  assert.deepEqual(await cycle.due(), ['freeze done']);
  cycle.at('2026-05-15T23:00');
  assert.deepEqual(await cycle.due(), ['snapshot done', 'plan done']);
  assert.deepEqual(await cycle.due(), [], 'nothing is done twice');

  const notes = await cycle.notes();
  assert.deepEqual(
    notes.map(({ step, outcome, attempt }) => `${step} ${outcome} ${attempt}`).sort(),
    [
      ...['carry', 'freeze', 'open', 'plan', 'plan'].map((step) => `${step} done 1`),
      ...[1, 2, 3].map((count) => `remind-${count} overtaken 1`),
      'snapshot done 1',
    ],
    'each attempt is noted once',
  );
  const kept = await cycle.cycle();
  assert.deepEqual([kept?.key, kept?.state, kept?.weekStart], [week, 'Closed', '2026-05-11']);
  const told = await stage.rows(`SELECT State__c FROM Forecast_Cycle__c WHERE External_Key__c = '${week}'`);
  assert.deepEqual(told, [{ State__c: 'Closed' }]);
});
