/**
 * Seeded random numbers (sfc32). Integer arithmetic and plain multiplication only, so that the same seed gives the same
 * bytes on every machine.
 */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** A number in [low, high). */
  between(low: number, high: number): number;
  /** True in `share` of the calls. */
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffle<Item>(items: readonly Item[]): readonly Item[];
  /** A stream of its own: what is drawn from it does not shift what others draw. */
  fork(name: string): Random;
}

/** FNV-1a over UTF-16 code units: spreads a name over 32 bits. */
function hash(text: string, start: number): number {
  let state = start >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return state;
}

/** sfc32 by Chris Doty-Humphrey (PractRand): 128 bits of state, passes the usual test suites. */
function sfc32(seed: string): () => number {
  let a = hash(seed, 0x811c9dc5);
  let b = hash(seed, 0x9e3779b9);
  let c = hash(seed, 0x85ebca6b);
  let counter = 1;
  const draw = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 15; round += 1) draw();
  return draw;
}

export function randomFrom(seed: string): Random {
  const next = sfc32(seed);
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('pick needs at least one item');
    return item;
  };
  return {
    next,
    whole,
    pick,
    between: (low, high) => low + next() * (high - low),
    chance: (share) => next() < share,
    shuffle: (items) =>
      items
        .map((item) => ({ item, order: next() }))
        .sort((left, right) => left.order - right.order)
        .map(({ item }) => item),
    fork: (name) => randomFrom(`${seed}/${name}`),
  };
}
