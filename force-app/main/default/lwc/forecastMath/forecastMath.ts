/**
 * What forecasts were worth and what they are likely to become: M11, M12 and M15 to M19, over plain numbers in full
 * currency units. `undefined` means "not enough to say", never zero. The truth tables in `test/golden/` hold these and
 * the warehouse's SQL to the same answers.
 */
import { minus, rate, sum, type Amount } from 'c/gapMath';

/** M11: C_k, the sum of the first k amounts. */
export function cumulative(amounts: readonly Amount[]): readonly number[] {
  let total = 0;
  return amounts.map((amount) => (total = sum([total, amount])));
}

/** M11: C_k(actual) ÷ C_k(target). */
export function cumulativeRates(
  actuals: readonly Amount[],
  targets: readonly Amount[],
): readonly (number | undefined)[] {
  const due = cumulative(targets);
  return cumulative(actuals).map((actual, index) => rate(actual, due[index] ?? null));
}

export interface Coverage {
  readonly remaining: number;
  /** Open amount ÷ what remains; undefined when nothing does. */
  readonly coverage: number | undefined;
  /** Coverage × the share of value that is won: 1 is enough. */
  readonly sufficiency: number | undefined;
}

/** M12. Undefined without a target. */
export function coverage(facts: {
  readonly open: number;
  readonly target: Amount;
  readonly actual: number;
  readonly winRate: number | null;
}): Coverage | undefined {
  if (facts.target === null) return undefined;
  const remaining = Math.max(0, minus(facts.target, facts.actual));
  if (remaining === 0) return { remaining, coverage: undefined, sufficiency: undefined };
  const covered = facts.open / remaining;
  return { remaining, coverage: covered, sufficiency: facts.winRate === null ? undefined : covered * facts.winRate };
}

/** A closed period: what was forecast at a checkpoint, and what came. */
export interface Closed {
  readonly forecast: number;
  readonly actual: number;
}

export interface Accuracy {
  /** Σ|e| ÷ Σ|A|; undefined when nothing was ever booked. */
  readonly wmape: number | undefined;
  /** max(0, 1 − WMAPE). */
  readonly accuracy: number | undefined;
  /** mean(|e| ÷ A), where every A is above zero. */
  readonly mape: number | undefined;
  /** Σe ÷ ΣA: positive for forecasts that were too high. */
  readonly bias: number | undefined;
}

const REMEMBERED = 6;
const ENOUGH = 3;

const total = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);

function wmape(errors: readonly number[], actuals: readonly number[]): number | undefined {
  const booked = total(actuals.map(Math.abs));
  return booked === 0 ? undefined : total(errors.map(Math.abs)) / booked;
}

/** M15: e = F − A. */
export function forecastError({ forecast, actual }: Closed): number {
  return minus(forecast, actual);
}

/** M16 and M17 over the last six closed periods, oldest first. Undefined under three: not enough history. */
export function accuracy(periods: readonly Closed[]): Accuracy | undefined {
  const last = periods.slice(-REMEMBERED);
  if (last.length < ENOUGH) return undefined;
  const errors = last.map(forecastError);
  const actuals = last.map(({ actual }) => actual);
  const error = wmape(errors, actuals);
  const hasRates = actuals.every((actual) => actual > 0);
  const booked = total(actuals);
  return {
    wmape: error,
    accuracy: error === undefined ? undefined : Math.max(0, 1 - error),
    mape: hasRates ? total(last.map((one) => Math.abs(forecastError(one)) / one.actual)) / last.length : undefined,
    bias: booked > 0 ? total(errors) / booked : undefined,
  };
}

/** What was still expected at the checkpoint, and what of it came. */
export interface Realised {
  readonly expected: number;
  readonly realised: number;
}

export interface Correction {
  /** M17 for the expected part: Σ(E − realised) ÷ Σ realised. */
  readonly expectedBias: number | undefined;
  /** M18: A + E ÷ (1 + b_E). Shown beside the entered value, never in its place. */
  readonly corrected: number | undefined;
  readonly low: number;
  readonly high: number;
}

const LOW = 0.2;
const HIGH = 0.8;

/** Linear between neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** M18 from the last six periods in which anything was expected, oldest first. Undefined under three. */
export function correction(actual: number, expected: number, history: readonly Realised[]): Correction | undefined {
  const last = history.filter((one) => one.expected > 0).slice(-REMEMBERED);
  if (last.length < ENOUGH) return undefined;
  const came = total(last.map(({ realised }) => realised));
  const hoped = total(last.map((one) => one.expected));
  const shares = last.map(({ realised, expected: had }) => realised / had).sort((left, right) => left - right);
  return {
    expectedBias: came > 0 ? (hoped - came) / came : undefined,
    corrected: came > 0 ? actual + (expected * came) / hoped : undefined,
    low: actual + expected * quantile(shares, LOW),
    high: actual + expected * quantile(shares, HIGH),
  };
}

/** M19: WMAPE(naive) − WMAPE(person), the naive forecast being the week before. Negative: that one was better. */
export function valueAdded(periods: readonly (Closed & { readonly naive: number })[]): number | undefined {
  const last = periods.slice(-REMEMBERED);
  if (last.length < ENOUGH) return undefined;
  const actuals = last.map(({ actual }) => actual);
  const errorOf = (forecasts: readonly number[]): number | undefined =>
    wmape(
      forecasts.map((forecast, index) => minus(forecast, actuals[index] ?? 0)),
      actuals,
    );
  const naive = errorOf(last.map((one) => one.naive));
  const person = errorOf(last.map((one) => one.forecast));
  return naive === undefined || person === undefined ? undefined : naive - person;
}
