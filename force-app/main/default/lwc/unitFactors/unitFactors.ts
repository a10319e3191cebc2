/**
 * N6: the reasons that a unit gives for the change since last week. They must add up to it; what is left over, what is
 * still to be said, and how much of the change has a reason, for every keystroke. Pure.
 */
import { minus, sum, type Amount } from 'c/gapMath';
import type { Part, PartType } from 'c/bridgeMath';

export const FACTOR_CODES = [
  'Customer_Budget',
  'Competitor',
  'Price',
  'Menu',
  'Delivery',
  'Timing',
  'Capacity',
  'New_Demand',
  'Data_Correction',
  'Other',
] as const;

export type FactorCode = (typeof FACTOR_CODES)[number];

export interface Factor {
  /** Tells the rows of one list apart; the record's id once there is one. */
  readonly key: string;
  readonly code: FactorCode | null;
  /** What the bridge calls it; null: a person's own line. */
  readonly type: PartType | null;
  readonly amount: Amount;
  /** As typed while it cannot be read as an amount; then `amount` is null. */
  readonly unreadable: string | null;
  readonly comment: string;
}

export interface Facts {
  readonly landing: number;
  /** Last week's; null when nothing was kept of a week yet, and nothing has to be explained. */
  readonly previous: Amount;
  readonly tolerance: number;
  /** T, of which one percent is material. */
  readonly target: Amount;
}

export interface Balance {
  readonly change: number;
  readonly explained: number;
  readonly unexplained: number;
  /** What may be left: the rule Factors_Add_Up of Forecast_Submission__c. */
  readonly allowed: number;
  readonly isBalanced: boolean;
  /** From this size on, a line of the bridge needs a reason that a person has chosen. */
  readonly material: number;
  /** Explained ÷ material amounts; undefined where nothing is material. */
  readonly coverage: number | undefined;
}

const TOLERATED_SHARE = 0.05;
const MATERIAL_SHARE = 0.01;

/** Amounts of the same size in either direction say the same about how much needs a word. */
const sizeOf = (amounts: readonly Amount[]): number => sum(amounts.map((amount) => Math.abs(amount ?? 0)));

export function balanceOf(factors: readonly Factor[], facts: Facts): Balance {
  const change = facts.previous === null ? 0 : minus(facts.landing, facts.previous);
  const explained = sum(factors.map(({ amount }) => amount));
  const unexplained = minus(change, explained);
  const allowed = Math.max(facts.tolerance, TOLERATED_SHARE * Math.abs(change));
  const material = materialLimit(facts);
  const isMaterial = (amount: Amount): boolean => amount !== null && amount !== 0 && Math.abs(amount) >= material;
  const large = factors.filter(({ amount }) => isMaterial(amount));
  const size = sizeOf([...large.map(({ amount }) => amount), isMaterial(unexplained) ? unexplained : 0]);
  return {
    change,
    explained,
    unexplained,
    allowed,
    isBalanced: Math.abs(unexplained) <= allowed,
    material,
    coverage: size === 0 ? undefined : sizeOf(large.filter(hasReason).map(({ amount }) => amount)) / size,
  };
}

/** N6: max(¥1 million, 1 % of T); the tolerance of the cycle stands for the million, in the org's currency. */
export function materialLimit({ tolerance, target }: Facts): number {
  return Math.max(tolerance, MATERIAL_SHARE * Math.max(0, target ?? 0));
}

function hasReason({ code, comment }: Factor): boolean {
  return code !== null && (code !== 'Other' || comment.trim() !== '');
}

/** What some types of the bridge say about the reason by themselves. */
const TELLING: Readonly<Partial<Record<PartType, FactorCode>>> = {
  Correction: 'Data_Correction',
  Actual_Without_Deal: 'Data_Correction',
  New_Deal: 'New_Demand',
  Pulled_In: 'Timing',
  Pushed_Out: 'Timing',
};

/**
 * The parts of the bridge as factors to begin with. Where the type does not tell the reason, a person chooses it; small
 * ones are "other", with what they are as their comment.
 */
export function proposed(parts: readonly Part[], facts: Facts, nameOf: (type: PartType) => string): readonly Factor[] {
  const limit = materialLimit(facts);
  return parts.map(({ type, amount }) => {
    const isSmall = Math.abs(amount) < limit;
    const code = TELLING[type] ?? (isSmall ? 'Other' : null);
    return { key: type, code, type, amount, unreadable: null, comment: code === 'Other' ? nameOf(type) : '' };
  });
}

/** The reasons of an earlier week without its amounts; what "other" stood for is kept, since it names the reason. */
export function copied(factors: readonly Factor[]): readonly Factor[] {
  return factors.map(({ code, type, comment }, index) => ({
    key: `own-${index + 1}`,
    code,
    type,
    amount: null,
    unreadable: null,
    comment: code === 'Other' ? comment : '',
  }));
}

/** A line of one's own for what is left. */
export function ownLine(key: string, amount: Amount): Factor {
  return { key, code: null, type: null, amount, unreadable: null, comment: '' };
}

/** What each line still needs, by its key; lines that are whole are left out. */
export type Need = 'amount' | 'code' | 'comment' | 'readable';

export function needsOf(factors: readonly Factor[]): ReadonlyMap<string, Need> {
  const needs = factors.flatMap((factor): [string, Need][] => {
    const need = needOf(factor);
    return need === undefined ? [] : [[factor.key, need]];
  });
  return new Map(needs);
}

function needOf({ code, amount, unreadable, comment }: Factor): Need | undefined {
  if (unreadable !== null) return 'readable';
  if (amount === null) return 'amount';
  if (code === null) return 'code';
  return code === 'Other' && comment.trim() === '' ? 'comment' : undefined;
}
