/** A key that is spelled in other letters, large for small, is the same record: to the warehouse always, to Salesforce where its field says so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { asAdmin } from '../../scripts/demo/steps.ts';
import { onObject, packageOf, text } from '../local-org/engine/build.ts';
import { warehouses } from './both.ts';
import type { Stage } from './stage.ts';
import { sentBy } from './stage.ts';

/** As an external id is unless somebody says otherwise. */
async function withoutCase({ world }: Stage, ...objects: readonly string[]): Promise<void> {
  const key = text('External_Key__c', { length: 255, externalId: true, unique: true, required: true });
  const files = packageOf(...objects.map((object) => onObject(object, key)));
  await asAdmin(world.org).deploy(zipSync(Object.fromEntries(files.map(({ path, content }) => [path, content]))));
}

for (const [name, open] of warehouses) {
  for (const isCased of [true, false]) {
    const kind = isCased ? 'tells letters apart' : 'does not';
    test(`what a roll-up is told stays on its page when the case of its key changes, in a field that ${kind}, on ${name}`, async () => {
      await using place = await open();
      const { stage } = place;
      if (!isCased) await withoutCase(stage, 'Reconciliation__c');
      const told = (): Promise<readonly Readonly<Record<string, string | null>>[]> =>
        stage.rows(
          "SELECT Id, State__c, Warehouse_Value__c FROM Reconciliation__c WHERE Target__r.External_Key__c LIKE 'EAST|2026-04|aoki'",
        );
      await stage.push();
      const before = await told();
      assert.equal(before.length, 1);
      for (const file of ['targets', 'bookings']) {
        stage.edit(`raw/${file}.csv`, (text) => text.replaceAll(',aoki,', ',Aoki,'));
      }
      const respelled = await stage.push();
      assert.equal(respelled.state, 'matched', JSON.stringify(respelled.verdicts));
      assert.deepEqual(await told(), before, 'respelled');

      stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801.5'));
      const changed = await stage.push();
      assert.deepEqual([changed.state, changed.warnings], ['matched', []], JSON.stringify(changed.verdicts));
      const [now, ...others] = await told();
      assert.deepEqual([now?.['Id'], others], [before[0]?.['Id'], []], 'the same record is told the new amount');
      assert.equal(Number(now?.['Warehouse_Value__c']), Number(before[0]?.['Warehouse_Value__c']) + 1);
    });

    test(`a new record finds its parent, whose key is spelled anew, and a record that was there is not sent again, in a field that ${kind}, on ${name}`, async () => {
      await using place = await open();
      const { stage } = place;
      if (!isCased) await withoutCase(stage, 'Department__c', 'Target__c', 'Project_Amount__c');
      await stage.push();
      stage.edit('raw/departments.csv', (text) => `${text.replaceAll('ALL,', 'All,')}NORTH,North,all,true\n`);
      for (const file of ['targets', 'bookings']) {
        stage.edit(`raw/${file}.csv`, (text) => text.replaceAll(',aoki,', ',Aoki,'));
      }
      stage.edit('raw/bookings.csv', (text) => `${text}b98,EAST,Aoki,gamma,search,2026-04,100,50,,true\n`);
      const pushed = await stage.push();
      assert.deepEqual([pushed.state, pushed.faults], ['matched', []], JSON.stringify(pushed.verdicts));
      assert.deepEqual(sentBy(pushed), { department: 1, 'project-amount': 1, 'menu-amount': 1 });
      const [north] = await stage.rows(
        "SELECT Parent__r.External_Key__c FROM Department__c WHERE External_Key__c = 'NORTH'",
      );
      assert.equal(north?.['Parent__r.External_Key__c'], 'ALL', 'the record as it is spelled in Salesforce');
    });
  }
}
