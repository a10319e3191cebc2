import { LightningElement, api } from 'lwc';
import type { PageItem } from '../../../model.ts';
import { emptyPage, type PageContext } from '../pageItem/page.ts';

/** The components of a region or facet, one below the other. */
export default class PageRegion extends LightningElement {
  @api items: readonly PageItem[] = [];
  @api page: PageContext = emptyPage;
}
