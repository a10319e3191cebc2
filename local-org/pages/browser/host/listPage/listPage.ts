import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getListInfoByName, getListInfosByObjectName } from 'lightning/uiListsApi';
import type { WireResult } from '../../data/adapter.ts';
import { queryString, uiApi } from '../../data/fetch.ts';
import { goTo } from '../../data/router.ts';
import { iconOf, type ObjectFacts } from '../../data/shown.ts';
import { columnsOf, rowsOf, type Column, type ListInfo, type RecordPage, type Row } from '../../data/table.ts';
import { word } from 'host/words';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const pageSize = 50;

/** A list view of an object: choose the view, sort by a column, load more. */
export default class ListPage extends LightningElement {
  @api objectApiName: string | undefined;
  /** API name of the list view; the first one when the address names none. */
  @api listView: string | undefined;

  object: ObjectFacts | undefined;
  info: ListInfo | undefined;
  choices: readonly Choice[] = [];
  records: RecordPage['records'] = [];
  nextPageToken: string | null = null;
  sortedBy: string | undefined;
  error: unknown;
  isLoading = true;
  loadMoreLabel = word('loadMore');
  chooseLabel = word('chooseList');
  emptyText = word('empty');

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  handleObject({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data === undefined) return;
    this.object = data as ObjectFacts; // UI API, Object Info
    document.title = this.object.labelPlural;
  }

  @wire(getListInfosByObjectName, { objectApiName: '$objectApiName' })
  handleLists({ data }: WireResult<unknown>): void {
    if (data === undefined) return;
    const { lists } = data as { readonly lists: readonly { readonly apiName: string; readonly label: string }[] };
    this.choices = lists.map(({ apiName, label }) => ({ value: apiName, label }));
    if (this.chosen !== undefined) this.load(null).catch(reportError);
  }

  @wire(getListInfoByName, { objectApiName: '$objectApiName', listViewApiName: '$chosen' })
  handleInfo({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.info = data as ListInfo; // UI API, List Info
  }

  get chosen(): string | undefined {
    return this.listView ?? this.choices[0]?.value;
  }

  private async load(pageToken: string | null): Promise<void> {
    this.isLoading = true;
    const path = `/list-records/${this.objectApiName ?? ''}/${this.chosen ?? ''}`;
    const query = { pageSize, pageToken: pageToken ?? undefined, sortBy: this.sortedBy };
    try {
      const page = (await uiApi(path + queryString(query))) as RecordPage; // UI API, List Records
      this.records = pageToken === null ? page.records : [...this.records, ...page.records];
      this.nextPageToken = page.nextPageToken;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
    }
  }

  get icon(): string | undefined {
    return iconOf(this.object);
  }

  get objectLabel(): string {
    return this.object?.labelPlural ?? '';
  }

  get listLabel(): string {
    return this.info?.label ?? '';
  }

  get summary(): string {
    return word('items', this.records.length, this.nextPageToken === null ? '' : '+');
  }

  get columns(): readonly Column[] {
    return this.info === undefined ? [] : columnsOf(this.info, this.object);
  }

  get rows(): readonly Row[] {
    return rowsOf(this.records, this.columns, this.object);
  }

  get hasMore(): boolean {
    return this.nextPageToken !== null;
  }

  get isEmpty(): boolean {
    return !this.isLoading && this.records.length === 0 && this.error === undefined;
  }

  chooseList(event: CustomEvent<{ readonly value: string }>): void {
    goTo(`/lightning/o/${this.objectApiName ?? ''}/list?filterName=${event.detail.value}`);
  }

  sort(event: CustomEvent<string>): void {
    this.sortedBy = this.sortedBy === event.detail ? `-${event.detail}` : event.detail;
    this.load(null).catch(reportError);
  }

  loadMore(): void {
    this.load(this.nextPageToken).catch(reportError);
  }
}
