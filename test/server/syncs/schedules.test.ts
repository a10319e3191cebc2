import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ProjectFault, readProject } from '../../../server/syncs/syncs.ts';
import { projectFolder, testProject } from './folder.ts';

const todoku = readFileSync(join(testProject, 'todoku.yml'), 'utf8').replace(/^schedules:[\s\S]*/m, '');

function problemsWith(schedules: string): readonly string[] {
  using folder = projectFolder({ 'todoku.yml': `${todoku}schedules:\n${schedules}` });
  try {
    readProject(folder.dir);
    return [];
  } catch (error) {
    assert.ok(error instanceof ProjectFault);
    return error.problems.map((problem) => `${problem.message} ${problem.next}`);
  }
}

test('a schedule has a cron expression of five fields, with names and lists', () => {
  assert.deepEqual(problemsWith("  - { name: monday, cron: '0 6 * * 1' }\n"), []);
  assert.deepEqual(problemsWith("  - { name: often, cron: '*/15 8-20 * * MON-FRI', syncs: [target] }\n"), []);
});

test('an expression that never comes due, has seconds or is no time at all is refused when it is read', () => {
  const wrong = ['0 0 30 2 *', '61 * * * *', '0 0 6 * * 1', '@daily', '* * *', 'H 6 * * 1', 'at six', ''];
  for (const cron of wrong) {
    const [problem, ...others] = problemsWith(`  - { name: monday, cron: '${cron}' }\n`);
    assert.match(problem ?? '', /Write it like '0 6 \* \* 1'\.$/, cron);
    assert.deepEqual(others, []);
  }
});

test('two schedules of one name, and a sync that is not there, are refused', () => {
  const problems = problemsWith(
    "  - { name: monday, cron: '0 6 * * 1' }\n  - { name: monday, cron: '0 7 * * 1', syncs: [nothing] }\n",
  );
  assert.deepEqual(problems, [
    '"monday" names two schedules. Rename one of them.',
    'there is no sync "nothing". There are: budget, department, menu-amount, project-amount, target.',
  ]);
});
