/** What can be wrong with section cycle: of todoku.yml; every problem names its line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProjectFault } from '../../../server/syncs/syncs.ts';
import { projectWithCycle } from '../cycle/rules.ts';

function problemsOf(cycle: object, files: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    projectWithCycle(cycle, files);
  } catch (error) {
    if (error instanceof ProjectFault) return error.problems.map(({ message, next }) => `${message} ${next}`);
    throw error;
  }
  return [];
}

const one = (cycle: object, files?: Readonly<Record<string, string>>): string => {
  const problems = problemsOf(cycle, files);
  assert.equal(problems.length, 1, problems.join('\n'));
  return problems[0] ?? '';
};

test('an empty section is a whole cycle, with the usual times and rules', () => {
  const { cycle } = projectWithCycle({});
  assert.deepEqual(
    [cycle?.open, cycle?.snapshot, cycle?.reminders.length, cycle?.tolerance, cycle?.load, cycle?.maxAgeHours],
    [{ weekday: 0, hour: 6, minute: 0 }, { weekday: 4, hour: 23, minute: 0 }, 3, 1_000_000, undefined, undefined],
  );
});

test('times that do not follow each other are told with both', () => {
  assert.match(
    one({ freeze: 'Tue 18:00' }),
    /^freeze \(Tue 18:00\) is not after unitDeadline \(Tue 19:00\)\. The order is open, unitDeadline, /,
  );
  assert.match(
    one({ open: 'Tue 19:00', reminders: [] }),
    /^unitDeadline \(Tue 19:00\) is not after open \(Tue 19:00\)\./,
  );
});

test('a reminder outside of the time in which something is open has nobody to remind', () => {
  assert.match(
    one({ reminders: ['Wed 12:00'] }),
    /^nobody has anything open at Wed 12:00\. Remind between open and freeze\./,
  );
  assert.match(one({ reminders: ['Mon 05:00'] }), /^nobody has anything open at Mon 05:00\./);
});

test('a time is a weekday and a time of day, a holiday a day that exists', () => {
  assert.match(one({ open: 'Monday 6' }), /write a weekday and a time, such as Mon 06:00/);
  assert.match(one({ open: 'Mon 24:00' }), /write a weekday and a time/);
  assert.match(problemsOf({ holidays: ['2026-02-30'] }).join(), /YYYY-MM-DD/);
});

test('a file of holidays that is missing, or has a line without a day, is told by its line', () => {
  assert.match(one({ holidays: 'days.csv' }), /^the file is missing\. Write one day a line/);
  const text = 'day,name\n2026-11-23,x\nsomeday,y\n';
  assert.match(one({ holidays: 'days.csv' }, { 'days.csv': text }), /^"someday,y" is no day\./);
});

test('a load names syncs of the project', () => {
  assert.match(one({ load: ['menu-amount', 'orders'] }), /^there is no sync "orders"\. There are: /);
});

test('a key that nobody reads is a mistake', () => {
  assert.match(one({ freezes: 'Wed 12:00' }), /freezes/);
});
