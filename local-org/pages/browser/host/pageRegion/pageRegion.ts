import { LightningElement, api } from 'lwc';
import type { PageItem } from '../../../model.ts';

/** The components of a region or facet, one below the other. */
export default class PageRegion extends LightningElement {
  @api items: readonly PageItem[] = [];
  @api facets: Readonly<Record<string, readonly PageItem[]>> = {};
  @api userFacts: Readonly<Record<string, string>> = {};
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
}
