import { LightningElement, api } from 'lwc';
import {
  fieldPath,
  objectName,
  type FieldReference,
  type ObjectReference,
  type RecordRepresentation,
} from '../../data/representation.ts';
import { wishes, type FieldWish } from '../../data/sections.ts';

/** A record to read and to edit, or a new one, by a layout or by fields (Component Library, Record Form). */
export default class RecordForm extends LightningElement {
  @api recordId: string | undefined;
  @api recordTypeId: string | undefined;
  @api layoutType: 'Full' | 'Compact' = 'Full';
  @api columns: number | string = 1;
  @api density: string | undefined;
  @api mode: 'view' | 'edit' | 'readonly' = 'view';
  @api fields: readonly FieldReference[] | undefined;

  object: string | undefined;

  @api get objectApiName(): ObjectReference | undefined {
    return this.object;
  }

  set objectApiName(value: ObjectReference | undefined) {
    this.object = value === undefined ? undefined : objectName(value);
  }

  get fieldWishes(): readonly FieldWish[] | undefined {
    return this.fields === undefined ? undefined : wishes(this.fields.map(fieldPath));
  }

  handleReady(): void {
    this.dispatchEvent(new CustomEvent('load'));
  }

  handleSaved(event: CustomEvent<RecordRepresentation>): void {
    this.dispatchEvent(new CustomEvent('success', { detail: event.detail }));
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }
}
