import type { Drafts, EntryRow } from 'c/forecastDraft';
import { EVERY_LINE, linesIn, type LineView } from 'c/lineView';
import { labels } from 'c/labels';
import { remembered } from 'c/remembered';
import { EntryPanel } from './entryPanel';

/** As many lines are seen at a glance. */
const MOST_LINES_AT_A_GLANCE = 10;

/** Which lines are shown, and in which order: chosen by the person, kept while they type. */
export class LinePanel extends EntryPanel {
  view: LineView = EVERY_LINE;
  /** Of the moment in which the view was chosen: a line does not vanish while somebody changes it. */
  viewDrafts: Drafts = {};
  /** Over the whole page; nothing is moved in it, so the focus and what is typed stay where they are. */
  isWide = false;
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

  /** On a phone a bar opens the entry over the page. */
  get needsBar(): boolean {
    return this.canEdit && !this.isWide && this.rows.length > 0;
  }

  get wideClass(): string {
    return this.isWide ? 'place wide' : 'place';
  }

  get wideRole(): string | undefined {
    return this.isWide ? 'dialog' : undefined;
  }

  get wideModal(): string | undefined {
    return this.isWide ? 'true' : undefined;
  }

  get widePressed(): string {
    return String(this.isWide);
  }

  /** The unit is chosen once on a page, in the gap's card; over the page that card is out of reach. */
  get isBesideGap(): boolean {
    return !this.isWide;
  }

  get wideLabel(): string {
    return this.isWide ? labels.forecastNarrow : labels.forecastWide;
  }

  handleWide(): void {
    this.isWide = !this.isWide;
  }

  handleBarOpened(event: Event): void {
    event.preventDefault();
    this.handleWide();
  }

  /** A click takes the focus out of no cell. */
  handleWideDown(event: MouseEvent): void {
    event.preventDefault();
  }

  /** The page lies behind: Tab goes round within. */
  handleEdge(): void {
    this.template?.querySelector<HTMLElement>('.widen')?.focus();
  }

  handlePlaceKey(event: KeyboardEvent): void {
    const isShortcut = event.altKey && event.code === 'KeyW';
    const isLeaving = this.isWide && event.key === 'Escape' && !event.defaultPrevented;
    if (!isShortcut && !isLeaving) return;
    event.preventDefault();
    this.handleWide();
  }

  handleViewChosen({ detail }: CustomEvent<LineView>): void {
    this.view = detail;
    this.viewDrafts = this.drafts;
  }

  handleShowAll(): void {
    this.view = { ...EVERY_LINE, order: this.view.order, grouping: this.view.grouping };
  }
}
