import { LightningElement, api } from 'lwc';
import type { RecordRepresentation } from '../../data/representation.ts';
import { tellSaved } from '../../data/tell.ts';

/** The fields of a record in the sections of its layout, to read and to change in place. */
export default class DetailPanel extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  handleSaved(event: CustomEvent<RecordRepresentation>): void {
    tellSaved('saved', event.detail).catch(reportError);
  }
}
