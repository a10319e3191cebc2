import { api } from 'lwc';
import { ChartFrame } from 'c/chartFrame';
import type { Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { unitName, type Unit } from 'c/moneyFormat';
import type { OpenedRecord } from 'c/pagePanel';
import { DEFAULT_CHOICE, needsMonths, type Choice, type Course } from 'c/periods';
import { columnGeometry, type Columns } from './columnGeometry';
import { columnValues, differencesNote, rowViews, type RowView } from './courseView';

const OBJECTS = { target: 'Target__c', budget: 'Budget__c' } as const;

/** Periods side by side: target as outline, actual solid, landing hatched; and the same as a table. Sends `recordopened`. */
export default class CourseChart extends ChartFrame {
  @api course: Course | undefined;
  @api choice: Choice = DEFAULT_CHOICE;
  @api unit: Unit = 'one';
  @api kind: Gap['kind'] = 'target';

  labels = labels;

  get chart(): (Columns & { readonly viewBox: string }) | undefined {
    if (this.course === undefined) return undefined;
    const chart = columnGeometry(columnValues(this.course, this.choice), this.width);
    return { ...chart, viewBox: `0 0 ${chart.width} ${chart.height}` };
  }

  get rows(): readonly (RowView & { readonly url: string })[] {
    return (this.course === undefined ? [] : rowViews(this.course, this.choice, this.unit)).map((row) => ({
      ...row,
      url: row.recordId === undefined ? '' : `/lightning/r/${OBJECTS[this.kind]}/${row.recordId}/view`,
    }));
  }

  get note(): string {
    return this.course === undefined ? '' : differencesNote(this.course, this.unit);
  }

  /** Days and weeks have no landing of their own. */
  get hasLanding(): boolean {
    return needsMonths(this.choice);
  }

  get targetColumn(): string {
    return this.kind === 'budget' ? labels.figureBudget : labels.figureTarget;
  }

  get caption(): string {
    return fill(labels.columnAmount, unitName(this.unit));
  }

  handleOpen(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The handler sits on our own links only.
    const { recordId } = (event.currentTarget as HTMLElement).dataset;
    if (recordId === undefined) return;
    event.preventDefault();
    const detail = { recordId, objectApiName: OBJECTS[this.kind] };
    this.dispatchEvent(new CustomEvent<OpenedRecord>('recordopened', { detail }));
  }
}
