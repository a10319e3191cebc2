import { LightningElement, api } from 'lwc';
import { word } from 'host/words';

/** Stands for a component that the org's page names and this host does not have. */
export default class Placeholder extends LightningElement {
  @api componentName = '';

  get text(): string {
    return word('placeholder', this.componentName);
  }
}
