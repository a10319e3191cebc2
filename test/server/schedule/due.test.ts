import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueAfter, passed } from '../../../server/schedule/due.ts';

const iso = (times: readonly Date[]): readonly string[] => times.map((time) => time.toISOString());

function dueFrom(cron: string, timeZone: string, after: string, count: number): readonly string[] {
  return iso(dueAfter({ cron, timeZone }, new Date(after), count));
}

test('monday at six in Tokyo is sunday, 21:00 UTC, the whole year', () => {
  assert.deepEqual(dueFrom('0 6 * * 1', 'Asia/Tokyo', '2026-03-28T00:00:00Z', 3), [
    '2026-03-29T21:00:00.000Z',
    '2026-04-05T21:00:00.000Z',
    '2026-04-12T21:00:00.000Z',
  ]);
});

test('monday at six in Berlin stays six on the wall when summer time begins', () => {
  assert.deepEqual(dueFrom('0 6 * * 1', 'Europe/Berlin', '2026-03-20T00:00:00Z', 2), [
    '2026-03-23T05:00:00.000Z',
    '2026-03-30T04:00:00.000Z',
  ]);
});

test('a daily time in the hour that spring skips is due an hour later, in the hour that autumn repeats it is due once', () => {
  assert.deepEqual(dueFrom('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2), [
    '2026-03-29T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
  assert.deepEqual(dueFrom('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2), [
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
});

test('an hourly schedule is due in both of the repeated hours', () => {
  assert.deepEqual(dueFrom('0 * * * *', 'Europe/Berlin', '2026-10-24T23:30:00Z', 3), [
    '2026-10-25T00:00:00.000Z',
    '2026-10-25T01:00:00.000Z',
    '2026-10-25T02:00:00.000Z',
  ]);
});

test('a due time is never due a second time, and due at its own moment', () => {
  const monday = { cron: '0 6 * * 1', timeZone: 'UTC' };
  const due = new Date('2026-04-06T06:00:00Z');
  assert.equal(passed(monday, due, new Date('2026-04-13T05:59:59.999Z')), undefined);
  assert.deepEqual(passed(monday, due, new Date('2026-04-13T06:00:00Z')), {
    first: new Date('2026-04-13T06:00:00Z'),
    last: new Date('2026-04-13T06:00:00Z'),
    lastButOne: undefined,
    times: 1,
  });
});

test('due times that have passed are told by the first, the last and their number', () => {
  const hourly = { cron: '0 * * * *', timeZone: 'UTC' };
  assert.deepEqual(passed(hourly, new Date('2026-04-06T06:00:00Z'), new Date('2026-04-07T06:10:00Z')), {
    first: new Date('2026-04-06T07:00:00Z'),
    last: new Date('2026-04-07T06:00:00Z'),
    lastButOne: new Date('2026-04-07T05:00:00Z'),
    times: 24,
  });
});

test('a schedule of every minute that was away for a year is counted to ten thousand, not for minutes', () => {
  const often = { cron: '* * * * *', timeZone: 'UTC' };
  const found = passed(often, new Date('2025-04-06T06:00:00Z'), new Date('2026-04-06T06:00:30Z'));
  assert.equal(found?.times, 10_000);
  assert.equal(found.last.toISOString(), '2026-04-06T06:00:00.000Z');
});
