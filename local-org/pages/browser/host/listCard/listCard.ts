import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getListInfoByName } from 'lightning/uiListsApi';
import type { WireResult } from '../../data/adapter.ts';
import { iconOf, type ObjectFacts } from '../../data/facts.ts';
import type { ListSource } from '../../data/record-list.ts';
import { addressOf } from '../../data/references.ts';
import type { ListInfo } from '../../data/table.ts';
import { word } from 'host/words';

const usualSize = 5;

/** The first records of a list view, on home and app pages. */
export default class ListCard extends LightningElement {
  @api entityName: string | undefined;
  @api filterName: string | undefined;
  @api pageSize: string | number | undefined;

  object: ObjectFacts | undefined;
  info: ListInfo | undefined;
  error: unknown;
  viewAllLabel = word('viewAll');

  @wire(getObjectInfo, { objectApiName: '$entityName' })
  handleObject({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.object = data as ObjectFacts; // UI API, Object Info
  }

  @wire(getListInfoByName, { objectApiName: '$entityName', listViewApiName: '$filterName' })
  handleInfo({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.info = data as ListInfo; // UI API, List Info
  }

  get source(): ListSource | undefined {
    const { entityName, filterName } = this;
    if (entityName === undefined || filterName === undefined) return undefined;
    return { path: `/list-records/${entityName}/${filterName}`, pageSize: Number(this.pageSize) || usualSize };
  }

  get icon(): string | undefined {
    return iconOf(this.object);
  }

  get label(): string {
    return this.info?.label ?? '';
  }

  get address(): string {
    const attributes = { objectApiName: this.entityName, actionName: 'list' };
    return addressOf({ type: 'standard__objectPage', attributes, state: { filterName: this.filterName } }) ?? '';
  }
}
