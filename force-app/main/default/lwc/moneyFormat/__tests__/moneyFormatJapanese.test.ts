import '../../../../../../test/jest/japanese';
import { fittingUnit, formatAmount, formatMoney, unitName, unreadableReason, userUnits } from 'c/moneyFormat';

it('counts in 千, 万, 百万 and 億', () => {
  expect(userUnits().map(unitName)).toEqual(['円', '千円', '万円', '百万円', '億円']);
});

it('reads a member’s month in 万円 unless the user chooses', () => {
  expect([950, 92_400_000, 924_000_000_000].map(fittingUnit)).toEqual(['one', 'tenThousand', 'million']);
});

it('writes the same figures as the mockup', () => {
  expect(formatAmount(92_400_000, 'tenThousand')).toBe('9,240');
});

it('an amount in a sentence carries its unit behind it', () => {
  expect(formatMoney(1_620_000, 'tenThousand')).toBe('162万円');
  expect(formatMoney(-1_620_000, 'tenThousand')).toBe('−162万円');
});

it('refuses in Japanese, with Japanese examples', () => {
  expect(unreadableReason('120百', 'notAnAmount')).toBe(
    '「120百」は金額として読めません。120万 または 1.2百万 のように入力してください（値は残しています）',
  );
});
