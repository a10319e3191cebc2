import { LightningElement, api } from 'lwc';
import { word } from 'host/words';

/** A page that Salesforce has and this org does not, by its name; or one that nobody has. */
export default class RefusedPage extends LightningElement {
  @api name: string | undefined;
  /** Said instead of the name. */
  @api text: string | undefined;

  help = word('unsupportedPageHelp');
  homeLabel = word('goHome');

  get heading(): string {
    if (this.text !== undefined) return this.text;
    return this.name === undefined ? word('pageNotFound') : word('unsupportedPage', this.name);
  }
}
