/** Date literals (SOQL and SOSL Reference, "Date Formats and Date Literals"), on Sunday, 22 November 2026. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateRange } from '../../../local-org/soql/dates.ts';

const today = '2026-11-22';
const calendar = { fiscalStart: 1, locale: 'en_US' };
const april = { fiscalStart: 4, locale: 'ja_JP' };
const ranges: readonly (readonly [string, number, string, string])[] = [
  ['YESTERDAY', 0, '2026-11-21', '2026-11-22'],
  ['TODAY', 0, '2026-11-22', '2026-11-23'],
  ['TOMORROW', 0, '2026-11-23', '2026-11-24'],
  ['LAST_WEEK', 0, '2026-11-15', '2026-11-22'],
  ['THIS_WEEK', 0, '2026-11-22', '2026-11-29'],
  ['NEXT_WEEK', 0, '2026-11-29', '2026-12-06'],
  ['LAST_MONTH', 0, '2026-10-01', '2026-11-01'],
  ['NEXT_MONTH', 0, '2026-12-01', '2027-01-01'],
  ['LAST_90_DAYS', 0, '2026-08-24', '2026-11-23'],
  ['NEXT_90_DAYS', 0, '2026-11-23', '2027-02-21'],
  ['THIS_QUARTER', 0, '2026-10-01', '2027-01-01'],
  ['LAST_QUARTER', 0, '2026-07-01', '2026-10-01'],
  ['THIS_YEAR', 0, '2026-01-01', '2027-01-01'],
  ['LAST_N_DAYS', 1, '2026-11-21', '2026-11-23'],
  ['NEXT_N_DAYS', 2, '2026-11-23', '2026-11-25'],
  ['N_DAYS_AGO', 3, '2026-11-19', '2026-11-20'],
  ['LAST_N_WEEKS', 2, '2026-11-08', '2026-11-22'],
  ['N_WEEKS_AGO', 1, '2026-11-15', '2026-11-22'],
  ['LAST_N_MONTHS', 2, '2026-09-01', '2026-11-01'],
  ['NEXT_N_MONTHS', 2, '2026-12-01', '2027-02-01'],
  ['N_QUARTERS_AGO', 1, '2026-07-01', '2026-10-01'],
  ['LAST_N_YEARS', 2, '2024-01-01', '2026-01-01'],
];

for (const [name, count, start, end] of ranges) {
  test(`${name}${count === 0 ? '' : `:${count}`} runs from ${start} until before ${end}`, () => {
    assert.deepEqual(dateRange(name, count, today, calendar), { start, end });
  });
}

test('a fiscal year that begins in April', () => {
  assert.deepEqual(dateRange('THIS_FISCAL_YEAR', 0, today, april), { start: '2026-04-01', end: '2027-04-01' });
  assert.deepEqual(dateRange('LAST_FISCAL_QUARTER', 0, today, april), { start: '2026-07-01', end: '2026-10-01' });
  assert.deepEqual(dateRange('THIS_FISCAL_YEAR', 0, '2026-03-31', april), { start: '2025-04-01', end: '2026-04-01' });
});

test('a week begins as the locale of the user has it: on Sunday in Japan, on Monday in Britain', () => {
  const british = { fiscalStart: 1, locale: 'en_GB' };
  assert.deepEqual(dateRange('THIS_WEEK', 0, today, april), { start: '2026-11-22', end: '2026-11-29' });
  assert.deepEqual(dateRange('THIS_WEEK', 0, today, british), { start: '2026-11-16', end: '2026-11-23' });
  assert.deepEqual(dateRange('LAST_N_WEEKS', 2, today, british), { start: '2026-11-02', end: '2026-11-16' });
});
