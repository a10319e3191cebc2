import type { Cycle, Phase } from 'c/forecastCycle';
import {
  memberRows,
  nudgeKey,
  nudgesFor,
  openItems,
  previousOf,
  readUnit,
  recentlyNudged,
  waitingFor,
  type OpenItem,
  type Unit,
} from 'c/unitWeek';
import { list, type Fields } from '../../../../../../test/jest/answers';
import { submissionNode } from '../../../../../../test/jest/submissions';
import { FRIDAY, unitAnswer, unitVersion } from '../../../../../../test/jest/unit';

const MILLION = 1_000_000;

function unitOf(budget: Fields = {}): Unit {
  const unit = readUnit(unitAnswer({ budget }));
  if (unit === undefined) throw new Error('no unit');
  return unit;
}

let made = 0;
const said = (target: string, change: Fields = {}): Fields =>
  submissionNode({ Id: `s-${(made += 1)}`, Target__c: target, ...change });

function open(budget: Fields = {}, phase: Phase = 'open'): readonly OpenItem[] {
  const unit = unitOf(budget);
  const cycle: Cycle | undefined = unit.cycles[0];
  return openItems(unit, memberRows(unit, cycle, phase), cycle, phase);
}

const states = (budget: Fields, phase: Phase = 'open'): readonly string[] =>
  memberRows(unitOf(budget), unitOf(budget).cycles[0], phase).map(({ standing }) => standing);

describe('last week’s landing', () => {
  it('is that of the newest Friday before this week', () => {
    const friday = (Id: string, cycle: string, landing: number): Fields => ({
      ...FRIDAY,
      Id,
      Cycle__r: { External_Key__c: { value: cycle } },
      Landing_Forecast__c: landing,
    });
    const unit = unitOf({ Snapshot_Runs__r: list([friday('a', '2026-W48', 9), friday('b', '2026-W47', 7)]) });
    expect(previousOf(unit, '2026-W48')).toMatchObject({ landing: 7, kept: { runId: 'b' } });
  });

  it('is what the unit said before where no Friday was kept, and unknown where it said nothing', () => {
    const before = unitVersion({ Id: 'old', Cycle__c: 'c47', Cycle__r: { External_Key__c: { value: '2026-W47' } } });
    const unit = unitOf({ Snapshot_Runs__r: list([]), units: list([before]) });
    expect(previousOf(unit, '2026-W48')).toEqual({ landing: 110 * MILLION, kept: undefined });
    expect(previousOf(unitOf({ Snapshot_Runs__r: list([]) }), '2026-W48')).toBeUndefined();
  });
});

describe('members', () => {
  it('stand where their highest version stands, and by the clock where there is none', () => {
    const two = [said('t1'), said('t1', { Version__c: 2, State__c: 'Returned' })];
    expect(states({ members: list(two) })).toEqual(['returned', 'notStarted']);
    expect(states({ members: list(two) }, 'late')).toEqual(['returned', 'overdue']);
    expect(states({ members: list(two) }, 'held')).toEqual(['returned', 'notStarted']);
  });

  it('change against what they said the week before', () => {
    const before = said('t1', { Cycle__c: 'c47', Cycle__r: { External_Key__c: { value: '2026-W47' } } });
    const unit = unitOf({ members: list([before]) });
    expect(memberRows(unit, unit.cycles[0], 'open').map(({ last, change }) => [last, change])).toEqual([
      [54_400_000, 5_600_000],
      [null, undefined],
    ]);
  });
});

describe('N7: what is open', () => {
  it('is every member who has not confirmed, most at stake first, and the unit’s own forecast', () => {
    expect(open().map(({ about, waits, personId, stake }) => [about, waits, personId, stake])).toEqual([
      ['t1', 'memberConfirms', 'u-t1', 40 * MILLION],
      ['t2', 'memberConfirms', 'u-t2', 32 * MILLION],
      ['b1', 'unitSubmits', '005000000000000000', 70 * MILLION],
    ]);
  });

  it('waits for the member’s answer, for the unit’s decision, and for nobody once confirmed', () => {
    const members = list([said('t1', { State__c: 'Returned' }), said('t2')]);
    expect(open({ members }).map(({ waits, personId }) => [waits, personId])).toEqual([
      ['memberAnswers', 'u-t1'],
      ['memberIsDecided', '005000000000000000'],
      ['unitSubmits', '005000000000000000'],
    ]);
    const done = list([said('t1', { State__c: 'Confirmed' }), said('t2', { State__c: 'Confirmed' })]);
    expect(open({ members: done, units: list([unitVersion({ State__c: 'Confirmed' })]) })).toEqual([]);
  });

  it('waits for the next level, whom the budget does not name, when the unit has submitted', () => {
    expect(open({ units: list([unitVersion()]) }).at(-1)).toMatchObject({ waits: 'unitIsDecided', personId: null });
  });

  it('goes on after a value was carried, until the numbers freeze; then only decisions are left', () => {
    const members = list([said('t1', { Version__c: 0, Carried__c: true }), said('t2')]);
    expect(open({ members }, 'late').map(({ waits }) => waits)).toEqual([
      'memberConfirms',
      'memberIsDecided',
      'unitSubmits',
    ]);
    expect(open({ members }, 'frozen').map(({ waits }) => waits)).toEqual(['memberIsDecided']);
    expect(open({ members }, 'closed')).toEqual([]);
  });

  it('says how many members, stale deals and yen it waits for', () => {
    const stale = new Map([
      ['t1', 3],
      ['t2', 4],
    ]);
    expect(waitingFor(open({ members: list([said('t2')]) }), stale)).toEqual({
      members: 1,
      stale: 3,
      stake: 40 * MILLION,
    });
  });
});

describe('N7: the nudge', () => {
  const noon = Date.parse('2026-11-24T03:00:00.000Z');

  it('reaches exactly those who are waited for, once each, and not oneself', () => {
    expect(nudgesFor(open(), new Map(), '005000000000000000').map(({ personId }) => personId)).toEqual([
      'u-t1',
      'u-t2',
    ]);
    expect(nudgesFor(open(), new Map(), 'chief').map(({ about }) => about)).toEqual(['t1', 't2', 'b1']);
  });

  it('leaves out who was nudged within four hours, to the minute', () => {
    const nudges = [
      { personId: 'u-t1', at: '2026-11-23T23:01:00.000Z' },
      { personId: 'u-t2', at: '2026-11-23T23:00:00.000Z' },
    ];
    const recent = recentlyNudged(nudges, noon);
    expect([...recent.keys()]).toEqual(['u-t1']);
    expect(nudgesFor(open(), recent, '005000000000000000').map(({ personId }) => personId)).toEqual(['u-t2']);
  });

  it('has one key for a person and four hours', () => {
    const key = nudgeKey('2026-W48', 'u-t1', noon);
    expect(nudgeKey('2026-W48', 'u-t1', noon + 59 * 60_000)).toBe(key);
    expect(nudgeKey('2026-W48', 'u-t1', noon + 4 * 60 * 60_000)).not.toBe(key);
    expect(nudgeKey('2026-W48', 'u-t2', noon)).not.toBe(key);
  });
});
