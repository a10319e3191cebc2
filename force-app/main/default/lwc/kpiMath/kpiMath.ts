/**
 * M21: what each child of a KPI contributes to the gap of its parent, so that the contributions add up to it. The truth
 * table in `test/golden/` holds this and the warehouse's SQL to the same answers.
 */

export type Combination = 'Sum' | 'Product';

/** A child of a KPI; `undefined` where nobody knows. */
export interface Child {
  readonly target: number | undefined;
  readonly actual: number | undefined;
}

export interface Part {
  /** In the unit of the parent. */
  readonly contribution: number;
  /** Of one unit of the child, in the unit of the parent: contribution = worth × (actual − target). */
  readonly worth: number;
}

interface Known {
  readonly target: number;
  readonly actual: number;
}

const isKnown = (child: Child): child is Known => child.target !== undefined && child.actual !== undefined;

/**
 * In the order of the children; undefined for one that cannot be told. Of a sum: the differences. Of a product by the
 * logarithmic mean, and where any factor is zero or less by the Shapley average; of that at most ten factors are exact.
 */
export function attribution(combines: Combination, children: readonly Child[]): readonly (Part | undefined)[] {
  if (combines === 'Sum') {
    return children.map((child) => {
      return isKnown(child) ? { contribution: child.actual - child.target, worth: 1 } : undefined;
    });
  }
  const known = children.filter(isKnown);
  if (known.length < children.length) return children.map(() => undefined);
  return known.every(({ target, actual }) => target > 0 && actual > 0) ? logarithmic(known) : shapley(known);
}

const product = (factors: readonly number[]): number => factors.reduce((left, right) => left * right, 1);

/** c_i = L(K₁, K₀) · ln(x_i₁ ÷ x_i₀). */
function logarithmic(children: readonly Known[]): readonly Part[] {
  const whole = logarithmicMean(product(children.map((one) => one.actual)), product(children.map((one) => one.target)));
  return children.map(({ target, actual }) => ({
    contribution: whole * Math.log(actual / target),
    worth: whole / logarithmicMean(actual, target),
  }));
}

const SMALL = 0.1;

/** L(a, b) = (a − b) ÷ (ln a − ln b), L(a, a) = a; as √(ab) · sinh(u) ÷ u, which loses no digits where a and b are close. */
function logarithmicMean(a: number, b: number): number {
  const u = Math.log(a / b) / 2;
  const square = u * u;
  const series = 1 + (square / 6) * (1 + (square / 20) * (1 + (square / 42) * (1 + square / 72)));
  return Math.sqrt(a) * Math.sqrt(b) * (Math.abs(u) < SMALL ? series : Math.sinh(u) / u);
}

/** Points and weights of Gauss and Legendre between 0 and 1: exact up to the ninth power. */
const POINTS: readonly (readonly [number, number])[] = [
  [0.04691007703066802, 0.11846344252809454],
  [0.23076534494715845, 0.23931433524968324],
  [0.5, 0.28444444444444444],
  [0.7692346550528415, 0.23931433524968324],
  [0.953089922969332, 0.11846344252809454],
];

/**
 * The average over all orders in which the factors can move is the integral of the others' product along the straight way
 * from target to actual (Owen, Multilinear Extensions of Games, 1972): a polynomial, added up at five points.
 */
function shapley(children: readonly Known[]): readonly Part[] {
  return children.map(({ target, actual }, index) => {
    const others = children.filter((_, other) => other !== index);
    const at = (t: number): number => product(others.map((other) => other.target + t * (other.actual - other.target)));
    const worth = POINTS.reduce((sum, [t, weight]) => sum + weight * at(t), 0);
    return { contribution: worth * (actual - target), worth };
  });
}

const CENTS = 100;

/** The parts as whole units of the currency that add up to `total`; what rounding leaves goes to the largest of them. */
export function settled(parts: readonly number[], total: number): readonly number[] {
  const rounded = parts.map(Math.round);
  const rest = total - rounded.reduce((left, right) => left + right, 0);
  const largest = rounded.reduce((at, part, index) => (Math.abs(part) > Math.abs(rounded[at] ?? 0) ? index : at), 0);
  return rounded.map((part, index) => Math.round((part + (index === largest ? rest : 0)) * CENTS) / CENTS + 0);
}
