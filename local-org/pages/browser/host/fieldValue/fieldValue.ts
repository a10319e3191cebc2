import { LightningElement, api } from 'lwc';
import type { Shown } from '../../data/shown.ts';
import { word } from 'host/words';

/** A value to read: text, a link to a record, or a tick. */
export default class FieldValue extends LightningElement {
  @api shown: Shown | undefined;

  get isBoolean(): boolean {
    return this.shown?.isChecked !== undefined;
  }

  get tickIcon(): string {
    return this.shown?.isChecked === true ? 'utility:check' : 'utility:steps';
  }

  get tickLabel(): string {
    return word(this.shown?.isChecked === true ? 'yes' : 'no');
  }
}
