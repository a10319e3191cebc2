import { LightningElement, api, wire } from 'lwc';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import { getRelatedListInfo } from 'lightning/uiRelatedListApi';
import type { WireResult } from '../../data/adapter.ts';
import { find } from '../../data/dom.ts';
import { iconOf, type ObjectFacts } from '../../data/facts.ts';
import { asText } from '../../data/freeze.ts';
import type { ListSource } from '../../data/record-list.ts';
import { addressOf, newRecordAddress } from '../../data/references.ts';
import type { RecordRepresentation } from '../../data/representation.ts';
import { goTo } from '../../data/router.ts';
import { fieldsOfList, type ListInfo } from '../../data/table.ts';
import { word } from 'host/words';

interface ListElement extends HTMLElement {
  reload(): Promise<void>;
}

const usualSize = 6;

/** Children of the record, or of a parent that it refers to, with the columns that the layout gives them. */
export default class RelatedList extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  /** `Project_Amounts__r` */
  @api relatedListApiName: string | undefined;
  /** `Target__c.Id`, or a reference of this page's record whose children are shown: `Contact.AccountId`. */
  @api parentFieldApiName: string | undefined;
  @api relatedListLabel: string | undefined;
  @api rowsToDisplay: string | number | undefined;
  @api maxRecordsToDisplay: string | number | undefined;

  info: ListInfo | undefined;
  object: ObjectFacts | undefined;
  parentOfPage: ObjectFacts | undefined;
  error: unknown;
  hasMore = false;
  newLabel = word('new');
  viewAllLabel = word('viewAll');
  private count: number | undefined;
  private lookedUp: string | undefined;
  private refreshId: number | undefined;

  /** The field of this page's record that refers to the parent; undefined when the record is the parent. */
  private get viaField(): string | undefined {
    const name = this.parentFieldApiName?.split('.').at(-1);
    return name === undefined || name === 'Id' ? undefined : name;
  }

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  handlePage({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.parentOfPage = data as ObjectFacts; // UI API, Object Info
  }

  get viaPaths(): readonly string[] | undefined {
    return this.viaField === undefined ? undefined : [`${this.objectApiName ?? ''}.${this.viaField}`];
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$viaPaths' })
  handleRecord({ data }: WireResult<RecordRepresentation>): void {
    const { viaField } = this;
    if (data !== undefined && viaField !== undefined) this.lookedUp = asText(data.fields[viaField]?.value);
  }

  get parentId(): string | undefined {
    return this.viaField === undefined ? this.recordId : this.lookedUp || undefined;
  }

  get parentObject(): string | undefined {
    const { viaField, parentOfPage } = this;
    if (viaField === undefined) return this.objectApiName;
    return parentOfPage?.fields[viaField]?.referenceToInfos[0]?.apiName;
  }

  @wire(getRelatedListInfo, { parentObjectApiName: '$parentObject', relatedListId: '$relatedListApiName' })
  handleInfo({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.info = data as ListInfo; // UI API, Related List Info
  }

  get childObject(): string | undefined {
    return this.info?.objectApiNames?.[0];
  }

  @wire(getObjectInfo, { objectApiName: '$childObject' })
  handleObject({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.object = data as ObjectFacts; // UI API, Object Info
  }

  override connectedCallback(): void {
    this.refreshId = registerRefreshHandler(this, async () => {
      await find<ListElement>(this, 'host-list-table')?.reload();
    });
  }

  override disconnectedCallback(): void {
    if (this.refreshId !== undefined) unregisterRefreshHandler(this.refreshId);
  }

  get source(): ListSource | undefined {
    const { parentId, relatedListApiName, info, object } = this;
    if (parentId === undefined || relatedListApiName === undefined) return undefined;
    if (info === undefined || object === undefined) return undefined;
    const pageSize = Number(this.rowsToDisplay ?? this.maxRecordsToDisplay) || usualSize;
    return {
      path: `/related-list-records/${parentId}/${relatedListApiName}`,
      pageSize,
      fields: fieldsOfList(info, object),
    };
  }

  get icon(): string | undefined {
    return iconOf(this.object);
  }

  get label(): string {
    return this.relatedListLabel ?? this.info?.label ?? '';
  }

  get heading(): string {
    if (this.count === undefined) return this.label;
    return `${this.label} (${this.count}${this.hasMore ? '+' : ''})`;
  }

  get emptyText(): string {
    return word('emptyRelated', this.label);
  }

  get address(): string {
    const attributes = {
      recordId: this.parentId,
      objectApiName: this.parentObject,
      relationshipApiName: this.relatedListApiName,
      actionName: 'view',
    };
    return addressOf({ type: 'standard__recordRelationshipPage', attributes }) ?? '';
  }

  get canCreate(): boolean {
    return this.object?.createable === true;
  }

  handleCount(event: CustomEvent<{ count: number; hasMore: boolean; isLoading: boolean }>): void {
    const { count, hasMore, isLoading } = event.detail;
    if (isLoading) return;
    this.count = count;
    this.hasMore = hasMore;
  }

  create(): void {
    const field = this.info?.fieldApiName;
    goTo(newRecordAddress(this.childObject ?? '', field === undefined ? {} : { [field]: this.parentId }));
  }
}
