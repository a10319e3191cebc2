import { LightningElement, api } from 'lwc';
import { totalsOf, type Drafts, type EntryRow } from 'c/forecastDraft';
import { isRange } from 'c/gridPaste';
import { fill, labels } from 'c/labels';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';
import type { OpenedRecord } from 'c/pagePanel';
import { gridGroups, type GridGroup } from './gridGroups';
import { AMOUNT_COLUMN, moveFor, type Mode, type Place } from './gridKeys';
import { linkOf, type Permissions } from './gridRows';

export type { Permissions } from './gridRows';

/** A row's amount as it is being typed. */
export interface TypedAmount {
  readonly id: string;
  readonly text: string;
}

/** Several cells pasted into the amount of a row. */
export interface PastedRange {
  readonly id: string;
  readonly text: string;
}

export interface SettledConflict {
  readonly id: string;
  readonly choice: 'mine' | 'theirs';
}

/** A page of inputs that a browser draws without a pause; the totals are always of all rows. */
const ROWS_AT_ONCE = 100;
const NOTHING_ALLOWED = { entered: false, inLanding: false, confidence: false, note: false };

/**
 * Project amounts and opportunity amounts, one line each. It decides nothing: `amounttyped`, `amountcommitted`,
 * `amountreverted`, `rangepasted`, `conflictsettled` and `recordopened` say what the person did; details bubble from the row's own form.
 */
export default class ForecastGrid extends LightningElement {
  @api rows: readonly EntryRow[] = [];
  @api drafts: Drafts = {};
  @api unit: Unit = 'one';
  @api permissions: Permissions | undefined;
  @api confidences: readonly { readonly label: string; readonly value: string }[] = [];

  labels = labels;
  at: Place = { row: 0, column: AMOUNT_COLUMN };
  mode: Mode = 'navigate';
  focusedId: string | undefined;
  openIds: readonly string[] = [];
  rowLimit = ROWS_AT_ONCE;
  private mustSelect = false;

  override renderedCallback(): void {
    if (!this.mustSelect) return;
    this.mustSelect = false;
    this.cellAt(this.at)?.select?.();
  }

  private cellAt({ row, column }: Place): (HTMLElement & { select?: () => void }) | null {
    return this.template?.querySelector(`[data-cell="${row}:${column}"]`) ?? null;
  }

  get groups(): readonly GridGroup[] {
    const { drafts, unit, at, mode, focusedId, openIds } = this;
    const rows = this.rows.slice(0, this.rowLimit);
    const permissions = this.permissions ?? { project: NOTHING_ALLOWED, opportunity: NOTHING_ALLOWED };
    return gridGroups({ rows, drafts, unit, permissions, at, mode, focusedId, openIds });
  }

  get firstGroup(): string {
    return this.groups[0]?.name ?? '';
  }

  get totals(): {
    readonly system: string;
    readonly expected: string;
    actual: string;
    landing: string;
    change: string;
  } {
    const { system, expected, actual, landing, change } = totalsOf(this.rows, this.drafts);
    const text = (amount: number): string => formatAmount(amount, this.unit);
    return {
      system: text(system),
      expected: text(expected),
      actual: text(actual),
      landing: text(landing),
      change: change === 0 ? '' : formatSigned(change, this.unit),
    };
  }

  handleFocus(event: FocusEvent): void {
    // Only our own cells carry this handler, each with its place in data-cell.
    const cell = event.currentTarget as HTMLElement;
    const [row = 0, column = 0] = (cell.dataset['cell'] ?? '').split(':').map(Number);
    this.at = { row, column };
    this.mode = 'navigate';
    this.focusedId = column === AMOUNT_COLUMN ? this.rows[row]?.id : undefined;
    this.mustSelect = column === AMOUNT_COLUMN;
  }

  handleBlur(): void {
    const id = this.focusedId;
    this.focusedId = undefined;
    this.mode = 'navigate';
    if (id !== undefined) this.dispatchEvent(new CustomEvent<string>('amountcommitted', { detail: id }));
  }

  handleMouseDown(event: MouseEvent): void {
    // A second click puts the caret into the amount, as in any spreadsheet.
    const cell = event.currentTarget as HTMLElement;
    const isHere = cell.dataset['cell'] === `${this.at.row}:${this.at.column}` && this.focusedId !== undefined;
    if (isHere) this.mode = 'edit';
  }

  handleInput(event: Event): void {
    // Only the amount inputs carry this handler.
    const input = event.currentTarget as HTMLInputElement;
    this.mode = 'edit';
    this.dispatchEvent(
      new CustomEvent<TypedAmount>('amounttyped', { detail: { id: input.dataset['id'] ?? '', text: input.value } }),
    );
  }

  handlePaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!isRange(text)) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<PastedRange>('rangepasted', { detail: { id: idOn(event), text } }));
  }

  handleKeyDown(event: KeyboardEvent): void {
    // The details hold ordinary form controls with their own keys.
    const cell = (event.target as HTMLElement).dataset['cell'];
    if (cell === undefined) return;
    const move = moveFor(event, this.at, this.mode, Math.min(this.rowLimit, this.rows.length));
    if (move.kind === 'none') return;
    event.preventDefault();
    if (move.kind === 'go') {
      this.cellAt(move.to)?.focus();
      return;
    }
    if (move.kind === 'edit') {
      this.mode = 'edit';
      const input = event.target as HTMLInputElement;
      input.setSelectionRange(input.value.length, input.value.length);
      return;
    }
    this.mode = 'navigate';
    this.mustSelect = true;
    const id = this.rows[this.at.row]?.id ?? '';
    this.dispatchEvent(new CustomEvent<string>('amountreverted', { detail: id }));
  }

  get showMore(): string {
    const more = Math.min(ROWS_AT_ONCE, this.rows.length - this.rowLimit);
    return more > 0 ? fill(labels.showMore, more) : '';
  }

  handleShowMore(): void {
    this.rowLimit += ROWS_AT_ONCE;
  }

  handleToggle(event: Event): void {
    const id = idOn(event);
    this.openIds = this.openIds.includes(id) ? this.openIds.filter((open) => open !== id) : [...this.openIds, id];
  }

  handleOpen(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = this.rows.find(({ id }) => id === idOn(event));
    if (row === undefined || row.linkId === null || linkOf(row) === '') return;
    event.preventDefault();
    const detail = { recordId: row.linkId, objectApiName: row.kind === 'project' ? 'Project__c' : 'Opportunity' };
    this.dispatchEvent(new CustomEvent<OpenedRecord>('recordopened', { detail }));
  }

  handleKeepMine(event: Event): void {
    this.settle(idOn(event), 'mine');
  }

  handleTakeTheirs(event: Event): void {
    this.settle(idOn(event), 'theirs');
  }

  private settle(id: string, choice: SettledConflict['choice']): void {
    this.dispatchEvent(new CustomEvent<SettledConflict>('conflictsettled', { detail: { id, choice } }));
  }
}

/** The row an element belongs to; every element that acts carries its row's id. */
function idOn(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset['id'] ?? '';
}
