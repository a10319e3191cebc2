import { LightningElement, api } from 'lwc';
import type { Shown } from '../../data/shown.ts';

/** A field to read: its label and its value. */
export default class ReadField extends LightningElement {
  @api label = '';
  @api help: string | null = null;
  @api shown: Shown | undefined;
  /** `label-hidden` leaves the label out, `label-inline` puts it in front. */
  @api variant: string | undefined;

  get hasLabel(): boolean {
    return this.label !== '' && this.variant !== 'label-hidden';
  }

  get className(): string {
    const place = this.variant === 'label-inline' ? 'horizontal' : 'stacked';
    return `slds-form-element slds-form-element_readonly slds-form-element_${place}`;
  }
}
