import { adoption, readHome, readTeam, unitsProgress } from 'c/home';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { homeAnswer, MONTH, saidOf } from '../../../../../../test/jest/home';

const member = (id: string, rep: string, unit: string, said: readonly Fields[]): Fields => ({
  Id: id,
  Budget__c: `b-${unit}`,
  Rep__c: `u-${rep}`,
  Rep__r: record({ Name: rep }),
  Budget__r: record({ Department__r: record({ Name: unit, Manager__c: `head-${unit}` }) }),
  Forecast_Submissions__r: list(said),
});

const teamOf = (members: readonly Fields[]): ReturnType<typeof readTeam> =>
  readTeam({ uiapi: { query: { Target__c: list(members) } } });

const { cycles } = readHome(homeAnswer());
const [cycle] = cycles;
if (cycle === undefined) throw new Error('the answer has a week');

const said = saidOf('Member', 'Submitted');

it('counts what people said themselves: nothing carried over, returned, withdrawn or begun', () => {
  const states = ['Confirmed', 'Returned', 'Withdrawn', 'Draft'].map((state) => saidOf('Member', state));
  const carried = saidOf('Member', 'Submitted', { Carried__c: true });
  const { members } = teamOf(
    [said, ...states, carried].map((one, index) => member(`t${String(index)}`, `rep ${String(index)}`, 'East', [one])),
  );
  expect(unitsProgress(members, cycle)).toEqual([
    { unitName: 'East', done: 2, total: 6, open: ['rep 2', 'rep 3', 'rep 4', 'rep 5'] },
  ]);
});

it('names whoever is open once, and puts the unit with most open first', () => {
  const { members } = teamOf([
    member('t1', 'A', 'East', [said]),
    member('t2', 'B', 'West', []),
    member('t3', 'B', 'West', []),
  ]);
  expect(unitsProgress(members, cycle).map(({ unitName, open }) => [unitName, open])).toEqual([
    ['West', ['B']],
    ['East', []],
  ]);
});

it('tells of each week that asked for the month how much of it people said', () => {
  const last = { ...cycle, id: 'c47', weekStart: '2026-11-16', state: 'Closed' as const };
  const next = { ...cycle, id: 'c49', weekStart: '2026-11-30', state: 'Planned' as const };
  const later = { ...cycle, id: 'c40', periodStart: '2026-12-01' };
  const before = saidOf('Member', 'Submitted', { Cycle__c: 'c47' });
  const { members } = teamOf([member('t1', 'A', 'East', [said, before]), member('t2', 'B', 'East', [before])]);
  expect(adoption(members, [last, next, cycle, later], MONTH)).toEqual([
    { weekStart: '2026-11-23', done: 1, total: 2 },
    { weekStart: '2026-11-16', done: 2, total: 2 },
  ]);
});
