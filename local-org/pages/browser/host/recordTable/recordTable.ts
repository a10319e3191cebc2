import { LightningElement, api } from 'lwc';
import type { Column, Row } from '../../data/table.ts';

interface Head {
  readonly key: string;
  readonly label: string;
  readonly sortable: boolean;
  readonly className: string;
  readonly sort: 'ascending' | 'descending' | 'none' | null;
  readonly icon: string | undefined;
}

interface Line {
  readonly key: string;
  readonly cells: readonly (Row['cells'][number] & { readonly className: string })[];
}

/** Records in a table; asks for another order by the event `sort` with the column's path. */
export default class RecordTable extends LightningElement {
  @api columns: readonly Column[] = [];
  @api rows: readonly Row[] = [];
  @api canSort = false;
  /** Path of the column in order, `-` in front for descending. */
  @api sortedBy: string | undefined;

  get heads(): readonly Head[] {
    return this.columns.map(({ path, label, sortable, isNumber }) => {
      const isSorted = this.sortedBy?.replace('-', '') === path;
      const isDescending = this.sortedBy?.startsWith('-') === true;
      return {
        key: path,
        label,
        sortable: this.canSort && sortable,
        className: isNumber ? 'slds-text-align_right' : '',
        sort: isSorted ? (isDescending ? 'descending' : 'ascending') : null,
        icon: isSorted ? (isDescending ? 'utility:arrowdown' : 'utility:arrowup') : undefined,
      };
    });
  }

  get lines(): readonly Line[] {
    return this.rows.map(({ id, cells }) => ({
      key: id,
      cells: cells.map((cell) => ({ ...cell, className: cell.isNumber ? 'slds-text-align_right number' : '' })),
    }));
  }

  sort(event: Event): void {
    const path = (event.currentTarget as HTMLElement).dataset['path'];
    this.dispatchEvent(new CustomEvent('sort', { detail: path }));
  }
}
