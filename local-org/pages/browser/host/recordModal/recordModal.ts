import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { announce } from '../../data/changes.ts';
import { find } from '../../data/dom.ts';
import { nameOfRecord, readObject, recordTypeChoices, type ObjectFacts } from '../../data/facts.ts';
import { mayLeave } from '../../data/leaving.ts';
import type { RecordRepresentation } from '../../data/representation.ts';
import type { FieldWish } from '../../data/sections.ts';
import { tellSaved } from '../../data/tell.ts';
import { word } from 'host/words';

interface EditFormElement extends HTMLElement {
  submit(): void;
  focus(): void;
}

/** What the one who opened the modal may do with it. */
export interface ModalHandle {
  /** Closes it when the page goes elsewhere; what was typed is not asked for again. */
  readonly leave: () => void;
}

/** Creates, edits or copies a record above the page; resolves with the saved record, or with nothing. */
export default class RecordModal extends LightningModal {
  @api objectApiName = '';
  @api recordId: string | undefined;
  @api copyOf: string | undefined;
  @api defaults: Readonly<Record<string, unknown>> = {};
  @api fields: readonly FieldWish[] | undefined;
  /** Title that an action gives; by default it says what is done to which object. */
  @api actionTitle: string | undefined;
  @api givenRecordTypeId: string | undefined;

  recordTypeId: string | undefined;
  chosenType: string | undefined;
  formKey = 0;
  isSaving = false;
  cancelLabel = word('cancel');
  saveLabel = word('save');
  saveAndNewLabel = word('saveAndNew');
  nextLabel = word('next');
  chooseTypeLabel = word('chooseRecordType');
  private object: ObjectFacts | undefined;
  private name = '';
  private isTypeKnown = false;
  private isFollowedByNew = false;
  private isLeaving = false;
  private failure: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const leave = (): void => {
      this.isLeaving = true;
      this.close();
    };
    this.dispatchEvent(new CustomEvent<ModalHandle>('opened', { detail: { leave } }));
    this.load().catch(() => {
      this.failure = word('notFound');
    });
  }

  private async load(): Promise<void> {
    const object = await readObject(this.objectApiName);
    const choices = recordTypeChoices(object);
    const [only] = choices;
    const asksForType =
      this.recordId === undefined && this.copyOf === undefined && this.givenRecordTypeId === undefined;
    this.recordTypeId =
      this.givenRecordTypeId ?? (asksForType && choices.length === 1 ? only?.recordTypeId : undefined);
    this.isTypeKnown = !asksForType || choices.length < 2;
    const standard = choices.find(({ defaultRecordTypeMapping }) => defaultRecordTypeMapping) ?? only;
    this.chosenType = standard?.recordTypeId;
    this.object = object;
  }

  private get isNew(): boolean {
    return this.recordId === undefined;
  }

  get heading(): string {
    const label = this.object?.label ?? '';
    if (this.actionTitle !== undefined) return this.actionTitle;
    if (!this.isNew) return word('editOf', this.name === '' ? label : this.name);
    return word(this.copyOf === undefined ? 'newOf' : 'cloneOf', label);
  }

  get refusal(): string | undefined {
    const { object, failure } = this;
    if (failure !== undefined || object === undefined) return failure;
    if (this.isNew) return object.createable ? undefined : word('noCreate', object.label);
    return object.updateable ? undefined : word('noEdit');
  }

  get isChoosing(): boolean {
    return this.object !== undefined && !this.isTypeKnown;
  }

  get isFormShown(): boolean {
    return this.object !== undefined && this.isTypeKnown && this.refusal === undefined;
  }

  get canSaveAndNew(): boolean {
    return this.isNew && this.copyOf === undefined && this.actionTitle === undefined;
  }

  get typeOptions(): readonly { readonly label: string; readonly value: string }[] {
    if (this.object === undefined) return [];
    return recordTypeChoices(this.object).map(({ name, recordTypeId }) => ({ label: name, value: recordTypeId }));
  }

  private get form(): EditFormElement | null {
    return find<EditFormElement>(this, 'host-edit-form');
  }

  handleType(event: CustomEvent<{ readonly value: string }>): void {
    this.chosenType = event.detail.value;
  }

  next(): void {
    this.recordTypeId = this.chosenType;
    this.isTypeKnown = true;
  }

  handleReady(event: CustomEvent<unknown>): void {
    this.name = nameOfRecord(event.detail, this.object);
    requestAnimationFrame(() => this.form?.focus());
  }

  save(): void {
    this.send(false);
  }

  saveAndNew(): void {
    this.send(true);
  }

  private send(isFollowedByNew: boolean): void {
    this.isSaving = true;
    this.isFollowedByNew = isFollowedByNew;
    this.form?.submit();
  }

  handleSettled(): void {
    this.isSaving = false;
  }

  handleSaved(event: CustomEvent<RecordRepresentation>): void {
    const record = event.detail;
    this.isSaving = false;
    announce({ kind: this.isNew ? 'created' : 'updated', objectApiName: record.apiName, id: record.id });
    tellSaved(this.isNew ? 'created' : 'saved', record).catch(reportError);
    if (this.isFollowedByNew) {
      this.formKey += 1; // an empty form in place of this one
      return;
    }
    this.isLeaving = true;
    this.close(record);
  }

  cancel(): void {
    this.close();
  }

  /** The cross, Escape and Cancel ask before they throw away what was typed. */
  @api override close(result?: unknown): void {
    if (this.isLeaving) {
      super.close(result);
      return;
    }
    mayLeave()
      .then((agreed) => {
        if (!agreed) return;
        this.isLeaving = true;
        super.close(result);
      })
      .catch(reportError);
  }
}
