import { LightningElement, api } from 'lwc';
import { linkOf, type ColumnKey, type GridRow } from 'c/gridRows';
import { labels } from 'c/labels';
import type { OpenedRecord } from 'c/pagePanel';

export interface CellPress {
  readonly id: string;
  readonly column: ColumnKey;
  /** Shift was held: the range grows to here. */
  readonly isExtending: boolean;
}

/** A row's amount as it is being typed. */
export interface TypedAmount {
  readonly id: string;
  readonly text: string;
}

export interface SettledConflict {
  readonly id: string;
  readonly choice: 'mine' | 'theirs';
}

/** What the grid asks of a row. */
export type ForecastRowElement = HTMLElement & Pick<ForecastRow, 'focusCell' | 'selectAmount' | 'placeCaret'>;

/**
 * One line of the forecast grid. Everything it sends bubbles to the grid and the entry around it: `cellfocused`,
 * `cellleft`, `cellpressed`, `amounttyped`, `rowtoggled`, `recordopened`, `conflictsettled`, and from its
 * details `detailchanged`.
 */
export default class ForecastRow extends LightningElement {
  @api view: GridRow | undefined;
  @api confidences: readonly { readonly label: string; readonly value: string }[] = [];

  labels = labels;

  @api focusCell(column: ColumnKey): void {
    this.template?.querySelector<HTMLElement>(`[data-column="${column}"]`)?.focus();
  }

  /** So that the next keystroke replaces it. */
  @api selectAmount(): void {
    this.amount?.select();
  }

  @api placeCaret(): void {
    const { amount } = this;
    amount?.setSelectionRange(amount.value.length, amount.value.length);
  }

  private get amount(): HTMLInputElement | null {
    return this.template?.querySelector('input') ?? null;
  }

  private get rowId(): string {
    return this.view?.id ?? '';
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  handleFocus(event: FocusEvent): void {
    this.tell('cellfocused', { id: this.rowId, column: columnOn(event), isExtending: false });
  }

  handleBlur(): void {
    this.tell('cellleft', this.rowId);
  }

  handleMouseDown(event: MouseEvent): void {
    const isExtending = event.shiftKey && columnOn(event) !== 'detail';
    if (isExtending) event.preventDefault();
    this.tell('cellpressed', { id: this.rowId, column: columnOn(event), isExtending });
  }

  handleInput(event: Event): void {
    // Only the amount carries this handler.
    const input = event.currentTarget as HTMLInputElement;
    this.tell('amounttyped', { id: this.rowId, text: input.value });
  }

  handleToggle(): void {
    this.tell('rowtoggled', this.rowId);
  }

  handleOpen(event: MouseEvent): void {
    if (event.shiftKey) event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = this.view?.row;
    if (row === undefined || row.linkId === null || linkOf(row) === '') return;
    event.preventDefault();
    const opened: OpenedRecord = {
      recordId: row.linkId,
      objectApiName: row.kind === 'project' ? 'Project__c' : 'Opportunity',
    };
    this.tell('recordopened', opened);
  }

  handleKeepMine(): void {
    this.tell('conflictsettled', { id: this.rowId, choice: 'mine' });
  }

  handleTakeTheirs(): void {
    this.tell('conflictsettled', { id: this.rowId, choice: 'theirs' });
  }
}

/** Each cell that can be focused names its column. */
function columnOn(event: Event): ColumnKey {
  return (event.currentTarget as HTMLElement).dataset['column'] as ColumnKey;
}
