import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, sentBy } from './stage.ts';

const east = "Department__c WHERE External_Key__c = 'EAST'";

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

for (const route of ['Collections', 'Bulk API 2.0']) {
  test(`${route}: a sync that updates does not bring back a record that somebody has deleted since`, async () => {
    await using stage = await Stage.open();
    if (route !== 'Collections') stage.useBulk();
    assert.equal((await stage.push()).state, 'matched');
    stage.edit('syncs/department/sync.yml', (text) => text.replace('mode: mirror', 'mode: update'));
    assert.equal((await stage.push()).state, 'matched');
    const [record] = await stage.rows(`SELECT Id, Name FROM ${east}`);
    await stage.org.collect([{ operation: 'delete', ids: [record?.['Id'] ?? ''] }]);
    stage.edit('raw/departments.csv', (text) => text.replace(record?.['Name'] ?? '', 'Renamed'));

    const pushed = await stage.push();
    assert.equal(await stage.count(east), 0);
    assert.equal(pushed.state, 'mismatch');
    const failed = await stage.with(({ warehouse }) => warehouse.journal.failed(pushed.run, 9));
    assert.deepEqual(
      failed.map(({ key, status, code }) => [key, status, code]),
      [['EAST', 'rejected', 'ENTITY_IS_DELETED']],
    );
    // Alone: what named it as its parent has lost it.
    assert.equal((await stage.push({ only: ['department'] })).state, 'matched');
    assert.equal(await stage.count(east), 0);
  });
}
