/** Pains of writing into Salesforce (docs/pains.md). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preview } from '../../server/run/run.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import { asked, causesOf, compositePath, idOf, jobsPath, lineKey, sharedStage } from './pains.ts';
import { line, sentBy, type Stage } from './stage.ts';

const stage = sharedStage();

/** Bookings of one project that nobody has booked before, each a line of its own. */
function book(org: Stage, count: number): void {
  const lines = Array.from(
    { length: count },
    (_, index) => `x${index},EAST,aoki,alpha,menu ${index},2026-04,,${index},,false\n`,
  );
  org.edit('raw/bookings.csv', (text) => text + lines.join(''));
}

/** Two more bookings of a rep who has no target yet. */
function bookForNewRep(org: Stage): void {
  org.edit(
    'raw/bookings.csv',
    (text) => `${text}n1,EAST,dan,eta,search,2026-04,,5,,false\nn2,EAST,dan,eta,social,2026-04,,6,,false\n`,
  );
}

/** A month that begins on the second: a validation rule of Budget__c refuses this row and no other. */
function spoilWest(org: Stage): void {
  org.edit('syncs/budget/model.sql', (text) =>
    text.replace("CAST(b.month || '-01' AS DATE)", "CAST(b.month || if(b.department = 'WEST', '-02', '-01') AS DATE)"),
  );
}

const lastRun = '(SELECT run FROM todoku.runs ORDER BY started_at DESC LIMIT 1)';

test('pain 4: locked rows do not fail a load, however many they are', async () => {
  const org = stage();
  org.useBulk();
  book(org, 120);
  org.world.org.troubles.add({ kind: 'row', object: 'Menu_Amount__c', times: 100 });
  const result = await org.push();
  assert.equal(result.state, 'matched');
  assert.deepEqual([line(result, 'menu-amount').created, line(result, 'menu-amount').failed], [120, 0]);
  assert.equal(org.world.org.troubles.list()[0]?.left, 0, 'every lock has struck');
});

test('pain 5: set, clear and keep are three things, for a value and for a parent, by both routes', async () => {
  const org = stage();
  const look = async (): Promise<readonly unknown[]> => {
    const [amount] = await org.rows(
      `SELECT Budget_Amount__c, Actual__c, Expected_System__c FROM Menu_Amount__c WHERE External_Key__c = '${lineKey}'`,
    );
    const [west] = await org.rows("SELECT Parent__r.External_Key__c FROM Department__c WHERE External_Key__c = 'WEST'");
    return [
      amount?.['Budget_Amount__c'],
      amount?.['Actual__c'],
      amount?.['Expected_System__c'],
      west?.['Parent__r.External_Key__c'] ?? null,
    ];
  };
  for (const route of ['collections', 'bulk']) {
    org.edit('raw/bookings.csv', (text) => text.replace('1000,800.5,1200', ',0,'));
    org.edit('raw/departments.csv', (text) => text.replace('西日本,ALL', '西日本,'));
    assert.equal((await org.push()).state, 'matched');
    assert.deepEqual(await look(), [null, '0', '1200', null], `${route}: cleared, set, kept, cleared`);
    if (route === 'bulk') break;
    org.useBulk();
    org.edit('raw/bookings.csv', (text) => text.replace('2026-04,,0,,false', '2026-04,1000,800.5,1200,false'));
    org.edit('raw/departments.csv', (text) => text.replace('西日本,', '西日本,ALL'));
    assert.equal((await org.push()).state, 'matched');
    assert.deepEqual(await look(), ['1000', '800.5', '1200', 'ALL']);
  }
});

test('pain 7: each outcome belongs to the row that had it, also when Salesforce refuses one in the middle of a job', async () => {
  const org = stage();
  org.useBulk();
  org.edit('raw/budgets.csv', (text) => text.replace('5000,5500.5', '5000,5501.10').replace('5000,5200', '5000,5201'));
  spoilWest(org);
  const { run } = await org.push();
  const outcomes = await asked(
    org,
    `SELECT key, status, code, salesforce_id FROM todoku.outcomes WHERE run = '${run}' AND sync = 'budget' ORDER BY key`,
  );
  assert.deepEqual(outcomes, [
    { key: 'EAST|2026-04', status: 'updated', code: null, salesforce_id: await idOf(org, 'Budget__c', 'EAST|2026-04') },
    { key: 'EAST|2026-05', status: 'updated', code: null, salesforce_id: await idOf(org, 'Budget__c', 'EAST|2026-05') },
    {
      key: 'WEST|2026-04',
      status: 'rejected',
      code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      salesforce_id: await idOf(org, 'Budget__c', 'WEST|2026-04'),
    },
  ]);
});

test('pain 8: a job that fails half way loses no row: written, failed and not looked at make up what was planned', async () => {
  const org = stage();
  org.useBulk();
  book(org, 250);
  org.world.org.troubles.add({ kind: 'failJob', object: 'Menu_Amount__c', afterRows: 200 });
  const result = await org.push();
  assert.equal(result.state, 'partial');
  const { created, failed } = line(result, 'menu-amount');
  assert.deepEqual([created, failed, causesOf(result).UNPROCESSED], [200, 50, 50]);
  assert.equal(await org.count('Menu_Amount__c'), 8 + created);
  assert.deepEqual(sentBy(await org.push()), { 'menu-amount': 50 });
});

/** Jobs of the loader for lines that the org has seen, whatever became of them. */
async function jobsOfLines(org: Stage): Promise<number> {
  const { json } = await org.world.ask('GET', 'jobs/ingest?jobType=V2Ingest');
  const { records } = json as { readonly records: readonly { readonly object: string }[] };
  return records.filter(({ object }) => object === 'Menu_Amount__c').length;
}

test('pain 9: a job that could not be watched to its end is not repeated but followed, and none is left open', async () => {
  const org = stage();
  org.useBulk();
  book(org, 3);
  const before = await jobsOfLines(org);
  org.world.org.troubles.add({ kind: 'drop', when: 'before', method: 'GET', path: `${jobsPath}/*`, times: 500 });
  await assert.rejects(org.push(), { code: 'org-silent' });
  org.world.org.troubles.clear();
  const next = await org.push();
  assert.deepEqual([next.state, next.recovered.length, sentBy(next)], ['matched', 1, {}]);
  assert.equal((await jobsOfLines(org)) - before, 1);
  assert.deepEqual(await org.org.jobs.mine(), []);
});

test('pain 10: results that could not be fetched are fetched by the next push, and the run goes on from there', async () => {
  const org = stage();
  org.useBulk();
  book(org, 3);
  const path = `${jobsPath}/*/successfulResults`;
  org.world.org.troubles.add({
    kind: 'answer',
    status: 503,
    errorCode: 'SERVER_UNAVAILABLE',
    method: 'GET',
    path,
    times: 500,
  });
  await assert.rejects(org.push(), { code: 'SERVER_UNAVAILABLE' });
  org.world.org.troubles.clear();
  const before = await jobsOfLines(org);
  const next = await org.push();
  assert.deepEqual([next.state, next.recovered.length, sentBy(next)], ['matched', 1, {}]);
  assert.equal(await jobsOfLines(org), before, 'nothing was sent again');
  const created = `SELECT count(*) AS n FROM todoku.outcomes WHERE run = '${next.recovered[0] ?? ''}' AND status = 'created'`;
  assert.deepEqual(await asked(org, created), [{ n: '3' }]);
});

test('pain 11: a refused row comes again with every push until it is taken, and brings no other with it', async () => {
  const org = stage();
  spoilWest(org);
  for (const attempt of [1, 2]) {
    const result = await org.push();
    assert.deepEqual([result.state, sentBy(result)], ['partial', { budget: 1 }], `push ${attempt}`);
  }
  org.edit('syncs/budget/model.sql', (text) => text.replace("'-02'", "'-01'"));
  org.edit('raw/budgets.csv', (text) => text.replace('WEST,2026-04,3000,', 'WEST,2026-04,3000,3001'));
  const taken = await org.push();
  assert.deepEqual([taken.state, sentBy(taken)], ['matched', { budget: 1 }]);
});

test('pain 12: inserts whose answer was lost are looked up, so that none is there twice', async () => {
  const org = stage();
  book(org, 5);
  org.world.org.troubles.add({ kind: 'drop', when: 'after', method: 'POST', path: compositePath, times: 2 });
  const result = await org.push();
  assert.deepEqual([result.state, line(result, 'menu-amount').sent], ['matched', 5]);
  assert.equal(await org.count('Menu_Amount__c'), 8 + 5);
});

test('pain 13: two rows of one key are refused by name, and so is a key that Salesforce does not keep unique', async () => {
  const org = stage();
  const before = await org.businessState();
  org.edit('raw/targets.csv', (text) => `${text}EAST,AOKI,2026-04,1,1\n`);
  await assert.rejects(org.push(), { code: 'duplicate-key', message: /EAST\|2026-04\|AOKI/ });
  org.edit('syncs/department/sync.yml', (text) => text.replace('key: External_Key__c', 'key: Name'));
  await assert.rejects(org.push(), { code: 'preflight-failed', message: /department: .*Name/ });
  assert.deepEqual(await org.businessState(), before);
});

test('pain 14: children whose parent is not there wait, and follow by themselves when it is', async () => {
  const org = stage();
  bookForNewRep(org);
  const waiting = await org.push();
  assert.deepEqual([waiting.state, sentBy(waiting)], ['partial', {}]);
  assert.deepEqual([line(waiting, 'project-amount').parked, line(waiting, 'menu-amount').parked], [1, 2]);
  org.edit('raw/targets.csv', (text) => `${text}EAST,dan,2026-04,100,\n`);
  const followed = await org.push();
  assert.deepEqual(
    [followed.state, sentBy(followed)],
    ['matched', { target: 1, 'project-amount': 1, 'menu-amount': 2 }],
  );
});

test('pain 15: a label in the place of a picklist value is refused before a single call writes', async () => {
  const org = stage();
  const before = await org.businessState();
  for (const label of ['売上', 'Gross Profit']) {
    org.edit('todoku.yml', (text) => text.replace(/measure: .* \}/, `measure: ${label} }`));
    await assert.rejects(org.push(), { code: 'value-unfit', message: /Measure__c not-in-picklist/ });
  }
  assert.deepEqual(await org.businessState(), before);
});

test('pain 19: a renamed column stops the push, and a field that is added is a backfill that names itself', async () => {
  const org = stage();
  const before = await org.businessState();
  org.edit('raw/targets.csv', (text) => text.replace('original', 'first_target'));
  await assert.rejects(org.push(), { code: 'raw-header-differs' });
  assert.deepEqual(await org.businessState(), before);
  org.edit('raw/targets.csv', (text) => text.replace('first_target', 'original'));
  org.edit('syncs/budget/sync.yml', (text) =>
    text.replace('reconcile:', '  Department_Key__c: department\nreconcile:'),
  );
  const { plan } = await org.with((parts) => preview(readProject(org.project), parts));
  const budget = plan.syncs.find(({ mapped }) => mapped.sync.name === 'budget');
  assert.deepEqual(budget?.resent, [{ reason: 'backfill: field Department_Key__c added', rows: 3 }]);
  const result = await org.push();
  assert.deepEqual([result.state, sentBy(result)], ['matched', { budget: 3 }]);

  // Dropped again: what Salesforce has would grow old unseen, so a person says that it is meant.
  org.edit('syncs/budget/sync.yml', (text) => text.replace('  Department_Key__c: department\n', ''));
  const shown = await org.runAsText('plan');
  assert.equal(shown.exitCode, 3);
  assert.match(shown.stdout, /Department_Key__c is mapped no longer: 3 keep the value they have/);
  const refused = await org.run('push');
  assert.deepEqual(
    [refused.exitCode, Reflect.get(Reflect.get(refused.json as object, 'error') as object, 'code')],
    [3, 'field-dropped'],
  );
  const run = /approve (\S+) --reason/.exec(refused.stderr)?.[1] ?? '';
  const approved = await org.run('approve', run, '--by', 'Sato', '--reason', 'it moved to a formula');
  assert.equal(approved.exitCode, 0, approved.stderr);
  assert.equal((await org.push()).state, 'matched');
  assert.deepEqual((await org.push()).approved, []);
});

test('pain 22: what Salesforce refused is no success, and stands with its words in the warehouse and in Salesforce', async () => {
  const org = stage();
  spoilWest(org);
  const ended = await org.run('push');
  assert.equal(ended.exitCode, 4);
  const refused = `SELECT key, code, message FROM todoku.outcomes WHERE run = ${lastRun} AND status = 'rejected'`;
  const [row] = await asked(org, refused);
  assert.deepEqual([row?.['key'], row?.['code']], ['WEST|2026-04', 'FIELD_CUSTOM_VALIDATION_EXCEPTION']);
  assert.match(String(row?.['message']), /month/i);
  const [batch] = await org.rows(
    "SELECT State__c, Rows_Failed__c FROM Load_Batch__c WHERE Sync__c = 'budget' ORDER BY External_Key__c DESC LIMIT 1",
  );
  assert.deepEqual([batch?.['State__c'], Number(batch?.['Rows_Failed__c'])], ['Failed', 1]);
});
