/** Why the landing moved, of one unit or of all: parts of the bridge by type, human factors by code, the deals. Pure. */
import { sum } from 'c/gapMath';
import type { BridgePart, Factor, Now } from './model';
import type { Unit } from './scope';

export interface Cause {
  readonly code: string;
  readonly name: string;
  readonly amount: number;
  /** Deals or factors behind it. */
  readonly count: number;
}

export interface Comment extends Factor {
  readonly unitName: string;
}

export interface Causes {
  readonly parts: readonly Cause[];
  readonly factors: readonly Cause[];
  /** What the units said to their factors, and who said it where there is more than one. */
  readonly comments: readonly Comment[];
  /** Deals above the limit that moved. */
  readonly deals: readonly BridgePart[];
  readonly change: number | undefined;
  /** Change that no part explains; the bridge of a freeze leaves nothing over. */
  readonly remainder: number | undefined;
}

/** Smaller movements are not worth the meeting's time: the larger of 1 million and 1 % of the budget. */
export function limitOf(budget: number): number {
  return Math.max(1_000_000, budget * 0.01);
}

const amountIn = ({ amount }: { readonly amount: number }): number => amount;

const byAmount = (left: { readonly amount: number }, right: { readonly amount: number }): number =>
  Math.abs(right.amount) - Math.abs(left.amount);

export function causesOf(units: readonly Unit[], now: Now | undefined): Causes {
  const ids = new Set(units.map(({ budgetId }) => budgetId));
  const parts = (now?.parts ?? []).filter(({ budgetId }) => ids.has(budgetId));
  const factors = units.flatMap(({ submission }) => submission?.factors ?? []);
  const changes = units.flatMap(({ change }) => change ?? []);
  const change = changes.length === 0 ? undefined : sum(changes);
  const limit = limitOf(sum(units.map(({ budget }) => budget)));
  return {
    parts: added(parts.map(({ type, typeName, amount }) => ({ code: type, name: typeName, amount }))),
    factors: added(factors),
    comments: commentsOf(units),
    deals: parts.filter(({ dealId, amount }) => dealId !== null && Math.abs(amount) >= limit).sort(byAmount),
    change,
    remainder: change === undefined || parts.length === 0 ? undefined : sum([change, -sum(parts.map(amountIn))]),
  };
}

function commentsOf(units: readonly Unit[]): readonly Comment[] {
  return units.flatMap(({ unitName, submission }) =>
    (submission?.factors ?? [])
      .filter(({ comment }) => comment !== '')
      .map((one) => ({ ...one, unitName: units.length > 1 ? unitName : '' })),
  );
}

function added(
  rows: readonly { readonly code: string; readonly name: string; readonly amount: number }[],
): readonly Cause[] {
  const byCode = new Map<string, Cause>();
  for (const { code, name, amount } of rows) {
    const one = byCode.get(code);
    byCode.set(code, { code, name, amount: sum([one?.amount ?? 0, amount]), count: (one?.count ?? 0) + 1 });
  }
  return [...byCode.values()].sort(byAmount);
}
