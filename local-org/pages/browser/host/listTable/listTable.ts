import { LightningElement, api } from 'lwc';
import { onChange } from '../../data/changes.ts';
import { ref } from '../../data/dom.ts';
import type { ObjectFacts } from '../../data/facts.ts';
import { emptyList, RecordList, type ListSource, type ListState } from '../../data/record-list.ts';
import { columnsOf, rowsOf, type Column, type ListInfo, type Row } from '../../data/table.ts';
import { actOnRow, rowActionsOf, type RowAction, type RowChoice } from '../rowActions/rowActions.ts';
import { word } from 'host/words';

/**
 * The records of a list with their columns: waits, says when there are none, reads on at its end. Tells `sort` with a
 * column's path, `choose` with the selected ids, `count` with how many it shows.
 */
export default class ListTable extends LightningElement {
  @api object: ObjectFacts | undefined;
  @api info: ListInfo | undefined;
  @api caption = '';
  @api emptyText = word('empty');
  @api canSort = false;
  @api selectable = false;
  @api selected: readonly string[] = [];
  @api sortedBy: string | undefined;
  /** Reads on by itself when its end comes into view; otherwise the first page is all. */
  @api isEndless = false;

  state: ListState = { ...emptyList, isLoading: true };
  private wanted: ListSource | undefined;
  private forget: (() => void) | undefined;
  private observer: IntersectionObserver | undefined;
  private watched: Element | undefined;
  private readonly list = new RecordList((state) => {
    this.state = state;
    const detail = { count: state.records.length, hasMore: state.hasMore, isLoading: state.isLoading };
    this.dispatchEvent(new CustomEvent('count', { detail }));
  });

  @api get source(): ListSource | undefined {
    return this.wanted;
  }

  set source(source: ListSource | undefined) {
    if (source === undefined || JSON.stringify(source) === JSON.stringify(this.wanted)) return;
    this.wanted = source;
    this.list.open(source);
  }

  override connectedCallback(): void {
    this.forget = onChange(({ objectApiName }) => {
      if (objectApiName === this.object?.apiName) this.reload().catch(reportError);
    });
    this.observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.list.more();
    });
  }

  override disconnectedCallback(): void {
    this.forget?.();
    this.observer?.disconnect();
  }

  override renderedCallback(): void {
    const end = ref(this, 'end');
    if (end === this.watched) return;
    if (this.watched !== undefined) this.observer?.unobserve(this.watched);
    this.watched = end;
    if (end !== undefined) this.observer?.observe(end);
  }

  @api async reload(): Promise<void> {
    await this.list.reload();
  }

  get isWaiting(): boolean {
    return this.state.isLoading || this.info === undefined;
  }

  get isEmpty(): boolean {
    return this.state.records.length === 0;
  }

  get columns(): readonly Column[] {
    return this.info === undefined ? [] : columnsOf(this.info, this.object);
  }

  get rows(): readonly Row[] {
    return rowsOf(this.state.records, this.columns, this.object);
  }

  get actions(): readonly RowAction[] {
    return rowActionsOf(this.object);
  }

  get showsMore(): boolean {
    return this.isEndless && this.state.hasMore;
  }

  get moreLabel(): string {
    return word(this.state.isLoadingMore ? 'loadingMore' : 'loadMore');
  }

  more(): void {
    this.list.more();
  }

  retry(): void {
    if (this.wanted !== undefined) this.list.open(this.wanted);
  }

  handleRowAction(event: CustomEvent<RowChoice>): void {
    const row = this.rows.find(({ id }) => id === event.detail.id);
    if (this.object !== undefined) actOnRow(this.object, row?.name ?? '', event.detail);
  }

  handleChoose(event: CustomEvent<readonly string[]>): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: event.detail }));
  }

  handleSort(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent('sort', { detail: event.detail }));
  }
}
