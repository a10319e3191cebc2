import { currentCycle, messageIn, nextEvent, phaseOf, readCycles, type Cycle } from 'c/forecastCycle';
import { queryAnswer, type Fields } from '../../../../../../test/jest/answers';
import { WEEK } from '../../../../../../test/jest/submissions';

const weeks = (...changes: readonly Fields[]): readonly Cycle[] =>
  readCycles(
    queryAnswer(
      'Forecast_Cycle__c',
      changes.map((change) => ({ ...WEEK, ...change })),
    ),
  );
const week = (change: Fields = {}): Cycle => {
  const [found] = weeks(change);
  if (found === undefined) throw new Error('one week was asked for');
  return found;
};
const at = (iso: string): number => Date.parse(iso);
const MONDAY = at('2026-11-23T03:00:00Z');

it('reads a week with its zone and tolerance', () => {
  expect(week()).toMatchObject({ key: '2026-W48', state: 'Open', zone: 'Asia/Tokyo', tolerance: 1000 });
});

describe('the week a person works in', () => {
  const last = { External_Key__c: '2026-W47', State__c: 'Closed', Week_Start__c: '2026-11-16' };
  const next = { External_Key__c: '2026-W49', State__c: 'Planned', Week_Start__c: '2026-11-30' };
  const later = { External_Key__c: '2026-W50', State__c: 'Planned', Week_Start__c: '2026-12-07' };
  const missed = { External_Key__c: '2026-W46', State__c: 'Planned', Week_Start__c: '2026-11-09' };

  it('is the newest that is under way, whatever is planned after it', () => {
    for (const State__c of ['Held', 'Open', 'Late', 'Frozen']) {
      expect(currentCycle(weeks(next, { State__c }, last))?.key).toBe('2026-W48');
    }
  });

  it('is the one that comes next between two weeks, never one that was missed', () => {
    expect(currentCycle(weeks(later, next, last, missed))?.key).toBe('2026-W49');
  });

  it('is the one that was closed last when none is planned', () => {
    expect(currentCycle(weeks(last, missed))?.key).toBe('2026-W47');
    expect(currentCycle([])).toBeUndefined();
  });
});

describe('where a week stands for a month', () => {
  it('is late by the clock before the record says so', () => {
    expect(phaseOf(week(), '2026-11-01', MONDAY)).toBe('open');
    expect(phaseOf(week(), '2026-11-01', at('2026-11-24T10:00:00Z'))).toBe('open');
    expect(phaseOf(week(), '2026-11-01', at('2026-11-24T10:00:01Z'))).toBe('late');
  });

  it('is past for a month that the week does not forecast any more, and open for a later one', () => {
    expect(phaseOf(week(), '2026-10-01', MONDAY)).toBe('past');
    expect(phaseOf(week(), '2027-01-01', MONDAY)).toBe('open');
    expect(phaseOf(undefined, '2026-11-01', MONDAY)).toBe('none');
  });
});

it('counts down to the deadline, then the freeze, then the meeting', () => {
  expect(nextEvent(week(), 'open', MONDAY)).toEqual({
    event: 'deadline',
    at: '2026-11-24T10:00:00.000Z',
    leftMs: 31 * 3_600_000,
  });
  expect(nextEvent(week(), 'late', at('2026-11-25T02:00:00Z'))).toMatchObject({ event: 'freeze', leftMs: 3_600_000 });
  expect(nextEvent(week(), 'frozen', at('2026-11-25T03:30:00Z'))?.event).toBe('meeting');
  expect(nextEvent(week(), 'frozen', at('2026-11-25T05:00:00Z'))).toBeUndefined();
  expect(nextEvent(week(), 'closed', MONDAY)).toBeUndefined();
});

it('tells the backend’s message in the user’s language, and another text as it is', () => {
  const message = 'LOAD-MISMATCH | The load does not match. | ロードが一致しません。';
  expect(messageIn(message, 'en-US')).toBe('The load does not match.');
  expect(messageIn(message, 'ja')).toBe('ロードが一致しません。');
  expect(messageIn('Opened by hand: the bank holiday.', 'ja')).toBe('Opened by hand: the bank holiday.');
});
