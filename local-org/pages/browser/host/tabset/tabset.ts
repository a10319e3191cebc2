import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import type { WireResult } from '../../data/adapter.ts';
import { emptyPage, type PageContext } from '../pageItem/page.ts';
import { isShown, recordPaths } from '../pageItem/visibility.ts';
import { panelsOf, type Panel } from './facets.ts';

/** Tabs of a flexipage; a tab whose rule does not hold is left out. */
export default class Tabset extends LightningElement {
  /** Name of the facet whose items are the tabs. */
  @api tabs = '';
  @api page: PageContext = emptyPage;

  private record: unknown;

  get recordId(): string | undefined {
    return this.page.recordId;
  }

  private get panels(): readonly Panel[] {
    return panelsOf(this.page, this.tabs, 'title');
  }

  get rulePaths(): readonly string[] | undefined {
    const paths = this.panels.flatMap(({ item }) => recordPaths(item.visibility));
    return paths.length === 0 ? undefined : paths.map((path) => `${this.page.objectApiName ?? ''}.${path}`);
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$rulePaths' })
  handleRecord({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.record = data;
  }

  get tabList(): readonly Panel[] {
    const facts = { record: this.record, pageFacts: this.page.facts };
    return this.panels.filter(({ item }) => {
      const waits = recordPaths(item.visibility).length > 0 && this.record === undefined;
      return !waits && isShown(item.visibility, facts);
    });
  }

  get activeTab(): string | undefined {
    return this.panels.find(({ isActive }) => isActive)?.key;
  }
}
