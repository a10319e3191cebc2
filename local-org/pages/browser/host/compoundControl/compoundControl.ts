import { LightningElement, api } from 'lwc';
import { find } from '../../data/dom.ts';
import type { FieldState } from '../../data/form/field-state.ts';
import type { Choice } from '../../data/form/picklists.ts';
import { asText } from '../../data/freeze.ts';

interface CompoundInput extends HTMLElement {
  reportValidity(): boolean;
}

export interface PartChange {
  readonly name: string;
  readonly value: string;
}

/** Parts by the name that the base inputs give them in their events. */
const addressNames = {
  street: 'Street',
  city: 'City',
  province: 'State',
  postalCode: 'PostalCode',
  country: 'Country',
};
const personNames = {
  salutation: 'Salutation',
  firstName: 'FirstName',
  middleName: 'MiddleName',
  lastName: 'LastName',
  suffix: 'Suffix',
};

/** A person's name or an address, by its parts; tells `partchange` for each part. */
export default class CompoundControl extends LightningElement {
  /** `Name`, `BillingAddress` */
  @api name = '';
  @api state: FieldState | undefined;
  /** Labels of an address's parts. */
  @api labels: Readonly<Record<string, string>> = {};
  @api salutations: readonly Choice[] = [];
  @api required = false;
  @api disabled = false;

  private get control(): CompoundInput | null {
    return find<CompoundInput>(this, '[data-control]');
  }

  @api setCustomValidity(): void {
    // The parts have no message of their own: it stands above the form.
  }

  @api reportValidity(): boolean {
    return this.control?.reportValidity() ?? true;
  }

  @api focus(): void {
    this.control?.focus();
  }

  get label(): string {
    return this.state?.facts?.label ?? '';
  }

  get isName(): boolean {
    return this.state?.control === 'name';
  }

  get isAddress(): boolean {
    return this.state?.control === 'address';
  }

  get parts(): Readonly<Record<string, unknown>> {
    return this.state?.parts ?? {};
  }

  get partNames(): readonly string[] {
    return Object.entries(personNames).flatMap(([key, name]) => (name in this.parts ? [key] : []));
  }

  private get prefix(): string {
    return this.isAddress ? this.name.replace(/Address$/, '') : '';
  }

  get address(): Readonly<Record<string, unknown>> {
    const names = Object.values(addressNames);
    return Object.fromEntries(names.map((name) => [name, this.parts[this.prefix + name]]));
  }

  handleParts(event: CustomEvent<Readonly<Record<string, string>>>): void {
    event.stopPropagation();
    const names: Readonly<Record<string, string>> = this.isAddress ? addressNames : personNames;
    for (const [key, part] of Object.entries(names)) {
      const name = this.prefix + part;
      const value = event.detail[key];
      if (value === undefined || !(name in this.parts) || value === asText(this.parts[name])) continue;
      this.dispatchEvent(new CustomEvent<PartChange>('partchange', { detail: { name, value } }));
    }
  }
}
