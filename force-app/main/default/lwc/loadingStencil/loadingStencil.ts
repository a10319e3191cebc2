import { LightningElement, api } from 'lwc';
import { labels } from 'c/labels';

/** The outline of what is coming, in its size, so that nothing moves when it comes. It appears after 300 ms. */
export default class LoadingStencil extends LightningElement {
  @api rows = 3;
  @api hasGraph = false;

  labels = labels;

  get lines(): readonly number[] {
    return Array.from({ length: this.rows }, (_, index) => index);
  }
}
