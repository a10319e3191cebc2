import * as days from 'c/businessDays';
import { queryAnswer } from '../../../../../../test/jest/answers';

const NOVEMBER = '2026-11-01';
const holidays = '2026-11-03 2026-11-23';
const calendar = days.readCalendar(
  queryAnswer('Forecast_Cycle__c', [{ Id: 'c1', Holidays__c: holidays, Business_Zone__c: 'Asia/Tokyo' }]),
  'Europe/Berlin',
);

it('counts the weekdays of a month less its holidays', () => {
  expect(days.businessDays(NOVEMBER, days.lastOfMonth(NOVEMBER), calendar)).toHaveLength(19);
  expect(days.businessDays('2026-11-21', '2026-11-23', calendar)).toEqual([]);
  expect(days.businessDays('2026-11-20', '2026-11-24', calendar)).toEqual(['2026-11-20', '2026-11-24']);
});

it('counts every weekday where nobody has told the holidays, and knows that it does', () => {
  const unknown = days.readCalendar({ uiapi: { query: {} } }, 'Europe/Berlin');
  expect(unknown).toMatchObject({ isKnown: false, zone: 'Europe/Berlin' });
  expect(days.businessDays(NOVEMBER, days.lastOfMonth(NOVEMBER), unknown)).toHaveLength(21);
});

it('takes the day of an instant in the zone of the business', () => {
  expect(days.dayAt('2026-11-22T21:04:00.000Z', calendar.zone)).toBe('2026-11-23');
  expect(days.dayAt('2026-11-22T21:04:00.000Z', 'Europe/Berlin')).toBe('2026-11-22');
});

it('M15: counts the business days that are left of a month, without holidays, by the day of the business', () => {
  const tuesday = Date.parse('2026-11-24T04:48:00Z');
  const late = Date.parse('2026-11-24T15:30:00Z');
  expect(days.businessDaysLeft(NOVEMBER, calendar, tuesday)).toBe(4);
  expect(days.businessDaysLeft(NOVEMBER, calendar, late)).toBe(3);
  expect(days.businessDaysLeft(NOVEMBER, { ...calendar, zone: 'America/New_York' }, late)).toBe(4);
  expect(days.businessDaysLeft('2026-12-01', calendar, tuesday)).toBe(27);
  expect(days.businessDaysLeft('2026-10-01', calendar, tuesday)).toBe(0);
  const friday = Date.parse('2026-11-20T04:00:00Z');
  expect(days.businessDaysLeft(NOVEMBER, calendar, friday)).toBe(5);
  expect(days.businessDaysLeft(NOVEMBER, { ...calendar, holidays: new Set() }, friday)).toBe(6);
});

it('knows a month that has ended', () => {
  expect(days.hasEnded('2026-10-01', calendar, Date.parse('2026-11-24T04:48:00Z'))).toBe(true);
  expect(days.hasEnded(NOVEMBER, calendar, Date.parse('2026-11-30T14:59:00Z'))).toBe(false);
  expect(days.hasEnded(NOVEMBER, calendar, Date.parse('2026-11-30T15:00:00Z'))).toBe(true);
});

it('cuts weeks from Monday where the month ends', () => {
  expect(days.weeksOf(NOVEMBER)).toEqual([
    { from: '2026-11-01', to: '2026-11-01' },
    { from: '2026-11-02', to: '2026-11-08' },
    { from: '2026-11-09', to: '2026-11-15' },
    { from: '2026-11-16', to: '2026-11-22' },
    { from: '2026-11-23', to: '2026-11-29' },
    { from: '2026-11-30', to: '2026-11-30' },
  ]);
});

it.each([
  ['2026-11-01', 4, '2026-04-01', '2027-03-01'],
  ['2027-02-01', 4, '2026-04-01', '2027-03-01'],
  ['2026-04-01', 4, '2026-04-01', '2027-03-01'],
  ['2026-11-01', 1, '2026-01-01', '2026-12-01'],
])('the fiscal year of %s that begins in month %i goes from %s to %s', (month, first, from, to) => {
  const year = days.monthsOfYear(month, first);
  expect(year).toHaveLength(12);
  expect([year[0], year[11]]).toEqual([from, to]);
});
