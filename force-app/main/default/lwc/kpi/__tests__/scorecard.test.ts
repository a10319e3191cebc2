import { scorecardOf, type Kpi, type Kpis } from 'c/kpi';

const calls: Kpi = {
  id: 'k1',
  code: 'CALLS',
  name: 'Calls',
  kpiClass: 'Action',
  unit: 'Count',
  isMoreGood: true,
  combines: 'Product',
  figure: null,
  parentId: null,
  numerator: null,
  denominator: null,
};

const kpis: Kpis = {
  targetId: 't1',
  budgetId: 'b1',
  repId: 'u1',
  isMine: true,
  month: '2026-11-01',
  calendar: { holidays: new Set(['2026-11-03', '2026-11-23']), isKnown: true, zone: 'Asia/Tokyo' },
  cycleId: null,
  definitions: [calls],
  figures: {},
  target: null,
  ofMonth: new Map([['k1', { actual: 300, target: 380 }]]),
  ofDays: new Map([
    ['2026-11-19', new Map([['k1', 18]])],
    ['2026-11-20', new Map([['k1', 22]])],
  ]),
  actions: [],
  asOf: '2026-11-22T21:00:00.000Z',
};

it('U6: compares the newest day and its week with their share of the month, and counts the days from today', () => {
  const { day, isToday, weekFrom, lines } = scorecardOf(kpis, '2026-11-26');
  expect([day, isToday, weekFrom]).toEqual(['2026-11-20', false, '2026-11-16']);
  const [line] = lines;
  expect(line?.day).toEqual({ actual: 22, target: 20 });
  expect(line?.week.actual).toBe(40);
  expect(line?.week.target).toBeCloseTo(100, 9);
  expect(line?.required).toMatchObject({ kind: 'needed', perDay: 80 / 3 });
});
