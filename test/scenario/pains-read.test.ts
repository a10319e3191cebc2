/** Pains of reading Salesforce and of values on their way (docs/pains.md). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign, loader } from './loader.ts';
import { asked, causesOf, compositePath, idOf, lineKey, queryPath, save, sharedStage } from './pains.ts';
import { sentBy } from './stage.ts';

const stage = sharedStage();

test('pain 1: a save that shows up late, stamped before the last look, is found all the same', async () => {
  const org = stage();
  const { startedAt } = await org.verify();
  org.world.org.troubles.add({ kind: 'late', object: 'Menu_Amount__c', byMs: 3_600_000 });
  await save(org, 'Menu_Amount__c', lineKey, { Actual__c: 1 });
  const stamped = `SELECT COUNT(Id) n FROM Menu_Amount__c WHERE SystemModstamp > ${startedAt}`;
  assert.equal(Number((await org.rows(stamped))[0]?.['n']), 0, 'whoever reads on from the last look misses it');
  assert.deepEqual(causesOf(await org.verify()), { EDITED_IN_SALESFORCE: 1, ROLLUP_DIFFERS: 2 });
});

test('pain 2: a record deleted in Salesforce is told as deleted, and does not stay in what was read', async () => {
  const org = stage();
  await org.world.ask('DELETE', `sobjects/Menu_Amount__c/${await idOf(org, 'Menu_Amount__c', lineKey)}`);
  assert.equal(causesOf(await org.verify()).DELETED_IN_SALESFORCE, 1);
  assert.deepEqual(await asked(org, `SELECT count(*) AS n FROM extract."menu-amount"`), [{ n: '7' }]);
  const healed = await org.push();
  assert.deepEqual([healed.state, sentBy(healed)], ['matched', { 'menu-amount': 1 }]);
});

test('pain 3: a total that Salesforce calculates is compared itself, record by record, though nobody saved it', async () => {
  const org = stage();
  const parent = await idOf(org, 'Project_Amount__c', 'EAST|2026-04|aoki|alpha');
  const made = await org.world.ask('POST', 'sobjects/Menu_Amount__c', {
    External_Key__c: 'by-hand',
    Project_Amount__c: parent,
    Actual__c: 7,
  });
  assert.equal(made.status, 201, made.text);
  const { run } = await org.verify();
  const gaps = await asked(
    org,
    `SELECT sync, key, field, warehouse, salesforce FROM todoku.gaps WHERE run = '${run}' AND cause = 'ROLLUP_DIFFERS' ORDER BY sync`,
  );
  assert.deepEqual(gaps, [
    { sync: 'budget', key: 'EAST|2026-04', field: 'Actual__c', warehouse: '2170.75', salesforce: '2177.75' },
    { sync: 'target', key: 'EAST|2026-04|aoki', field: 'Actual__c', warehouse: '2050.75', salesforce: '2057.75' },
  ]);
  await org.world.ask('DELETE', `sobjects/Menu_Amount__c/${await idOf(org, 'Menu_Amount__c', 'by-hand')}`);
});

test('pain 6: N/A, null and None are text on both sides and by both routes', async () => {
  const org = stage();
  const names = (): Promise<unknown> => org.rows('SELECT Name FROM Department__c ORDER BY External_Key__c');
  org.edit('raw/departments.csv', (text) =>
    text.replace('All of Sales', 'N/A').replace('"East, Tokyo"', 'null').replace('西日本', 'None'),
  );
  assert.equal((await org.push()).state, 'matched');
  assert.deepEqual(await names(), [{ Name: 'N/A' }, { Name: 'null' }, { Name: 'None' }]);
  org.useBulk();
  org.edit('raw/departments.csv', (text) => text.replace(',N/A,', ',NULL,').replace(',None,', ',NA,'));
  assert.equal((await org.push()).state, 'matched');
  assert.deepEqual(await names(), [{ Name: 'NULL' }, { Name: 'null' }, { Name: 'NA' }]);
});

test('pain 18: the first load of a month long past arrives whole', async () => {
  const org = stage();
  org.edit('raw/budgets.csv', (text) => `${text}EAST,2001-02,1,1\n`);
  org.edit('raw/targets.csv', (text) => `${text}EAST,aoki,2001-02,1,1\n`);
  const old = [1, 2, 3].map((number) => `old${number},EAST,aoki,alpha,menu ${number},2001-02,1,${number},1,true\n`);
  org.edit('raw/bookings.csv', (text) => text + old.join(''));
  const result = await org.push();
  assert.deepEqual(
    [result.state, sentBy(result)],
    ['matched', { budget: 1, target: 1, 'project-amount': 1, 'menu-amount': 3 }],
  );
  const [budget] = await org.rows("SELECT Actual__c FROM Budget__c WHERE External_Key__c = 'EAST|2001-02'");
  assert.equal(Number(budget?.['Actual__c']), 6);
});

test('pain 20: sums of fractions agree to the last digit, and nothing is sent twice for a digit too many', async () => {
  const org = stage();
  const fractions = ['0.1', '0.2', '1.005', '123456789012.34'];
  org.edit('raw/bookings.csv', (text) =>
    fractions.reduce(
      (all, amount, index) => `${all}f${index},EAST,baba,gamma,menu ${index},2026-04,,${amount},,false\n`,
      text,
    ),
  );
  assert.equal((await org.push()).state, 'matched');
  const [target] = await org.rows("SELECT Actual__c FROM Target__c WHERE External_Key__c = 'EAST|2026-04|baba'");
  assert.equal(target?.['Actual__c'], '123456789133.65', '120 booked before, and 1.005 is 1.01 as Salesforce rounds');
  assert.deepEqual(sentBy(await org.push()), {});
});

test('pain 21: half past midnight in Tokyo is that day, although it is the day before in UTC', async () => {
  const org = stage();
  org.edit('syncs/budget/model.sql', (text) =>
    text.replace("CAST(b.month || '-01' AS DATE)", "CAST(b.month || '-01 00:30:00+09' AS TIMESTAMPTZ)"),
  );
  const result = await org.push();
  assert.deepEqual([result.state, sentBy(result)], ['matched', {}], 'the same dates as before');
  const [budget] = await org.rows("SELECT Period_Start__c FROM Budget__c WHERE External_Key__c = 'EAST|2026-04'");
  assert.equal(budget?.['Period_Start__c'], '2026-04-01');
});

test('pain 24: an amount that a person changed is noticed by a push that has nothing to send, and what is theirs stays', async () => {
  const org = stage();
  const project = 'EAST|2026-04|baba|gamma';
  await assign(org.world, org.world.org.admin.id, 'Todoku_RevOps'); // who may enter for others
  await save(org, 'Project_Amount__c', project, { Expected_Member__c: 4321 });
  await save(org, 'Menu_Amount__c', lineKey, { Actual__c: 1 });
  const noticed = await org.push();
  assert.deepEqual([noticed.state, sentBy(noticed)], ['mismatch', {}]);
  assert.equal(causesOf(noticed).EDITED_IN_SALESFORCE, 1);
  const healed = await org.push();
  assert.deepEqual([healed.state, sentBy(healed)], ['matched', { 'menu-amount': 1 }]);
  const [mine] = await org.rows(
    `SELECT Expected_Member__c FROM Project_Amount__c WHERE External_Key__c = '${project}'`,
  );
  assert.equal(Number(mine?.['Expected_Member__c']), 4321);
});

test('pain 17: a read that times out in Salesforce is no green run, and says nothing new to the panels', async () => {
  const org = stage();
  const beat =
    "SELECT Sync__c, State__c, SystemModstamp FROM Reconciliation__c WHERE Level__c = 'Object' ORDER BY Sync__c";
  const before = await org.rows(beat);
  org.world.org.troubles.add({
    kind: 'answer',
    status: 500,
    errorCode: 'QUERY_TIMEOUT',
    method: 'GET',
    path: queryPath,
    times: 500,
  });
  await assert.rejects(org.verify(), { code: 'QUERY_TIMEOUT' });
  org.world.org.troubles.clear();
  assert.deepEqual(await org.rows(beat), before);
  assert.deepEqual(await asked(org, 'SELECT state FROM todoku.runs ORDER BY started_at DESC LIMIT 1'), [
    { state: 'failed' },
  ]);
});

test('pain 25: another program signed in as the same user is not signed out, and a session that it ends is renewed', async () => {
  const org = stage();
  const other = org.world.org.tokenFor(loader);
  const status = async (): Promise<number> =>
    (await org.world.ask('GET', 'limits', undefined, { Authorization: `Bearer ${other}` })).status;
  org.edit('raw/bookings.csv', (text) => text.replace('800.5', '801.5'));
  org.world.org.troubles.add({ kind: 'expire', method: 'POST', path: compositePath });
  org.world.org.troubles.add({ kind: 'expire', method: 'GET', path: queryPath });
  const result = await org.push();
  assert.deepEqual([result.state, sentBy(result)], ['matched', { 'menu-amount': 1 }]);
  assert.ok(org.world.org.troubles.list().every(({ hits }) => hits > 0));
  assert.equal(await status(), 200);
});
