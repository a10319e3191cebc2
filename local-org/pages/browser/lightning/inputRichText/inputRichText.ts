import { LightningElement, api } from 'lwc';

/** Rich text as its markup: this host has no editor for it, but keeps what is written (Component Library, Input Rich Text). */
export default class InputRichText extends LightningElement {
  @api value = '';
  @api label = '';
  @api labelVisible = false;
  @api placeholder = '';
  @api disabled = false;
  @api required = false;
  @api formats: unknown;
  @api valid = true;
  @api messageWhenBadInput = '';
  @api disabledCategories = '';

  get labelVariant(): string {
    return this.labelVisible ? 'standard' : 'label-hidden';
  }

  handleChange(event: CustomEvent<{ readonly value: string }>): void {
    event.stopPropagation();
    this.value = event.detail.value;
    this.dispatchEvent(new CustomEvent('change', { detail: { value: this.value } }));
  }
}
