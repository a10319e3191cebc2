/** The factors as they are shown and typed. Pure. */
import type { PartType } from 'c/bridgeMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatExact, formatSigned, unreadableReason, readAmount, type Unit } from 'c/moneyFormat';
import { needsOf, type Factor, type FactorCode, type Need } from 'c/unitFactors';

export interface Option {
  readonly label: string;
  readonly value: string;
}

/** A judged factor has these as well. */
export interface Judged {
  readonly verdict?: 'Open' | 'Confirmed' | 'Rejected';
}

export interface Shown {
  readonly factors: readonly (Factor & Judged)[];
  readonly codes: readonly Option[];
  readonly types: readonly Option[];
  readonly unit: Unit;
  readonly isJudging: boolean;
  /** The row in which an amount is being typed, and the text so far. */
  readonly typing: { readonly key: string; readonly text: string } | undefined;
}

export interface FactorRow {
  readonly key: string;
  readonly name: string;
  readonly reason: string;
  readonly code: FactorCode | '';
  readonly options: readonly (Option & { readonly isChosen: boolean })[];
  readonly text: string;
  readonly amount: string;
  readonly comment: string;
  readonly told: string;
  readonly isCodeInvalid: string;
  readonly isAmountInvalid: string;
  readonly isCommentInvalid: string;
  readonly messageId: string;
  readonly removeLabel: string;
  readonly verdict: string;
  readonly verdictClass: string;
  readonly verdictIcon: string;
  /** Until it is judged there is a choice, afterwards a verdict that may be taken back. */
  readonly isOffered: boolean;
  readonly acceptLabel: string;
  readonly rejectLabel: string;
  readonly undoLabel: string;
}

const VERDICTS = {
  Open: { word: labels.factorOpen, className: 'verdict', icon: 'utility:routing_offline' },
  Confirmed: { word: labels.factorAccepted, className: 'verdict good', icon: 'utility:check' },
  Rejected: { word: labels.factorRejected, className: 'verdict bad', icon: 'utility:close' },
} as const;

export function factorRows(shown: Shown): readonly FactorRow[] {
  const needs = needsOf(shown.factors);
  return shown.factors.map((factor) => rowOf(factor, shown, needs.get(factor.key)));
}

function labelIn(options: readonly Option[], value: string | null): string {
  return options.find((option) => option.value === value)?.label ?? value ?? '';
}

export function typeName(types: readonly Option[], type: PartType | null): string {
  return type === null ? labels.factorOwn : labelIn(types, type);
}

function rowOf(
  factor: Factor & Judged,
  { codes, types, unit, isJudging, typing }: Shown,
  need: Need | undefined,
): FactorRow {
  const name = typeName(types, factor.type);
  const reason = labelIn(codes, factor.code);
  const verdict = VERDICTS[factor.verdict ?? 'Open'];
  const told = toldOf(factor, need, unit);
  const about = [name, reason, formatSigned(factor.amount, unit)].filter((word) => word !== '').join(' ');
  return {
    key: factor.key,
    name,
    reason,
    code: factor.code ?? '',
    options: [
      { label: labels.factorChoose, value: '', isChosen: factor.code === null },
      ...codes.map((option) => ({ ...option, isChosen: option.value === factor.code })),
    ],
    text: textOf(factor, typing, unit),
    amount: formatSigned(factor.amount, unit),
    comment: factor.comment,
    told,
    isCodeInvalid: String(need === 'code'),
    isAmountInvalid: String(need === 'amount' || need === 'readable'),
    isCommentInvalid: String(need === 'comment'),
    messageId: `told-${factor.key}`,
    removeLabel: fill(labels.factorRemove, about),
    verdict: verdict.word,
    verdictClass: verdict.className,
    verdictIcon: verdict.icon,
    isOffered: isJudging && (factor.verdict ?? 'Open') === 'Open',
    acceptLabel: fill(labels.factorAccept, about),
    rejectLabel: fill(labels.factorReject, about),
    undoLabel: fill(labels.factorUndoOf, verdict.word, about),
  };
}

function textOf({ key, amount, unreadable }: Factor, typing: Shown['typing'], unit: Unit): string {
  if (typing?.key === key) return typing.text;
  if (unreadable !== null) return unreadable;
  return amount === null ? '' : formatAmount(amount, unit);
}

/** What is begun with when a cell is entered: every digit. */
export function exactText({ amount, unreadable }: Factor, unit: Unit): string {
  return unreadable ?? formatExact(amount, unit);
}

/** A missing reason is told by the choice itself. */
function toldOf({ unreadable }: Factor, need: Need | undefined, unit: Unit): string {
  if (need === undefined || need === 'code') return '';
  if (need === 'readable') {
    const read = readAmount(unreadable ?? '', unit);
    return read.kind === 'unreadable' ? unreadableReason(unreadable ?? '', read.reason) : labels.factorNeedAmount;
  }
  return need === 'amount' ? labels.factorNeedAmount : labels.factorNeedComment;
}
