import type { Drafts, EntryRow } from 'c/forecastDraft';
import { EVERY_LINE, linesIn, type LineView } from 'c/lineView';
import { remembered } from 'c/remembered';
import { EntryPanel } from './entryPanel';

/** As many lines are seen at a glance. */
const MOST_LINES_AT_A_GLANCE = 10;

/** Which lines are shown, and in which order: chosen by the person, kept while they type. */
export class LinePanel extends EntryPanel {
  view: LineView = EVERY_LINE;
  /** Of the moment in which the view was chosen: a line does not vanish while somebody changes it. */
  viewDrafts: Drafts = {};
  private readonly arranged = remembered(linesIn);

  get shownRows(): readonly EntryRow[] {
    return this.arranged(this.rows, this.viewDrafts, this.view);
  }

  get isLong(): boolean {
    return this.rows.length > MOST_LINES_AT_A_GLANCE;
  }

  get hidesAll(): boolean {
    return this.shownRows.length === 0;
  }

  handleViewChosen({ detail }: CustomEvent<LineView>): void {
    this.view = detail;
    this.viewDrafts = this.drafts;
  }

  handleShowAll(): void {
    this.view = { ...EVERY_LINE, order: this.view.order, grouping: this.view.grouping };
  }
}
