/** The way back of a run puts its values over what people have entered since: it says so, record by record, on both warehouses. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import type { RunResult } from '../../server/run/run.ts';
import { warehouses } from './both.ts';
import type { Stage } from './stage.ts';

const edited = 'EAST|2026-04|aoki|alpha|social';
const made = 'EAST|2026-04|baba|gamma|radio';

const planned = z.object({
  plan: z.object({
    syncs: z.array(
      z.object({
        sync: z.string(),
        overwritten: z.array(
          z.object({
            key: z.string(),
            operation: z.string(),
            field: z.string(),
            entered: z.string().nullable(),
            planned: z.string().nullable(),
            by: z.string().nullable(),
            at: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
});

for (const [name, open] of warehouses) {
  describe(`pain 23 on ${name}: the way back names what people have entered since`, () => {
    const resources = new AsyncDisposableStack();
    let stage: Stage;
    let bad: string;
    let person: string;
    const enter = async (key: string, values: Record<string, unknown>): Promise<void> => {
      const admin = stage.world.connect();
      const [row] = await stage.rows(`SELECT Id FROM Menu_Amount__c WHERE External_Key__c = '${key}'`);
      const saved = await admin.sobject('Menu_Amount__c').update({ Id: row?.['Id'] ?? '', ...values });
      assert.ok(saved.success);
    };
    before(async () => {
      ({ stage } = resources.use(await open()));
      await stage.push();
      stage.edit('raw/bookings.csv', (text) =>
        text.replace('450.25', '99999').replace(/^(b05,.*)$/m, '$1\nb11,EAST,baba,gamma,radio,2026-04,1,2,,false'),
      );
      bad = (await stage.push()).run;
      await enter(edited, { Actual__c: 451, Budget_Amount__c: 777 });
      await enter(made, { Actual__c: 12 });
      [person = ''] = (
        await stage.rows(`SELECT LastModifiedBy.Name FROM Menu_Amount__c WHERE External_Key__c = '${edited}'`)
      ).map((row) => row['LastModifiedBy.Name'] ?? '');
    });
    after(() => resources.disposeAsync());

    test('its plan has each record and field with what stands there, what will, who entered it and when', async () => {
      const json = planned.parse((await stage.run('rollback', bad, '--plan')).json);
      const menus = json.plan.syncs.find(({ sync }) => sync === 'menu-amount');
      const told = menus?.overwritten.map(({ key, operation, field, entered, planned: will, by }) => {
        return [key, operation, field, entered, will, by];
      });
      assert.deepEqual(told, [
        [edited, 'update', 'Actual__c', '451.00', '450.25', person],
        [edited, 'update', 'Budget_Amount__c', '777.00', '500.00', person],
        [made, 'delete', 'Actual__c', '12.00', null, person],
      ]);
      for (const { at } of menus?.overwritten ?? []) assert.ok(Date.parse(at ?? '') > 0);
      const { stdout } = await stage.runAsText('rollback', bad, '--plan');
      assert.match(stdout, /1 update, 1 delete, 2 edited since/);
      assert.ok(stdout.includes(`  overwrites ${edited}: Actual__c 451.00 → 450.25, entered by ${person} at `), stdout);
      assert.ok(stdout.includes(`  deletes ${made}: Actual__c 12.00, entered by ${person} at `), stdout);
    });

    test('the run counts them, and keeps what it has put another value over', async () => {
      const { json } = await stage.run('rollback', bad);
      const { warnings, run } = json as RunResult; // what --json prints of a run
      assert.deepEqual(warnings, [
        {
          code: 'edits-overwritten',
          message:
            'menu-amount: 3 values that people have entered in 2 records since are overwritten or deleted; todoku.overwritten has them.',
        },
      ]);
      const kept = await stage.with(({ warehouse }) => warehouse.comparison.overwritten(run, 10));
      assert.deepEqual(
        kept.map(({ key, field, entered, planned: will, by }) => [key, field, entered, will, by]),
        [
          [edited, 'Actual__c', '451.00', '450.25', person],
          [edited, 'Budget_Amount__c', '777.00', '500.00', person],
          [made, 'Actual__c', '12.00', undefined, person],
        ],
      );
    });
  });
}
