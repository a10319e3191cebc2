import { remembered } from '../remembered';

it('answers with the same object until it is asked about another', () => {
  const pair = remembered((left: unknown, right: unknown) => ({ left, right }));
  const [one, two] = [{}, {}];
  const first = pair(one, two);
  expect(pair(one, two)).toBe(first);
  const other = pair(one, one);
  expect(other).toEqual({ left: one, right: one });
  expect(pair(one, two)).not.toBe(first);
});
