/** The judgement as it is stored and as it is being typed, and what that makes of the landing. Pure. */
import { formatInstant } from 'c/dateFormat';
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
import type { Judged } from './judgementQuery';

export interface Typing {
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
  readonly isDraft: boolean;
  readonly isUnreadable: boolean;
  /** Somebody else has stored another judgement since the person began to type. */
  readonly isConflict: boolean;
  readonly told: string;
}

export function judgementView({ judged, typed, begunOn, isFocused, unit }: Typing): JudgementView {
  const stored = judged.judgement;
  const read = typed === undefined ? { kind: 'amount' as const, amount: stored } : readAmount(typed, unit);
  const draft = read.kind === 'amount' ? read.amount : stored;
  const isUnreadable = read.kind === 'unreadable';
  const isDraft = isUnreadable || draft !== stored;
  const isConflict = isDraft && stored !== begunOn;
  const landing = landingForecast(judged.members, null, draft);
  const change = minus(landing, landingForecast(judged.members, null, stored));
  const refused = read.kind === 'unreadable' && !isFocused ? unreadableReason(typed ?? '', read.reason) : '';
  return {
    text: typed ?? storedText(stored, isFocused, unit),
    members: formatAmount(judged.members, unit),
    landing: formatAmount(landing, unit),
    change: change === 0 ? '' : formatSigned(change, unit),
    draft,
    isDraft,
    isUnreadable,
    isConflict,
    told: isConflict ? conflictText(judged, typed ?? '', unit) : refused,
  };
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
