import { readHistory, type PastMonth } from 'c/submissions';
import { queryAnswer, type Fields } from '../../../../../../test/jest/answers';
import { pastTarget } from '../../../../../../test/jest/submissions';

const TUESDAY = Date.parse('2026-11-24T04:48:00Z');
const calendar = { zone: 'Asia/Tokyo', holidays: new Set<string>() };
const read = (targets: readonly Fields[], days = calendar, nowMs = TUESDAY): readonly PastMonth[] =>
  readHistory(queryAnswer('Target__c', targets), { periodStart: '2026-11-01', calendar: days, nowMs });
const october = { month: '2026-10-01', forecast: 120, actual: 100 };
const version = (Id: string, at: string, landing: number, change: Fields = {}): Fields => ({
  Id,
  State__c: 'Submitted',
  Carried__c: false,
  Actual__c: 60,
  Landing_Forecast__c: landing,
  Submitted_At__c: at,
  CreatedDate: at,
  ...change,
});

it('takes the last version that was said with at least as many business days left', () => {
  const inTime = { ...october, at: '2026-10-20T05:00:00.000Z' };
  const later = version('v2', '2026-10-26T05:00:00.000Z', 115); // Monday: 27 to 30 October are left
  const tooLate = version('v3', '2026-10-27T05:00:00.000Z', 101);
  expect(read([pastTarget(inTime, [tooLate, later])])).toEqual([
    {
      periodStart: '2026-10-01',
      forecast: 115,
      actual: 100,
      isCarried: false,
      rest: { expected: 55, realised: 40 },
    },
  ]);
});

it('counts no holiday of the company as a business day', () => {
  const friday = Date.parse('2026-11-20T04:00:00Z');
  const thanksgiving = { ...calendar, holidays: new Set(['2026-11-23']) };
  const sixLeft = { ...october, at: '2026-10-22T05:00:00.000Z' };
  const said = [pastTarget(sixLeft, [version('fiveLeft', '2026-10-23T05:00:00.000Z', 112)])];
  expect(read(said, calendar, friday)).toMatchObject([{ forecast: 120 }]);
  expect(read(said, thanksgiving, friday)).toMatchObject([{ forecast: 112 }]);
});

it('counts what was carried, and never a draft or what was withdrawn', () => {
  const carried = version('v0', '2026-10-21T05:00:00.000Z', 90, { Carried__c: true, Submitted_At__c: null });
  const draft = version('v4', '2026-10-22T05:00:00.000Z', 1, { State__c: 'Draft' });
  const withdrawn = version('v5', '2026-10-23T05:00:00.000Z', 2, { State__c: 'Withdrawn' });
  const said = { ...october, at: '2026-10-20T05:00:00.000Z' };
  expect(read([pastTarget(said, [carried, draft, withdrawn])])).toMatchObject([{ forecast: 90, isCarried: true }]);
});

it('leaves out months that are not over, and months of which nothing was said in time', () => {
  const late = { ...october, at: '2026-10-29T05:00:00.000Z' };
  const running = { month: '2026-11-01', forecast: 5, actual: 3, at: '2026-11-03T05:00:00.000Z' };
  expect(read([pastTarget(late), pastTarget(running)])).toEqual([]);
});

it('gives the oldest first', () => {
  const at = (month: string): Fields =>
    pastTarget({ ...october, month: `${month}-01`, at: `${month}-05T05:00:00.000Z` });
  expect(read([at('2026-10'), at('2026-08'), at('2026-09')]).map(({ periodStart }) => periodStart)).toEqual([
    '2026-08-01',
    '2026-09-01',
    '2026-10-01',
  ]);
});
