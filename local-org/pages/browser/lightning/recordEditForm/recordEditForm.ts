import { LightningElement, api } from 'lwc';
import { failureOf, type SaveFailure } from '../../data/form/failure.ts';
import { isFailure, RecordForm } from '../../data/form/record-form.ts';
import { takeMembers, type ShowFailure } from '../../data/form/registration.ts';
import { guardChanges } from '../../data/leaving.ts';
import { fieldList, objectName, type FieldReference, type ObjectReference } from '../../data/representation.ts';

/** A form for one record, new or existing, around `lightning-input-field`s (Component Library, Record Edit Form). */
export default class RecordEditForm extends LightningElement {
  @api recordId: string | undefined;
  @api recordTypeId: string | undefined;
  @api formClass = '';
  @api density: string | undefined;
  @api optionalFields: FieldReference | readonly FieldReference[] | undefined;
  /** Of the host's own forms: a save is refused when somebody else saved in between. */
  @api refusesConflicts = false;

  private object = '';
  private opened = '';
  private isSaving = false;
  private readonly messages = new Set<ShowFailure>();
  private unguard: (() => void) | undefined;
  private readonly form = new RecordForm({
    loaded: () => {
      this.announceLoad();
    },
    failed: (error) => {
      this.announceFailure(error);
    },
    changed: () => {
      this.dispatchEvent(new CustomEvent('dirty'));
    },
  });

  constructor() {
    super();
    takeMembers(this, this.form, this.messages);
  }

  @api get objectApiName(): ObjectReference {
    return this.object;
  }

  set objectApiName(value: ObjectReference | undefined) {
    this.object = value === undefined ? '' : objectName(value);
  }

  /** Values that a new record starts with, with or without an input of their own. */
  @api startWith(values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) {
      if (value !== null && value !== undefined && value !== '') this.form.preset(name, value);
    }
  }

  /** Whether somebody typed something that is not saved. */
  @api get isDirty(): boolean {
    return this.form.isDirty;
  }

  override connectedCallback(): void {
    const discard = (): void => {
      this.form.reset();
    };
    this.unguard = guardChanges({ isDirty: () => this.form.isDirty, discard });
  }

  override disconnectedCallback(): void {
    this.unguard?.();
    this.form.close();
  }

  override renderedCallback(): void {
    const { object: objectApiName, recordId, recordTypeId, refusesConflicts } = this;
    const target = { objectApiName, recordId: recordId || undefined, recordTypeId: recordTypeId || undefined };
    const text = JSON.stringify(target);
    if (objectApiName === '' || text === this.opened) return;
    this.opened = text;
    const optionalFields = fieldList(this.optionalFields);
    this.form.open({ ...target, optionalFields, refusesConflicts }).catch((error: unknown) => {
      this.announceFailure(error);
    });
  }

  handleSubmit(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.trySubmit();
  }

  /** Saves what the inputs hold, or the fields given. */
  @api submit(fields?: Readonly<Record<string, unknown>>): void {
    if (fields === undefined) this.trySubmit();
    else this.save(fields).catch(reportError);
  }

  private trySubmit(): void {
    if (this.isSaving) return;
    if (!this.form.reportValidity()) {
      this.dispatchEvent(new CustomEvent('incomplete'));
      return;
    }
    const fields = this.form.collect();
    const asked = new CustomEvent('submit', { cancelable: true, detail: { fields } });
    if (this.dispatchEvent(asked)) this.save(fields).catch(reportError);
  }

  private async save(fields: Readonly<Record<string, unknown>>): Promise<void> {
    this.isSaving = true;
    this.tell(undefined);
    const result = await this.form.save(fields).finally(() => {
      this.isSaving = false;
    });
    if (!isFailure(result)) {
      this.dispatchEvent(new CustomEvent('success', { detail: result }));
      return;
    }
    this.tell(result);
    const { message, detail, output } = result;
    this.dispatchEvent(new CustomEvent('error', { detail: { message, detail, output, failure: result } }));
  }

  private tell(failure: SaveFailure | undefined): void {
    for (const show of this.messages) show(failure);
  }

  private announceLoad(): void {
    const { object, record } = this.form;
    const detail = {
      objectInfos: object === undefined ? {} : { [object.apiName]: object },
      record,
      records: record === undefined ? {} : { [record.id]: record },
    };
    this.dispatchEvent(new CustomEvent('load', { detail }));
  }

  private announceFailure(error: unknown): void {
    const failure = failureOf(error);
    this.tell(failure);
    const { message, detail, output } = failure;
    this.dispatchEvent(new CustomEvent('error', { detail: { message, detail, output, error, failure } }));
  }
}
