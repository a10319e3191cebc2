import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import type { WireResult } from '../../data/adapter.ts';
import { announce } from '../../data/changes.ts';
import { find } from '../../data/dom.ts';
import type { ObjectFacts } from '../../data/facts.ts';
import { partsOf } from '../../data/form/field-state.ts';
import { readLayout, type Layout } from '../../data/layout.ts';
import { mayLeave } from '../../data/leaving.ts';
import type { RecordRepresentation } from '../../data/representation.ts';
import { sectionOfFields, sectionsOf, type FieldWish, type Section, type SectionSource } from '../../data/sections.ts';
import { pathOfField } from '../../data/shown.ts';
import { word } from 'host/words';

type Mode = 'view' | 'edit' | 'readonly';

interface EditFormElement extends HTMLElement {
  submit(): void;
}

/** A record to read, that a pencil turns into its own form and back. Tells `saved`, `cancel`, `failed`. */
export default class RecordPanel extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api recordTypeId: string | undefined;
  @api layoutType: 'Full' | 'Compact' = 'Full';
  /** Fields to show instead of a layout. */
  @api fields: readonly FieldWish[] | undefined;
  @api columns = 2;
  @api mode: Mode = 'view';

  object: ObjectFacts | undefined;
  layout: Layout | undefined;
  record: RecordRepresentation | undefined;
  error: unknown;
  isSaving = false;
  focusField: string | undefined;
  saveLabel = word('save');
  cancelLabel = word('cancel');
  modes = ['View'];
  private isOpen = false;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  handleObject({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.object = data as ObjectFacts; // UI API, Object Info
  }

  get layoutTypes(): readonly string[] | undefined {
    return this.fields === undefined ? [this.layoutType] : undefined;
  }

  get optionalFields(): readonly string[] | undefined {
    const { fields, object } = this;
    if (fields === undefined || object === undefined) return undefined;
    const names = fields.flatMap(({ name }) => (name === '' ? [] : [name, ...partsOf(object, name)]));
    const paths = names.flatMap((name) => [name, pathOfField(object, name)]);
    return [...new Set(paths)].map((path) => `${object.apiName}.${path}`);
  }

  @wire(getRecord, {
    recordId: '$recordId',
    layoutTypes: '$layoutTypes',
    modes: '$modes',
    optionalFields: '$optionalFields',
  })
  handleRecord({ data, error }: WireResult<RecordRepresentation>): void {
    this.error = error;
    if (data !== undefined) this.record = data;
  }

  override connectedCallback(): void {
    if (this.fields !== undefined) return;
    this.load().catch((error: unknown) => {
      this.error = error;
    });
  }

  private async load(): Promise<void> {
    const { objectApiName = '', layoutType, recordTypeId } = this;
    this.layout = await readLayout(objectApiName, layoutType, 'View', recordTypeId);
  }

  get isEditing(): boolean {
    return this.isOpen || this.mode === 'edit' || this.recordId === undefined;
  }

  get isLoaded(): boolean {
    const { object, record, layout, fields } = this;
    return object !== undefined && record !== undefined && (layout !== undefined || fields !== undefined);
  }

  get sections(): readonly Section[] {
    const { object, record, layout, fields } = this;
    if (object === undefined) return [];
    const canEdit = object.updateable && this.mode !== 'readonly';
    const source: SectionSource = { object, record, mode: 'view', canEdit };
    if (fields !== undefined) return sectionOfFields(fields, Number(this.columns), source);
    return layout === undefined ? [] : sectionsOf(layout, source);
  }

  private get form(): EditFormElement | null {
    return find<EditFormElement>(this, 'host-edit-form');
  }

  edit(event: CustomEvent<string>): void {
    this.focusField = event.detail;
    this.isOpen = true;
  }

  handleReady(): void {
    this.dispatchEvent(new CustomEvent('ready'));
    // The inputs are on the page after this turn.
    if (this.focusField !== undefined) requestAnimationFrame(() => this.form?.focus());
  }

  save(): void {
    this.isSaving = true;
    this.form?.submit();
  }

  handleSaved(event: CustomEvent<RecordRepresentation>): void {
    const { id, apiName } = event.detail;
    this.handleSettled();
    this.isOpen = false;
    announce({ kind: this.recordId === undefined ? 'created' : 'updated', objectApiName: apiName, id });
    this.dispatchEvent(new CustomEvent('saved', { detail: event.detail }));
  }

  handleSettled(): void {
    this.isSaving = false;
  }

  cancel(): void {
    this.leave().catch(reportError);
  }

  private async leave(): Promise<void> {
    if (!(await mayLeave())) return;
    this.isOpen = false;
    this.dispatchEvent(new CustomEvent('cancel'));
  }
}
