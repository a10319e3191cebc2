import { attribution, settled, type Combination } from 'c/kpiMath';
import table from '../../../../../../test/golden/attribution.json';

const orUndefined = (value: number | null): number | undefined => value ?? undefined;

/** To 12 digits; an expected null is undefined. */
function isClose(found: number | undefined, expected: number | null): boolean {
  if (expected === null || found === undefined) return found === undefined && expected === null;
  return Math.abs(found - expected) <= 1e-12 * Math.max(1, Math.abs(expected));
}

describe('M21 gap attribution', () => {
  it.each(table.cases)('$name', ({ combines, children, difference, contributions }) => {
    const given = children.map(({ target, actual }) => ({ target: orUndefined(target), actual: orUndefined(actual) }));
    const found = attribution(combines as Combination, given);
    expect(found).toHaveLength(contributions.length);
    contributions.forEach((expected: number | null, index) => {
      const { contribution, worth } = found[index] ?? {};
      const { target = 0, actual = 0 } = given[index] ?? {};
      expect(isClose(contribution, expected)).toBe(true);
      expect(isClose(worth === undefined ? undefined : worth * (actual - target), expected)).toBe(true);
    });
    const whole = found.map((part) => part?.contribution ?? NaN).reduce((left, right) => left + right, 0);
    expect(difference === null || isClose(whole, difference)).toBe(true);
  });

  it('gives what rounding leaves to the largest part', () => {
    expect(settled([-3.333333, -3.333333, -3.333334], -10)).toEqual([-4, -3, -3]);
    expect(settled([0.4, 0.4], 1)).toEqual([1, 0]);
    expect(settled([99.5, -20.25], 79.25)).toEqual([99.25, -20]);
    expect(settled([], 0)).toEqual([]);
  });
});
