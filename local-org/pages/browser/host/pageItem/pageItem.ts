import { LightningElement, api, wire } from 'lwc';
import Placeholder from 'host/placeholder';
import { getRecord } from 'lightning/uiRecordApi';
import type { PageItem as Item } from '../../../model.ts';
import type { WireResult } from '../../data/adapter.ts';
import type { Constructor } from '../componentPlace/componentPlace.ts';
import { loadComponent, loadedComponent } from './loaded.ts';
import { emptyPage, phoneDetail, type PageContext } from './page.ts';
import { isShown, recordPaths } from './visibility.ts';

/** One component of a page: found by its name, given what the page knows, shown when its rule holds. */
export default class PageItem extends LightningElement {
  @api item: Item | undefined;
  @api page: PageContext = emptyPage;

  type: Constructor | undefined;
  failure: unknown;
  isVisible = false;
  private record: unknown;

  get recordId(): string | undefined {
    return this.page.recordId;
  }

  get rulePaths(): readonly string[] | undefined {
    const paths = recordPaths(this.item?.visibility);
    return paths.length === 0 ? undefined : paths.map((path) => `${this.page.objectApiName ?? ''}.${path}`);
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$rulePaths' })
  handleRecord({ data }: WireResult<unknown>): void {
    if (data === undefined) return;
    this.record = data;
    this.decide();
  }

  override connectedCallback(): void {
    this.decide();
    this.type = loadedComponent(this.item?.name ?? '');
    if (this.type !== undefined) return;
    this.load().catch((error: unknown) => {
      this.failure = error;
    });
  }

  private async load(): Promise<void> {
    this.type = (await loadComponent(this.item?.name ?? '')) ?? Placeholder;
  }

  /** On a phone one panel stands for the sections of fields; elsewhere it is not shown. */
  private get isForOtherDevice(): boolean {
    const isPhone = globalThis.__sf.formFactor === 'Small';
    if (this.item?.name === phoneDetail) return !isPhone;
    return this.item?.name === 'flexipage:fieldSection' && isPhone && this.page.hasPhoneDetail === true;
  }

  /** A rule that cannot be read is shown in this place, not by an empty page. */
  private decide(): void {
    const waitsForRecord = this.rulePaths !== undefined && this.record === undefined;
    if (waitsForRecord || this.isForOtherDevice) return;
    try {
      this.isVisible = isShown(this.item?.visibility, { record: this.record, pageFacts: this.page.facts });
    } catch (error) {
      this.failure = error;
    }
  }

  get properties(): Readonly<Record<string, unknown>> {
    const { item, page } = this;
    const { recordId, objectApiName } = page;
    return { page, recordId, objectApiName, componentName: item?.name, ...item?.properties };
  }
}
