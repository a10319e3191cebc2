import { LightningElement, api, getComponentDef, wire } from 'lwc';
import { components } from 'host/components';
import DetailPanel from 'host/detailPanel';
import HighlightsPanel from 'host/highlightsPanel';
import Placeholder from 'host/placeholder';
import RelatedList from 'host/relatedList';
import RelatedLists from 'host/relatedLists';
import RichText from 'host/richText';
import Tabset from 'host/tabset';
import { getRecord } from 'lightning/uiRecordApi';
import type { PageItem as Item } from '../../../model.ts';
import type { WireResult } from '../../data/adapter.ts';
import { isShown, recordPaths } from './visibility.ts';

type Constructor = new () => LightningElement;

const standard: Readonly<Record<string, Constructor>> = {
  'flexipage:richText': RichText,
  'flexipage:tabset': Tabset,
  'force:detailPanel': DetailPanel,
  'force:highlightsPanel': HighlightsPanel,
  'force:relatedListContainer': RelatedLists,
  'force:relatedListSingleContainer': RelatedList,
  'lst:dynamicRelatedList': RelatedList,
};

/** One component of a page: found by its name, given what the page knows, shown when its rule holds. */
export default class PageItem extends LightningElement {
  @api item: Item | undefined;
  @api facets: Readonly<Record<string, readonly Item[]>> = {};
  @api userFacts: Readonly<Record<string, string>> = {};
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  constructorOfItem: Constructor | undefined;
  failure: unknown;
  record: unknown;

  get rulePaths(): readonly string[] | undefined {
    const paths = recordPaths(this.item?.visibility);
    return paths.length === 0 ? undefined : paths.map((path) => `${this.objectApiName ?? ''}.${path}`);
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$rulePaths' })
  handleRecord({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.record = data;
  }

  override connectedCallback(): void {
    this.load().catch(reportError);
  }

  private async load(): Promise<void> {
    const name = this.item?.name ?? '';
    const loader = components[name];
    this.constructorOfItem = standard[name] ?? (loader === undefined ? Placeholder : (await loader()).default);
  }

  get isVisible(): boolean {
    const waitsForRecord = this.rulePaths !== undefined && this.record === undefined;
    return !waitsForRecord && isShown(this.item?.visibility, { record: this.record, userFacts: this.userFacts });
  }

  get constructorToShow(): Constructor | undefined {
    return this.failure === undefined && this.isVisible ? this.constructorOfItem : undefined;
  }

  /** A component is given only what it declares, as on the platform. */
  get properties(): Readonly<Record<string, unknown>> {
    const { constructorToShow, item } = this;
    if (constructorToShow === undefined || item === undefined) return {};
    const { facets, userFacts, recordId, objectApiName } = this;
    const context = { facets, userFacts, recordId, objectApiName, componentName: item.name };
    const declared = new Set(Object.keys(getComponentDef(constructorToShow).props));
    const known = Object.entries({ ...context, ...item.properties }).filter(([name]) => declared.has(name));
    return Object.fromEntries(known);
  }

  /** A component that fails takes only its own place with it. */
  override errorCallback(error: Error): void {
    reportError(error);
    this.failure = error;
  }
}
