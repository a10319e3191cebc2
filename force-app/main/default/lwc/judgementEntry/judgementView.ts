/** The judgement as it is stored and as it is being typed, and what that makes of the landing. Pure. */
import { formatDay, formatInstant } from 'c/dateFormat';
import { landingForecast, minus, type Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import {
  formatAmount,
  formatExact,
  formatSigned,
  NOTHING,
  readAmount,
  unreadableReason,
  type Unit,
} from 'c/moneyFormat';
import { daysOf, isSomething, type Days, type TypedDays } from './judgementDays';
import type { Judged } from './judgementQuery';

export interface Typing extends TypedDays {
  readonly judged: Judged;
  /** As typed, until the platform has confirmed it. */
  readonly typed: string | undefined;
  /** The judgement that was stored when the person began to type. */
  readonly begunOn: Amount;
  readonly isFocused: boolean;
  readonly unit: Unit;
}

export interface JudgementView {
  readonly text: string;
  readonly members: string;
  readonly landing: string;
  readonly change: string;
  /** What would be stored; while the cell cannot be read, what is. */
  readonly draft: Amount;
  readonly hasAmount: boolean;
  /** The last day, for the field and for reading. */
  readonly until: string;
  readonly untilText: string;
  /** What the field of the last day would hold. */
  readonly untilStored: string | null;
  /** That the judgement counts no longer; empty otherwise. */
  readonly ended: string;
  readonly renewal: string;
  readonly isDraft: boolean;
  readonly isUnreadable: boolean;
  /** Somebody else has stored another judgement since the person began to type. */
  readonly isConflict: boolean;
  readonly cannotStore: boolean;
  readonly told: string;
}

export function judgementView(typing: Typing): JudgementView {
  const { judged, typed, isFocused, unit } = typing;
  const stored = judged.judgement;
  const read = typed === undefined ? { kind: 'amount' as const, amount: stored } : readAmount(typed, unit);
  const draft = read.kind === 'amount' ? read.amount : stored;
  const days = daysOf(judged, draft, typing);
  const isUnreadable = read.kind === 'unreadable';
  const isDraft = isUnreadable || draft !== stored || days.stored !== judged.until;
  const isConflict = isDraft && stored !== typing.begunOn;
  const refused = read.kind === 'unreadable' && !isFocused ? unreadableReason(typed ?? '', read.reason) : days.refused;
  return {
    ...landingView(judged, draft, days, unit),
    ...dayView(judged, days, unit),
    text: typed ?? storedText(stored, isFocused, unit),
    draft,
    hasAmount: isSomething(draft),
    isDraft,
    isUnreadable,
    isConflict,
    cannotStore: [isConflict, isUnreadable, days.refused !== ''].includes(true),
    told: isConflict ? conflictText(judged, typed ?? '', unit) : refused,
  };
}

function landingView(
  { members, judgement }: Judged,
  draft: Amount,
  { counts, counted }: Days,
  unit: Unit,
): Pick<JudgementView, 'members' | 'landing' | 'change'> {
  const landing = landingForecast(members, null, counts ? draft : 0);
  const change = minus(landing, landingForecast(members, null, counted ? judgement : 0));
  return {
    members: formatAmount(members, unit),
    landing: formatAmount(landing, unit),
    change: change === 0 ? '' : formatSigned(change, unit),
  };
}

function dayView(
  judged: Judged,
  { until, stored, renewal, counted }: Days,
  unit: Unit,
): Pick<JudgementView, 'until' | 'untilText' | 'untilStored' | 'ended' | 'renewal'> {
  return {
    until: until ?? '',
    untilText: until === null ? NOTHING : formatDay(until),
    untilStored: stored,
    ended: counted || !isSomething(judged.judgement) ? '' : endedText(judged, unit),
    renewal,
  };
}

function endedText({ judgement, lastDay }: Judged, unit: Unit): string {
  return fill(labels.judgementEnded, formatSigned(judgement, unit), lastDay === null ? NOTHING : formatDay(lastDay));
}

function storedText(stored: Amount, isFocused: boolean, unit: Unit): string {
  if (stored === null) return '';
  return isFocused ? formatExact(stored, unit) : formatAmount(stored, unit);
}

function conflictText({ judgement, modifiedBy, modifiedAt }: Judged, typed: string, unit: Unit): string {
  const theirs = judgement === null ? labels.valueBlank : formatAmount(judgement, unit);
  const when = modifiedAt === null ? NOTHING : formatInstant(modifiedAt);
  return fill(labels.conflictTold, modifiedBy ?? NOTHING, labels.judgementField, theirs, when, typed);
}
