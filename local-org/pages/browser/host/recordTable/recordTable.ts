import { LightningElement, api } from 'lwc';
import type { Cell, Column, Row } from '../../data/table.ts';
import { word } from 'host/words';

interface Head {
  readonly key: string;
  readonly label: string;
  readonly sortable: boolean;
  readonly sortLabel: string;
  readonly className: string;
  readonly sort: 'ascending' | 'descending' | null;
  readonly icon: string | undefined;
}

interface Line {
  readonly id: string;
  readonly className: string;
  readonly isSelected: boolean;
  readonly selectLabel: string;
  readonly actionsLabel: string;
  readonly cells: readonly (Cell & { readonly className: string })[];
}

export interface RowAction {
  readonly name: string;
  readonly label: string;
}

const idOf = (event: Event): string => (event.currentTarget as HTMLElement).dataset['id'] ?? '';

/**
 * Records in a table, as cards on a phone. Tells `sort` with a column's path, `choose` with the ids that are selected
 * then, and `rowaction` with a name and an id.
 */
export default class RecordTable extends LightningElement {
  @api caption = '';
  @api columns: readonly Column[] = [];
  @api rows: readonly Row[] = [];
  @api actions: readonly RowAction[] = [];
  @api canSort = false;
  @api selectable = false;
  @api selected: readonly string[] = [];
  /** Path of the column in order, `-` in front for descending. */
  @api sortedBy: string | undefined;

  selectAllLabel = word('selectAll');
  actionsLabel = word('showMoreActions');

  get hasActions(): boolean {
    return this.actions.length > 0;
  }

  get isAllSelected(): boolean {
    return this.rows.length > 0 && this.selected.length >= this.rows.length;
  }

  get heads(): readonly Head[] {
    return this.columns.map(({ path, label, sortable, isNumber }) => {
      const isSorted = this.sortedBy?.replace('-', '') === path;
      const isDescending = this.sortedBy?.startsWith('-') === true;
      return {
        key: path,
        label,
        sortable: this.canSort && sortable,
        sortLabel: word('sortBy', label),
        className: isNumber ? 'number' : '',
        sort: isSorted ? (isDescending ? 'descending' : 'ascending') : null,
        icon: isSorted ? (isDescending ? 'utility:arrowdown' : 'utility:arrowup') : undefined,
      };
    });
  }

  get lines(): readonly Line[] {
    return this.rows.map(({ id, name, cells }) => {
      const isSelected = this.selected.includes(id);
      return {
        id,
        className: `slds-hint-parent${isSelected ? ' selected' : ''}`,
        isSelected,
        selectLabel: word('selectRow', name),
        actionsLabel: word('rowActions', name),
        cells: cells.map((cell, index) => {
          const names = [...(index === 0 ? ['first'] : []), ...(cell.isNumber ? ['number'] : [])];
          return { ...cell, className: names.join(' ') };
        }),
      };
    });
  }

  sort(event: Event): void {
    const path = (event.currentTarget as HTMLElement).dataset['path'];
    this.dispatchEvent(new CustomEvent('sort', { detail: path }));
  }

  select(event: CustomEvent<{ readonly checked: boolean }>): void {
    const id = idOf(event);
    const others = this.selected.filter((one) => one !== id);
    this.choose(event.detail.checked ? [...others, id] : others);
  }

  selectAll(event: CustomEvent<{ readonly checked: boolean }>): void {
    this.choose(event.detail.checked ? this.rows.map(({ id }) => id) : []);
  }

  private choose(ids: readonly string[]): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: ids }));
  }

  act(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent('rowaction', { detail: { name: event.detail, id: idOf(event) } }));
  }
}
