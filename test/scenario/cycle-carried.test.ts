/** Who has said nothing by the deadline: last week's word is carried over, or the numbers as they stand. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { records } from '../local-org/departments.ts';
import { CycleStage, key, type Row } from './cycle-stage.ts';
import { sentBy } from './stage.ts';

const resources = new AsyncDisposableStack();
let stage: CycleStage;

before(async () => {
  stage = resources.use(await CycleStage.open());
  await stage.deal('open', 'EAST', 840);
});
after(() => resources.disposeAsync());

const carried = (cycle: string): Promise<readonly Row[]> =>
  stage.rows(`SELECT External_Key__c, State__c, Version__c, Carried__c, Rolled_Up__c, Judgement__c, Landing_Forecast__c, Previous_Landing__c
     FROM Forecast_Submission__c WHERE Carried__c = true AND Cycle__r.External_Key__c = '${cycle}' ORDER BY External_Key__c`);

test('whoever has said nothing in the first week is carried with the numbers as they stand, for the month that the week is about', async () => {
  const result = await stage.step('carry', '2026-W47', 'Late');
  assert.equal(result.state, 'matched', JSON.stringify(result.faults));
  const rows = await carried('2026-W47');
  assert.deepEqual(
    rows.map((row) => [row['External_Key__c'], row['Landing_Forecast__c'], row['Previous_Landing__c']]),
    [
      ['2026-W47|Member|EAST-peer|0', 0, null],
      ['2026-W47|Member|EAST|0', 1540, null],
      ['2026-W47|Member|WEST|0', 900, null],
      ['2026-W47|Unit|EAST|0', 1540, null],
      ['2026-W47|Unit|WEST|0', 900, null],
    ],
  );
  assert.ok(
    rows.every((row) => row['State__c'] === 'Submitted' && row['Version__c'] === 0 && row['Carried__c'] === true),
  );
});

test('in the next week a silence is carried with what counted last week; who has spoken is not', async () => {
  await stage.step('open', '2026-W48', 'Open');
  const [cycle] = await stage.rows("SELECT Id FROM Forecast_Cycle__c WHERE External_Key__c = '2026-W48'");
  const [user] = await stage.rows("SELECT Id FROM User WHERE Username = 'east.rep@todoku.example.com'");
  const said = await stage.departments.as('east.rep').ask('POST', 'sobjects/Forecast_Submission__c', {
    External_Key__c: '2026-W48|Member|EAST|1',
    Budget__c: stage.departments.idOf('Budget__c', 'EAST'),
    Target__c: stage.departments.idOf('Target__c', 'EAST'),
    Cycle__c: cycle?.['Id'],
    Kind__c: 'Member',
    Version__c: 1,
    State__c: 'Submitted',
    Landing_Forecast__c: 1600,
    Submitted_At__c: new Date(stage.departments.clock.now()).toISOString(),
    Submitted_By__c: user?.['Id'],
  });
  assert.equal(said.status, 201, said.text);
  await stage.save('Budget__c', [{ ...key('EAST'), Judgement__c: 5 }], stage.ops);
  await stage.step('carry', '2026-W48', 'Late');
  const rows = await carried('2026-W48');
  assert.deepEqual(
    rows.map((row) => [
      row['External_Key__c'],
      row['Rolled_Up__c'],
      row['Landing_Forecast__c'],
      row['Previous_Landing__c'],
    ]),
    [
      ['2026-W48|Member|EAST-peer|0', null, 0, 0],
      ['2026-W48|Member|WEST|0', null, 900, 900],
      ['2026-W48|Unit|EAST|0', 1540, 1540, 1540],
      ['2026-W48|Unit|WEST|0', 900, 900, 900],
    ],
  );
});

test('what was carried may be confirmed like any other, and carrying once more changes nothing', async () => {
  const [row] = await stage.rows(
    "SELECT Id FROM Forecast_Submission__c WHERE External_Key__c = '2026-W48|Unit|WEST|0'",
  );
  const [chief] = await stage.rows("SELECT Id FROM User WHERE Username = 'chief@todoku.example.com'");
  const confirmed = await stage.departments
    .as('chief')
    .ask('PATCH', `sobjects/Forecast_Submission__c/${String(row?.['Id'])}`, {
      State__c: 'Confirmed',
      Decided_By__c: chief?.['Id'],
      Decided_At__c: new Date(stage.departments.clock.now()).toISOString(),
    });
  assert.equal(confirmed.status, 204, confirmed.text);
  const result = await stage.step('carry', '2026-W48', 'Late');
  assert.deepEqual([result.state, sentBy(result)], ['matched', {}]);
});

test('a carried word is seen by whoever sees the budget', async () => {
  const seen = async (name: string): Promise<readonly unknown[]> =>
    (await records(stage.departments.as(name), 'SELECT External_Key__c FROM Forecast_Submission__c')).map((row) =>
      String(row['External_Key__c']).split('|').slice(0, 3).join('|'),
    );
  assert.deepEqual((await seen('west.rep')).toSorted(), [
    '2026-W47|Member|WEST',
    '2026-W47|Unit|WEST',
    '2026-W48|Member|WEST',
    '2026-W48|Unit|WEST',
  ]);
});
