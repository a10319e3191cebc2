import { LightningElement, api } from 'lwc';
import { find } from '../../data/dom.ts';
import type { FieldState } from '../../data/form/field-state.ts';
import type { Choice } from '../../data/form/picklists.ts';
import { joinForm, type JoinedForm } from '../../data/form/registration.ts';
import { asText } from '../../data/freeze.ts';
import { fieldPath, type FieldReference } from '../../data/representation.ts';
import { nothingShown, shownField, type Shown } from '../../data/shown.ts';
import type { FieldChange } from '../../host/fieldControl/fieldControl.ts';
import type { PartChange } from '../../host/compoundControl/compoundControl.ts';

interface InnerControl extends HTMLElement {
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

type FieldErrors = Readonly<Record<string, readonly { readonly message: string }[]>>;

const addressParts = ['Street', 'City', 'State', 'PostalCode', 'Country'];

/** An input for one field of the form around it, as the field's type wants it (Component Library, Input Field). */
export default class InputField extends LightningElement {
  @api variant: string | undefined = 'label-stacked';
  @api disabled = false;
  @api readOnly = false;
  /** Required by the page, also where the field itself is not. */
  @api required = false;

  name = '';
  state: FieldState | undefined;
  private joined: JoinedForm | undefined;
  private given: { readonly value: unknown } | undefined;

  @api get fieldName(): FieldReference | undefined {
    return this.name;
  }

  set fieldName(reference: FieldReference | undefined) {
    this.name = fieldPath(reference);
  }

  @api get value(): unknown {
    return this.joined === undefined ? this.given?.value : this.joined.form.valueOf(this.name);
  }

  set value(value: unknown) {
    if (value === undefined) return;
    this.given = { value };
    this.joined?.form.preset(this.name, value);
  }

  override connectedCallback(): void {
    this.joined = joinForm(this, {
      fieldName: this.name,
      isInput: true,
      refresh: () => {
        this.refresh();
      },
      reportValidity: () => this.reportValidity(),
    });
    if (this.given !== undefined) this.joined?.form.preset(this.name, this.given.value);
    this.refresh();
  }

  override disconnectedCallback(): void {
    this.joined?.leave();
    this.joined = undefined;
  }

  private refresh(): void {
    this.state = this.joined?.form.stateOf(this.name);
    this.showErrors(this.state?.errors ?? []);
  }

  private get control(): InnerControl | null {
    return find<InnerControl>(this, '[data-control]');
  }

  private showErrors(errors: readonly string[]): void {
    this.control?.setCustomValidity(errors.join(' '));
    if (errors.length > 0) this.control?.reportValidity();
  }

  @api reportValidity(): boolean {
    return this.isOutput || (this.control?.reportValidity() ?? true);
  }

  /** Errors by field as a save answers them: `{ fieldErrors: { Name: [{ message }] } }`. */
  @api setErrors(output: { readonly fieldErrors?: FieldErrors }): void {
    this.showErrors((output.fieldErrors?.[this.name] ?? []).map(({ message }) => message));
  }

  /** Back to the value of the record. */
  @api reset(): void {
    const { form } = this.joined ?? {};
    form?.change(this.name, form.record?.fields[this.name]?.value ?? null);
  }

  /** Keeps the value and forgets that it was typed. */
  @api clean(): void {
    this.joined?.form.preset(this.name, this.value);
  }

  @api focus(): void {
    this.control?.focus();
  }

  get label(): string {
    return this.state?.facts?.label ?? '';
  }

  private get mayChange(): boolean {
    const { facts, parts = {} } = this.state ?? {};
    if (facts === undefined || this.readOnly) return false;
    if (Object.keys(parts).length > 0) return true;
    return this.joined?.form.record === undefined ? facts.createable : facts.updateable;
  }

  get isOutput(): boolean {
    const { state } = this;
    return state !== undefined && !state.isLoading && (state.control === 'output' || !this.mayChange);
  }

  get isCompound(): boolean {
    return this.state?.control === 'name' || this.state?.control === 'address';
  }

  get isSimple(): boolean {
    return this.state?.facts !== undefined;
  }

  get shown(): Shown {
    const { object, record } = this.joined?.form ?? {};
    return object === undefined || record === undefined ? nothingShown : shownField(record, object, this.name);
  }

  get isRequired(): boolean {
    const { facts } = this.state ?? {};
    return this.required || (facts?.required === true && facts.dataType !== 'Boolean');
  }

  get isDisabled(): boolean {
    return this.disabled || this.state?.isLoading === true || this.state?.waitsForController === true;
  }

  get salutations(): readonly Choice[] {
    return this.joined?.form.stateOf('Salutation').choices ?? [];
  }

  get partLabels(): Readonly<Record<string, string>> {
    const fields = this.joined?.form.object?.fields ?? {};
    const prefix = this.name.replace(/Address$/, '');
    return Object.fromEntries(addressParts.map((part) => [part, fields[prefix + part]?.label ?? part]));
  }

  private tell(detail: Readonly<Record<string, unknown>>): void {
    this.dispatchEvent(new CustomEvent('change', { bubbles: true, composed: true, detail }));
  }

  handleField(event: CustomEvent<FieldChange>): void {
    const { value, chosenName } = event.detail;
    this.joined?.form.change(this.name, value, chosenName);
    // A lookup tells a list, a checkbox both names, as the platform's do.
    if (this.state?.control === 'lookup') this.tell({ value: value === null ? [] : [asText(value)] });
    else this.tell(typeof value === 'boolean' ? { checked: value, value } : { value });
  }

  handlePart(event: CustomEvent<PartChange>): void {
    const { name, value } = event.detail;
    this.joined?.form.change(name, value);
    this.tell({ [name]: value });
  }
}
