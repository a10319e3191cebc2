import { LightningElement, api } from 'lwc';
import { joinForm, type JoinedForm } from '../../data/form/registration.ts';
import { partsOf } from '../../data/form/field-state.ts';
import { asText } from '../../data/freeze.ts';
import { fieldPath, type FieldReference } from '../../data/representation.ts';
import { nothingShown, shownField, type Shown } from '../../data/shown.ts';

/** A field of the form around it, to read (Component Library, Output Field). */
export default class OutputField extends LightningElement {
  @api variant: string | undefined;
  @api fieldClass = '';

  private name = '';
  private joined: JoinedForm | undefined;
  label = '';
  help: string | null = null;
  shown: Shown = nothingShown;

  @api get fieldName(): FieldReference | undefined {
    return this.name;
  }

  set fieldName(reference: FieldReference | undefined) {
    this.name = fieldPath(reference);
  }

  override connectedCallback(): void {
    this.joined = joinForm(this, {
      fieldName: this.name,
      isInput: false,
      refresh: () => {
        this.refresh();
      },
      reportValidity: () => true,
    });
    this.refresh();
  }

  override disconnectedCallback(): void {
    this.joined?.leave();
  }

  private refresh(): void {
    const { object, record } = this.joined?.form ?? {};
    if (object === undefined) return;
    const { label = '', inlineHelpText = null } = object.fields[this.name] ?? {};
    this.label = label;
    this.help = inlineHelpText;
    if (record === undefined) return;
    const parts = partsOf(object, this.name).map((part) => asText(record.fields[part]?.value));
    const own = shownField(record, object, this.name);
    this.shown =
      own.text === '' && parts.length > 0 ? { ...own, text: parts.filter((text) => text !== '').join(' ') } : own;
  }
}
