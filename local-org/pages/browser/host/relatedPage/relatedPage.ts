import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import { getRelatedListInfo } from 'lightning/uiRelatedListApi';
import type { WireResult } from '../../data/adapter.ts';
import { nameOfRecord, type ObjectFacts } from '../../data/facts.ts';
import { nextOrder } from '../../data/order.ts';
import type { ListSource } from '../../data/record-list.ts';
import { addressOf, newRecordAddress, recordAddress } from '../../data/references.ts';
import { goTo } from '../../data/router.ts';
import { fieldsOfList, type ListInfo } from '../../data/table.ts';
import { word } from 'host/words';

const pageSize = 50;

/** A related list by itself: all of its records, sorted, and the way back to the parent. */
export default class RelatedPage extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api relationshipApiName: string | undefined;

  parent: ObjectFacts | undefined;
  object: ObjectFacts | undefined;
  info: ListInfo | undefined;
  record: unknown;
  error: unknown;
  sortedBy: string | undefined;
  newLabel = word('new');
  private count = 0;
  private hasMore = false;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  handleParent({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.parent = data as ObjectFacts; // UI API, Object Info
  }

  get nameFields(): readonly string[] | undefined {
    return this.parent?.nameFields.map((name) => `${this.parent?.apiName ?? ''}.${name}`);
  }

  @wire(getRecord, { recordId: '$recordId', fields: '$nameFields' })
  handleRecord({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.record = data;
  }

  @wire(getRelatedListInfo, { parentObjectApiName: '$objectApiName', relatedListId: '$relationshipApiName' })
  handleInfo({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data === undefined) return;
    this.info = data as ListInfo; // UI API, Related List Info
    document.title = this.info.label;
  }

  get childObject(): string | undefined {
    return this.info?.objectApiNames?.[0];
  }

  @wire(getObjectInfo, { objectApiName: '$childObject' })
  handleObject({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.object = data as ObjectFacts; // UI API, Object Info
  }

  get source(): ListSource | undefined {
    const { recordId, relationshipApiName, info, object, sortedBy } = this;
    if (recordId === undefined || relationshipApiName === undefined) return undefined;
    if (info === undefined || object === undefined) return undefined;
    const path = `/related-list-records/${recordId}/${relationshipApiName}`;
    return { path, pageSize, sortBy: sortedBy, fields: fieldsOfList(info, object) };
  }

  get label(): string {
    return this.info?.label ?? '';
  }

  get parentPlural(): string {
    return this.parent?.labelPlural ?? '';
  }

  get parentName(): string {
    return nameOfRecord(this.record, this.parent);
  }

  get parentHome(): string {
    const attributes = { objectApiName: this.objectApiName, actionName: 'home' };
    return addressOf({ type: 'standard__objectPage', attributes }) ?? '';
  }

  get parentAddress(): string {
    return recordAddress(this.objectApiName ?? '', this.recordId ?? '');
  }

  get summary(): string {
    if (this.count === 1 && !this.hasMore) return word('itemsOne');
    return word('items', this.count, this.hasMore ? '+' : '');
  }

  get emptyText(): string {
    return word('emptyRelated', this.label);
  }

  get canCreate(): boolean {
    return this.object?.createable === true;
  }

  handleCount(event: CustomEvent<{ readonly count: number; readonly hasMore: boolean }>): void {
    this.count = event.detail.count;
    this.hasMore = event.detail.hasMore;
  }

  sort(event: CustomEvent<string>): void {
    this.sortedBy = nextOrder(this.sortedBy, event.detail);
  }

  create(): void {
    const field = this.info?.fieldApiName;
    goTo(newRecordAddress(this.childObject ?? '', field === undefined ? {} : { [field]: this.recordId }));
  }
}
