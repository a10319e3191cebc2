import { LightningElement, api, wire } from 'lwc';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRelatedListInfo } from 'lightning/uiRelatedListApi';
import { queryString, uiApi } from '../../data/fetch.ts';
import type { WireResult } from '../../data/adapter.ts';
import { iconOf, type ObjectFacts } from '../../data/shown.ts';
import { columnsOf, rowsOf, type Column, type ListInfo, type RecordPage, type Row } from '../../data/table.ts';
import { word } from 'host/words';

const pageSize = 6;

/** Children of the record, with the columns that its layout gives them. */
export default class RelatedList extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  /** `Project_Amounts__r` */
  @api relatedListApiName: string | undefined;
  @api parentFieldApiName: string | undefined;

  info: ListInfo | undefined;
  object: ObjectFacts | undefined;
  page: RecordPage | undefined;
  error: unknown;
  emptyText = word('empty');
  private refreshId: number | undefined;

  @wire(getRelatedListInfo, { parentObjectApiName: '$objectApiName', relatedListId: '$relatedListApiName' })
  handleInfo({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data === undefined) return;
    this.info = data as ListInfo; // UI API, Related List Info
    this.load().catch(reportError);
  }

  get childObject(): string | undefined {
    return this.info?.objectApiNames?.[0];
  }

  @wire(getObjectInfo, { objectApiName: '$childObject' })
  handleObject({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.object = data as ObjectFacts; // UI API, Object Info
  }

  override connectedCallback(): void {
    this.refreshId = registerRefreshHandler(this, () => this.load());
  }

  override disconnectedCallback(): void {
    if (this.refreshId !== undefined) unregisterRefreshHandler(this.refreshId);
  }

  /** Records come with the fields that are asked for and no others: the list's columns, and what they refer to. */
  private async load(): Promise<void> {
    if (this.info === undefined) return;
    const fields = this.info.displayColumns.map(({ fieldApiName }) => fieldApiName);
    const path = `/related-list-records/${this.recordId ?? ''}/${this.relatedListApiName ?? ''}`;
    try {
      this.page = (await uiApi(path + queryString({ fields, pageSize }))) as RecordPage; // UI API, Related List Records
    } catch (error) {
      this.error = error;
    }
  }

  get icon(): string | undefined {
    return iconOf(this.object);
  }

  get heading(): string {
    const count = this.page?.records.length ?? 0;
    const more = this.page?.nextPageToken === null ? '' : '+';
    return this.info === undefined ? '' : `${this.info.label} (${count}${more})`;
  }

  get columns(): readonly Column[] {
    return this.info === undefined ? [] : columnsOf(this.info, this.object);
  }

  get rows(): readonly Row[] {
    return rowsOf(this.page?.records ?? [], this.columns, this.object);
  }

  get isEmpty(): boolean {
    return this.page !== undefined && this.page.records.length === 0;
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }
}
