/** `todoku doctor`: each thing that is wrong is found where it is, with the next step, whatever else is wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loader } from './loader.ts';
import { Stage, type Ended } from './stage.ts';

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
