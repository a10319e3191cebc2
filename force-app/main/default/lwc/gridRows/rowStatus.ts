/** What a row says of its state: a word with an icon, and sentences. */
import { changedFields, conflictingFields, type Draft, type DraftState, type EntryRow } from 'c/forecastDraft';
import { labels } from 'c/labels';
import { unreadableReason } from 'c/moneyFormat';
import { conflictText } from './conflictText';
import type { RowView } from './rowView';

export interface Status {
  readonly word: string;
  readonly icon: string;
  readonly className: string;
}

const STATUS: Readonly<Record<DraftState, Status>> = {
  draft: { word: labels.rowDraft, icon: 'utility:edit', className: 'chip draft' },
  saving: { word: labels.rowSaving, icon: 'utility:sync', className: 'chip' },
  saved: { word: labels.rowSaved, icon: 'utility:check', className: 'chip good' },
  rejected: { word: labels.rowRejected, icon: 'utility:error', className: 'chip bad' },
  unknown: { word: labels.rowRejected, icon: 'utility:warning', className: 'chip bad' },
  changedMeanwhile: { word: labels.rowRejected, icon: 'utility:warning', className: 'chip bad' },
  conflict: { word: labels.rowConflict, icon: 'utility:change_record_type', className: 'chip bad' },
};

export const LOCKED: Readonly<
  Record<NonNullable<EntryRow['locked']>, { readonly word: string; readonly reason: string }>
> = {
  monthClosed: { word: labels.chipClosed, reason: labels.rowMonthClosed },
  opportunityClosed: { word: labels.chipNotOpen, reason: labels.rowOpportunityClosed },
  unlinked: { word: labels.chipUnlinked, reason: labels.rowUnlinked },
};

/** What we say ourselves, where the platform said nothing. */
const SENTENCES: Readonly<Partial<Record<DraftState, string>>> = {
  unknown: labels.rowNoAnswer,
  changedMeanwhile: labels.rowChangedMeanwhile,
};

const UNREADABLE: Status = { word: labels.rowUnreadable, icon: 'utility:error', className: 'chip bad' };
const LEFT_OUT: Status = { word: labels.chipLeftOut, icon: 'utility:ban', className: 'chip' };

const REFUSED: readonly DraftState[] = ['rejected', 'unknown', 'conflict', 'changedMeanwhile'];

/** How the cell looks: plain, changed, or not taken as it is. */
export function markOf(draft: Draft | undefined, isTyping: boolean): '' | 'draft' | 'bad' {
  if (draft === undefined) return '';
  const isUnreadable = draft.unreadable !== undefined && !isTyping;
  return isUnreadable || REFUSED.includes(draft.state) ? 'bad' : 'draft';
}

export function statusOf({ row, draft, isTyping }: RowView): Status | undefined {
  if (row.locked !== undefined) return { word: LOCKED[row.locked].word, icon: 'utility:lock', className: 'chip' };
  if (draft === undefined) return row.inLanding ? undefined : LEFT_OUT;
  if (draft.unreadable !== undefined) return isTyping ? STATUS.draft : UNREADABLE;
  if (draft.state === 'draft' && changedFields(row, draft).length === 0) return undefined;
  return STATUS[draft.state];
}

export function messagesOf({ row, draft, unit, isTyping }: RowView): readonly string[] {
  if (draft === undefined) return [];
  if (draft.unreadable !== undefined) return isTyping ? [] : [unreadableReason(draft.typed ?? '', draft.unreadable)];
  if (draft.state === 'conflict') {
    return conflictingFields(row, draft).map((field) => conflictText(row, draft, field, unit));
  }
  const sentence = SENTENCES[draft.state];
  return sentence === undefined ? draft.messages : [sentence];
}
