import { reckon, type ClosedDeal, type Deal, type Line, type Now, type Outcome, type Past } from 'c/byFriday';

const MONDAY = '2026-11-02';

const now = (change: Partial<Now> = {}): Now => ({
  id: 't1',
  budgetId: 'b1',
  targetId: 't1',
  repId: 'u1',
  isMine: true,
  ownerId: 'u1',
  measure: 'Revenue',
  month: '2026-11-01',
  target: 100,
  actual: 60,
  landing: 80,
  deals: [],
  dealCount: 0,
  customers: [],
  booked: 0,
  recorded: new Set(),
  cycleId: 'c48',
  calendar: { holidays: new Set(['2026-11-03', '2026-11-23']), isKnown: true, zone: 'Asia/Tokyo' },
  ...change,
});

const deal = (id: string, change: Partial<Deal> = {}): Deal => ({
  opportunityId: id,
  name: id,
  closesOn: '2026-11-20',
  worth: 3,
  counted: 0,
  ...change,
});

const NEXT: Partial<Deal> = { closesOn: '2026-12-11' };

/** Ten of forty deals won, each worth 2; the won ones took as many days as given. */
function past(lags: readonly number[] = [], later: readonly Deal[] = []): Past {
  const ends = ['2026-10-14', '2026-10-20', '2026-10-28'];
  const closed = Array.from({ length: 40 }, (_, index): ClosedDeal => {
    const closedOn = ends[index % 3] ?? '';
    const lag = lags[index / 4];
    const createdOn =
      lag === undefined ? closedOn : new Date(Date.parse(closedOn) - lag * 86_400_000).toISOString().slice(0, 10);
    return { isWon: index % 4 === 0, closedOn, createdOn, worth: 2 };
  });
  return { closed, later };
}

type Needed = Extract<Outcome, { kind: 'needed' }>;

function needed(...given: Parameters<typeof reckon>): Needed {
  const outcome = reckon(...given);
  if (outcome.kind !== 'needed') throw new Error(`It is ${outcome.kind}.`);
  return outcome;
}

const kinds = ({ lines }: Needed): readonly Line['kind'][] => lines.map(({ kind }) => kind);
const totals = ({ lines }: Needed): readonly number[] => lines.flatMap((line) => ('total' in line ? [line.total] : []));

it('N4: the check values of M26: 10 deals to win and 40 in play; 67 when only 60 % of them can land in time', () => {
  const plain = needed(now(), past(), undefined, MONDAY);
  expect(plain.need).toBe(20);
  expect(totals(plain)).toEqual([10, 40]);
  // 28 days are left: six of ten deals took no longer.
  const slow = needed(now(), past([1, 5, 9, 14, 20, 28, 29, 40, 60, 90]), undefined, MONDAY);
  expect(totals(slow).map(Math.ceil)).toEqual([10, 67]);
});

it('N4: zero gap is an empty list, on plan', () => {
  expect(reckon(now({ landing: 100 }), past(), undefined, MONDAY)).toEqual({ kind: 'onPlan' });
  expect(reckon(now({ landing: 120 }), undefined, undefined, MONDAY)).toEqual({ kind: 'onPlan' });
});

it('tells the part of the business days until Friday, holidays left out', () => {
  const { daysLeft, perDay, lines } = needed(now(), past(), undefined, MONDAY);
  expect(daysLeft).toBe(19);
  expect(perDay).toBeCloseTo(20 / 19);
  expect(lines[0]).toMatchObject({ kind: 'wins', due: '2026-11-06', count: (10 * 4) / 19 });
});

it('counts open deals against those that have to be in play', () => {
  const open = Array.from({ length: 12 }, (_, index) => deal(`d${index}`));
  const { lines } = needed(now({ deals: open, dealCount: 12 }), past(), undefined, MONDAY);
  expect(lines[1]).toMatchObject({ kind: 'inPlay', count: 28, total: 40 });
});

it('says no number of deals under ten that ended, and never more than five lines', () => {
  const few = { ...past(), closed: past().closed.slice(0, 9), later: ['x', 'y', 'z'].map((id) => deal(id, NEXT)) };
  const open = [deal('a'), deal('b', { worth: 9 }), deal('c', { closesOn: '2026-11-01' }), deal('e', { worth: null })];
  const outcome = needed(now({ deals: open, dealCount: 4 }), few, undefined, MONDAY);
  expect(outcome.closed).toBe(9);
  expect(outcome.reason).toBeUndefined();
  expect(outcome.lines.map(({ key }) => key)).toEqual(['overdue|c', 'decide|b', 'decide|a', 'pullIn|x', 'pullIn|y']);
});

it('offers only what can still move this month: of what closes later, the month that comes', () => {
  const later = [deal('march', { closesOn: '2027-03-10', worth: 99 }), deal('december', { closesOn: '2026-12-31' })];
  const open = [
    deal('slips', { closesOn: '2026-12-04', worth: 5 }),
    deal('slipsFar', { closesOn: '2027-02-01', worth: 50 }),
    deal('decide'),
  ];
  const few = { closed: [], later: [...later, deal('slips', { closesOn: '2026-12-04' })] };
  const { lines } = needed(now({ deals: open, dealCount: 3 }), few, undefined, MONDAY);
  expect(lines.map(({ key }) => key)).toEqual(['decide|decide', 'pullIn|slips', 'pullIn|december']);
});

it('a deal in the landing is named when it closes by Friday, not later', () => {
  const open = [
    deal('now', { counted: 3, closesOn: '2026-11-06' }),
    deal('later', { counted: 3, closesOn: '2026-11-09' }),
  ];
  const { lines } = needed(now({ deals: open, dealCount: 2 }), undefined, undefined, MONDAY);
  expect(lines.map(({ key }) => key)).toEqual(['close|now']);
});

it('N4: says that it is infeasible when deals take longer than what is left, and lists alternatives', () => {
  const long = past(
    Array.from({ length: 10 }, () => 90),
    [deal('x', NEXT), deal('y', { ...NEXT, worth: 8 }), deal('z', NEXT)],
  );
  const outcome = needed(now({ customers: ['春日井食品'] }), long, undefined, MONDAY);
  expect(outcome.reason).toEqual({ kind: 'noTime', share: 0 });
  expect(kinds(outcome)).toEqual(['pullIn', 'pullIn', 'upsell', 'nextPlan', 'talk']);
  expect(outcome.lines[0]).toMatchObject({ effect: 8 });
});

it('N4: more than the own 90th-percentile week is beyond capacity', () => {
  const weekly = Array.from({ length: 20 }, (_, index): ClosedDeal => {
    const closedOn = new Date(Date.parse('2026-10-30') - index * 7 * 86_400_000).toISOString().slice(0, 10);
    return { isWon: true, closedOn, createdOn: closedOn, worth: 2 };
  });
  const outcome = needed(now(), { closed: weekly, later: [] }, undefined, MONDAY);
  expect(outcome.reason).toMatchObject({ kind: 'capacity', best: 1, weeks: 20 });
  expect(needed(now({ landing: 94 }), { closed: weekly, later: [] }, undefined, MONDAY).reason).toBeUndefined();
});

it('needs more from whoever expects more than comes', () => {
  expect(needed(now({ landing: 85 }), past(), 0.25, MONDAY).need).toBe(20);
});

it('without a business day left, or after the month, nothing is asked for by Friday', () => {
  const sunday = { ...now({ month: '2026-05-01' }) };
  expect(needed(sunday, past(), undefined, '2026-05-31')).toMatchObject({
    reason: { kind: 'noDay' },
    perDay: undefined,
  });
  expect(reckon(sunday, past(), undefined, '2026-06-01')).toEqual({ kind: 'over', short: 20 });
  expect(reckon(now({ target: null }), past(), undefined, MONDAY)).toEqual({ kind: 'noTarget' });
});
