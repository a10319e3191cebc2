import { LightningElement, api } from 'lwc';
import { find } from '../../data/dom.ts';
import { readObject, type ObjectFacts } from '../../data/facts.ts';
import { uiApi, queryString } from '../../data/fetch.ts';
import type { SaveFailure } from '../../data/form/failure.ts';
import { fieldsOf, itemsOf, readLayout, type Layout } from '../../data/layout.ts';
import type { RecordRepresentation } from '../../data/representation.ts';
import { sectionOfFields, sectionsOf, type FieldWish, type Section, type SectionSource } from '../../data/sections.ts';
import { pathOfField } from '../../data/shown.ts';
import { word } from 'host/words';

interface FormElement extends HTMLElement {
  readonly isDirty: boolean;
  submit(): void;
  startWith(values: Readonly<Record<string, unknown>>): void;
}

interface SectionsElement extends HTMLElement {
  focusField(name: string | undefined): void;
}

/** The layout of an object as a form: new, changed or copied. Tells `saved` with the record, `ready`, `settled`. */
export default class EditForm extends LightningElement {
  @api objectApiName = '';
  @api recordId: string | undefined;
  @api recordTypeId: string | undefined;
  /** Values that a new record starts with. */
  @api defaults: Readonly<Record<string, unknown>> = {};
  /** A record whose values a new one starts with. */
  @api copyOf: string | undefined;
  /** The fields of an action's own layout; undefined takes the object's. */
  @api fields: readonly FieldWish[] | undefined;
  @api columns = 2;
  @api layoutType: 'Full' | 'Compact' = 'Full';
  /** Where the cursor is put at first. */
  @api focusField: string | undefined;

  failure: SaveFailure | undefined;
  isIncomplete = false;
  isReady = false;
  error: unknown;
  requiredNote = word('requiredNote');
  requiredLabel = word('required');
  private object: ObjectFacts | undefined;
  private layout: Layout | undefined;
  private record: unknown;
  private copied: Readonly<Record<string, unknown>> = {};

  override connectedCallback(): void {
    this.load().catch((error: unknown) => {
      this.error = error;
    });
  }

  private async load(): Promise<void> {
    const { objectApiName, recordId, recordTypeId, layoutType, copyOf } = this;
    const mode = recordId === undefined ? 'Create' : 'Edit';
    const layout = this.fields === undefined ? readLayout(objectApiName, layoutType, mode, recordTypeId) : undefined;
    const [object, found] = await Promise.all([readObject(objectApiName), layout]);
    if (copyOf !== undefined) this.copied = await this.valuesOf(copyOf, object);
    this.object = object;
    this.layout = found;
  }

  /**
   * What a copy takes over: every value that a person could have entered. The owner is whoever copies (unverified:
   * Salesforce Help, "Clone Records").
   */
  private async valuesOf(id: string, object: ObjectFacts): Promise<Readonly<Record<string, unknown>>> {
    const names = Object.values(object.fields).filter(({ apiName, createable }) => createable && apiName !== 'OwnerId');
    const optionalFields = names.map(({ apiName }) => `${object.apiName}.${apiName}`);
    const answer = await uiApi(`/records/${id}${queryString({ optionalFields })}`);
    const { fields } = answer as RecordRepresentation; // UI API, Get a Record
    return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
  }

  private get form(): FormElement | null {
    return find<FormElement>(this, 'lightning-record-edit-form');
  }

  private get sectionsElement(): SectionsElement | null {
    return find<SectionsElement>(this, '.sections');
  }

  @api get isDirty(): boolean {
    return this.form?.isDirty === true;
  }

  @api submit(): void {
    this.form?.submit();
  }

  get isLaidOut(): boolean {
    return this.object !== undefined && (this.layout !== undefined || this.fields !== undefined);
  }

  /** What the layout shows beside its inputs. */
  get readFields(): readonly string[] {
    const { object, layout } = this;
    if (object === undefined || layout === undefined) return [];
    const names = itemsOf(layout).flatMap(fieldsOf);
    const paths = names.flatMap((name) => [name, pathOfField(object, name)]);
    return [...new Set(paths)].map((path) => `${object.apiName}.${path}`);
  }

  get fieldsClass(): string {
    return this.isReady ? '' : 'waiting';
  }

  get sections(): readonly Section[] {
    const { object, layout, fields } = this;
    if (object === undefined) return [];
    const mode = this.recordId === undefined ? 'create' : 'edit';
    const source: SectionSource = { object, record: this.record, mode, canEdit: true };
    if (fields !== undefined) return sectionOfFields(fields, Number(this.columns), source);
    return layout === undefined ? [] : sectionsOf(layout, source);
  }

  handleLoad(event: CustomEvent<{ readonly record: unknown }>): void {
    this.record = event.detail.record;
    if (!this.isReady && this.recordId === undefined) this.form?.startWith({ ...this.copied, ...this.defaults });
    this.isReady = true;
    this.dispatchEvent(new CustomEvent('ready', { detail: this.record }));
  }

  handleSubmit(): void {
    this.failure = undefined;
    this.isIncomplete = false;
  }

  handleIncomplete(): void {
    this.failure = undefined;
    this.isIncomplete = true;
    this.dispatchEvent(new CustomEvent('settled'));
  }

  handleSuccess(event: CustomEvent<RecordRepresentation>): void {
    this.dispatchEvent(new CustomEvent('saved', { detail: event.detail }));
  }

  handleError(event: CustomEvent<{ readonly failure: SaveFailure; readonly error?: unknown }>): void {
    const { failure, error } = event.detail;
    if (error !== undefined && !this.isReady) this.error = error;
    this.failure = failure;
    this.dispatchEvent(new CustomEvent('settled'));
    const [first] = Object.keys(failure.byField);
    if (first !== undefined) this.sectionsElement?.focusField(first);
  }

  pointTo(event: CustomEvent<string>): void {
    this.sectionsElement?.focusField(event.detail);
  }

  /** Puts the cursor into the form, once it is there. */
  @api focus(): void {
    this.sectionsElement?.focusField(this.focusField);
  }
}
