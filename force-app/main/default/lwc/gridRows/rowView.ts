/** What a row of the grid is shown from, and what its template shows. */
import type { Draft, EntryField, EntryRow } from 'c/forecastDraft';
import type { Unit } from 'c/moneyFormat';
import type { ColumnKey } from './gridColumns';
import type { Status } from './rowStatus';

/** Which fields of which kind of row this user may change. */
export type Permissions = Readonly<Record<EntryRow['kind'], Readonly<Record<EntryField, boolean>>>>;

export interface CellView {
  /** tabindex: one of all cells of the grid is a tab stop. */
  readonly tab: string;
  readonly isSelected: string;
  readonly className: string;
}

export interface GridRow {
  readonly row: EntryRow;
  readonly id: string;
  readonly name: string;
  readonly nameParts: readonly { readonly key: string; readonly text: string; readonly bar: string }[];
  readonly url: string;
  /** What it landed at in the newest snapshot. */
  readonly lastWeek: string;
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
  readonly describedBy: string | undefined;
  readonly status: Status | undefined;
  /** Why nothing can be entered, in a sentence. */
  readonly lockedReason: string;
  readonly messages: readonly { readonly key: string; readonly text: string }[];
  readonly isConflict: boolean;
  readonly detailLabel: string;
  readonly isBusy: string;
  readonly isOpen: boolean;
  readonly expanded: string;
  readonly cells: Readonly<Record<ColumnKey, CellView>>;
  /** Position among all rows of the grid, from 1 with its header. */
  readonly ariaRow: string;
  readonly drafted: EntryRow;
  readonly unit: Unit;
  /** What is entered may be given up for the value of the system. */
  readonly mayRevert: boolean;
  readonly canEdit: Readonly<Record<EntryField, boolean>>;
}

export interface RowView {
  readonly row: EntryRow;
  readonly draft: Draft | undefined;
  readonly unit: Unit;
  readonly permissions: Permissions;
  /** The cursor is in this row's amount: every digit is shown. */
  readonly isFocused: boolean;
  /** The person is still typing, so that an unreadable amount is not told yet. */
  readonly isTyping: boolean;
  readonly isOpen: boolean;
  /** The cell of this row that is the grid's tab stop, if it is here. */
  readonly tabStop: ColumnKey | undefined;
  /** The cells of this row that are in the selected range. */
  readonly selected: readonly ColumnKey[];
  readonly ariaRow: number;
}
