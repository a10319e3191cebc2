import { bridge } from 'c/bridgeMath';
import { sum } from 'c/gapMath';
import bridges from '../../../../../../test/golden/bridge.json';

describe('M20 week-over-week bridge', () => {
  it.each(bridges.cases)('$name', ({ lines, before, now, parts, ...asked }) => {
    const found = bridge(lines, asked);
    expect(found).toEqual({ before, now, parts });
  });

  it.each(bridges.cases)('leaves no remainder: $name', ({ lines, ...asked }) => {
    const found = bridge(lines, asked);
    expect(sum([found.before, ...found.parts.map(({ amount }) => amount)])).toBe(found.now);
  });
});
