import type { HeldRow } from './plausible.ts';
import type { GuardCode, Refusal } from './plan.ts';

/** A person's yes to what a guard has refused. It is good for the next push that goes through, and for no other. */
export interface Approval {
  /** The run that was refused. */
  readonly run: string;
  /** Empty for a guard of the whole project. */
  readonly sync: string;
  readonly guard: GuardCode;
  /** What the guard had counted: more than that is refused again. */
  readonly amount: number;
  /** Name of the person. */
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

/** A refusal that does not hold, because somebody has approved it. */
export interface Approved {
  readonly refusal: Refusal;
  readonly approval: Approval;
}

/** A person's yes to one held row, for the very content that was seen. */
export interface RowApproval {
  /** The run that held it. */
  readonly run: string;
  readonly row: HeldRow;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}
