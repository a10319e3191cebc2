import * as math from 'c/gapMath';
import drifts from '../../../../../../test/golden/drift.json';
import gaps from '../../../../../../test/golden/gap.json';
import lines from '../../../../../../test/golden/line-landing.json';
import opportunities from '../../../../../../test/golden/opportunity-counted.json';
import paces from '../../../../../../test/golden/pace.json';
import mismatches from '../../../../../../test/golden/plan-mismatch.json';
import rates from '../../../../../../test/golden/required-rate.json';

/** The tables say null where the modules say undefined: JSON has no other word for "not defined". */
function orNull<Value>(value: Value | undefined): Value | null {
  return value ?? null;
}

function expectClose(actual: number | undefined, expected: number | null): void {
  if (expected === null) expect(actual).toBeUndefined();
  else expect(actual).toBeCloseTo(expected, 12);
}

describe('landing of a line', () => {
  it.each(lines.cases)('$name', (line) => {
    expect(math.effectiveExpected(line.member, line.system)).toBe(line.effectiveExpected);
    expect(math.lineLanding(line)).toBe(line.landing);
  });
});

describe('what an opportunity counts', () => {
  it.each(opportunities.cases)('$name', ({ expectedAmount, counted, ...deal }) => {
    expect(math.countedExpected({ ...deal, expected: expectedAmount })).toBe(counted);
  });
});

describe('landing forecast, gap, split and rates', () => {
  it.each(gaps.cases)('$name', (row) => {
    const landing = math.landingForecast(row.lines, row.opportunities, row.judgement);
    expect(landing).toBe(row.landing);
    expect(orNull(math.gap(landing, row.target))).toBe(row.gap);
    const split = math.gapSplit(landing, row.plan, row.target);
    expect(orNull(split?.execution)).toBe(row.execution);
    expect(orNull(split?.planning)).toBe(row.planning);
    expectClose(math.rate(row.actual, row.target), row.achievement);
    expectClose(math.rate(landing, row.target), row.landingRate);
  });

  it.each(gaps.cases.filter((row) => row.execution !== null))('the split adds up to the gap: $name', (row) => {
    expect(math.sum([row.execution, row.planning])).toBe(row.gap);
  });
});

describe('target drift', () => {
  it.each(drifts.cases)('$name', ({ now, original, drift }) => {
    expect(orNull(math.drift(now, original))).toBe(drift);
  });
});

describe('pace and run rate', () => {
  it.each(paces.cases)('$name', (row) => {
    const share = math.elapsedShare(row.elapsedDays, row.businessDays) ?? NaN;
    expect(share).toBe(row.share);
    expect(math.expectedByNow(row.target, share)).toBe(row.expectedByNow);
    const pace = math.pace(row.actual, row.target, share);
    expectClose(pace?.gap, row.paceGap);
    expectClose(pace?.index, row.paceIndex);
    expectClose(math.runRateLanding(row.actual, share), row.runRateLanding);
  });

  it('a period without business days has no share', () => {
    expect(math.elapsedShare(0, 0)).toBeUndefined();
  });
});

describe('required rate', () => {
  it.each(rates.cases)('$name', (row) => {
    const required = math.requiredRate(row);
    expect(required.kind).toBe(row.kind);
    expectClose(required.kind === 'needed' ? required.perDay : undefined, row.perDay);
    expectClose(required.kind === 'needed' ? required.multiple : undefined, row.multiple);
    expect(required.kind === 'closedShort' ? required.short : null).toBe(row.short);
  });
});

describe('sums', () => {
  it('leaves no dust of binary fractions', () => {
    expect(math.sum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(math.minus(0.3, 0.1)).toBe(0.2);
  });

  it('counts blanks as nothing and never answers a negative zero', () => {
    expect(math.sum([null, 5, null])).toBe(5);
    expect(Object.is(math.sum([-1, 1, -0]), 0)).toBe(true);
  });
});

describe('X2 mismatch of numbers and words', () => {
  it.each(mismatches.cases)('$name', ({ mismatch, ...facts }) => {
    expect(orNull(math.planMismatch(facts))).toBe(mismatch);
  });
});
