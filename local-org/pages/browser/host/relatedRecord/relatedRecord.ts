import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import type { WireResult } from '../../data/adapter.ts';
import { iconOf, type FieldFacts, type ObjectFacts } from '../../data/facts.ts';
import { isRecord, type RecordRepresentation } from '../../data/representation.ts';
import { recordAddress } from '../../data/references.ts';
import { pathOfField } from '../../data/shown.ts';
import { word } from 'host/words';

/** The record that a lookup of this page's record refers to, by its compact layout. */
export default class RelatedRecord extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  /** `Opportunity.AccountId`, or the record itself: `Account.Id` (unverified: names are those of public projects). */
  @api lookupFieldName = '';
  @api detailsComponentCustomTitle: string | undefined;

  object: ObjectFacts | undefined;
  parentObject: string | undefined;
  parent: ObjectFacts | undefined;
  parentId: string | undefined;
  name = '';
  isEmpty = false;

  private get field(): FieldFacts | undefined {
    return this.object?.fields[this.lookupFieldName.split('.').at(-1) ?? ''];
  }

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  handleObject({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.object = data as ObjectFacts; // UI API, Object Info
  }

  @wire(getObjectInfo, { objectApiName: '$parentObject' })
  handleParent({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.parent = data as ObjectFacts; // UI API, Object Info
  }

  get paths(): readonly string[] | undefined {
    const { object, field } = this;
    return object === undefined || field === undefined
      ? undefined
      : [`${object.apiName}.${field.apiName}`, `${object.apiName}.${pathOfField(object, field.apiName)}`];
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$paths' })
  handleRecord({ data }: WireResult<RecordRepresentation>): void {
    const relation = this.field?.relationshipName;
    if (data === undefined || relation === undefined || relation === null) return;
    const { value, displayValue } = data.fields[relation] ?? {};
    this.isEmpty = !isRecord(value);
    if (!isRecord(value)) return;
    this.parentId = value.id;
    this.parentObject = value.apiName;
    this.name = displayValue ?? value.id;
  }

  get heading(): string {
    return this.detailsComponentCustomTitle ?? this.parent?.label ?? this.field?.label ?? '';
  }

  get icon(): string | undefined {
    return iconOf(this.parent);
  }

  get address(): string {
    return recordAddress(this.parentObject ?? '', this.parentId ?? '');
  }

  get emptyText(): string {
    return word('relatedRecordNone', this.field?.label ?? '');
  }
}
