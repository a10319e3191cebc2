import { LightningElement, api } from 'lwc';

export interface Link {
  readonly key: string;
  readonly recordId: string;
  readonly objectApiName: string;
  readonly text: string;
  readonly more: string;
  /** A word that asks for attention, shown as a chip. */
  readonly mark?: string;
}

/** Records to open, each with a line about it; `none` instead when there are none. Sends `recordopened`. */
export default class LinkList extends LightningElement {
  @api links: readonly Link[] = [];
  @api none = '';
  @api caption = '';

  get isEmpty(): boolean {
    return this.links.length === 0;
  }

  get rows(): readonly object[] {
    return this.links.map((one) => ({ ...one, url: `/lightning/r/${one.objectApiName}/${one.recordId}/view` }));
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    // The link carries the record.
    const { recordId = '', objectApiName = '' } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('recordopened', { detail: { recordId, objectApiName } }));
  }
}
