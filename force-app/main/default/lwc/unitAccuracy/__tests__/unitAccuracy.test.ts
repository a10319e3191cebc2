import UnitAccuracy from 'c/unitAccuracy';
import { all, clearPage, one, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

const found = (accuracy: number, bias: number): object => ({ accuracy, bias, wmape: 1 - accuracy, mape: undefined });

const UNITS = [
  {
    unitName: 'East',
    checkpoints: [
      { daysLeft: 20, months: 1, found: undefined },
      { daysLeft: 10, months: 3, found: found(0.9, 0.1) },
      { daysLeft: 5, months: 3, found: found(0.96, -0.04) },
      { daysLeft: 0, months: 3, found: found(0.996, 0.001) },
    ],
    added: 0.06,
    now: { expectedBias: 0.1, corrected: 95_000_000, low: 90_000_000, high: 99_000_000 },
  },
  { unitName: 'West', checkpoints: [], added: undefined, now: undefined },
];

it('says accuracy and bias in words at each checkpoint, and a dash where too few months are known', async () => {
  const element = await show('c-unit-accuracy', UnitAccuracy, { units: UNITS as never, unit: 'million' as const });
  const cells = all(element, '[data-unit="East"] td').map(textOf);
  expect(cells).toEqual([
    '–',
    '90.0% 10.0% too high',
    '96.0% 4.0% too low',
    '99.6% no bias',
    '95.0 90.0 to 99.0',
    '+6.0 pt',
  ]);
  expect(all(element, 'thead th').map(textOf).slice(0, 5)).toEqual([
    'Unit',
    '20 days left',
    '10 days left',
    '5 days left',
    'Last snapshot',
  ]);
  await expect(element).toBeAccessible();
});

it('says where pictures come from when none was kept', async () => {
  const element = await show('c-unit-accuracy', UnitAccuracy, { units: [], unit: 'million' as const });
  expect(textOf(one(element, '.quiet'))).toContain('on Fridays');
});
