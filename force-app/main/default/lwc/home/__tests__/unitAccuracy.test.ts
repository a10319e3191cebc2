import { readTeam, unitsAccuracy, type UnitAccuracy } from 'c/home';
import { list, record, type Fields } from '../../../../../../test/jest/answers';

const CLOCK = {
  calendar: { zone: 'Asia/Tokyo', holidays: new Set<string>() },
  nowMs: Date.parse('2026-11-24T04:00:00Z'),
};

/** A Friday 23:00 in Tokyo: what the unit's landing was, and what of it was booked. */
function friday(day: string, landing: number, actual = 0): Fields {
  return { Id: day, As_Of__c: `${day}T14:00:00.000Z`, Landing_Forecast__c: landing, Actual__c: actual };
}

function month(Period_Start__c: string, Actual__c: number, fridays: readonly Fields[], unit = 'East'): Fields {
  const Department__r = record({ Name: unit, Manager__c: `head-${unit}` });
  return {
    Id: `${unit}${Period_Start__c}`,
    Period_Start__c,
    Actual__c,
    Department__r,
    Snapshot_Runs__r: list(fridays),
  };
}

/** Six business days before the end of August, September and October; and eleven. */
const CLOSED = [
  month('2026-08-01', 100, [friday('2026-08-14', 130, 20), friday('2026-08-21', 110, 50)]),
  month('2026-09-01', 100, [friday('2026-09-11', 140, 10), friday('2026-09-18', 120, 60)]),
  month('2026-10-01', 200, [friday('2026-10-16', 260, 80), friday('2026-10-23', 210, 100)]),
];

function read(past: readonly Fields[], now: Parameters<typeof unitsAccuracy>[1] = []): readonly UnitAccuracy[] {
  const team = readTeam({ uiapi: { query: { Target__c: list([]), past: list(past) } } });
  return unitsAccuracy(team.past, now, CLOCK);
}

const at = (unit: UnitAccuracy | undefined, daysLeft: number): UnitAccuracy['checkpoints'][number] | undefined =>
  unit?.checkpoints.find((one) => one.daysLeft === daysLeft);

it('M16, M17: measures each checkpoint by the last picture with at least as many business days left', () => {
  const [east] = read(CLOSED);
  expect(at(east, 5)).toMatchObject({ months: 3, found: { accuracy: 1 - 40 / 400, bias: 40 / 400 } });
  expect(at(east, 10)?.found).toMatchObject({ accuracy: 1 - 130 / 400, bias: 130 / 400 });
  expect(at(east, 0)?.found).toMatchObject({ accuracy: 1 - 40 / 400 });
  expect(at(east, 20)).toEqual({ daysLeft: 20, months: 0, found: undefined });
});

it('counts no holiday as a business day of a checkpoint', () => {
  const september = ['2026-09-21', '2026-09-22', '2026-09-23', '2026-09-24'];
  const holidays = new Set(['2026-08-24', '2026-08-25', ...september, '2026-10-26']);
  const team = readTeam({ uiapi: { query: { Target__c: list([]), past: list(CLOSED) } } });
  const [east] = unitsAccuracy(team.past, [], { ...CLOCK, calendar: { ...CLOCK.calendar, holidays } });
  // Four days were left then in each month: the picture of the week before is the last with five.
  expect(at(east, 5)?.found).toMatchObject({ bias: 130 / 400 });
});

it('M19: compares the forecast with that of the week before', () => {
  const [east] = read(CLOSED);
  expect(east?.added).toBeCloseTo(130 / 400 - 40 / 400);
});

it('M18: corrects this month by what became of the rest at the same point', () => {
  const now = { unitName: 'East', month: '2026-11-01', actual: 70, landing: 100 };
  const [east] = read(CLOSED, [now]);
  // 60 + 60 + 110 were still expected then, 50 + 40 + 100 came.
  expect(east?.now?.corrected).toBeCloseTo(70 + (30 * 190) / 230);
  expect(read(CLOSED, [{ ...now, landing: 70 }])[0]?.now).toBeUndefined();
});

it('does not take a picture of after the month for a forecast, nor a month that is not over for a closed one', () => {
  const late = CLOSED.map((one, index) => ({
    ...one,
    Snapshot_Runs__r: list([friday(['2026-09-04', '2026-10-02', '2026-11-06'][index] ?? '', 100)]),
  }));
  expect(read(late)[0]?.checkpoints.map(({ months }) => months)).toEqual([0, 0, 0, 0, 0]);
  expect(read([month('2026-11-01', 10, [friday('2026-11-13', 90)])])).toEqual([]);
});

it('says nothing under three months, and keeps units apart, by name', () => {
  const west = month('2026-10-01', 100, [friday('2026-10-23', 100)], 'West');
  const [east, other] = read([west, ...CLOSED]);
  expect([east?.unitName, other?.unitName]).toEqual(['East', 'West']);
  expect(at(other, 5)).toEqual({ daysLeft: 5, months: 1, found: undefined });
});
