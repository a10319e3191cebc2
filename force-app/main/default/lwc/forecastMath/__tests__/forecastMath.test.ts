import * as math from 'c/forecastMath';
import accuracies from '../../../../../../test/golden/accuracy.json';
import corrections from '../../../../../../test/golden/correction.json';
import coverages from '../../../../../../test/golden/coverage.json';
import cumulatives from '../../../../../../test/golden/cumulative.json';
import added from '../../../../../../test/golden/value-added.json';

/** The tables say null where the modules say undefined: JSON has no other word for "not enough to say". */
const close = (expected: number | null): unknown => (expected === null ? undefined : expect.closeTo(expected, 12));

describe('M11 cumulative', () => {
  it.each(cumulatives.cases)('$name', (row) => {
    expect(math.cumulative(row.actuals)).toEqual(row.cumulativeActuals);
    expect(math.cumulative(row.targets)).toEqual(row.cumulativeTargets);
    const rates = math.cumulativeRates(row.actuals, row.targets);
    expect(rates).toHaveLength(row.rates.length);
    row.rates.forEach((rate, index) => {
      expect(rates[index]).toEqual(close(rate));
    });
  });
});

describe('M12 coverage', () => {
  it.each(coverages.cases)('$name', (row) => {
    const found = math.coverage(row);
    expect(found?.remaining).toEqual(close(row.remaining));
    expect(found?.coverage).toEqual(close(row.coverage));
    expect(found?.sufficiency).toEqual(close(row.sufficiency));
  });
});

describe('M15 error, M16 accuracy, M17 bias', () => {
  it.each(accuracies.cases)('$name', (row) => {
    const found = math.accuracy(row.periods);
    expect(found?.wmape).toEqual(close(row.wmape));
    expect(found?.accuracy).toEqual(close(row.accuracy));
    expect(found?.mape).toEqual(close(row.mape));
    expect(found?.bias).toEqual(close(row.bias));
  });

  it('an error is the forecast less what came', () => {
    expect(math.forecastError({ forecast: 100.3, actual: 100.1 })).toBe(0.2);
  });
});

describe('M18 correction', () => {
  it.each(corrections.cases)('$name', (row) => {
    const found = math.correction(row.actual, row.expected, row.history);
    expect(found?.expectedBias).toEqual(close(row.expectedBias));
    expect(found?.corrected).toEqual(close(row.corrected));
    expect(found?.low).toEqual(close(row.low));
    expect(found?.high).toEqual(close(row.high));
  });
});

describe('M19 value added', () => {
  it.each(added.cases)('$name', (row) => {
    expect(math.valueAdded(row.periods)).toEqual(close(row.added));
  });
});
