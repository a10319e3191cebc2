import { LightningElement, api } from 'lwc';

/** Text written in App Builder. */
export default class RichText extends LightningElement {
  @api richTextValue = '';
  /** `true` frames the text as a card; absent means true. */
  @api decorate: boolean | string | undefined;

  get className(): string {
    return String(this.decorate ?? true) === 'true' ? 'slds-card slds-p-around_medium' : 'slds-p-around_medium';
  }
}
