import { formatAmount, formatExact, formatRate, formatSigned, unitName } from 'c/moneyFormat';

it('writes a shortfall with a minus sign', () => {
  expect(formatSigned(-3_200_000, 'tenThousand')).toBe('−320');
});
it('x', () => {
  expect(unitName('thousand')).toBe('¥K');
  expect(formatAmount(12345678, 'one')).toBe('12,345,678');
  expect(formatExact(24_503_200, 'tenThousand')).toBe('2,450.32');
  expect(formatRate(0.612)).toBe('61.2%');
});
