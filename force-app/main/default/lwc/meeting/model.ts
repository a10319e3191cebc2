/** The nouns of the meeting. Amounts are in full currency units, `null` where the record has none. */
import type { Amount } from 'c/gapMath';
import type { Cycle } from 'c/forecastCycle';

/** The numbers of one budget at one moment: frozen for the meeting, or as they stand now. */
export interface Standing {
  readonly budgetId: string;
  readonly unitName: string;
  /** Id of who leads the unit. */
  readonly headId: string | null;
  readonly month: string;
  readonly measure: string;
  readonly measureName: string;
  readonly budget: Amount;
  readonly memberTargets: Amount;
  readonly actual: number;
  /** What is still open at that moment; `null` where nobody kept it. */
  readonly expected: Amount;
  readonly judgement: Amount;
  readonly landing: number;
  /** Landing of the freeze before; `null` in the first week. */
  readonly previous: Amount;
}

export interface Factor {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly amount: number;
  readonly comment: string;
  readonly verdict: string;
}

export interface UnitSubmission {
  readonly id: string;
  readonly budgetId: string;
  readonly version: number;
  readonly state: string;
  readonly stateName: string;
  readonly isCarried: boolean;
  readonly isLate: boolean;
  readonly landing: Amount;
  readonly note: string;
  readonly question: string;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly factors: readonly Factor[];
}

/** A decision, an action or a question that was said in a week. */
export interface Said {
  readonly id: string;
  readonly kind: string;
  readonly kindName: string;
  readonly state: string;
  readonly stateName: string;
  readonly subject: string;
  readonly owner: string | null;
  readonly due: string | null;
  /** API name of the figure it should move, or a name in words. */
  readonly kpi: string;
  readonly expectedEffect: Amount;
  readonly valueAtStart: Amount;
  readonly valueAtReview: Amount;
  readonly budgetId: string;
  /** Its number is that of this target, and not of the unit. */
  readonly targetId: string | null;
  /** The figures of that target as they stand now, by API name; no freeze keeps them. */
  readonly ofTarget: Readonly<Record<string, Amount>>;
  readonly rep: string | null;
  readonly unitName: string;
  readonly month: string;
  readonly measure: string;
  readonly measureName: string;
  readonly cycleId: string;
  readonly weekStart: string;
  readonly modifiedAt: string | null;
}

export interface Meeting {
  readonly cycle: Cycle;
  /** Empty before the freeze. */
  readonly frozen: readonly Standing[];
  /** The moments that the frozen numbers are true of; more than one is a fault of the freeze. */
  readonly asOfs: readonly string[];
  /** The submission of each budget that counts: its highest version. */
  readonly submissions: ReadonlyMap<string, UnitSubmission>;
  /** Of all weeks, newest first. */
  readonly said: readonly Said[];
  /** Records that there are beyond those that were read. */
  readonly unread: number;
}

/** A part of a budget's bridge from the freeze before to this one. */
export interface BridgePart {
  readonly id: string;
  readonly budgetId: string;
  readonly type: string;
  readonly typeName: string;
  readonly amount: number;
  readonly dealName: string | null;
  readonly dealId: string | null;
  readonly dealObject: 'Opportunity' | 'Project__c';
}

export interface Now {
  readonly standings: readonly Standing[];
  readonly parts: readonly BridgePart[];
  readonly unread: number;
}
