/** The rows of the grid as text and flags: what a template needs, and nothing it has to decide. */
import {
  changedFields,
  conflictingFields,
  landingOf,
  withDraft,
  type Draft,
  type DraftState,
  type EntryField,
  type EntryRow,
} from 'c/forecastDraft';
import { minus } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatExact, formatSigned, NOTHING, unreadableReason, type Unit } from 'c/moneyFormat';
import { conflictText } from './conflictText';

/** Which fields of which kind of row this user may change. */
export type Permissions = Readonly<Record<EntryRow['kind'], Readonly<Record<EntryField, boolean>>>>;

export interface GridRow {
  readonly row: EntryRow;
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly system: string;
  readonly actual: string;
  readonly landing: string;
  /** What the draft adds to this row's landing. */
  readonly change: string;
  readonly text: string;
  readonly placeholder: string;
  readonly isReadOnly: boolean;
  readonly isInvalid: string;
  readonly inputLabel: string;
  readonly inputClass: string;
  readonly messageId: string;
  readonly describedBy: string | undefined;
  readonly status: Status | undefined;
  /** Why nothing can be entered, in a sentence. */
  readonly lockedReason: string;
  readonly messages: readonly { readonly key: string; readonly text: string }[];
  readonly isConflict: boolean;
  readonly detailLabel: string;
  readonly detailKey: string;
  readonly isBusy: string;
}

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

const LOCKED: Readonly<Record<NonNullable<EntryRow['locked']>, { readonly word: string; readonly reason: string }>> = {
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

/** Whether the person may type into this field now. */
export function isEditable(
  row: EntryRow,
  draft: Draft | undefined,
  permissions: Permissions,
  field: EntryField,
): boolean {
  const isOnItsWay = draft?.state === 'saving' || draft?.state === 'saved';
  return row.locked === undefined && !isOnItsWay && permissions[row.kind][field];
}

export interface RowView {
  readonly row: EntryRow;
  readonly draft: Draft | undefined;
  readonly unit: Unit;
  readonly permissions: Permissions;
  /** The cursor is in this row's amount: every digit is shown. */
  readonly isFocused: boolean;
  /** The person has left the cell, so that an unreadable amount is told. */
  readonly isTyping: boolean;
}

export function gridRow(view: RowView): GridRow {
  const { row, draft, unit } = view;
  const after = withDraft(row, draft);
  const change = minus(landingOf(after), landingOf(row));
  const messages = messagesOf(view);
  const hasMonth = row.kind === 'project';
  return {
    ...inputOf(view, after),
    row,
    id: row.id,
    name: row.name,
    url: linkOf(row),
    system: hasMonth ? formatAmount(row.system, unit) : NOTHING,
    actual: hasMonth ? formatAmount(row.actual, unit) : NOTHING,
    landing: formatAmount(landingOf(after), unit),
    change: change === 0 ? '' : formatSigned(change, unit),
    messageId: `message-${row.id}`,
    describedBy: messages.length > 0 ? `message-${row.id}` : undefined,
    status: statusOf(view),
    messages: messages.map((text) => ({ key: text, text })),
    isConflict: draft?.state === 'conflict',
    lockedReason: row.locked === undefined ? '' : LOCKED[row.locked].reason,
    detailLabel: fill(labels.rowDetails, row.name),
    detailKey: `detail-${row.id}`,
    isBusy: String(draft?.state === 'saving'),
  };
}

function inputOf(
  { row, draft, unit, permissions, isFocused, isTyping }: RowView,
  after: EntryRow,
): Pick<GridRow, 'text' | 'placeholder' | 'isReadOnly' | 'isInvalid' | 'inputLabel' | 'inputClass'> {
  const mark = markOf(draft, isTyping);
  const label = fill(labels.enteredFor, row.name);
  return {
    text: draft?.typed ?? enteredText(after, unit, isFocused),
    placeholder: row.kind === 'project' ? formatAmount(row.system, unit) : '',
    isReadOnly: !isEditable(row, draft, permissions, 'entered'),
    isInvalid: String(mark === 'bad'),
    inputLabel: row.locked === undefined ? label : `${label}. ${LOCKED[row.locked].reason}`,
    inputClass: `amount ${mark}`.trim(),
  };
}

const REFUSED: readonly DraftState[] = ['rejected', 'unknown', 'conflict', 'changedMeanwhile'];

/** How the cell looks: plain, changed, or not taken as it is. */
function markOf(draft: Draft | undefined, isTyping: boolean): '' | 'draft' | 'bad' {
  if (draft === undefined) return '';
  const isUnreadable = draft.unreadable !== undefined && !isTyping;
  return isUnreadable || REFUSED.includes(draft.state) ? 'bad' : 'draft';
}

export function linkOf(row: EntryRow): string {
  const objectApiName = row.kind === 'project' ? 'Project__c' : 'Opportunity';
  return row.linkId === null ? '' : `/lightning/r/${objectApiName}/${row.linkId}/view`;
}

function enteredText(after: EntryRow, unit: Unit, isFocused: boolean): string {
  if (after.entered === null) return '';
  return isFocused ? formatExact(after.entered, unit) : formatAmount(after.entered, unit);
}

function statusOf({ row, draft, isTyping }: RowView): Status | undefined {
  if (row.locked !== undefined) return { word: LOCKED[row.locked].word, icon: 'utility:lock', className: 'chip' };
  if (draft === undefined) return row.inLanding ? undefined : LEFT_OUT;
  if (draft.unreadable !== undefined) return isTyping ? STATUS.draft : UNREADABLE;
  if (draft.state === 'draft' && changedFields(row, draft).length === 0) return undefined;
  return STATUS[draft.state];
}

function messagesOf({ row, draft, unit, isTyping }: RowView): readonly string[] {
  if (draft === undefined) return [];
  if (draft.unreadable !== undefined) return isTyping ? [] : [unreadableReason(draft.typed ?? '', draft.unreadable)];
  if (draft.state === 'conflict') {
    return conflictingFields(row, draft).map((field) => conflictText(row, draft, field, unit));
  }
  const sentence = SENTENCES[draft.state];
  return sentence === undefined ? draft.messages : [sentence];
}
