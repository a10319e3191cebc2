import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign } from './loader.ts';
import { Stage, line, sentBy } from './stage.ts';

test('the first push creates everything, the roll-ups agree, and the second push sends nothing', async () => {
  await using stage = await Stage.open();
  const first = await stage.push();
  assert.equal(first.state, 'matched');
  assert.deepEqual(first.warnings, []);
  assert.deepEqual(sentBy(first), { department: 3, budget: 3, target: 4, 'project-amount': 6, 'menu-amount': 8 });
  assert.ok(first.objects.every((item) => item.matched && item.created === item.sent));
  assert.deepEqual(
    first.coverage.map(({ table, rows, unplaced, listed }) => ({ table, rows, unplaced, listed })),
    [{ table: 'bookings', rows: 10, unplaced: 1, listed: [{ key: 'b10', reason: 'booking without a project' }] }],
  );

  const [budget] = await stage.rows(
    "SELECT Actual__c, Target_Amount__c FROM Budget__c WHERE External_Key__c = 'EAST|2026-04'",
  );
  assert.deepEqual([Number(budget?.['Actual__c']), Number(budget?.['Target_Amount__c'])], [2170.75, 5500.5]);
  const [target] = await stage.rows("SELECT Actual__c FROM Target__c WHERE External_Key__c = 'EAST|2026-04|aoki'");
  assert.equal(Number(target?.['Actual__c']), 2050.75);

  const before = await stage.businessState();
  const second = await stage.push();
  assert.equal(second.state, 'matched');
  assert.deepEqual(sentBy(second), {});
  assert.equal(line(second, 'menu-amount').unchanged, 8);
  assert.deepEqual(await stage.businessState(), before);
});

test('every record says when its numbers are from, which load wrote it and what was written', async () => {
  await using stage = await Stage.open();
  const result = await stage.push();
  const [row] = await stage.rows(
    "SELECT Source_As_Of__c, Row_Hash__c, Load_Batch__r.External_Key__c, Load_Batch__r.State__c, Load_Batch__r.Rows_Created__c FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|baba|gamma|video'",
  );
  assert.equal(row?.['Source_As_Of__c'], '2026-04-30T00:00:00.000+0000');
  assert.match(row['Row_Hash__c'] ?? '', /^1:[0-9a-f]{32}$/);
  assert.equal(row['Load_Batch__r.External_Key__c'], `${result.run}:menu-amount`);
  assert.equal(row['Load_Batch__r.State__c'], 'Matched');
  assert.equal(Number(row['Load_Batch__r.Rows_Created__c']), 8);
});

test('a heartbeat a sync and a line a roll-up tell the panels; only news is written again', async () => {
  await using stage = await Stage.pushed();
  const heartbeats = (): Promise<readonly Readonly<Record<string, string | null>>[]> =>
    stage.rows(
      "SELECT Sync__c, State__c, Warehouse_Rows__c, Salesforce_Rows__c, LastModifiedDate FROM Reconciliation__c WHERE Level__c = 'Object' ORDER BY Sync__c",
    );
  const first = await heartbeats();
  assert.deepEqual(
    first.map((row) => [row['Sync__c'], row['State__c'], Number(row['Warehouse_Rows__c'])]),
    [
      ['budget', 'Matched', 3],
      ['department', 'Matched', 3],
      ['menu-amount', 'Matched', 8],
      ['project-amount', 'Matched', 6],
      ['target', 'Matched', 4],
    ],
  );
  const [lines] = await stage.rows(
    "SELECT COUNT(Id) n FROM Reconciliation__c WHERE Level__c = 'Record' AND State__c = 'Matched'",
  );
  assert.equal(Number(lines?.['n']), 3 * 2 + 4);
  const [one] = await stage.rows(
    "SELECT Measure__c, Warehouse_Value__c, Salesforce_Value__c FROM Reconciliation__c WHERE Target__r.External_Key__c = 'EAST|2026-04|aoki'",
  );
  assert.deepEqual(
    [one?.['Measure__c'], Number(one?.['Warehouse_Value__c']), Number(one?.['Salesforce_Value__c'])],
    ['Actual__c', 2050.75, 2050.75],
  );

  const stamp =
    "SELECT External_Key__c, SystemModstamp FROM Reconciliation__c WHERE Level__c = 'Record' ORDER BY External_Key__c";
  const before = await stage.rows(stamp);
  stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801.5'));
  await stage.push();
  const after = await stage.rows(stamp);
  const changed = after.filter((row, index) => row['SystemModstamp'] !== before[index]?.['SystemModstamp']);
  assert.ok(changed.length <= 2, 'the target and the budget concerned, no other');
});

test('one changed amount sends one row', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801.5'));
  const result = await stage.push();
  assert.equal(result.state, 'matched');
  assert.deepEqual(sentBy(result), { 'menu-amount': 1 });
  assert.deepEqual(line(result, 'menu-amount'), {
    sent: 1,
    created: 0,
    updated: 1,
    deleted: 0,
    unchanged: 7,
    failed: 0,
    parked: 0,
    matched: true,
  });
});

test('removing the rows of a parent removes its children, and a target that is gone leaves no line behind', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/targets.csv', (text) => text.replace(/^WEST.*\n/m, ''));
  stage.edit('raw/bookings.csv', (text) => text.replaceAll(/^b\d+,WEST.*\n/gm, ''));
  const result = await stage.push();
  assert.equal(result.state, 'matched');
  assert.deepEqual(
    result.objects.filter((item) => item.deleted > 0).map((item) => [item.sync, item.deleted]),
    [
      ['target', 1],
      ['project-amount', 2],
      ['menu-amount', 2],
    ],
  );
  assert.equal(await stage.count('Menu_Amount__c'), 6);
  const [left] = await stage.rows("SELECT COUNT(Id) n FROM Reconciliation__c WHERE External_Key__c LIKE '%chiba%'");
  assert.equal(Number(left?.['n']), 0);
});

test('a sync that shows its result on no record any more leaves none behind, at the latest when Salesforce lets it', async () => {
  await using stage = await Stage.pushed();
  const told = async (): Promise<readonly Readonly<Record<string, string | null>>[]> =>
    stage.rows("SELECT Id FROM Reconciliation__c WHERE Level__c = 'Record' AND Sync__c = 'target'");
  const before = await told();
  assert.ok(before.length > 0);
  stage.edit('syncs/target/sync.yml', (text) => text.replace(/^ *attach:.*\n/m, ''));
  stage.world.org.troubles.add({
    kind: 'lock',
    ids: before.slice(0, 1).map((row) => row['Id'] ?? ''),
  });
  await stage.push();
  assert.equal((await told()).length, 1);
  stage.world.org.troubles.clear();
  await stage.push();
  assert.deepEqual(await told(), []);
});

test('a null empties a field, or leaves it alone where sync.yml says so', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/bookings.csv', (text) => text.replace('1000,800.5,1200', ',800.5,'));
  const result = await stage.push();
  assert.deepEqual(sentBy(result), { 'menu-amount': 1 });
  const [row] = await stage.rows(
    "SELECT Budget_Amount__c, Expected_System__c FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|search'",
  );
  assert.deepEqual([row?.['Budget_Amount__c'], Number(row?.['Expected_System__c'])], [null, 1200]);
});

test('what a member entered is never touched', async () => {
  await using stage = await Stage.open();
  await assign(stage.world, stage.world.org.admin.id, 'Todoku_RevOps'); // who may enter for others
  await stage.push();
  const [line0] = await stage.rows(
    "SELECT Id FROM Project_Amount__c WHERE External_Key__c = 'EAST|2026-04|baba|gamma'",
  );
  const edit = await stage.world.ask('PATCH', `sobjects/Project_Amount__c/${line0?.['Id'] ?? ''}`, {
    Expected_Member__c: 4321,
    Note__c: 'mine',
  });
  assert.equal(edit.status, 204);
  stage.edit('raw/bookings.csv', (text) =>
    text
      .replace('b05,EAST,baba,gamma,video,2026-04,900,0,950,false', 'b05,EAST,baba,gamma,video,2026-04,900,1,950,true')
      .replace('120,,false', '120,,true'),
  );
  const result = await stage.push();
  assert.deepEqual(sentBy(result), { 'project-amount': 1, 'menu-amount': 1 });
  const [after] = await stage.rows(
    "SELECT Expected_Member__c, Note__c, Closed__c FROM Project_Amount__c WHERE External_Key__c = 'EAST|2026-04|baba|gamma'",
  );
  assert.deepEqual(after, { Expected_Member__c: '4321', Note__c: 'mine', Closed__c: 'true' });
});

test('the bulk route leads to the same records as the small one', async () => {
  await using small = await Stage.open();
  await small.push();
  await using large = await Stage.open();
  large.useBulk();
  const result = await large.push();
  assert.equal(result.state, 'matched');
  assert.deepEqual(await large.businessState(), await small.businessState());
  large.edit('raw/bookings.csv', (text) => text.replace('1000,800.5,1200', ',801,').replaceAll(/^b\d+,WEST.*\n/gm, ''));
  const second = await large.push();
  assert.equal(second.state, 'matched');
  assert.deepEqual(line(second, 'menu-amount'), {
    sent: 3,
    created: 0,
    updated: 1,
    deleted: 2,
    unchanged: 5,
    failed: 0,
    parked: 0,
    matched: true,
  });
  assert.deepEqual(sentBy(await large.push()), {});
});

test('a lost warehouse is no disaster: the records are recognised, nothing is doubled, and they may still be deleted', async () => {
  await using stage = await Stage.pushed();
  const before = await stage.businessState();
  stage.loseWarehouse();
  const result = await stage.push();
  assert.equal(result.state, 'matched');
  assert.ok(result.objects.every((item) => item.created === 0 && item.updated === item.sent));
  assert.deepEqual(await stage.businessState(), before);
  stage.edit('raw/bookings.csv', (text) => text.replaceAll(/^b\d+,WEST.*\n/gm, ''));
  assert.equal(line(await stage.push(), 'menu-amount').deleted, 2);
});

test('one sync alone can be pushed; what it leaves out is not held against it', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801.5'));
  stage.edit('raw/targets.csv', (text) => text.replace('3000,2800', '3100,2800'));
  const result = await stage.push({ only: ['target'] });
  assert.deepEqual(sentBy(result), { target: 1 });
  assert.equal(result.state, 'partial');
  assert.deepEqual(
    result.verdicts.flatMap((verdict) => verdict.causes.map(({ cause }) => cause)),
    ['ROLLUP_BEHIND'],
  );
  assert.equal((await stage.push()).state, 'matched');
});
