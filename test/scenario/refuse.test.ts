import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Stage } from './stage.ts';

/** What the command line says when it refuses: exit code, code, and words that help. */
async function refusal(stage: Stage): Promise<{ exitCode: number | null; code: unknown; words: string }> {
  const ended = await stage.run('push');
  const json = ended.json;
  assert.ok(typeof json === 'object' && json !== null && 'error' in json, `${ended.stdout}\n${ended.stderr}`);
  const { error } = json;
  assert.ok(typeof error === 'object' && error !== null && 'code' in error && 'message' in error && 'next' in error);
  assert.ok(ended.stderr.includes(String(error.message)), 'a person reads the same words');
  return { exitCode: ended.exitCode, code: error.code, words: `${String(error.message)} ${String(error.next)}` };
}

async function untouched(stage: Stage): Promise<void> {
  for (const object of ['Department__c', 'Menu_Amount__c', 'Load_Batch__c', 'Reconciliation__c']) {
    assert.equal(await stage.count(object), 0, object);
  }
}

test('a wrong column is told with its file and line, exit code 2, nothing written', async () => {
  await using stage = await Stage.open();
  stage.edit('raw/bookings.csv', (text) => text.replace('amount', 'amuont'));
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [2, 'raw-header-differs']);
  assert.match(words, /bookings\.csv:1: .*missing "amount"; not declared "amuont"/);
  await untouched(stage);
});

test('a missing file is named, exit code 2, nothing written', async () => {
  await using stage = await Stage.open();
  rmSync(join(stage.project, 'raw', 'targets.csv'));
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [2, 'raw-file-missing']);
  assert.match(words, /targets\.csv.*--raw/);
  await untouched(stage);
});

test('a broken sync.yml is told with line and column, exit code 2, and not even a warehouse is made', async () => {
  await using stage = await Stage.open();
  stage.edit('syncs/target/sync.yml', (text) => text.replace('fields:', 'feilds:'));
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [2, 'project-invalid']);
  assert.match(words, /syncs\/target\/sync\.yml:4:1: unknown key "feilds"/);
  assert.equal(stage.hasWarehouse, false);
  await untouched(stage);
});

test('a duplicate key is refused with the key, exit code 3, nothing written', async () => {
  await using stage = await Stage.open();
  stage.edit('raw/targets.csv', (text) => `${text}EAST,AOKI,2026-04,1,1\n`);
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [3, 'duplicate-key']);
  assert.match(words, /target: 2 of 5 rows cannot be sent: EAST\|2026-04\|AOKI .* duplicate-key/);
  await untouched(stage);
});

test('a value that does not fit is refused with its shape, exit code 3, nothing written', async () => {
  await using stage = await Stage.open();
  stage.edit('raw/targets.csv', (text) =>
    text.replace('3000,2800', '"3,000",2800').replace('2026-05,2600', '2026-05,12345678901234'),
  );
  stage.edit('syncs/budget/model.sql', (text) => text.replace('sum(CAST(target AS DECIMAL(18, 2)))', '0'));
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [3, 'value-unfit']);
  assert.match(words, /EAST\|2026-04\|aoki Target_Amount__c not-a-number \(9,999\)/);
  assert.match(words, /EAST\|2026-05\|aoki Target_Amount__c too-many-digits/);
  await untouched(stage);
});

test('an empty source is refused, exit code 3, and deletes nothing', async () => {
  await using stage = await Stage.open();
  assert.equal((await stage.run('push')).exitCode, 0);
  const before = await stage.businessState();
  writeFileSync(
    join(stage.project, 'raw', 'bookings.csv'),
    'booking,department,rep,project,menu,month,budget,amount,expected,closed\n',
  );
  const { exitCode, code } = await refusal(stage);
  assert.deepEqual([exitCode, code], [3, 'empty-source']);
  assert.deepEqual(await stage.businessState(), before);
});

test('too many deletes are refused until the guard is raised', async () => {
  await using stage = await Stage.pushed();
  stage.edit('syncs/menu-amount/sync.yml', (text) => `${text}guards:\n  maxDeletes: { rows: 1, percent: 20 }\n`);
  stage.edit('raw/bookings.csv', (text) => text.replaceAll(/^b\d+,WEST.*\n/gm, ''));
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [3, 'too-many-deletes']);
  assert.match(words, /2 of 8 records would be deleted/);
  assert.equal(await stage.count('Menu_Amount__c'), 8);
  stage.edit('syncs/menu-amount/sync.yml', (text) => text.replace('rows: 1', 'rows: 2'));
  assert.equal((await stage.push()).state, 'matched');
  assert.equal(await stage.count('Menu_Amount__c'), 6);
});

test('a mapping moved to a column without values is refused, and empties nothing until a person has approved it', async () => {
  await using stage = await Stage.pushed();
  const filled = 'SELECT External_Key__c FROM Menu_Amount__c WHERE Budget_Amount__c != null';
  const { length: before } = await stage.rows(filled);
  stage.edit('syncs/menu-amount/model.sql', (text) =>
    text.replace(' budget,', ' budget, CAST(NULL AS DECIMAL) AS plan,'),
  );
  stage.edit('syncs/menu-amount/sync.yml', (text) =>
    text.replace('Budget_Amount__c: budget', 'Budget_Amount__c: plan'),
  );
  const shown = await stage.run('plan');
  assert.equal(shown.exitCode, 3);
  assert.match(shown.stdout, /menu-amount: would be emptied in Salesforce: Budget_Amount__c \(7 of 7 values\)/);
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [3, 'field-emptied']);
  assert.match(words, /nulls: keep .* guards\.maxEmptied .* todoku approve/);
  assert.equal((await stage.rows(filled)).length, before);
  const run = /approve (\S+) --reason/.exec(words)?.[1] ?? '';
  const approved = await stage.run('approve', run, '--by', 'Sato', '--reason', 'budgets are kept elsewhere now');
  assert.equal(approved.exitCode, 0, approved.stderr);
  assert.equal((await stage.push()).state, 'matched');
  assert.equal((await stage.rows(filled)).length, 0);
});

test('a field that is not there and a key that is not unique are told together before anything is built', async () => {
  await using stage = await Stage.open();
  stage.edit('syncs/target/sync.yml', (text) =>
    text.replace('  Target_Amount__c: target', '  Target_Amount__c: target\n  Nonsense__c: target'),
  );
  stage.edit('syncs/budget/sync.yml', (text) => text.replace('rollups: {', 'rollups: { Nothing__c: actual_total,'));
  stage.edit('syncs/department/sync.yml', (text) =>
    text.replace('  Active__c: active', '  Active__c: active\n  CreatedDate: active'),
  );
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [2, 'preflight-failed']);
  assert.match(words, /target: Target__c has no field Nonsense__c/);
  assert.match(words, /budget: Budget__c\.Nothing__c is not there/);
  assert.match(words, /department: Department__c\.CreatedDate/);
  await untouched(stage);
});

test('a raw row that coverage loses is refused, exit code 3', async () => {
  await using stage = await Stage.open();
  stage.edit('coverage/bookings.sql', (text) => `${text.trimEnd()} WHERE booking <> 'b10'\n`);
  const { exitCode, code, words } = await refusal(stage);
  assert.deepEqual([exitCode, code], [3, 'coverage-open']);
  assert.match(words, /1 of 10 rows are missing/);
  await untouched(stage);
});

test('without credentials every missing variable is named, exit code 2', async () => {
  await using stage = await Stage.open();
  const { spawnSync } = await import('node:child_process');
  const { fileURLToPath } = await import('node:url');
  const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
  const done = spawnSync(process.execPath, [cli, 'push', '--project', stage.project], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  assert.equal(done.status, 2);
  assert.match(
    done.stderr,
    /TODOKU_ORG_URL is not set.*\nTODOKU_ORG_CLIENT_ID is not set.*\nTODOKU_ORG_CLIENT_SECRET is not set/,
  );
});
