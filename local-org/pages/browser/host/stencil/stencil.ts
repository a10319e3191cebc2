import { LightningElement, api } from 'lwc';
import { word } from 'host/words';

/** Stands where something is being loaded. */
export default class Stencil extends LightningElement {
  @api rows = 4;

  label = word('loading');

  get lines(): readonly number[] {
    return Array.from({ length: Number(this.rows) }, (_, index) => index);
  }
}
