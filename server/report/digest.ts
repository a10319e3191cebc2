/** What of a week one reader is told: what has moved by more than the tolerance, how much is missing, what comes next. Pure. */
import type { BudgetWeek, Cause, Cents, Facts, Reader, Waiting } from './facts.ts';

export interface Digest {
  readonly reader: Reader;
  /** Budgets that the reader answers for, moved or not. */
  readonly budgets: readonly BudgetWeek[];
  /** Of them, those whose landing moved by more than the tolerance; the largest move first. */
  readonly moved: readonly Move[];
  readonly waiting: readonly Waiting[];
}

export interface Move extends BudgetWeek {
  readonly change: Cents;
  /** Landing less budget. */
  readonly gap: Cents | undefined;
  /** The largest parts of the change. */
  readonly told: readonly Cause[];
  /** The others together. */
  readonly rest: Cents;
}

const toldCauses = 3;
const toldWaiting = 8;

/** A report for everybody who leads a department: of theirs, and of those below. */
export function digests(facts: Facts): readonly Digest[] {
  return facts.readers.map((reader) => digestOf(reader, facts));
}

function digestOf(reader: Reader, facts: Facts): Digest {
  const own = below(reader.leads, facts);
  const budgets = facts.budgets.filter(({ department }) => own.has(department));
  const moved = budgets
    .flatMap((budget) => moveOf(budget))
    .filter(({ change }) => size(change) > facts.tolerance)
    .sort((one, other) => order(size(other.change), size(one.change)));
  const waiting = facts.waiting.filter(({ department }) => own.has(department)).slice(0, toldWaiting);
  return { reader, budgets, moved, waiting };
}

function below(leads: readonly string[], { departments }: Facts): ReadonlySet<string> {
  const found = new Set(leads);
  for (let known = 0; known < found.size;) {
    known = found.size;
    for (const { key, parent } of departments) if (parent !== undefined && found.has(parent)) found.add(key);
  }
  return found;
}

/** In the first week nothing has moved. */
function moveOf(budget: BudgetWeek): readonly Move[] {
  if (budget.previous === undefined) return [];
  const change = budget.landing - budget.previous;
  const causes = budget.causes.toSorted((one, other) => order(size(other.amount), size(one.amount)));
  const told = causes.slice(0, toldCauses);
  const gap = budget.budget === undefined ? undefined : budget.landing - budget.budget;
  return [{ ...budget, change, gap, told, rest: change - total(told.map(({ amount }) => amount)) }];
}

export const size = (amount: Cents): Cents => (amount < 0n ? -amount : amount);
export const total = (amounts: readonly Cents[]): Cents => amounts.reduce((sum, one) => sum + one, 0n);
const order = (one: Cents, other: Cents): number => (one < other ? -1 : one > other ? 1 : 0);
