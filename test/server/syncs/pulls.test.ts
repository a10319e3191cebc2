import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pulledColumn } from '../../../server/model/model.ts';
import { checkProject } from '../../../server/run/run.ts';
import type { Project } from '../../../server/syncs/syncs.ts';
import { ProjectFault, readProject } from '../../../server/syncs/syncs.ts';
import { openDuckWarehouse } from '../../../server/warehouse/duckdb/duckdb.ts';
import { projectFolder, testProject } from './folder.ts';

const todoku = readFileSync(join(testProject, 'todoku.yml'), 'utf8');
const amounts = '  - { object: Project_Amount__c, table: amounts, fields: [Note__c] }\n';

function projectWith(more: string): Project | readonly string[] {
  using folder = projectFolder({ 'todoku.yml': `${todoku}${more}` });
  try {
    return readProject(folder.dir);
  } catch (error) {
    assert.ok(error instanceof ProjectFault);
    return error.problems.map((problem) => problem.message);
  }
}

test('a column is the path in words, without what marks a field as custom', () => {
  const columns = {
    Expected_Member__c: 'expected_member',
    'Target__r.Budget__r.Period_Start__c': 'target_budget_period_start',
    'Owner.Username': 'owner_username',
    CloseDate: 'close_date',
    acme__Amount__c: 'acme_amount',
  };
  for (const [path, column] of Object.entries(columns)) assert.equal(pulledColumn(path), column);
});

test('two pulls of one table, two fields of one column and a key that is not read contradict the file', () => {
  const wrong = [
    [`pull:\n${amounts}${amounts}`, '"amounts" is filled twice.'],
    [
      'pull:\n  - { object: Budget__c, table: budgets, fields: [Owner.Name, Owner_Name__c] }\n',
      'the column owner_name of Owner_Name__c is that of Owner.Name.',
    ],
    [
      'pull:\n  - { object: Budget__c, table: budgets, fields: [Id] }\n',
      'the column id of Id is that of Id, which is always kept.',
    ],
    [
      'pull:\n  - { object: Budget__c, table: budgets, key: Key__c, fields: [Note__c] }\n',
      'the key "Key__c" is not among the fields.',
    ],
  ] as const;
  for (const [text, message] of wrong) assert.deepEqual(projectWith(text), [message]);
});

test('a schedule pulls what is declared: all of it, or tables by name', () => {
  const monday = (pull: string): string => `schedules:\n  - { name: monday, cron: '0 6 * * 1', pull: ${pull} }\n`;
  const project = projectWith(`pull:\n${amounts}${monday('true')}`);
  assert.ok('schedules' in project);
  assert.deepEqual(project.schedules[0]?.pull, ['amounts']);
  assert.deepEqual(projectWith(`pull:\n${amounts}${monday('[nothing]')}`), ['there is no pull "nothing".']);
  assert.deepEqual(projectWith(monday('true')), ['the project declares no pull.']);
});

test('a model may read a table before its first pull if its types are declared, and is told so if not', async () => {
  const model = "SELECT sum(plan_amount) * 2 AS plan FROM ${pulled('targets')}\n";
  const declare = (fields: string): string =>
    `${todoku}pull:\n  - { object: Target__c, table: targets, fields: ${fields} }\n`;
  using folder = projectFolder({ 'models/plan.sql': model, 'todoku.yml': declare('{ Plan_Amount__c: NUMERIC }') });
  const check = async (): Promise<unknown> => {
    const warehouse = await openDuckWarehouse(undefined);
    try {
      return await checkProject(readProject(folder.dir), warehouse);
    } finally {
      await warehouse.close();
    }
  };
  await check();
  folder.put('todoku.yml', declare('[Plan_Amount__c]'));
  await assert.rejects(check(), { code: 'never-pulled' });
  folder.put('models/plan.sql', "SELECT 1 AS one FROM ${pulled('elsewhere')}\n");
  await assert.rejects(check(), /there is no pulled table "elsewhere"/);
});
