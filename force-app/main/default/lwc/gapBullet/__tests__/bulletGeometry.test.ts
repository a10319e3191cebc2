import { hatchPath } from 'c/chartShapes';
import { bulletGeometry, type BulletLabels, type BulletValues } from '../bulletGeometry';

const TEXTS: BulletLabels = {
  actual: '実績 6,120',
  landing: '着地見込 9,240',
  target: '目標 10,000',
  plan: '計画 9,700',
  due: '11月23日までの予定 6,840',
};
const MOCKUP: BulletValues = { actual: 6_120, landing: 9_240, target: 10_000, plan: 9_700, due: null };

it('starts at zero and gives every value its share of the width', () => {
  const bullet = bulletGeometry(MOCKUP, TEXTS, 1_080);
  expect(bullet.actual).toMatchObject({ x: 0, width: 612 });
  expect(bullet.extension).toMatchObject({ x: 612, width: 312 });
  expect((bullet.target?.x ?? 0) + 1.5).toBeCloseTo(1_000);
  expect(bullet.plan?.x).toBeCloseTo(970);
});

it('has at most three bands, which end at the frame', () => {
  const { bands } = bulletGeometry(MOCKUP, TEXTS, 1_080);
  expect(bands.map(({ key }) => key)).toEqual(['weak', 'near', 'reached']);
  expect(bands.reduce((sum, band) => sum + band.width, 0)).toBeCloseTo(1_080);
  expect(bulletGeometry({ ...MOCKUP, target: null }, TEXTS, 500).bands).toHaveLength(1);
});

it('marks a landing that lies below the actual, where nothing can be hatched', () => {
  const bullet = bulletGeometry({ ...MOCKUP, landing: 6_000 }, TEXTS, 500);
  expect(bullet.extension.width).toBe(0);
  expect(bullet.hatch).toBe('');
  expect(bullet.landingMark).toMatch(/^M/);
});

it('draws nothing below zero and survives a month without any amount', () => {
  expect(
    bulletGeometry({ actual: -50, landing: -20, target: 100, plan: null, due: null }, TEXTS, 500).actual.width,
  ).toBe(0);
  const empty = bulletGeometry({ actual: 0, landing: 0, target: null, plan: null, due: null }, TEXTS, 500);
  expect(empty.actual.width).toBe(0);
  expect(empty.labels.map(({ key }) => key)).toEqual(['actual', 'landing']);
});

describe('labels', () => {
  const cases = [320, 358, 480, 640, 900, 1_400].flatMap((width) =>
    [
      MOCKUP,
      { actual: 100, landing: 100, target: 100, plan: 100, due: null },
      { actual: 0, landing: 10_000, target: 10_000, plan: 9_990, due: null },
      { actual: 9_990, landing: 10_000, target: 1, plan: 2, due: null },
      { actual: 0, landing: 0, target: 10, plan: 0, due: null },
    ].map((values) => ({ width, values })),
  );

  it.each(cases)('neither overlap nor leave the frame: $width, $values', ({ width, values }) => {
    const { labels, height, bands } = bulletGeometry(values, TEXTS, width);
    const boxes = labels.map(({ from, to, y }) => ({ from, to, y }));
    for (const [index, box] of boxes.entries()) {
      expect(box.from).toBeGreaterThanOrEqual(0);
      expect(box.to).toBeLessThanOrEqual(width);
      expect(box.y).toBeGreaterThan(8);
      expect(box.y).toBeLessThan(height);
      const sameLine = boxes.filter((other, at) => at !== index && Math.abs(other.y - box.y) < 11);
      for (const other of sameLine) expect(box.to <= other.from || other.to <= box.from).toBe(true);
      const inBar = bands.some((band) => box.y > band.y && box.y - 11 < band.y + band.height);
      expect(inBar).toBe(false);
    }
  });
});

it('hatches only inside its box', () => {
  const path = hatchPath({ x: 10, y: 20, width: 30, height: 16 });
  const numbers = [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(numbers.length).toBeGreaterThan(4);
  for (const [x = 0, y = 0] of numbers) {
    expect(x >= 10 && x <= 40 && y >= 20 && y <= 36).toBe(true);
  }
});
