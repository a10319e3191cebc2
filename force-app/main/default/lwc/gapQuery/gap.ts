import type { Calendar } from 'c/businessDays';
import type { Amount } from 'c/gapMath';

/** T, P, A, F and J of one record. */
export interface Figures {
  /** T: of a target its amount, of a budget its current amount. */
  readonly target: Amount;
  /** P: of a target what was planned, of a budget the sum of the members' targets. */
  readonly plan: Amount;
  readonly actual: number;
  readonly landing: number;
  /** J: budgets only. */
  readonly judgement: Amount;
  /** T₀ or P₀: what was set when the period began. */
  readonly original: Amount;
}

export interface ProjectLine {
  readonly id: string;
  /** By which the snapshots know the line. */
  readonly key: string;
  /** The project's record; the amount's own where the lookup is empty. */
  readonly linkId: string;
  readonly name: string;
  readonly budget: Amount;
  readonly actual: Amount;
  readonly expected: Amount;
  readonly landing: Amount;
  readonly menus: number;
  readonly closed: boolean;
  readonly inLanding: boolean;
}

export interface OpportunityLine {
  readonly id: string;
  readonly key: string;
  readonly linkId: string;
  readonly name: string;
  readonly expected: Amount;
  readonly counted: Amount;
  readonly inLanding: boolean;
}

export interface MemberLine {
  readonly id: string;
  readonly name: string;
  readonly target: Amount;
  readonly actual: Amount;
  readonly landing: Amount;
}

/** The landing as the newest weekly snapshot kept it. */
export interface Friday {
  /** By the key of a line for a target, by the id of a target for a budget. */
  readonly landings: Readonly<Record<string, number>>;
  readonly judgement: Amount;
}

export interface Listed<Line> {
  readonly lines: readonly Line[];
  readonly total: number;
}

export type TrustState = 'matched' | 'explained' | 'mismatch' | 'unchecked';

export interface KeyDifference {
  /** Code of the cause, `DELETED_IN_SALESFORCE`. */
  readonly cause: string;
  readonly sync: string;
  readonly key: string;
}

export interface Trust {
  readonly state: TrustState;
  readonly checkedAt: string | null;
  readonly asOf: string | null;
  readonly load: string | null;
  readonly model: string | null;
  /** Rows of the warehouse that the last check compared; zero when it did not say. */
  readonly sourceRows: number;
  /** What was compared, by the API name of the field; `Count` for the records beneath. */
  readonly measures: readonly { readonly measure: string; readonly state: TrustState }[];
  /** Records that differ, here or beneath; `moreKeys` are not listed. */
  readonly keys: readonly KeyDifference[];
  readonly moreKeys: number;
  /** What differs, by the API name of the compared field. */
  readonly differences: readonly { readonly measure: string; readonly amount: number }[];
}

interface Subject {
  readonly id: string;
  /** Rep of a target, department of a budget; in the user's language where there are two names. */
  readonly who: string | null;
  readonly department: string | null;
  /** First day of the month. */
  readonly month: string | null;
  /** What the figures cover where that is not the month alone. */
  readonly periodName: string | null;
  /** Whose other months go with this one: those of the rep or department, with the same measure. */
  readonly series: { readonly ownerId: string | null; readonly measure: string | null };
  readonly calendar: Calendar;
  readonly measure: string | null;
  readonly figures: Figures;
  readonly trust: Trust;
  /** Ids of the targets and budgets that the figures cover: of a target its own and the budget above it. */
  readonly targetIds: readonly string[];
  readonly budgetIds: readonly string[];
}

export interface TargetGap extends Subject {
  readonly kind: 'target';
  readonly projects: Listed<ProjectLine>;
  readonly opportunities: Listed<OpportunityLine>;
}

export interface BudgetGap extends Subject {
  readonly kind: 'budget';
  readonly members: Listed<MemberLine>;
}

export type Gap = TargetGap | BudgetGap;
