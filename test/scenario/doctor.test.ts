/** `todoku doctor`: each thing that is wrong is found where it is, with the next step, whatever else is wrong. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loader } from './loader.ts';
import type { Ended } from './command.ts';
import { Stage } from './stage.ts';

interface Finding {
  readonly check: string;
  readonly state: string;
  readonly says: string;
  readonly next?: string;
}

const findingsOf = ({ json }: Ended): readonly Finding[] =>
  (json as { readonly findings: readonly Finding[] }).findings;

function finding(ended: Ended, check: string): Finding {
  const found = findingsOf(ended).find((one) => one.check === check);
  assert.ok(found !== undefined, `${check} was looked at: ${JSON.stringify(ended.json)}`);
  return found;
}

test('where nothing is wrong, doctor says so for project, warehouse, credentials, clock, rights and every field', async () => {
  await using stage = await Stage.open();
  const ended = await stage.run('doctor');
  assert.equal(ended.exitCode, 0, ended.stderr);
  const wrong = findingsOf(ended).filter(({ state }) => state !== 'ok');
  assert.deepEqual(wrong, []);
  assert.equal(finding(ended, 'user').says, loader);
  assert.match(finding(ended, 'sync target').says, /fields of Target__c can be written/);
});

test('a right that is missing is named by its field, and nothing hides what else is wrong', async () => {
  await using stage = await Stage.open();
  const admin = stage.world.connect();
  const [permission] = (
    await admin.query<{ Id: string }>(
      "SELECT Id FROM FieldPermissions WHERE Field = 'Menu_Amount__c.Actual__c' AND Parent.Name = 'Todoku_Integration'",
    )
  ).records;
  assert.ok(permission !== undefined);
  await admin.sobject('FieldPermissions').destroy(permission.Id);
  stage.edit('raw/bookings.csv', () => '');
  stage.edit('syncs/budget/model.sql', (text) => text.replace('SELECT', 'SELEKT'));
  const ended = await stage.run('doctor');
  assert.equal(ended.exitCode, 2);
  assert.equal(finding(ended, 'sql').state, 'failed');
  const menu = finding(ended, 'sync menu-amount');
  assert.equal(menu.state, 'failed');
  assert.match(menu.says, /Menu_Amount__c has no field Actual__c/);
  assert.match(menu.next ?? '', /permission set/);
  assert.equal(finding(ended, 'sync target').state, 'ok');
});

test('a pull that names a field which cannot be read is found beside those that can', async () => {
  await using stage = await Stage.open();
  stage.edit(
    'todoku.yml',
    (text) => `${text}pull:
  - { object: Target__c, table: targets, fields: [External_Key__c, Plan_Amount__c] }
  - { object: Budget__c, table: budgets, fields: [External_Key__c, Nothing__c] }
`,
  );
  const ended = await stage.run('doctor');
  assert.equal(ended.exitCode, 2);
  assert.equal(finding(ended, 'pull targets').says, '2 fields of Target__c can be read');
  const budgets = finding(ended, 'pull budgets');
  assert.equal(budgets.state, 'failed');
  assert.match(budgets.says, /todoku\.yml:\d+:\d+: Budget__c has no field Nothing__c/);
  assert.match(budgets.next ?? '', /permission set/);
});

test('a user who may do everything is warned of, since a mistake would do more harm', async () => {
  await using stage = await Stage.open();
  const { accessToken } = stage.world.org.admin;
  stage.environment = { TODOKU_ORG_ACCESS_TOKEN: accessToken };
  const ended = await stage.run('doctor');
  assert.equal(finding(ended, 'rights').state, 'warning');
  assert.equal(ended.exitCode, 0);
});

test('without credentials the project is looked at all the same, and what needs them is skipped', async () => {
  await using stage = await Stage.open();
  stage.environment = { TODOKU_ORG_CLIENT_SECRET: '' };
  const ended = await stage.run('doctor');
  assert.equal(ended.exitCode, 2);
  assert.deepEqual([finding(ended, 'project').state, finding(ended, 'sql').state], ['ok', 'ok']);
  assert.match(finding(ended, 'configuration').says, /TODOKU_ORG_CLIENT_SECRET is not set/);
  assert.equal(finding(ended, 'sign-in').state, 'skipped');
});

test('credentials that the org refuses are a finding, not the end', async () => {
  await using stage = await Stage.open();
  stage.environment = { TODOKU_ORG_CLIENT_SECRET: 'wrong' };
  const ended = await stage.run('doctor');
  assert.equal(ended.exitCode, 2);
  assert.equal(finding(ended, 'sign-in').state, 'failed');
  assert.equal(finding(ended, 'service').state, 'ok');
});

test('what only the weekly cycle needs is looked at too, before its first step comes by itself', async () => {
  await using stage = await Stage.open();
  stage.edit('todoku.yml', (text) => `${text}cycle: { reminders: [] }\n`);
  const admin = stage.world.connect();
  const fields = "('Forecast_Cycle__c.State__c', 'Gap_Action__c.Assignee__c')";
  const { records } = await admin.query<{ Id: string }>(
    `SELECT Id FROM FieldPermissions WHERE Field IN ${fields} AND Parent.Name = 'Todoku_Integration'`,
  );
  assert.equal(records.length, 2);
  for (const { Id } of records) await admin.sobject('FieldPermissions').destroy(Id);
  const ended = await stage.run('doctor');
  assert.equal(ended.exitCode, 2);
  const week = finding(ended, 'week: sync forecast-cycle');
  assert.deepEqual([week.state, /State__c/.test(week.says)], ['failed', true]);
  assert.match(week.next ?? '', /permission set/);
  assert.match(finding(ended, 'week: reminders').says, /^Gap_Action__c\.Assignee__c cannot be written/);
  assert.equal(finding(ended, 'week: sync snapshot-run').state, 'ok');
  assert.equal(finding(ended, 'week: pull cycle_budgets').state, 'ok');
});

test('a key file without a private key is a finding with its file, not the end', async () => {
  await using stage = await Stage.open();
  const file = join(stage.dir, 'todoku.key');
  writeFileSync(file, 'not a key\n', { mode: 0o600 });
  stage.environment = { TODOKU_ORG_JWT_KEY_FILE: file, TODOKU_ORG_USERNAME: loader };
  const ended = await stage.run('doctor');
  assert.equal(ended.exitCode, 2, ended.stderr);
  const signIn = finding(ended, 'sign-in');
  assert.deepEqual([signIn.state, signIn.says], ['failed', `${file} holds no private key that can sign.`]);
  assert.match(signIn.next ?? '', /PEM/);
  assert.equal(finding(ended, 'syncs').state, 'skipped');
});
