import {
  chosenUnit,
  chooseUnit,
  fittingUnit,
  formatAmount,
  formatExact,
  formatMoney,
  formatRate,
  formatSigned,
  onUnitChosen,
  readAmount,
  roundingNote,
  unitName,
  userUnits,
} from 'c/moneyFormat';

describe('amounts for reading', () => {
  it('are rounded to the unit', () => {
    expect(formatAmount(24_503_200, 'tenThousand')).toBe('2,450');
    expect(formatAmount(24_503_200, 'million')).toBe('24.5');
    expect(formatAmount(2_450_320_000, 'hundredMillion')).toBe('24.50');
    expect(formatAmount(24_503_200.4, 'one')).toBe('24,503,200');
  });

  it('carry a minus sign, not a hyphen', () => {
    expect(formatAmount(-1_200, 'one')).toBe('−1,200');
    expect(formatSigned(-3_200_000, 'tenThousand')).toBe('−320');
    expect(formatSigned(1_800_000, 'tenThousand')).toBe('+180');
  });

  it('never show a negative zero', () => {
    expect(formatAmount(-4, 'tenThousand')).toBe('0');
    expect(formatSigned(0, 'one')).toBe('0');
  });

  it('carry their unit where they stand in a sentence', () => {
    expect(formatMoney(1_620_000, 'thousand')).toBe('¥1,620K');
    expect(formatMoney(1_620_000, 'one')).toBe('¥1,620,000');
    expect(formatMoney(-2_072_000, 'thousand')).toBe('−¥2,072K');
  });

  it('are a dash where there is none', () => {
    expect([formatAmount(null, 'one'), formatSigned(undefined, 'one'), formatRate(undefined)]).toEqual(['–', '–', '–']);
  });
});

describe('amounts for editing', () => {
  it.each([0, 1, 24_503_200, -1_200.5, 0.01, 987_654_321_012.34])('%d is read back as it was', (amount) => {
    for (const unit of userUnits()) {
      const read = readAmount(formatExact(amount, unit), unit);
      // What is finer than a hundredth of the base unit cannot be: the unit only moves the point.
      expect(read).toEqual({ kind: 'amount', amount });
    }
  });

  it('show every digit', () => {
    expect(formatExact(24_503_200, 'tenThousand')).toBe('2,450.32');
    expect(formatExact(null, 'one')).toBe('');
  });
});

describe('rates', () => {
  it('have one decimal', () => {
    expect(formatRate(0.612)).toBe('61.2%');
    expect(formatRate(-0.05)).toBe('−5.0%');
  });
});

describe('units', () => {
  it('are named with the user’s currency', () => {
    expect(userUnits().map(unitName)).toEqual(['¥', '¥K', '¥M', '¥B']);
  });

  it('fit the size of the amounts until the user chooses', () => {
    expect([950, 92_400_000, 92_400_000_000].map(fittingUnit)).toEqual(['one', 'thousand', 'million']);
  });
});

describe('the chosen unit', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('is remembered and told to every panel of the page', () => {
    const heard: string[] = [];
    const stop = onUnitChosen((unit) => heard.push(unit));
    expect(chosenUnit()).toBeUndefined();
    expect(chooseUnit('million')).toBe(true);
    stop();
    chooseUnit('thousand');
    expect(heard).toEqual(['million']);
    expect(chosenUnit()).toBe('thousand');
  });

  it('is no unit when something else is stored', () => {
    chooseUnit('million');
    const [key = ''] = Object.keys(localStorage);
    localStorage.setItem(key, 'toString');
    expect(chosenUnit()).toBeUndefined();
  });

  it('holds for the page alone where storage is forbidden', () => {
    const storage = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const heard = jest.fn();
    const stop = onUnitChosen(heard);
    expect(chooseUnit('million')).toBe(false);
    expect(heard).toHaveBeenCalledWith('million');
    stop();
    storage.mockRestore();
  });
});

it('says that figures are rounded only where adding up what is shown would miss a digit', () => {
  const halves = { parts: [500_400, 500_400], total: 1_000_800 };
  expect(roundingNote([halves], 'thousand')).toMatch(/^Every figure is rounded/);
  expect(roundingNote([halves], 'one')).toBe('');
  expect(roundingNote([{ parts: [500_000, null, -200_000], total: 300_000 }], 'thousand')).toBe('');
  // A remainder is no matter of rounding, and what is not known is no sum.
  expect(roundingNote([{ parts: [500_400], total: 900_000 }], 'thousand')).toBe('');
  expect(roundingNote([{ parts: [500_400, 500_400], total: null }], 'thousand')).toBe('');
});
