import * as math from 'c/funnelMath';
import bottlenecks from '../../../../../../test/golden/bottleneck.json';
import conversions from '../../../../../../test/golden/conversion.json';
import plans from '../../../../../../test/golden/reverse-plan.json';

function close(expected: number | null, digits = 12): unknown {
  return expected === null ? undefined : expect.closeTo(expected, digits);
}

describe('M13 conversion of a cohort', () => {
  it.each(conversions.cases)('$name', (row) => {
    const found = math.conversion(row.entered, row.reached);
    expect(found?.rate).toEqual(close(row.rate));
    expect(found?.low).toEqual(close(row.low));
    expect(found?.high).toEqual(close(row.high));
    expect(found?.isGrey ?? true).toBe(row.isGrey);
  });
});

describe('M14 bottleneck', () => {
  it.each(bottlenecks.cases)('$name', ({ stages, value, result }) => {
    const found = math.bottlenecks(stages, value);
    expect(found).toHaveLength(result.length);
    result.forEach((expected, index) => {
      expect(found[index]?.score).toBeCloseTo(expected.score, 6);
      expect(found[index]?.share).toEqual(close(expected.share));
      expect(found[index]?.isUnproven).toBe(expected.isUnproven);
    });
  });
});

describe('M26 reverse plan', () => {
  it.each(plans.cases)('$name', ({ value, steps, need, items, expectedBias, ...facts }) => {
    expect(math.stillNeeded({ ...facts, expectedBias: expectedBias ?? undefined })).toBeCloseTo(need, 12);
    expect(math.reversePlan(need, value, steps)).toEqual(items.map((count) => close(count, 8)));
  });
});
