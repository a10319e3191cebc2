import { LightningElement, api } from 'lwc';
import { failureOf } from '../../data/form/failure.ts';
import { RecordForm } from '../../data/form/record-form.ts';
import { takeMembers, type ShowFailure } from '../../data/form/registration.ts';
import { objectName, type FieldReference, type ObjectReference, fieldList } from '../../data/representation.ts';

/** One record to read, around `lightning-output-field`s (Component Library, Record View Form). */
export default class RecordViewForm extends LightningElement {
  @api recordId: string | undefined;
  @api density: string | undefined;
  @api optionalFields: FieldReference | readonly FieldReference[] | undefined;

  private object = '';
  private opened = '';
  private readonly messages = new Set<ShowFailure>();
  private readonly form = new RecordForm({
    loaded: () => {
      const { record } = this.form;
      const records = record === undefined ? {} : { [record.id]: record };
      this.dispatchEvent(new CustomEvent('load', { detail: { records } }));
    },
    failed: (error) => {
      const failure = failureOf(error);
      for (const show of this.messages) show(failure);
    },
    changed: () => undefined,
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

  override disconnectedCallback(): void {
    this.form.close();
  }

  override renderedCallback(): void {
    const { object: objectApiName, recordId } = this;
    const text = `${objectApiName}/${recordId ?? ''}`;
    if (objectApiName === '' || recordId === undefined || recordId === '' || text === this.opened) return;
    this.opened = text;
    const optionalFields = fieldList(this.optionalFields);
    this.form.open({ objectApiName, recordId, optionalFields }).catch(reportError);
  }
}
