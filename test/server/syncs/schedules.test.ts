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

test('a schedule has one reason to start: a time, a sync before it, or a signed request', () => {
  assert.deepEqual(
    problemsWith('  - { name: totals, after: target, syncs: [budget] }\n  - { name: dbt, hook: dbt }\n'),
    [],
  );
  assert.match(problemsWith('  - { name: never }\n')[0] ?? '', /has 0 reasons to start/);
  assert.match(problemsWith("  - { name: both, cron: '0 6 * * 1', hook: dbt }\n")[0] ?? '', /has 2 reasons to start/);
  assert.match(
    problemsWith('  - { name: lost, after: nothing, syncs: [budget] }\n')[0] ?? '',
    /there is no sync "nothing"/,
  );
});

test('schedules that start each other without end are refused, with the circle', () => {
  assert.match(problemsWith('  - { name: all, after: target }\n')[0] ?? '', /without end: all → all/);
  const two = '  - { name: one, after: target, syncs: [budget] }\n  - { name: two, after: budget, syncs: [target] }\n';
  assert.match(problemsWith(two)[0] ?? '', /without end: one → two → one/);
});
