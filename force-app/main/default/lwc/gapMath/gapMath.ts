/**
 * Every formula of the panels (M1 to M10), over plain numbers in full currency units. Nothing is rounded before it is
 * summed. `null` is a blank field. `undefined` as a result means "not defined here": shown as a dash, never as zero.
 * The truth tables in `test/golden/` hold these, the SQL and the org's own formulas to the same answers.
 */

export type Amount = number | null;

export interface Line {
  readonly closed: boolean;
  readonly inLanding: boolean;
  /** What the member entered: zero counts as entered, blank means "the system value counts". */
  readonly member: Amount;
  readonly system: Amount;
  readonly actual: Amount;
}

const CENTS = 100;

/** Adds money without the dust of binary fractions: the fields hold at most two decimals. Blank counts as zero. */
export function sum(amounts: Iterable<Amount>): number {
  let total = 0;
  for (const amount of amounts) total += amount ?? 0;
  return cents(total);
}

/** Difference of two amounts, as exact as `sum`. */
export function minus(left: number, right: number): number {
  return cents(left - right);
}

function cents(amount: number): number {
  const rounded = Math.round(amount * CENTS) / CENTS;
  return rounded === 0 ? 0 : rounded;
}

/** The expected amount of the whole month that counts: the member's, where there is one. */
export function effectiveExpected(member: Amount, system: Amount): number {
  return member ?? system ?? 0;
}

/**
 * Where a line lands. A closed month is its actual, whatever was expected; an open one is the larger of both, because
 * *expected* covers the whole month and a booked amount must not count twice; left out of the landing it is zero.
 */
export function lineLanding(line: Line): number {
  const actual = line.actual ?? 0;
  if (line.closed) return actual;
  if (!line.inLanding) return 0;
  return Math.max(actual, effectiveExpected(line.member, line.system));
}

/** What an open deal adds to the landing. */
export function countedExpected(deal: {
  readonly open: boolean;
  readonly inLanding: boolean;
  readonly linked: boolean;
  readonly expected: Amount;
}): number {
  return deal.open && deal.inLanding && deal.linked ? (deal.expected ?? 0) : 0;
}

/** M1: F = Σ line landing + Σ counted opportunity expected + J. */
export function landingForecast(lines: Amount, opportunities: Amount, judgement: Amount): number {
  return sum([lines, opportunities, judgement]);
}

/** M2: G = F − T; negative is a shortfall. */
export function gap(landing: number, target: Amount): number | undefined {
  return target === null ? undefined : minus(landing, target);
}

export interface GapSplit {
  /** F − P: what was planned and will not happen. */
  readonly execution: number;
  /** P − T: what was never planned. */
  readonly planning: number;
}

/** M3: the two parts add up to the gap exactly. Without a plan there is nothing to split. */
export function gapSplit(landing: number, plan: Amount, target: Amount): GapSplit | undefined {
  if (plan === null || target === null) return undefined;
  const execution = minus(landing, plan);
  return { execution, planning: minus(minus(landing, target), execution) };
}

/** M4: how far a target or plan has moved since the period began. */
export function drift(now: Amount, original: Amount): number | undefined {
  return now === null || original === null ? undefined : minus(now, original);
}

/** M5 (actual ÷ target), M6 (landing ÷ target) and M11's cumulative rate: a ratio says nothing when T ≤ 0. */
export function rate(part: number, target: Amount): number | undefined {
  return target === null || target <= 0 ? undefined : part / target;
}

/** w(t): share of the period that has passed, by business days, within 0 and 1. */
export function elapsedShare(elapsedDays: number, businessDays: number): number | undefined {
  return businessDays <= 0 ? undefined : Math.min(1, Math.max(0, elapsedDays / businessDays));
}

/** M7: T·w(t). */
export function expectedByNow(target: number, share: number): number {
  return target * share;
}

export interface Pace {
  readonly gap: number;
  readonly index: number;
}

const PACE_FROM = 0.05;
const RUN_RATE_FROM = 0.1;

/** M8: pace gap A − T·w and pace index A ÷ (T·w); too early to tell below 5 % of the period. */
export function pace(actual: number, target: Amount, share: number): Pace | undefined {
  if (target === null || target <= 0 || share < PACE_FROM) return undefined;
  const due = expectedByNow(target, share);
  return { gap: actual - due, index: actual / due };
}

/** M9: A ÷ w; too early to tell below 10 % of the period. */
export function runRateLanding(actual: number, share: number): number | undefined {
  return share < RUN_RATE_FROM ? undefined : actual / share;
}

export type RequiredRate =
  | { readonly kind: 'reached' }
  | { readonly kind: 'closedShort'; readonly short: number }
  /** `multiple` compares with the pace so far; there is none on the first day or while nothing is booked. */
  | { readonly kind: 'needed'; readonly perDay: number; readonly multiple: number | undefined };

/** M10: what every remaining business day must bring. */
export function requiredRate(facts: {
  readonly target: number;
  readonly actual: number;
  readonly businessDays: number;
  readonly elapsedDays: number;
}): RequiredRate {
  const short = minus(facts.target, facts.actual);
  if (short <= 0) return { kind: 'reached' };
  const daysLeft = facts.businessDays - facts.elapsedDays;
  if (daysLeft <= 0) return { kind: 'closedShort', short };
  const perDay = short / daysLeft;
  const soFar = facts.elapsedDays > 0 ? facts.actual / facts.elapsedDays : 0;
  return { kind: 'needed', perDay, multiple: soFar > 0 ? perDay / soFar : undefined };
}

/** X2: what the numbers say and what people say do not go together. */
export type PlanMismatch = 'riskOpen' | 'noStatement';

/** Landing at 100 % or more with an open statement of severity 3, or below 90 % with none written. */
export function planMismatch(facts: {
  readonly landing: number;
  readonly target: Amount;
  /** Open statements of severity 3, and statements that anybody has written and not dropped. */
  readonly severe: number;
  readonly statements: number;
}): PlanMismatch | undefined {
  const reached = rate(facts.landing, facts.target);
  if (reached === undefined) return undefined;
  if (reached >= 1) return facts.severe > 0 ? 'riskOpen' : undefined;
  return reached < 0.9 && facts.statements === 0 ? 'noStatement' : undefined;
}
