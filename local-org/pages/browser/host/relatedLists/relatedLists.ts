import { LightningElement, api, wire } from 'lwc';
import { getRelatedListsInfo } from 'lightning/uiRelatedListApi';
import type { WireResult } from '../../data/adapter.ts';

interface Lists {
  readonly relatedLists: readonly { readonly relatedListId: string }[];
}

/** Every related list of the layout, one below the other. */
export default class RelatedLists extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  ids: readonly string[] = [];
  error: unknown;

  @wire(getRelatedListsInfo, { parentObjectApiName: '$objectApiName' })
  handleLists({ data, error }: WireResult<unknown>): void {
    this.error = error;
    if (data !== undefined) this.ids = (data as Lists).relatedLists.map(({ relatedListId }) => relatedListId);
  }
}
