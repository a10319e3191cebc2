import { LightningElement, api } from 'lwc';

/** Header, body and footer of a screen action (Component Library, Quick Action Panel). */
export default class QuickActionPanel extends LightningElement {
  @api header = '';
}
