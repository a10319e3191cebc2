import { LightningElement } from 'lwc';
import type { ShownPage } from '../../../model.ts';
import { request } from '../../data/fetch.ts';
import { loadComponents } from '../pageItem/loaded.ts';
import { word } from 'host/words';

/** Where the app begins. */
export default class HomePage extends LightningElement {
  model: ShownPage | undefined;
  error: unknown;

  override connectedCallback(): void {
    document.title = `${word('home')} | ${globalThis.__sf.app.label}`;
    this.retry();
  }

  retry(): void {
    this.error = undefined;
    this.load().catch((error: unknown) => {
      this.error = error;
    });
  }

  private async load(): Promise<void> {
    const model = (await request(`/host/home-page?formFactor=${globalThis.__sf.formFactor}`)) as ShownPage; // our own server
    await loadComponents(model);
    this.model = model;
  }
}
