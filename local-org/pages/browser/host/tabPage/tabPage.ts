import { LightningElement, api } from 'lwc';
import type { ShownPage, TabPage as Opened } from '../../../model.ts';
import { request } from '../../data/fetch.ts';
import { addressOf } from '../../data/references.ts';
import { goTo } from '../../data/router.ts';
import { loadComponents } from '../pageItem/loaded.ts';

/** What a tab opens: a page, a component, an object's lists, or an address of its own. */
export default class TabPage extends LightningElement {
  @api tabName: string | undefined;

  model: ShownPage | undefined;
  componentName: string | undefined;
  refusal: string | undefined;
  error: unknown;

  override connectedCallback(): void {
    this.retry();
  }

  retry(): void {
    this.error = undefined;
    this.load().catch((error: unknown) => {
      this.error = error;
    });
  }

  private async load(): Promise<void> {
    const path = `/host/tab-page/${this.tabName ?? ''}?formFactor=${globalThis.__sf.formFactor}`;
    const opened = (await request(path)) as Opened; // our own server
    switch (opened.kind) {
      case 'page':
        await loadComponents(opened.page);
        this.model = opened.page;
        document.title = opened.page.label;
        break;
      case 'component':
        this.componentName = opened.name;
        document.title = opened.label;
        break;
      case 'object':
        this.goToObject(opened.objectApiName);
        break;
      case 'web':
        this.refusal = opened.label;
        window.open(opened.url, '_blank', 'noopener');
        break;
      case 'unsupported':
        this.refusal = opened.label;
        document.title = opened.label;
        break;
    }
  }

  private goToObject(objectApiName: string): void {
    const attributes = { objectApiName, actionName: 'home' };
    goTo(addressOf({ type: 'standard__objectPage', attributes }) ?? '', true);
  }
}
