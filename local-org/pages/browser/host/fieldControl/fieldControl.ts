import { LightningElement, api } from 'lwc';
import { find } from '../../data/dom.ts';
import type { ReferenceInfo } from '../../data/facts.ts';
import {
  inputAttributes,
  targetsOf,
  type Chosen,
  type Control,
  type FieldState,
  type InputAttributes,
} from '../../data/form/field-state.ts';
import type { Choice } from '../../data/form/picklists.ts';
import { asText } from '../../data/freeze.ts';
import { word } from 'host/words';

/** What the base inputs have in common. */
interface InputControl extends HTMLElement {
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

export interface FieldChange {
  readonly value: unknown;
  /** Name of the record that was chosen. */
  readonly chosenName?: string | undefined;
}

/** The base input that fits a field's type; tells `fieldchange`. */
export default class FieldControl extends LightningElement {
  @api name = '';
  @api state: FieldState | undefined;
  @api variant: string | undefined;
  @api required = false;
  @api disabled = false;

  noneLabel = word('none');
  timeZone = globalThis.__sf.user.timeZone;
  private message = '';

  private get control(): InputControl | null {
    return find<InputControl>(this, '[data-control]');
  }

  @api setCustomValidity(message: string): void {
    this.message = message;
    this.control?.setCustomValidity(message);
  }

  @api reportValidity(): boolean {
    return this.control?.reportValidity() ?? true;
  }

  @api focus(): void {
    this.control?.focus();
  }

  /** A control that appears only now has not heard the message yet. */
  override renderedCallback(): void {
    if (this.message === '') return;
    this.control?.setCustomValidity(this.message);
    this.control?.reportValidity();
  }

  get label(): string {
    return this.state?.facts?.label ?? '';
  }

  get help(): string | null {
    return this.state?.facts?.inlineHelpText ?? null;
  }

  private is(control: Control): boolean {
    return this.state?.control === control;
  }

  get isInput(): boolean {
    return this.is('input');
  }

  get isCheckbox(): boolean {
    return this.is('checkbox');
  }

  get isTextarea(): boolean {
    return this.is('textarea');
  }

  get isPicklist(): boolean {
    return this.is('picklist');
  }

  get isMultipicklist(): boolean {
    return this.is('multipicklist');
  }

  get isLookup(): boolean {
    return this.is('lookup');
  }

  get attributes(): InputAttributes {
    return inputAttributes(this.state?.facts);
  }

  get text(): string {
    return asText(this.state?.value);
  }

  get isChecked(): boolean {
    return this.state?.value === true;
  }

  get length(): number | undefined {
    return this.state?.facts?.length || undefined;
  }

  get choices(): readonly Choice[] {
    return this.state?.choices ?? [];
  }

  /** A value that is no longer offered stays visible until it is changed. */
  get options(): readonly Choice[] {
    const { text, choices } = this;
    const isOffered = text === '' || choices.some(({ value }) => value === text);
    const none = { label: this.noneLabel, value: '' };
    return [none, ...choices, ...(isOffered ? [] : [{ label: text, value: text }])];
  }

  get chosenValues(): readonly string[] {
    return this.text === '' ? [] : this.text.split(';');
  }

  get targets(): readonly ReferenceInfo[] {
    return targetsOf(this.state?.facts);
  }

  get chosen(): Chosen | undefined {
    return this.state?.chosen;
  }

  private tell(event: Event, detail: FieldChange): void {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent<FieldChange>('fieldchange', { detail }));
  }

  handleValue(event: CustomEvent<{ readonly value: string }>): void {
    this.tell(event, { value: event.detail.value });
  }

  handleChecked(event: CustomEvent<{ readonly checked: boolean }>): void {
    this.tell(event, { value: event.detail.checked });
  }

  handleMany(event: CustomEvent<{ readonly value: readonly string[] }>): void {
    this.tell(event, { value: event.detail.value.join(';') });
  }

  handleLookup(event: CustomEvent<Chosen | undefined>): void {
    this.tell(event, { value: event.detail?.id ?? null, chosenName: event.detail?.name });
  }
}
