import { LightningElement, api } from 'lwc';
import type { Shown } from '../../data/shown.ts';
import { word } from 'host/words';

/** A value to read: text, a link to a record or an address, a tick, or markup. */
export default class FieldValue extends LightningElement {
  @api shown: Shown | undefined;

  get isBoolean(): boolean {
    return this.shown?.isChecked !== undefined;
  }

  private get isOn(): boolean {
    return this.shown?.isChecked === true;
  }

  get tickIcon(): string {
    return this.isOn ? 'utility:check' : 'utility:dash';
  }

  get tickClass(): string {
    return this.isOn ? 'on' : 'off';
  }

  get tickLabel(): string {
    return word(this.isOn ? 'yes' : 'no');
  }

  get html(): string | undefined {
    return this.shown?.html;
  }

  get text(): string {
    return this.shown?.text ?? '';
  }

  /** Pages of the org open in place. */
  get target(): string | null {
    return /^https?:/.test(this.shown?.url ?? '') ? '_blank' : null;
  }
}
