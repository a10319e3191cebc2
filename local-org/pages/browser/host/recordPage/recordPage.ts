import { LightningElement, api } from 'lwc';
import { registerRefreshContainer, unregisterRefreshContainer } from 'lightning/refresh';
import type { PageItem, RecordPageModel } from '../../../model.ts';
import { request } from '../../data/fetch.ts';
import { rereadAll } from '../../data/records.ts';
import { arrangementOf } from './arrangement.ts';

interface Region {
  readonly key: string;
  readonly className: string;
  readonly items: readonly PageItem[];
}

interface Row {
  readonly key: string;
  readonly regions: readonly Region[];
}

/** A record page as its flexipage says: the template's regions with their widths, stacked on a phone. */
export default class RecordPage extends LightningElement {
  @api recordId: string | undefined;

  model: RecordPageModel | undefined;
  error: unknown;
  private container: number | undefined;

  override connectedCallback(): void {
    this.container = registerRefreshContainer(this, (parts) => {
      // The standard components show what Lightning Data Service holds: it is read again with the parts.
      Promise.all([rereadAll(), parts]).catch(reportError);
    });
    this.load().catch(reportError);
  }

  override disconnectedCallback(): void {
    if (this.container !== undefined) unregisterRefreshContainer(this.container);
  }

  private async load(): Promise<void> {
    try {
      this.model = (await request(
        `/host/record-page/${this.recordId ?? ''}?formFactor=${globalThis.__sf.formFactor}`,
      )) as RecordPageModel; // our own server
      document.title = this.model.label;
    } catch (error) {
      this.error = error;
    }
  }

  get rows(): readonly Row[] {
    const { model } = this;
    if (model === undefined) return [];
    const itemsOf = new Map(model.regions.map((region) => [region.name, region.items]));
    return arrangementOf(model.template, [...itemsOf.keys()]).map((row, index) => ({
      key: String(index),
      regions: row.map(({ name, size }) => ({
        key: name,
        className: `slds-col slds-size_1-of-1 slds-medium-size_${size}-of-12 slds-p-around_xx-small`,
        items: itemsOf.get(name) ?? [],
      })),
    }));
  }
}
