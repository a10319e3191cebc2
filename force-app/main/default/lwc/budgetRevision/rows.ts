/** Requests for another budget as a card tells them. Pure. */
import { formatInstant } from 'c/dateFormat';
import { rate, type Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatRate, formatSigned, type Unit } from 'c/moneyFormat';
import { isOpen, type Revision } from 'c/unitWeek';

export interface RevisionRow {
  readonly id: string;
  readonly amounts: string;
  readonly change: string;
  readonly reason: string;
  readonly by: string;
  readonly state: string;
  readonly stateClass: string;
  readonly answer: string;
  /** What becomes of a request that was granted. */
  readonly outcome: string;
  readonly mayAnswer: boolean;
  readonly mayWithdraw: boolean;
}

export interface Viewer {
  readonly userId: string;
  readonly answers: boolean;
}

const STATES: Readonly<Record<string, string>> = {
  Open: labels.revisionOpen,
  Done: labels.revisionGranted,
  Not_Done: labels.revisionDeclined,
  Dropped: labels.revisionWithdrawn,
};

/** `budget`: as it is now. */
export function revisionRows(
  revisions: readonly Revision[],
  budget: Amount,
  unit: Unit,
  { userId, answers }: Viewer,
): readonly RevisionRow[] {
  return revisions.map((one) => ({
    id: one.id,
    amounts: fill(labels.revisionFromTo, formatAmount(one.before, unit), formatAmount(one.wanted, unit)),
    change: changeOf(one, unit),
    reason: one.reason,
    by: fill(labels.revisionBy, one.askedBy ?? '', one.askedAt === null ? '' : formatInstant(one.askedAt)),
    state: STATES[one.state] ?? one.state,
    stateClass: isOpen(one) ? 'chip open' : 'chip',
    answer: one.answer === '' ? '' : fill(labels.revisionAnswered, one.answer),
    outcome: outcomeOf(one, budget),
    mayAnswer: answers && isOpen(one),
    mayWithdraw: isOpen(one) && one.askedById === userId,
  }));
}

function changeOf({ before, change }: Revision, unit: Unit): string {
  const share = rate(change, before);
  if (share === undefined) return fill(labels.revisionChangeAlone, formatSigned(change, unit));
  return fill(labels.revisionChange, formatSigned(change, unit), formatRate(share));
}

function outcomeOf({ state, wanted }: Revision, budget: Amount): string {
  if (state !== 'Done') return '';
  return budget === wanted ? labels.revisionInForce : labels.revisionToCome;
}
