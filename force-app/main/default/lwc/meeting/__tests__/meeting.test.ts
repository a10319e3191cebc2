import * as meeting from 'c/meeting';
import { record } from '../../../../../../test/jest/answers';
import { meetingAnswer, part, run, said, submission } from '../../../../../../test/jest/meeting';

const MAN = 10_000;
const scope = { month: '2026-11-01', measure: 'Revenue' };

function read(change: Parameters<typeof meetingAnswer>[0] = {}): {
  readonly one: meeting.Meeting;
  readonly now: meeting.Now;
  readonly units: readonly meeting.Unit[];
} {
  const data = meetingAnswer(change);
  const one = meeting.readMeeting(data);
  if (one === undefined) throw new Error('the answer has a cycle');
  const now = meeting.readNow(data);
  return { one, now, units: meeting.unitsOf(one, now, scope) };
}

describe('the frozen set', () => {
  it('gives every total, whatever stands now', () => {
    const { one, now } = read({ live: { b1: 1, b2: 1 } });
    const totals = meeting.totalsIn(meeting.standingsOf(one, now), scope);
    expect(totals).toMatchObject({ units: 2, landing: 16_400 * MAN, budget: 18_000 * MAN, gap: -1_600 * MAN });
    expect(totals.change).toBe(-200 * MAN);
    expect(totals.coverage).toEqual({ open: 5_400 * MAN, remaining: 7_000 * MAN, rate: 5_400 / 7_000 });
  });

  it('tells no coverage where what was still expected is kept of some units alone', () => {
    const unkept = { ...run('b2', 'West', [8_000, 5_000, 7_000, 7_600]), Expected__c: null };
    const { one } = read({ runs: [run('b1', 'East', [10_000, 6_000, 9_400, 9_000]), unkept] });
    expect(meeting.totalsOf(one.frozen).coverage).toBeUndefined();
  });

  it('knows what has moved since, a unit at a time', () => {
    const { units } = read({ live: { b1: 9_500, b2: 7_000 } });
    expect(units.map(({ budgetId, sinceFreeze }) => [budgetId, sinceFreeze])).toEqual([
      ['b2', 0],
      ['b1', 100 * MAN],
    ]);
  });

  it('tells when it holds more than one moment', () => {
    const early = { ...run('b2', 'West', [1, 1, 1, 1]), As_Of__c: '2026-11-24T03:00:00.000Z' };
    expect(read({ runs: [run('b1', 'East', [1, 1, 1, 1]), early] }).one.asOfs).toHaveLength(2);
  });

  it('is what stands now before there is one, and then nothing has moved since', () => {
    const { one, now, units } = read({ runs: [], live: { b1: 9_500, b2: 6_000 } });
    expect(meeting.totalsIn(meeting.standingsOf(one, now), scope).landing).toBe(15_500 * MAN);
    expect(units.map(({ sinceFreeze }) => sinceFreeze)).toEqual([0, 0]);
  });

  it('is looked at from the first month that the week forecasts; closed ones are kept in it too', () => {
    const { one, now } = read({
      runs: [run('b0', 'East', [9, 9, 9, 9], '2026-08-01'), run('b1', 'East', [10_000, 6_000, 9_400, 9_000])],
    });
    const standings = meeting.standingsOf(one, now);
    expect(meeting.monthsOf(standings)).toEqual(['2026-11-01']);
    expect(meeting.scopeOf(standings, {}).month).toBe('2026-11-01');
  });

  it('has no change in the first week', () => {
    const { one } = read({ runs: [run('b1', 'East', [10, 5, 9, null])] });
    expect(meeting.totalsOf(one.frozen).change).toBeUndefined();
  });
});

describe('units', () => {
  it('come by what is missing, the most first', () => {
    expect(read().units.map(({ unitName, gap }) => [unitName, gap])).toEqual([
      ['West', -1_000 * MAN],
      ['East', -600 * MAN],
    ]);
  });

  it('have said what their highest version says; drafts and withdrawn ones say nothing', () => {
    const state = (value: string) => ({ State__c: { value, label: value } });
    const { units } = read({
      submissions: [
        submission('b1', { Version__c: 2, ...state('Returned') }),
        submission('b1', { Version__c: 1 }),
        submission('b1', { Version__c: 3, ...state('Draft') }),
        submission('b2', { Version__c: 2, ...state('Withdrawn') }),
        submission('b2', { Version__c: 1, ...state('Returned') }),
      ],
    });
    expect(units.map(({ submission: one }) => one?.version)).toEqual([undefined, 2]);
    expect(meeting.handedIn(units)).toEqual({ expected: 2, submitted: 1, carried: 0, late: 0, returned: 1 });
  });

  it('that were carried over have not submitted', () => {
    expect(meeting.handedIn(read().units)).toMatchObject({ expected: 2, submitted: 1, carried: 1 });
  });
});

describe('promises', () => {
  const promises = (said_: Parameters<typeof said>[1][], today = '2026-11-25'): readonly meeting.Kept[] => {
    const { one } = read({ said: said_.map((fields, index) => said(`d${String(index)}`, fields)) });
    return meeting.promisesOf(one, one.frozen, today);
  };

  it('carry what the number did since they were made, at the as-of of this meeting', () => {
    expect(promises([{}])[0]).toMatchObject({ valueNow: 9_400 * MAN, effect: 400 * MAN, isOverdue: true });
  });

  it('of last week stand whether done or not; of earlier weeks only open ones; of this week none', () => {
    const week = (Week_Start__c: string) => ({ Cycle__r: { Week_Start__c: { value: Week_Start__c } } });
    const done = { State__c: { value: 'Done', label: 'Done' } };
    const kept = promises([{ ...done }, { ...week('2026-11-09'), ...done }, week('2026-11-09'), week('2026-11-23')]);
    expect(kept.map(({ id }) => id)).toEqual(['d2', 'd0']);
  });

  it('about a target carry what its own number did: until now while open, until it was closed afterwards', () => {
    const Target__r = {
      Landing_Forecast__c: { value: 950 * MAN },
      Actual__c: { value: 100 * MAN },
      Rep__r: record({ Name: '佐藤 美咲' }),
    };
    const own = { Target__c: 't1', Target__r, Value_At_Start__c: 900 * MAN };
    const done = { State__c: { value: 'Done', label: 'Done' }, Value_At_Review__c: 930 * MAN };
    const kept = promises([own, { ...own, ...done }]);
    expect(kept.map(({ rep, valueNow, effect }) => [rep, valueNow, effect])).toEqual([
      ['佐藤 美咲', 950 * MAN, 50 * MAN],
      ['佐藤 美咲', 930 * MAN, 30 * MAN],
    ]);
  });

  it('about a number in words have the effect that was seen at review, or none', () => {
    const words = { Kpi__c: 'Proposals', Value_At_Start__c: 10 };
    const kept = promises([words, { ...words, Value_At_Review__c: 14 }]);
    expect(kept.map(({ effect }) => effect)).toEqual([undefined, 4]);
  });
});

describe('causes', () => {
  const parts = [
    part('p1', 'b1', 'New_Deal', 700),
    part('p2', 'b1', 'Pushed_Out', -300),
    part('p3', 'b2', 'Lost', -600),
  ];

  it('of a unit add up to its change and leave nothing over', () => {
    const { units, now } = read({ parts });
    const east = units.filter(({ budgetId }) => budgetId === 'b1');
    const causes = meeting.causesOf(east, now);
    expect(causes).toMatchObject({ change: 400 * MAN, remainder: 0 });
    expect(causes.parts.map(({ code, amount }) => [code, amount])).toEqual([
      ['New_Deal', 700 * MAN],
      ['Pushed_Out', -300 * MAN],
    ]);
  });

  it('of all units add the same types up, and tell what no part explains', () => {
    const { units, now } = read({ parts: parts.slice(0, 2) });
    expect(meeting.causesOf(units, now).remainder).toBe(-600 * MAN);
    expect(meeting.causesOf(units, now).factors).toEqual([
      { code: 'Timing', name: 'Timing', amount: -600 * MAN, count: 2 },
    ]);
  });

  it('list only the deals that moved by the limit or more', () => {
    const { units, now } = read({ parts: [...parts, part('p4', 'b1', 'Amount_Up', 99)] });
    expect(meeting.causesOf(units, now).deals.map(({ dealName }) => dealName)).toEqual([
      'Deal p1',
      'Deal p3',
      'Deal p2',
    ]);
  });
});

it('counts what it could not read', () => {
  const data = meetingAnswer() as { uiapi: { query: Record<string, unknown> } };
  data.uiapi.query['Budget__c'] = { totalCount: 2_500, edges: [] };
  expect(meeting.readNow(data).unread).toBe(2_500);
});
