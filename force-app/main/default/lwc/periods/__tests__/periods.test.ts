import type { Calendar } from 'c/businessDays';
import { readTarget, type Figures, type Gap } from 'c/gapQuery';
import * as periods from 'c/periods';
import cumulatives from '../../../../../../test/golden/cumulative.json';
import paces from '../../../../../../test/golden/pace.json';
import rates from '../../../../../../test/golden/required-rate.json';
import { list, record, targetAnswer } from '../../../../../../test/jest/answers';

const calendar: Calendar = { holidays: new Set(['2026-11-03', '2026-11-23']), isKnown: true, zone: 'Asia/Tokyo' };
const NOVEMBER = '2026-11-01';

function month(at: string, figures: Partial<Figures>): periods.MonthFacts {
  const [gap] = [readTarget(targetAnswer())];
  const none: Figures = { target: null, plan: null, actual: 0, landing: 0, judgement: null, original: null };
  if (gap === undefined) throw new Error('the sample answer has a target');
  return {
    id: `t-${at}`,
    month: at,
    figures: { ...none, ...figures },
    trust: gap.trust,
    targetIds: [`t-${at}`],
    budgetIds: [`b-${at}`],
  };
}

/** A span of so many weekdays, and an as-of after so many of them. */
function spanOf(days: number, elapsed: number): { readonly from: string; readonly to: string; readonly asOf: string } {
  const weekday = (count: number): string =>
    new Date(Date.UTC(2026, 1, 2 + Math.floor(count / 5) * 7 + (count % 5))).toISOString().slice(0, 10);
  return { from: weekday(0), to: weekday(days - 1), asOf: `${weekday(elapsed)}T00:00:00.000Z` };
}

/** To nine places; nothing stays nothing. */
const close = (amount: number | null): unknown => (amount === null ? null : expect.closeTo(amount, 9));

describe('M7 to M9 by the calendar', () => {
  const weekdays: Calendar = { holidays: new Set(), isKnown: false, zone: 'UTC' };

  it.each(paces.cases)('$name', (row) => {
    const { from, to, asOf } = spanOf(row.businessDays, row.elapsedDays);
    const found = periods.paceOf(row, { from, to }, { calendar: weekdays, asOf, nowMs: 0 });
    expect(found).toMatchObject({ businessDays: row.businessDays, share: row.share });
    expect(found?.due).toBeCloseTo(row.expectedByNow, 12);
    expect(found?.pace?.gap ?? null).toEqual(close(row.paceGap));
    expect(found?.runRate ?? null).toEqual(close(row.runRateLanding));
  });

  it.each(rates.cases)('M10 $name', (row) => {
    const { from, to, asOf } = spanOf(row.businessDays, row.elapsedDays);
    const found = periods.paceOf(row, { from, to }, { calendar: weekdays, asOf, nowMs: 0 });
    expect(found?.required.kind).toBe(row.kind);
  });

  it('counts to the as-of of the source in the zone of the business, and to today without one', () => {
    const at = (asOf: string | null): number | undefined =>
      periods.paceOf(
        { target: 100, actual: 0 },
        { from: NOVEMBER, to: '2026-11-30' },
        { calendar, asOf, nowMs: Date.parse('2026-11-27T02:00:00Z') },
      )?.elapsedDays;
    expect(at('2026-11-22T21:04:00.000Z')).toBe(14);
    expect(at(null)).toBe(17);
  });

  it('M10 counts the days that are left from today, however old the source is', () => {
    const on = (now: string): periods.PaceFacts | undefined =>
      periods.paceOf(
        { target: 1_320, actual: 840 },
        { from: NOVEMBER, to: '2026-11-30' },
        { calendar, asOf: '2026-11-22T21:04:00.000Z', nowMs: Date.parse(now) },
      );
    expect(on('2026-11-24T04:48:00Z')?.required).toEqual({ kind: 'needed', perDay: 96, multiple: 1.6 });
    expect(on('2026-11-26T04:48:00Z')?.required).toEqual({
      kind: 'needed',
      perDay: 160,
      multiple: close(8 / 3),
    });
    expect(on('2026-12-01T00:15:00Z')).toMatchObject({ daysLeft: 0, required: { kind: 'closedShort', short: 480 } });
  });

  it('says nothing without a target', () => {
    const asked = { calendar, asOf: null, nowMs: 0 };
    expect(periods.paceOf({ target: null, actual: 5 }, { from: NOVEMBER, to: NOVEMBER }, asked)).toBeUndefined();
  });
});

describe('months and quarters', () => {
  const months = [
    month('2026-10-01', { target: 100, plan: 90, actual: 80, landing: 80 }),
    month('2026-11-01', { target: 100, plan: null, actual: 50, landing: 95 }),
    month('2026-12-01', { target: 200, plan: 200, actual: 0, landing: 150 }),
  ];
  const asked = { month: NOVEMBER, firstMonth: 4, today: '2026-11-23' };

  it.each([
    ['month', false, ['2026-11-01']],
    ['quarter', false, ['2026-10-01', '2026-11-01', '2026-12-01']],
    ['week', true, ['2026-11-01']],
  ] as const)('a %s (cumulative: %s) covers %j', (unit, isCumulative, covered) => {
    expect(periods.monthsOf(NOVEMBER, { unit, isCumulative }, 4)).toEqual(covered);
  });

  it('adds up from the beginning of the fiscal year, a quarter to its end', () => {
    expect(periods.monthsOf(NOVEMBER, { unit: 'month', isCumulative: true }, 4)).toHaveLength(8);
    expect(periods.monthsOf(NOVEMBER, { unit: 'quarter', isCumulative: true }, 4)).toHaveLength(9);
    expect(periods.monthsOf(NOVEMBER, { unit: 'quarter', isCumulative: false }, 3)).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
    ]);
  });

  it('the gap of a quarter is the sum of its months, its records are all of theirs, and half a plan is none', () => {
    const gap = readTarget(targetAnswer()) as Gap;
    const covered = periods.monthsOf(NOVEMBER, { unit: 'quarter', isCumulative: false }, 4);
    const quarter = periods.periodGap(gap, months, covered, 'October – December 2026');
    expect(quarter.figures).toMatchObject({ target: 400, plan: null, actual: 130, landing: 325 });
    expect(quarter.targetIds).toEqual(['t-2026-10-01', 't-2026-11-01', 't-2026-12-01']);
    expect(quarter.periodName).toBe('October – December 2026');
  });

  it('what is due by now is phased by the months: whole ones, and a share of the one under way', () => {
    const covered = periods.monthsOf(NOVEMBER, { unit: 'quarter', isCumulative: false }, 4);
    const phased = { calendar, asOf: '2026-11-22T21:04:00.000Z', nowMs: 0, months: periods.phasingOf(months, covered) };
    const span = { from: '2026-10-01', to: '2026-12-31' };
    const found = periods.paceOf({ target: 400, actual: 130 }, span, phased);
    expect(found?.due).toBeCloseTo(100 + 100 * (14 / 19), 2);
    expect(found?.share).toBeCloseTo((100 + 100 * (14 / 19)) / 400, 4);
  });

  it('a month that has not begun has no actual, and one without a record is counted and said', () => {
    const { rows, missing } = periods.courseOfMonths(months, asked, { unit: 'month', isCumulative: false });
    expect(rows).toHaveLength(12);
    expect(rows[8]).toMatchObject({ from: '2026-12-01', target: 200, actual: null, landing: 150, isCurrent: false });
    expect(rows[7]).toMatchObject({ isCurrent: true, recordId: 't-2026-11-01' });
    expect(rows[0]).toMatchObject({ target: null, actual: null, recordId: undefined });
    expect(missing).toBe(9);
  });

  it('M11 quarters add up', () => {
    const { rows } = periods.courseOfMonths(months, asked, { unit: 'quarter', isCumulative: true });
    expect(rows.map(({ target, actual }) => [target, actual])).toEqual([
      [0, 0],
      [0, 0],
      [400, 130],
      [400, null],
    ]);
  });

  it.each(cumulatives.cases.filter(({ actuals }) => actuals.length > 0))('M11 $name', (row) => {
    const year = ['2026-04-01', '2026-05-01', '2026-06-01'];
    const given = row.actuals.map((actual, index) =>
      month(year[index] ?? '', { target: row.targets[index] ?? null, actual: actual ?? 0 }),
    );
    const { rows } = periods.courseOfMonths(
      given,
      { ...asked, today: '2027-03-31' },
      { unit: 'month', isCumulative: true },
    );
    const count = row.actuals.length;
    expect(rows.slice(0, count).map(({ actual }) => actual)).toEqual(row.cumulativeActuals);
    expect(rows.slice(0, count).map(({ target }) => target)).toEqual(row.cumulativeTargets);
  });
});

describe('weeks and days', () => {
  const facts = { month: NOVEMBER, target: 190, actual: 120, calendar, today: '2026-11-25' };
  const known = [
    { day: '2026-11-06', actual: 30 },
    { day: '2026-11-20', actual: 90 },
  ];

  it('what is due of a week is its share of the business days', () => {
    const { rows } = periods.courseOfWeeks(facts, known, false);
    expect(rows.map(({ target }) => target)).toEqual([40, 50, 50, 40, 10].map(close));
  });

  it('a weekend before the first working week is part of that week', () => {
    const [first] = periods.courseOfWeeks(facts, known, false).rows;
    expect(first).toMatchObject({ from: NOVEMBER, to: '2026-11-08', actual: 30 });
  });

  it('a week is its snapshot less the one before; without either it is not known', () => {
    const single = periods.courseOfWeeks(facts, known, false);
    expect(single.rows.map(({ actual }) => actual)).toEqual([30, null, null, 30, null]);
    expect(single.unknown).toBe(2);
    const all = periods.courseOfWeeks(facts, known, true);
    expect(all.rows.map(({ actual }) => actual)).toEqual([30, null, 90, 120, null]);
  });

  it('a month that is over ends with its actual', () => {
    const { rows } = periods.courseOfWeeks({ ...facts, today: '2026-12-10' }, known, true);
    expect(rows.at(-1)).toMatchObject({ to: '2026-11-30', actual: 120 });
  });

  it('days rise evenly, and the actual is there only where somebody looked', () => {
    const { rows } = periods.courseOfDays(facts, known);
    expect(rows).toHaveLength(19);
    expect(rows[0]?.target).toBeCloseTo(10, 9);
    expect(rows.at(-1)?.target).toBeCloseTo(190, 9);
    const seen = rows.filter(({ actual }) => actual !== null).map(({ to, actual }) => [to, actual]);
    expect(seen).toEqual([
      ['2026-11-06', 30],
      ['2026-11-20', 90],
      ['2026-11-25', 120],
    ]);
  });

  it('a snapshot of a target is the sum of its lines, and nothing when not all lines could be read', () => {
    const weeks = list([{ Id: 'r1', As_Of__c: '2026-11-20T14:00:00.000Z', Actual__c: 999 }]);
    const lines = [
      { Id: 's1', Snapshot_Run__c: 'r1', Actual__c: 40 },
      { Id: 's2', Snapshot_Run__c: 'r1', Actual__c: 50 },
    ];
    const answer = (total: number) => ({ uiapi: { query: { weeks, lines: list(lines, total) } } });
    expect(periods.readKnown(answer(2), 'target', calendar)).toEqual([{ day: '2026-11-20', actual: 90 }]);
    expect(periods.readKnown(answer(2_100), 'target', calendar)).toEqual([]);
    expect(periods.readKnown(answer(2), 'budget', calendar)).toEqual([{ day: '2026-11-20', actual: 999 }]);
  });

  it('lines that were kept without an actual do not say that nothing was booked', () => {
    const weeks = list([{ Id: 'r1', As_Of__c: '2026-11-20T14:00:00.000Z' }]);
    const knownOf = (...actuals: readonly (number | null)[]) => {
      const lines = actuals.map((Actual__c, index) => ({ Id: `s${String(index)}`, Snapshot_Run__c: 'r1', Actual__c }));
      return periods.readKnown({ uiapi: { query: { weeks, lines: list(lines) } } }, 'target', calendar);
    };
    expect(knownOf(null, null)).toEqual([]);
    expect(knownOf(null, 0)).toEqual([{ day: '2026-11-20', actual: 0 }]);
    expect(knownOf()).toEqual([{ day: '2026-11-20', actual: 0 }]);
  });
});

it('reads the months of a rep, each with its budget', () => {
  const node = { Id: 't9', Budget__c: 'b9', Budget__r: record({ Period_Start__c: '2026-10-01' }), Target_Amount__c: 5 };
  const [found] = periods.readMonths({ uiapi: { query: { months: list([node]) } } }, 'target');
  expect(found).toMatchObject({ id: 't9', month: '2026-10-01', budgetIds: ['b9'], figures: { target: 5, actual: 0 } });
});
