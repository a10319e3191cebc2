/** The instants of a week: the zone's clock changes, holidays, and the end of the year (ISO 8601 counts the weeks). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Calendar, Week } from '../../../server/cycle/cycle.ts';
import { calendarOf, weekAfter, weekAt, weekBefore, weekOf } from '../../../server/cycle/cycle.ts';
import { Fault } from '../../../server/faults.ts';
import { projectWithCycle } from './rules.ts';

const calendar = (cycle: object = {}, timeZone = 'Asia/Tokyo', files = {}): Calendar =>
  calendarOf({ ...projectWithCycle(cycle, files), timeZone });

/** `Mon 23 06:00`, on the wall in the calendar's zone. */
function onTheWall({ steps }: Week, timeZone: string): readonly string[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  return steps.map(
    ({ name, at }) =>
      `${name} ${format
        .format(at)
        .replace(',', '')
        .replace(' at', '')
        .replace(/^(\w+) (\d+),?/, '$1 $2')}`,
  );
}

test('an ordinary week has its usual times, in the zone of the business', () => {
  const week = weekOf('2026-W20', calendar());
  assert.deepEqual([week.key, week.start, week.period], ['2026-W20', '2026-05-11', '2026-05-01']);
  assert.deepEqual(onTheWall(week, 'Asia/Tokyo'), [
    'open Mon 11 06:00',
    'remind-1 Mon 11 10:00',
    'remind-2 Tue 12 15:00',
    'remind-3 Tue 12 18:00',
    'carry Tue 12 19:00',
    'freeze Wed 13 12:00',
    'meeting Wed 13 13:00',
    'snapshot Fri 15 23:00',
  ]);
  assert.equal(week.steps[0]?.at.toISOString(), '2026-05-10T21:00:00.000Z');
});

test('23 November 2026 is a holiday: what falls on it comes on Tuesday, and stays in its order', () => {
  const week = weekOf('2026-W48', calendar({ holidays: ['2026-11-23'] }));
  assert.deepEqual(onTheWall(week, 'Asia/Tokyo').slice(0, 5), [
    'open Tue 24 06:00',
    'remind-1 Tue 24 10:00',
    'remind-2 Tue 24 15:00',
    'remind-3 Tue 24 18:00',
    'carry Tue 24 19:00',
  ]);
});

test('after Monday to Wednesday off, the deadline and the freeze move on to days of their own', () => {
  const holidays = ['2026-05-04', '2026-05-05', '2026-05-06'];
  const week = weekOf('2026-W19', calendar({ holidays, reminders: [] }));
  assert.deepEqual(onTheWall(week, 'Asia/Tokyo'), [
    'open Thu 07 06:00',
    'carry Thu 07 19:00',
    'freeze Fri 08 12:00',
    'meeting Fri 08 13:00',
    'snapshot Fri 08 23:00',
  ]);
});

test('in a week of two business days the steps keep their order, and what has no day left stays on its own', () => {
  // Golden Week: Monday to Wednesday off leaves Thursday 6 and Friday 7 May 2027.
  const holidays = ['2027-05-03', '2027-05-04', '2027-05-05'];
  const week = weekOf('2027-W18', calendar({ holidays, reminders: ['Mon 10:00'] }));
  assert.deepEqual(onTheWall(week, 'Asia/Tokyo'), [
    'open Thu 06 06:00',
    'remind-1 Thu 06 10:00',
    'carry Thu 06 19:00',
    'freeze Fri 07 12:00',
    'meeting Fri 07 13:00',
    'snapshot Fri 07 23:00',
  ]);
});

test('over the turn of the year a step moves past New Year, and the month is that of its new freeze', () => {
  // Friday 1 January 2027: the snapshot of 2026-W53 has no business day left, and stays in its week.
  const last = weekOf('2026-W53', calendar({ holidays: ['2026-12-30', '2026-12-31', '2027-01-01'], reminders: [] }));
  assert.deepEqual(onTheWall(last, 'Asia/Tokyo'), [
    'open Mon 28 06:00',
    'carry Tue 29 19:00',
    'freeze Wed 30 12:00',
    'meeting Wed 30 13:00',
    'snapshot Fri 01 23:00',
  ]);
  assert.equal(last.period, '2026-12-01');
  const moved = weekOf('2026-W53', calendar({ holidays: ['2026-12-30', '2026-12-31'], reminders: [] }));
  assert.ok(onTheWall(moved, 'Asia/Tokyo').includes('freeze Fri 01 12:00'));
  assert.equal(moved.period, '2027-01-01', 'what is forecast is the month in which it is frozen');
});

test('no step leaves its week, even where every day of it is a holiday', () => {
  const holidays = ['04', '05', '06', '07', '08'].map((day) => `2026-05-${day}`);
  const week = weekOf('2026-W19', calendar({ holidays }));
  for (const { name, at } of week.steps) {
    assert.ok(at >= new Date('2026-05-03T15:00:00Z') && at < new Date('2026-05-10T15:00:00Z'), name);
  }
  assert.equal(onTheWall(week, 'Asia/Tokyo')[0], 'open Mon 04 06:00');
});

test('holidays come from a file too: a day at the start of each line', () => {
  const file = 'day,name\n2026-11-23,勤労感謝の日\n\n"2026-11-24";moved\n';
  const week = weekOf('2026-W48', calendar({ holidays: 'holidays.csv' }, 'Asia/Tokyo', { 'holidays.csv': file }));
  assert.equal(onTheWall(week, 'Asia/Tokyo')[0], 'open Wed 25 06:00');
});

test('in a zone with summer time the clock on the wall counts, on both sides of the change', () => {
  const before = weekOf('2026-W13', calendar({}, 'Europe/Berlin'));
  const after = weekAfter(before, calendar({}, 'Europe/Berlin'));
  assert.equal(before.steps[0]?.at.toISOString(), '2026-03-23T05:00:00.000Z');
  assert.equal(after.steps[0]?.at.toISOString(), '2026-03-30T04:00:00.000Z');
  assert.equal(onTheWall(after, 'Europe/Berlin')[0], 'open Mon 30 06:00');
});

test('a time in the hour that is skipped in spring comes an hour later', () => {
  const { steps } = weekOf('2026-W13', calendar({ snapshot: 'Sun 02:30' }, 'Europe/Berlin'));
  assert.equal(steps.at(-1)?.at.toISOString(), '2026-03-29T01:30:00.000Z');
});

test('a moment belongs to the week of the business zone, not to that of UTC', () => {
  const sunday = new Date('2026-05-10T16:00:00Z');
  assert.equal(weekAt(sunday, calendar()).key, '2026-W20');
  assert.equal(weekAt(sunday, calendar({}, 'UTC')).key, '2026-W19');
});

test('weeks go on over the end of a year, and a year may have 53', () => {
  const last = weekOf('2026-W53', calendar());
  assert.deepEqual(
    [last.start, weekAfter(last, calendar()).key, weekBefore(last, calendar()).key],
    ['2026-12-28', '2027-W01', '2026-W52'],
  );
  assert.equal(weekOf('2027-W01', calendar()).period, '2027-01-01', 'the month of the freeze is forecast');
  assert.equal(last.period, '2026-12-01');
});

test('what is no week is refused by its name', () => {
  for (const key of ['2026-W54', '2025-W53', '2026-20', 'W20', '']) {
    assert.throws(
      () => weekOf(key, calendar()),
      (error) => error instanceof Fault && error.code === 'week-unknown',
      key,
    );
  }
});
