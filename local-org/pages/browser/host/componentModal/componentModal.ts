import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { CloseScreenEventName } from 'lightning/actions';
import type { Constructor } from '../componentPlace/componentPlace.ts';

/** A screen action: a deployed component above the page, until it asks to be closed. */
export default class ComponentModal extends LightningModal {
  @api type: Constructor | undefined;
  @api properties: Readonly<Record<string, unknown>> = {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener(CloseScreenEventName, () => {
      this.close();
    });
  }
}
