/**
 * What a week keeps and tells Salesforce: the freeze, Friday's lines, and the bridge between two Fridays (M20). Two
 * departments, two months, against the local org and the warehouse that is given; every amount is checked against SQL
 * of the tests' own.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { records } from '../local-org/departments.ts';
import type { OpenPlace } from './cycle-place.ts';
import { CycleStage, key, type Row } from './cycle-stage.ts';
import { sentBy } from './stage.ts';

/** Declares the tests. */
export function testCycleSyncs(openPlace: OpenPlace): void {
  const resources = new AsyncDisposableStack();
  let stage: CycleStage;

  /** Of a query, numbers `n` by `k`. */
  async function sums(soql: string): Promise<Readonly<Record<string, number>>> {
    const rows = await stage.rows(soql);
    return Object.fromEntries(rows.map((row) => [String(row['k']), Number(row['n'])]));
  }

  const landings = (): Promise<readonly Row[]> =>
    stage.rows('SELECT External_Key__c, Landing_Forecast__c FROM Budget__c ORDER BY External_Key__c');

  before(async () => {
    stage = resources.use(await CycleStage.open(openPlace));
    await stage.deal('won', 'EAST', 300);
    await stage.deal('slips', 'EAST', 200);
    await stage.deal('lost', 'EAST', 150);
    await stage.deal('handed', 'EAST', 90);
    await stage.deal('leaves', 'EAST', 60);
    await stage.deal('doubtful', 'EAST', 40);
    await stage.save('Budget__c', [{ ...key('EAST'), Judgement__c: 5 }], stage.ops);
  });
  after(() => resources.disposeAsync());

  describe('a frozen moment', () => {
    test('is kept budget by budget as it stood, and not taken again when people go on', async () => {
      const before = await landings();
      const result = await stage.step('freeze', '2026-W47', 'Frozen');
      assert.equal(result.state, 'matched', JSON.stringify(result.verdicts));
      const frozen = `SELECT External_Key__c, Landing_Forecast__c, Actual__c, Judgement__c, Remainder__c FROM Snapshot_Run__c
        WHERE Kind__c = 'Freeze' ORDER BY Budget__r.External_Key__c`;
      const rows = await stage.rows(frozen);
      assert.deepEqual(
        rows.map((row) => [row['External_Key__c'], row['Landing_Forecast__c']]),
        before.map((row) => [`2026-W47|Freeze|${String(row['External_Key__c'])}`, row['Landing_Forecast__c']]),
      );
      assert.deepEqual(
        rows.map((row) => [row['Actual__c'], row['Judgement__c'], row['Remainder__c']]),
        [
          [700, 5, 0],
          [0, null, 0],
          [900, null, 0],
          [0, null, 0],
        ],
      );
      await stage.save('Budget__c', [{ ...key('EAST'), Judgement__c: 0 }], stage.ops);
      assert.deepEqual(sentBy(await stage.step('freeze', '2026-W47', 'Frozen')), {});
      assert.deepEqual(await stage.rows(frozen), rows);
    });
  });

  describe('Friday', () => {
    const bridge = (where: string, by: string): Promise<Readonly<Record<string, number>>> =>
      sums(`SELECT ${by} k, SUM(Amount__c) n FROM Bridge_Line__c WHERE ${where} GROUP BY ${by}`);

    test('in the first week keeps every line, which add up to the landing, and no bridge', async () => {
      const before = await landings();
      const result = await stage.step('snapshot', '2026-W47', 'Closed');
      assert.equal(result.state, 'matched', JSON.stringify(result.verdicts));
      const rows =
        await stage.rows(`SELECT Budget__r.External_Key__c, Landing_Forecast__c, Lines_Landing__c, Line_Count__c, Previous_Landing__c, Remainder__c
         FROM Snapshot_Run__c WHERE Kind__c = 'Week' ORDER BY Budget__r.External_Key__c`);
      assert.deepEqual(
        rows.map((row) => row['Landing_Forecast__c']),
        before.map((row) => row['Landing_Forecast__c']),
      );
      assert.deepEqual(
        rows.map((row) => [
          row['Lines_Landing__c'],
          row['Line_Count__c'],
          row['Previous_Landing__c'],
          row['Remainder__c'],
        ]),
        [
          [1540, 7, null, 0],
          [0, 0, null, 0],
          [900, 1, null, 0],
          [0, 0, null, 0],
        ],
      );
      assert.deepEqual(await stage.rows('SELECT Id FROM Bridge_Line__c'), []);
    });

    test('a week later says why each budget moved: won, slipped, new, lost, left and doubtful deals, with nothing left over', async () => {
      const before = await landings();
      await stage.close('won', 'EAST', 'Closed Won');
      await stage.save('Project__c', [{ ...key('W'), Name: 'Won', Opportunity__r: key('won') }]);
      await stage.save('Project_Amount__c', [{ ...key('EAST|W'), Target__r: key('EAST'), Project__r: key('W') }]);
      await stage.save('Project_Amount__c', [{ ...key('EAST|W'), Expected_Member__c: 320 }], stage.ops);
      await stage.save('Opportunity_Amount__c', [{ ...key('EAST|slips'), Expected__c: 0 }], stage.ops);
      await stage.deal('slips', 'EAST-12', 200);
      await stage.close('lost', 'EAST', 'Closed Lost');
      await stage.deal('new', 'EAST', 80);
      await stage.remove('Opportunity_Amount__c', 'EAST|handed');
      await stage.deal('handed', 'EAST-peer', 90);
      await stage.remove('Opportunity_Amount__c', 'EAST|leaves');
      await stage.deal('leaves', 'WEST', 60);
      await stage.save('Opportunity_Amount__c', [{ ...key('EAST|doubtful'), In_Landing__c: false }], stage.ops);
      await stage.save('Menu_Amount__c', [{ ...key('EAST'), Actual__c: 730 }]);
      await stage.save('Budget__c', [{ ...key('EAST'), Judgement__c: 25 }], stage.ops);

      const of = (budget: string, kind = 'Week'): string =>
        `Scope__c = 'Budget' AND Snapshot_Run__r.Kind__c = '${kind}' AND Snapshot_Run__r.Budget__r.External_Key__c = '${budget}'`;
      const parts = {
        Amount_Up: 50,
        Judgement: 25,
        Left_Out: -40,
        Lost: -150,
        Moved_Out: -60,
        New_Deal: 80,
        Pushed_Out: -200,
      };
      // The meeting asks on Wednesday what has moved since Friday.
      assert.equal((await stage.step('freeze', '2026-W48', 'Frozen')).state, 'matched');
      assert.deepEqual(await bridge(of('EAST', 'Freeze'), 'Type__c'), parts);
      const result = await stage.step('snapshot', '2026-W48', 'Closed');
      assert.equal(result.state, 'matched', JSON.stringify(result.verdicts));
      assert.deepEqual(await bridge(of('EAST'), 'Type__c'), parts);
      assert.deepEqual(await bridge(of('EAST-12'), 'Type__c'), { Pulled_In: 200 });
      assert.deepEqual(await bridge(of('WEST'), 'Type__c'), { Moved_In: 60 });
      assert.deepEqual(await bridge(of('WEST-12'), 'Type__c'), {});
      assert.deepEqual(await bridge(of('EAST'), 'Opportunity__r.Name'), {
        doubtful: -40,
        leaves: -60,
        lost: -150,
        new: 80,
        null: 55,
        slips: -200,
        won: 20,
      });
      const moved = (await landings()).map((row, index) => [
        row['External_Key__c'],
        Number(row['Landing_Forecast__c']) - Number(before[index]?.['Landing_Forecast__c']),
      ]);
      const runs =
        await stage.rows(`SELECT Budget__r.External_Key__c, Bridge_Total__c, Remainder__c FROM Snapshot_Run__c
         WHERE Kind__c = 'Week' AND Cycle__r.External_Key__c = '2026-W48' ORDER BY Budget__r.External_Key__c`);
      assert.deepEqual(
        runs.map((row) => row['Bridge_Total__c']),
        moved.map(([, by]) => by),
      );
      assert.ok(runs.every((row) => row['Remainder__c'] === 0));
    });

    test('what changes hands inside a department moves its targets and not its budget', async () => {
      const of = (target: string): string =>
        `Scope__c = 'Target' AND Snapshot_Run__r.Kind__c = 'Week' AND Target__r.External_Key__c = '${target}'`;
      assert.deepEqual(await bridge(of('EAST-peer'), 'Type__c'), { Moved_In: 90 });
      assert.deepEqual(await bridge(of('EAST'), 'Type__c'), {
        Amount_Up: 50,
        Left_Out: -40,
        Lost: -150,
        Moved_Out: -150,
        New_Deal: 80,
        Pushed_Out: -200,
      });
    });

    test('the warehouse has the same to the yen: the lines of two Fridays differ by the parts between them', async () => {
      const rows = await stage.asked(`
        WITH landing AS (SELECT budget_key, cycle, sum(landing) AS landing FROM todoku.kept_lines GROUP BY ALL),
        judged AS (SELECT budget_key, cycle, coalesce(judgement, 0) AS judgement FROM todoku.kept_runs WHERE kind = 'Week')
        SELECT now.budget_key, coalesce(n.landing, 0) + now.judgement - coalesce(b.landing, 0) - before.judgement
          - coalesce((SELECT sum(amount) FROM todoku.kept_bridges WHERE scope = 'Budget' AND run_key = '2026-W48|Week|' || now.budget_key), 0) AS remainder
        FROM judged now JOIN judged before ON before.budget_key = now.budget_key AND before.cycle = '2026-W47'
        LEFT JOIN landing n ON n.budget_key = now.budget_key AND n.cycle = now.cycle
        LEFT JOIN landing b ON b.budget_key = now.budget_key AND b.cycle = before.cycle
        WHERE now.cycle = '2026-W48'`);
      assert.equal(rows.length, 4);
      assert.ok(
        rows.every((row) => Number(row['remainder']) === 0),
        JSON.stringify(rows),
      );
    });

    test('told once more, changes nothing, whatever people have done since', async () => {
      await stage.save('Budget__c', [{ ...key('EAST'), Judgement__c: 999 }], stage.ops);
      const result = await stage.step('snapshot', '2026-W48', 'Closed');
      assert.deepEqual([result.state, sentBy(result)], ['matched', {}]);
    });

    test('goes on from what Salesforce has when the warehouse was lost', async () => {
      const told = 'SELECT Id, LastModifiedDate FROM Snapshot_Run__c ORDER BY Id';
      const before = await stage.rows(told);
      await stage.loseWarehouse();
      const result = await stage.step('snapshot', '2026-W49', 'Closed');
      assert.equal(result.state, 'matched', JSON.stringify(result.verdicts));
      const parts = await bridge("Snapshot_Run__r.Cycle__r.External_Key__c = '2026-W49'", 'Type__c');
      assert.deepEqual(parts, { Judgement: 974 });
      const after = await stage.rows(told);
      assert.equal(after.length, before.length + 4);
      const isAdopted = new Set(after.map((row) => row['Id']));
      assert.ok(before.every((row) => isAdopted.has(row['Id'])));
    });

    test('is read again where people save between two readings, and is not kept at all where they never rest', async () => {
      let expected = 200;
      let saves = 9;
      stage.between = async () => {
        if (saves-- <= 0) return;
        expected += 10;
        await stage.save('Opportunity_Amount__c', [{ ...key('EAST-12|slips'), Expected__c: expected }], stage.ops);
      };
      const step = (): Promise<unknown> => stage.step('snapshot', '2026-W50', 'Closed');
      await assert.rejects(step, { code: 'picture-unsteady', kind: 'transient' });
      const kept =
        "SELECT CAST(sum(landing) AS DECIMAL(18, 2)) AS landing FROM todoku.kept_lines WHERE run_key = '2026-W50|Week|EAST-12'";
      assert.deepEqual(await stage.asked(kept), [{ landing: null }]);
      saves = 1;
      await step();
      assert.deepEqual(await stage.asked(kept), [{ landing: `${expected}.00` }]);
      stage.between = () => Promise.resolve();
    });

    test('is seen by whoever sees the budget, and by no other department', async () => {
      for (const object of ['Snapshot_Run__c', 'Snapshot_Line__c', 'Bridge_Line__c']) {
        const own = object === 'Snapshot_Run__c' ? '' : 'Snapshot_Run__r.';
        const soql = `SELECT ${own}Budget__r.Department_Key__c FROM ${object}`;
        const seen = async (name: string): Promise<ReadonlySet<string>> =>
          new Set(
            (await records(stage.departments.as(name), soql)).map(
              (row) => /"(EAST|WEST)"/.exec(JSON.stringify(row))?.[1] ?? '?',
            ),
          );
        assert.deepEqual([...(await seen('west.rep'))], ['WEST'], object);
        assert.deepEqual([...(await seen('east.rep'))], ['EAST'], object);
        assert.deepEqual([...(await seen('chief'))].sort(), ['EAST', 'WEST'], object);
      }
    });
  });
}
