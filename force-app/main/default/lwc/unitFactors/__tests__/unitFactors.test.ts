import { balanceOf, materialLimit, needsOf, ownLine, proposed, type Factor, type Facts } from 'c/unitFactors';

const MILLION = 1_000_000;
const facts: Facts = { landing: 110 * MILLION, previous: 100 * MILLION, tolerance: MILLION, target: 120 * MILLION };

function factor(amount: number | null, change: Partial<Factor> = {}): Factor {
  return { ...ownLine('f1', amount), code: 'Price', ...change };
}

describe('N6: the balance', () => {
  it('leaves the change without its factors, and allows max(tolerance, 5 % of the change)', () => {
    const balance = balanceOf([factor(7 * MILLION), factor(2 * MILLION)], facts);
    expect(balance).toMatchObject({ change: 10 * MILLION, unexplained: MILLION, allowed: MILLION, isBalanced: true });
    expect(balanceOf([factor(7 * MILLION)], facts).isBalanced).toBe(false);
  });

  it('allows 5 % where that is more: 12.5 of a change of 250, as the rule of the object', () => {
    const small: Facts = { landing: 750, previous: 500, tolerance: 10, target: 1000 };
    expect(balanceOf([factor(238)], small)).toMatchObject({ unexplained: 12, allowed: 12.5, isBalanced: true });
    expect(balanceOf([factor(237)], small).isBalanced).toBe(false);
  });

  it('has nothing to explain in the first week, when factors may only cancel each other out', () => {
    const first = { ...facts, previous: null };
    expect(balanceOf([], first)).toMatchObject({ change: 0, unexplained: 0, isBalanced: true, coverage: undefined });
    expect(balanceOf([factor(5 * MILLION)], first).isBalanced).toBe(false);
  });

  it('adds cents without dust', () => {
    const change: Facts = { landing: 0.3, previous: 0, tolerance: 0, target: null };
    expect(balanceOf([factor(0.1), factor(0.2)], change).unexplained).toBe(0);
  });
});

describe('N6: coverage', () => {
  it('is the explained part of what is material, in size and not in sign', () => {
    const lines = [factor(12 * MILLION), factor(-4 * MILLION, { code: null }), factor(2 * MILLION)];
    expect(balanceOf(lines, facts).coverage).toBe(14 / 18);
  });

  it('counts what is left over as not explained, and small lines not at all', () => {
    const lines = [factor(6 * MILLION), factor(0.5 * MILLION, { code: null })];
    expect(balanceOf(lines, facts).coverage).toBe(6 / 9.5);
  });

  it('does not take an "other" without a word for a reason', () => {
    expect(balanceOf([factor(10 * MILLION, { code: 'Other' })], facts).coverage).toBe(0);
    expect(balanceOf([factor(10 * MILLION, { code: 'Other', comment: 'a strike' })], facts).coverage).toBe(1);
  });
});

describe('what the bridge proposes', () => {
  const parts = [
    { type: 'New_Deal', amount: 9 * MILLION },
    { type: 'Lost', amount: -2 * MILLION },
    { type: 'Amount_Up', amount: 0.3 * MILLION },
  ] as const;

  it('keeps type and amount, and adds up to what the bridge adds up to', () => {
    const lines = proposed(parts, facts, (type) => type);
    expect(lines.map(({ type, amount }) => ({ type, amount }))).toEqual(parts);
  });

  it('names the reason where the type tells it, asks for it where the line is material', () => {
    const lines = proposed(parts, facts, (type) => `word for ${type}`);
    expect(lines.map(({ code, comment }) => [code, comment])).toEqual([
      ['New_Demand', ''],
      [null, ''],
      ['Other', 'word for Amount_Up'],
    ]);
    expect([...needsOf(lines)]).toEqual([['Lost', 'code']]);
  });

  it('takes one percent of the target for material where that is more than the tolerance', () => {
    expect(materialLimit(facts)).toBe(1.2 * MILLION);
    expect(materialLimit({ ...facts, target: null })).toBe(MILLION);
  });
});

it('says what each line still needs, the first thing first', () => {
  const lines = [
    factor(null, { key: 'a', unreadable: '12百', code: null }),
    factor(null, { key: 'b', code: null }),
    factor(5, { key: 'c', code: null }),
    factor(5, { key: 'd', code: 'Other', comment: ' ' }),
    factor(5, { key: 'e' }),
  ];
  expect([...needsOf(lines)]).toEqual([
    ['a', 'readable'],
    ['b', 'amount'],
    ['c', 'code'],
    ['d', 'comment'],
  ]);
});
