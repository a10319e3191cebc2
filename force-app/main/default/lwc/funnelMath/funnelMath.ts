/**
 * Cohorts, bottlenecks and the plan backwards: M13, M14 and M26. `undefined` means "not enough to say", never zero. The truth tables in
 * `test/golden/` hold these and the warehouse's SQL to the same answers.
 */

/** 97.5 % of the normal distribution lies below it. */
const Z = 1.959963984540054;
const FEW = 10;

export interface Conversion {
  readonly rate: number;
  /** Wilson interval of 95 %. */
  readonly low: number;
  readonly high: number;
  /** Under ten: shown, and greyed. */
  readonly isGrey: boolean;
}

/** M13 for one cohort that is old enough: `reached` of those who `entered`. Undefined without anybody. */
export function conversion(entered: number, reached: number): Conversion | undefined {
  if (entered <= 0) return undefined;
  const rate = reached / entered;
  return { rate, ...interval(rate, entered), isGrey: entered < FEW };
}

function interval(rate: number, count: number): { readonly low: number; readonly high: number } {
  const spread = (Z * Z) / count;
  const middle = (rate + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((rate * (1 - rate)) / count + spread / (4 * count))) / (1 + spread);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export interface Stage {
  /** How many stand at the stage. */
  readonly count: number;
  /** Share that goes on from it, and the share that is the reference: own last quarters, or a target. */
  readonly rate: number;
  readonly reference: number;
}

export interface Bottleneck {
  /** Money that is lost here against the reference. */
  readonly score: number;
  /** Of all stages; undefined when nothing is lost anywhere. */
  readonly share: number | undefined;
  /** The reference lies inside the interval of the rate: it may be chance. */
  readonly isUnproven: boolean;
}

/** M14: B_i = N_i · max(0, r*_i − r_i) · Π_{k>i} r_k · V, stages in their order, `value` the average value of a deal. */
export function bottlenecks(stages: readonly Stage[], value: number): readonly Bottleneck[] {
  const scores = stages.map(({ count, rate, reference }, index) => {
    const onwards = stages.slice(index + 1).reduce((share, later) => share * later.rate, 1);
    return count * Math.max(0, reference - rate) * onwards * value;
  });
  const all = scores.reduce((left, right) => left + right, 0);
  return stages.map(({ count, rate, reference }, index) => {
    const score = scores[index] ?? 0;
    const { low, high } = count > 0 ? interval(rate, count) : { low: 0, high: 1 };
    return { score, share: all > 0 ? score / all : undefined, isUnproven: low <= reference && reference <= high };
  });
}

/** Less than this share in time, and a start now cannot land in the period. */
const LEAST_IN_TIME = 0.02;

/** M26: R = max(0, T − A − E ÷ (1 + b_E)); without a known bias the expected amount counts as it stands. */
export function stillNeeded(facts: {
  readonly target: number;
  readonly actual: number;
  readonly expected: number;
  readonly expectedBias: number | undefined;
}): number {
  const safe = facts.expected / (1 + (facts.expectedBias ?? 0));
  return Math.max(0, facts.target - facts.actual - safe);
}

export interface Step {
  /** Share that goes on from it. */
  readonly rate: number;
  /** Share of those that start at it now which can land before the period ends. */
  readonly inTime: number;
}

/**
 * M26: how many have to start at each stage, from the first, for `need` with deals of `value`; not rounded. Undefined:
 * cannot land this period.
 */
export function reversePlan(need: number, value: number, steps: readonly Step[]): readonly (number | undefined)[] {
  return steps.map(({ inTime }, index) => {
    const onwards = steps.slice(index).reduce((share, { rate }) => share * rate, 1);
    return inTime < LEAST_IN_TIME || onwards === 0 ? undefined : need / (value * onwards * inTime);
  });
}
