/** M1 to M10, and what a line and an open deal count. */
import { notBelowZero, orZero, share, type Sql } from './sql.ts';

export interface LineColumns {
  readonly closed: Sql;
  readonly inLanding: Sql;
  readonly member: Sql;
  readonly system: Sql;
  readonly actual: Sql;
}

/** The expected amount of the whole month that counts: the member's, where there is one. */
export const effectiveExpected = (member: Sql, system: Sql): Sql => `COALESCE(${member}, ${system}, 0)`;

/** Closed: the actual; open: the larger of actual and expected; left out of the landing: zero. */
export function lineLanding({ closed, inLanding, member, system, actual }: LineColumns): Sql {
  const open = `GREATEST(${orZero(actual)}, ${effectiveExpected(member, system)})`;
  return `CASE WHEN ${closed} THEN ${orZero(actual)} WHEN NOT ${inLanding} THEN 0 ELSE ${open} END`;
}

export function countedExpected(deal: {
  readonly open: Sql;
  readonly inLanding: Sql;
  readonly linked: Sql;
  readonly expected: Sql;
}): Sql {
  return `CASE WHEN ${deal.open} AND ${deal.inLanding} AND ${deal.linked} THEN ${orZero(deal.expected)} ELSE 0 END`;
}

/** M1: F = Σ line landing + Σ counted opportunity expected + J. */
export const landingForecast = (lines: Sql, opportunities: Sql, judgement: Sql): Sql =>
  `${orZero(lines)} + ${orZero(opportunities)} + ${orZero(judgement)}`;

/** M2: G = F − T; and M4, drift, of a target or a plan: now less original. */
export const difference = (left: Sql, right: Sql): Sql => `(${left}) - (${right})`;

/** M3: F − P; NULL without a target, for then there is no gap to split. */
export const execution = (landing: Sql, plan: Sql, target: Sql): Sql =>
  `CASE WHEN (${target}) IS NOT NULL THEN ${difference(landing, plan)} END`;

/** M3: what remains of the gap, P − T. */
export const planning = (plan: Sql, target: Sql): Sql => difference(plan, target);

/** M5, M6 and the cumulative rate of M11: NULL when T ≤ 0. */
export const rate = (part: Sql, target: Sql): Sql => `CASE WHEN (${target}) > 0 THEN ${share(part, target)} END`;

/** w(t) by business days, within 0 and 1. */
export function elapsedShare(elapsed: Sql, businessDays: Sql): Sql {
  const passed = share(elapsed, businessDays);
  return `CASE WHEN (${businessDays}) > 0 THEN CASE WHEN (${passed}) > 1 THEN 1 ELSE ${notBelowZero(passed)} END END`;
}

/** M7: T·w(t). */
export const expectedByNow = (target: Sql, w: Sql): Sql => `(${target}) * (${w})`;

const paceFrom = 0.05;
const runRateFrom = 0.1;

const ifPace = (target: Sql, w: Sql, value: Sql): Sql =>
  `CASE WHEN (${target}) > 0 AND (${w}) >= ${paceFrom} THEN ${value} END`;

/** M8: A − T·w; NULL below 5 % of the period. */
export const paceGap = (actual: Sql, target: Sql, w: Sql): Sql =>
  ifPace(target, w, difference(actual, expectedByNow(target, w)));

/** M8: A ÷ (T·w). */
export const paceIndex = (actual: Sql, target: Sql, w: Sql): Sql =>
  ifPace(target, w, share(actual, expectedByNow(target, w)));

/** M9: A ÷ w; NULL below 10 % of the period. */
export const runRateLanding = (actual: Sql, w: Sql): Sql =>
  `CASE WHEN (${w}) >= ${runRateFrom} THEN ${share(actual, w)} END`;

export interface RequiredColumns {
  readonly target: Sql;
  readonly actual: Sql;
  readonly businessDays: Sql;
  readonly elapsedDays: Sql;
}

/** M10: `kind` (reached, closedShort, needed), `perDay` and its `multiple` of the pace so far, or how much is `short`. */
export function requiredRate(
  columns: RequiredColumns,
): Readonly<Record<'kind' | 'perDay' | 'multiple' | 'short', Sql>> {
  const { target, actual, businessDays, elapsedDays } = columns;
  const short = difference(target, actual);
  const left = difference(businessDays, elapsedDays);
  const isNeeded = `(${short}) > 0 AND (${left}) > 0`;
  const perDay = share(short, left);
  const soFar = share(actual, elapsedDays);
  return {
    kind: `CASE WHEN (${short}) <= 0 THEN 'reached' WHEN (${left}) <= 0 THEN 'closedShort' ELSE 'needed' END`,
    perDay: `CASE WHEN ${isNeeded} THEN ${perDay} END`,
    multiple: `CASE WHEN ${isNeeded} AND (${soFar}) > 0 THEN (${perDay}) / (${soFar}) END`,
    short: `CASE WHEN (${short}) > 0 AND (${left}) <= 0 THEN ${short} END`,
  };
}

/** X2: 'riskOpen' or 'noStatement'; NULL when numbers and words go together, or when there is no rate. */
export function planMismatch(columns: {
  readonly landing: Sql;
  readonly target: Sql;
  readonly severe: Sql;
  readonly statements: Sql;
}): Sql {
  const reached = rate(columns.landing, columns.target);
  return `CASE WHEN ${reached} >= 1 AND (${columns.severe}) > 0 THEN 'riskOpen'
    WHEN ${reached} < 0.9 AND (${columns.statements}) = 0 THEN 'noStatement' END`;
}
