import { waterfallGeometry, type Step } from '../waterfallGeometry';

const total = (key: string, amount: number): Step => ({ key, name: key, text: String(amount), amount, isTotal: true });
const step = (key: string, amount: number): Step => ({ key, name: key, text: String(amount), amount, isTotal: false });

const MOCKUP = [
  total('先週', 9_480),
  step('新規', 180),
  step('後ろ倒し', -320),
  step('失注', -190),
  step('増額', 140),
  step('実績差', -50),
  total('今週', 9_240),
];

it('each step begins where the last one ended, and the last ends at the total', () => {
  const { steps } = waterfallGeometry(MOCKUP, 840);
  const bottom = (index: number): number => (steps[index]?.box.y ?? 0) + (steps[index]?.box.height ?? 0);
  expect(bottom(1)).toBeCloseTo(steps[0]?.box.y ?? 0);
  expect(steps[2]?.box.y).toBeCloseTo(steps[1]?.box.y ?? 0);
  expect(steps[3]?.box.y).toBeCloseTo(bottom(2));
  expect(steps[5]?.link?.y).toBeCloseTo(bottom(5));
  expect(steps[6]?.box.y).toBeCloseTo(bottom(5));
});

it('heights of steps are in proportion to their amounts', () => {
  const { steps } = waterfallGeometry(MOCKUP, 840);
  expect((steps[2]?.box.height ?? 0) / (steps[1]?.box.height ?? 1)).toBeCloseTo(320 / 180);
});

it('cuts the scale when the steps could not be seen otherwise, and says so', () => {
  expect(waterfallGeometry(MOCKUP, 840).isCut).toBe(true);
  expect(waterfallGeometry([total('a', 100), step('b', -90), total('c', 10)], 840).isCut).toBe(false);
});

it('starts at zero with nothing in either week, and draws below it when the landing was negative', () => {
  expect(waterfallGeometry([total('a', 0), total('b', 0)], 300).steps.map(({ box }) => box.height)).toEqual([0, 0]);
  const { steps, baseY } = waterfallGeometry([total('a', -50), step('b', 80), total('c', 30)], 300);
  expect((steps[0]?.box.y ?? 0) + (steps[0]?.box.height ?? 0)).toBeCloseTo(baseY);
});

it.each([320, 480, 840, 1_400])('nothing leaves a frame of %i', (width) => {
  const { steps, height } = waterfallGeometry(MOCKUP, width);
  for (const { box, textY } of steps) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect(textY).toBeGreaterThan(8);
  }
});

const namesIn = (steps: readonly Step[], width: number): readonly (readonly string[])[] =>
  waterfallGeometry(steps, width).steps.map(({ names }) => names.map(({ text }) => text));

it('cuts a name that has no room, and leaves it out when nothing of it would be left', () => {
  expect(namesIn([total('前週', 1), step('キャンペーン', 2)], 100)[1]).toEqual(['キャン…']);
  expect(namesIn(MOCKUP, 70)).toEqual(MOCKUP.map(() => []));
});

it('breaks a name of several words before it cuts it, so that “Amount up” and “Amount down” stay apart', () => {
  const steps = [total('Last Friday', 10), step('Amount up', 4), step('Amount down', -2), total('Now', 12)];
  expect(namesIn(steps, 800)).toEqual([['Last Friday'], ['Amount up'], ['Amount down'], ['Now']]);
  expect(namesIn(steps, 240)).toEqual([['Last', 'Friday'], ['Amount', 'up'], ['Amount', 'down'], ['Now']]);
  expect(namesIn([total('その前の金曜', 1), step('増額', 2)], 120)[0]).toEqual(['その前の', '金曜']);
  const [wide, narrow] = [800, 240].map((width) => waterfallGeometry(steps, width));
  expect(narrow?.height).toBeGreaterThan(wide?.height ?? 0);
});
