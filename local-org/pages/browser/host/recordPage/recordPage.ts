import { LightningElement, api } from 'lwc';
import { registerRefreshContainer, unregisterRefreshContainer } from 'lightning/refresh';
import type { RecordPageModel } from '../../../model.ts';
import { nameOfRecord, readObject } from '../../data/facts.ts';
import { request } from '../../data/fetch.ts';
import { noteRecent } from '../../data/names.ts';
import { fetchRecord, rereadAll } from '../../data/records.ts';
import { loadComponents } from '../pageItem/loaded.ts';
import type { PageContext } from '../pageItem/page.ts';

/** A record page as its flexipage says. A record that is gone or may not be seen is said once, for the whole page. */
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
    this.retry();
  }

  override disconnectedCallback(): void {
    if (this.container !== undefined) unregisterRefreshContainer(this.container);
  }

  retry(): void {
    this.error = undefined;
    this.load(this.recordId ?? '').catch((error: unknown) => {
      this.error = error;
    });
  }

  private async load(id: string): Promise<void> {
    const model = (await request(
      `/host/record-page/${id}?formFactor=${globalThis.__sf.formFactor}`,
    )) as RecordPageModel; // our own server
    const loaded = loadComponents(model);
    const object = await readObject(model.objectApiName);
    const fields = object.nameFields.map((name) => `${object.apiName}.${name}`);
    const record = await fetchRecord(id, { fields, optionalFields: [], layoutTypes: [], modes: [] });
    await loaded;
    this.model = model;
    document.title = `${nameOfRecord(record, object)} | ${object.label}`;
    await noteRecent(record.id);
  }

  get context(): Partial<PageContext> {
    const { recordId, model } = this;
    return { recordId, objectApiName: model?.objectApiName, actions: model?.actions };
  }
}
