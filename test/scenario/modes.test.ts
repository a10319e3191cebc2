import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, sentBy } from './stage.ts';

test('a sync that inserts writes a row once; one that updates never creates', async () => {
  await using stage = await Stage.open();
  const mode = (from: string, to: string): void => {
    stage.edit('syncs/department/sync.yml', (text) => text.replace(`mode: ${from}`, `mode: ${to}`));
  };
  mode('mirror', 'insert');
  assert.equal((await stage.push()).state, 'matched');
  const name = async (): Promise<string | null | undefined> =>
    (await stage.rows("SELECT Name FROM Department__c WHERE External_Key__c = 'EAST'"))[0]?.['Name'];
  const before = await name();
  stage.edit('raw/departments.csv', (text) => `${text.replace(String(before), 'Renamed')}NORTH,North,,true\n`);
  const inserted = await stage.push();
  assert.deepEqual([inserted.state, sentBy(inserted), await name()], ['matched', { department: 1 }, before]);

  mode('insert', 'update');
  stage.edit('raw/departments.csv', (text) => `${text}SOUTH,South,,true\n`);
  const updated = await stage.push();
  assert.deepEqual([updated.state, sentBy(updated), await name()], ['matched', { department: 1 }, 'Renamed']);
  assert.equal(await stage.count('Department__c'), 4);
  assert.match((await stage.runAsText('plan')).stdout, /department → Department__c: 4 unchanged, 1 without a record/);
});
