import { readAmount, unreadableReason } from 'c/moneyFormat';

function amount(typed: string, unit: Parameters<typeof readAmount>[1] = 'one'): number | string | null {
  const read = readAmount(typed, unit);
  return read.kind === 'amount' ? read.amount : read.reason;
}

describe('what people type', () => {
  it.each([
    ['12,345', 12_345],
    ['１２，３４５', 12_345],
    ['▲1,200', -1_200],
    ['△1,200', -1_200],
    ['(1,200)', -1_200],
    ['（１，２００）', -1_200],
    ['-1200', -1_200],
    ['−1,200', -1_200],
    ['ー300', -300],
    ['+500', 500],
    ['120万', 1_200_000],
    ['1.2百万', 1_200_000],
    ['1.2M', 1_200_000],
    ['1.2m', 1_200_000],
    ['3億', 300_000_000],
    ['1億2,000万', 120_000_000],
    ['1億2000万500円', 120_000_500],
    ['12k', 12_000],
    ['２．５Ｋ', 2_500],
    ['2b', 2_000_000_000],
    ['(5,000円)', -5_000],
    ['五', 'notAnAmount'],
    ['¥1,200', 1_200],
    ['1,200円', 1_200],
    ['$1,200.50', 1_200.5],
    [' 1 200 ', 1_200],
    ['.5M', 500_000],
    ['007', 7],
    ['0', 0],
    ['-0', 0],
  ])('%s is read', (typed, expected) => {
    expect(amount(typed)).toBe(expected);
  });

  it.each(['', '   ', '　'])('a blank cell (%j) clears', (typed) => {
    expect(amount(typed)).toBeNull();
  });

  it.each([
    '120百',
    '1,2',
    '12,34',
    '1.2.3',
    'abc',
    '12万億',
    '1万2億',
    '12kk',
    '--5',
    '()',
    '5-',
    '1e5',
    '円',
    '¥',
    '%5',
  ])('%s is refused, never guessed', (typed) => {
    expect(amount(typed)).toBe('notAnAmount');
  });

  it('refuses more digits than a number can hold', () => {
    expect(amount('1234567890123456')).toBe('tooLarge');
    expect(amount('999999999億')).toBe('tooLarge');
  });

  it('refuses more than two decimals, also after the unit is applied', () => {
    expect(amount('1.234')).toBe('tooFine');
    expect(amount('1.234', 'thousand')).toBe(1_234);
    expect(amount('1.23456万')).toBe(12_345.6);
  });
});

describe('a bare number', () => {
  it('is in the unit that the panel shows', () => {
    expect(amount('1,300', 'tenThousand')).toBe(13_000_000);
    expect(amount('1.5', 'million')).toBe(1_500_000);
  });

  it('is not when it carries a unit of its own', () => {
    expect(amount('120万', 'million')).toBe(1_200_000);
    expect(amount('5,000円', 'tenThousand')).toBe(5_000);
  });

  it('is exact where binary arithmetic is not', () => {
    expect(amount('2450.32', 'tenThousand')).toBe(24_503_200);
    expect(amount('1.005', 'thousand')).toBe(1_005);
  });
});

describe('a refusal', () => {
  it('quotes what was typed and shows two ways that work', () => {
    expect(unreadableReason('120百', 'notAnAmount')).toBe(
      '“120百” is not an amount. Type for example 1.2M or 12k. What you typed is kept.',
    );
  });
});
