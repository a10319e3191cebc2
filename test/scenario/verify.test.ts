import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, line, sentBy } from './stage.ts';

const one = "SELECT Id FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|search'";

async function idOf(stage: Stage, soql: string): Promise<string> {
  return (await stage.rows(soql))[0]?.['Id'] ?? '';
}

/** Cause → rows over all syncs. */
function causes(result: {
  readonly verdicts: readonly { readonly causes: readonly { readonly cause: string; readonly rows: number }[] }[];
}): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { cause, rows } of result.verdicts.flatMap((verdict) => verdict.causes)) {
    found[cause] = (found[cause] ?? 0) + rows;
  }
  return found;
}

test('an amount that somebody edited in Salesforce is found with its record and field, and the next push puts it right', async () => {
  await using stage = await Stage.pushed();
  await stage.world.ask('PATCH', `sobjects/Menu_Amount__c/${await idOf(stage, one)}`, { Actual__c: 1 });
  const result = await stage.verify();
  assert.equal(result.state, 'mismatch');
  assert.deepEqual(causes(result), { EDITED_IN_SALESFORCE: 1, ROLLUP_DIFFERS: 2 });
  const gaps = await stage.with((parts) => parts.warehouse.comparison.gaps(result.run, 9));
  assert.deepEqual(
    gaps.map(({ sync, field, warehouse, salesforce, cause }) => [sync, field, warehouse, salesforce, cause]),
    [
      ['budget', 'Actual__c', '2170.75', '1371.25', 'ROLLUP_DIFFERS'],
      ['menu-amount', 'Actual__c', '800.50', '1.00', 'EDITED_IN_SALESFORCE'],
      ['target', 'Actual__c', '2050.75', '1251.25', 'ROLLUP_DIFFERS'],
    ],
  );
  const [shown] = await stage.rows(
    "SELECT State__c, Cause__c FROM Reconciliation__c WHERE Budget__r.External_Key__c = 'EAST|2026-04' AND Measure__c = 'Actual__c'",
  );
  assert.deepEqual(shown, { State__c: 'Mismatch', Cause__c: 'ROLLUP_DIFFERS' });
  const healed = await stage.push();
  assert.deepEqual(sentBy(healed), { 'menu-amount': 1 });
  assert.equal(healed.state, 'matched');
});

test('a record that somebody deleted is found, and made again by the next push', async () => {
  await using stage = await Stage.pushed();
  await stage.world.ask('DELETE', `sobjects/Menu_Amount__c/${await idOf(stage, one)}`);
  const result = await stage.verify();
  assert.deepEqual(causes(result), { DELETED_IN_SALESFORCE: 1, ROLLUP_DIFFERS: 2 });
  const healed = await stage.push();
  assert.equal(healed.state, 'matched');
  assert.equal(healed.objects.find((item) => item.sync === 'menu-amount')?.created, 1);

  // Its source row changes before anybody has looked: Salesforce refuses the change, but the reason is the deletion.
  await stage.world.ask('DELETE', `sobjects/Menu_Amount__c/${await idOf(stage, one)}`);
  stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801'));
  const changed = await stage.push();
  assert.deepEqual(line(changed, 'menu-amount').failed, 1);
  const gone = changed.verdicts.find(({ sync }) => sync === 'menu-amount')?.causes;
  assert.deepEqual(
    gone?.map(({ cause, rows }) => [cause, rows]),
    [['DELETED_IN_SALESFORCE', 1]],
  );
  assert.equal((await stage.push()).state, 'matched');
});

/** What the pages of the records on the way up are told about the records beneath them. */
async function toldAbove(stage: Stage): Promise<readonly (string | null | undefined)[][]> {
  const rows = await stage.rows(
    "SELECT Sync__c, State__c, Missing_Keys__c, Extra_Keys__c, Different_Keys__c, Keys__c FROM Reconciliation__c WHERE Level__c = 'Record' AND Measure__c = 'Count' ORDER BY Sync__c",
  );
  return rows.map((row) => [
    row['Sync__c'],
    row['State__c'],
    row['Missing_Keys__c'],
    row['Extra_Keys__c'],
    row['Different_Keys__c'],
    row['Keys__c'],
  ]);
}

test('N3 the Target and the Budget of a deleted record list its key until it is back', async () => {
  await using stage = await Stage.pushed();
  assert.deepEqual(await toldAbove(stage), []);
  const key = 'EAST|2026-04|aoki|alpha|search';
  await stage.world.ask('DELETE', `sobjects/Menu_Amount__c/${await idOf(stage, one)}`);
  await stage.verify();
  const line = `DELETED_IN_SALESFORCE menu-amount ${key}`;
  assert.deepEqual(await toldAbove(stage), [
    ['budget', 'Mismatch', '1', '0', '0', line],
    ['target', 'Mismatch', '1', '0', '0', line],
  ]);
  await stage.push();
  assert.deepEqual(await toldAbove(stage), []);
});

/** A menu amount below aoki's first project, as somebody makes it in Salesforce. */
async function addByHand(stage: Stage, values: Readonly<Record<string, unknown>>): Promise<void> {
  const parent = await idOf(
    stage,
    "SELECT Id FROM Project_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha'",
  );
  const { status, text } = await stage.world.ask('POST', 'sobjects/Menu_Amount__c', {
    Project_Amount__c: parent,
    ...values,
  });
  assert.equal(status, 201, text);
}

test('N3 a record made by hand is listed on the records above it although every total agrees', async () => {
  await using stage = await Stage.pushed();
  await addByHand(stage, { External_Key__c: 'By-Hand' });
  assert.deepEqual(causes(await stage.verify()), { EXTRA_IN_SALESFORCE: 1 });
  const line = 'EXTRA_IN_SALESFORCE menu-amount By-Hand';
  assert.deepEqual(await toldAbove(stage), [
    ['budget', 'Mismatch', '0', '1', '0', line],
    ['target', 'Mismatch', '0', '1', '0', line],
  ]);
});

test('a record that somebody made by hand is extra, and stays a mismatch until a person decides', async () => {
  await using stage = await Stage.pushed();
  await addByHand(stage, { External_Key__c: 'by-hand', Actual__c: 7 });
  const result = await stage.push();
  assert.equal(result.state, 'mismatch');
  assert.deepEqual(causes(result), { EXTRA_IN_SALESFORCE: 1, ROLLUP_DIFFERS: 2 });
  assert.equal(await stage.count('Menu_Amount__c'), 9);
});

test('what has changed in the raw data since the last push is not sent, not wrong', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801.5'));
  const result = await stage.verify();
  assert.equal(result.state, 'partial');
  assert.deepEqual(causes(result), { NOT_SENT: 1, ROLLUP_BEHIND: 2 });
});

test('records below a parent that Salesforce refused are in its old period, and that is explained', async () => {
  await using stage = await Stage.pushed();
  const movePeriods = (from: string, to: string): void => {
    for (const place of ['syncs/budget/model.sql', 'syncs/target/model.sql', 'models/line.sql']) {
      stage.edit(place, (text) => text.replace(`month || '-${from}'`, `month || '-${to}'`));
    }
  };
  // A validation rule of Budget__c asks for the first day of a month.
  movePeriods('01', '02');
  const result = await stage.push();
  assert.deepEqual(
    result.verdicts.map(({ sync, state }) => `${sync} ${state}`),
    ['department Matched', 'budget Explained', 'target Explained', 'project-amount Explained', 'menu-amount Explained'],
  );
  assert.deepEqual(causes(result), { REJECTED: 3, PARENT_BEHIND: 18 });
  movePeriods('02', '01');
  assert.equal((await stage.push()).state, 'matched');
});

test('a record with a row set aside is explained, and the rest of the sync goes on', async () => {
  await using stage = await Stage.open();
  stage.edit('syncs/target/sync.yml', (text) => `${text}guards:\n  maxQuarantined: { rows: 1 }\n`);
  stage.edit('raw/targets.csv', (text) =>
    text.replace('WEST,chiba,2026-04,3000,3000', 'WEST,chiba,2026-04,3000,12345678901234'),
  );
  const result = await stage.push();
  assert.equal(result.state, 'partial');
  assert.deepEqual(
    result.objects.map(({ sync, sent, parked, quarantined }) => [sync, sent, parked, quarantined]),
    [
      ['department', 3, 0, 0],
      ['budget', 3, 0, 0],
      ['target', 3, 0, 1],
      ['project-amount', 4, 2, 0],
      ['menu-amount', 6, 2, 0],
    ],
  );
  assert.equal(causes(result)['QUARANTINED'], 1);
  assert.equal(causes(result)['PARKED'], 4);
});

test('the command line ends with 5 on a mismatch, 4 on open rows, and 0 when both sides agree', async () => {
  await using stage = await Stage.open();
  assert.equal((await stage.run('push')).exitCode, 0);
  await stage.world.ask('PATCH', `sobjects/Menu_Amount__c/${await idOf(stage, one)}`, { Actual__c: 1 });
  assert.equal((await stage.run('verify')).exitCode, 5);
  stage.world.org.troubles.add({
    kind: 'row',
    object: 'Menu_Amount__c',
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  });
  assert.notEqual((await stage.run('push')).exitCode, 0);
  assert.equal((await stage.run('push')).exitCode, 0);
});

test('pain 24: who edited or added a record is told, with the time', async () => {
  await using stage = await Stage.pushed();
  const [parent] = await stage.rows(
    "SELECT Id FROM Project_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|beta'",
  );
  const began = Date.now();
  await stage.world.ask('PATCH', `sobjects/Menu_Amount__c/${await idOf(stage, one)}`, { Actual__c: 1 });
  await stage.world.ask('POST', 'sobjects/Menu_Amount__c', {
    External_Key__c: 'mine',
    Project_Amount__c: parent?.['Id'],
  });
  const { verdicts } = await stage.verify();
  const drift = verdicts.find(({ sync }) => sync === 'menu-amount')?.drift ?? [];
  const [person] = await stage.rows("SELECT CreatedBy.Name FROM Menu_Amount__c WHERE External_Key__c = 'mine'");
  assert.deepEqual(
    drift.map(({ cause, by, rows }) => [cause, by, rows]).toSorted(),
    ['EDITED_IN_SALESFORCE', 'EXTRA_IN_SALESFORCE'].map((cause) => [cause, person?.['CreatedBy.Name'], 1]),
  );
  assert.ok(drift.every(({ last }) => last.getTime() >= began - 1000 && last.getTime() <= Date.now() + 1000));
});

test('pain 24: what a person owns is left alone, and an edit of a flagged field stays and is told until somebody decides', async () => {
  await using stage = await Stage.open();
  stage.edit('syncs/department/sync.yml', (text) =>
    text
      .replace('Name: name', 'Name: { column: name, owner: person }')
      .replace('Active__c: active', 'Active__c: { column: active, owner: flag }'),
  );
  assert.equal((await stage.push()).state, 'matched');
  const east = "SELECT Id, Name, Active__c FROM Department__c WHERE External_Key__c = 'EAST'";
  const edit = async (fields: object): Promise<void> => {
    await stage.world.ask('PATCH', `sobjects/Department__c/${await idOf(stage, east)}`, fields);
  };
  await edit({ Name: 'Ours' });
  const unmoved = await stage.push();
  assert.deepEqual([unmoved.state, sentBy(unmoved)], ['matched', {}]);

  await edit({ Active__c: false });
  for (const attempt of [1, 2]) {
    const { state, verdicts } = await stage.push();
    assert.equal(state, 'mismatch', `push ${attempt}`);
    assert.deepEqual(
      verdicts.find(({ sync }) => sync === 'department')?.drift.map(({ cause, rows }) => [cause, rows]),
      [['EDITED_IN_SALESFORCE', 1]],
    );
  }
  const [row] = await stage.rows(east);
  assert.deepEqual([row?.['Name'], row?.['Active__c']], ['Ours', 'false']);
});

test('verify --repair shows the push that puts right what was found, and writes nothing', async () => {
  await using stage = await Stage.pushed();
  await stage.world.ask('PATCH', `sobjects/Menu_Amount__c/${await idOf(stage, one)}`, { Actual__c: 1 });
  const before = await stage.businessState();
  const shown = await stage.runAsText('verify', '--repair');
  assert.equal(shown.exitCode, 5);
  assert.match(shown.stdout, /menu-amount → Menu_Amount__c: 1 update/);
  assert.match(shown.stdout, /1 sent again: EDITED_IN_SALESFORCE/);
  assert.deepEqual(await stage.businessState(), before);
});
