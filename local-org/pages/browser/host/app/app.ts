import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { goTo, type PageReference } from '../../data/router.ts';

/** The frame of every page: bar, the open page, toasts. Links inside the org are followed without loading again. */
export default class App extends LightningElement {
  @wire(CurrentPageReference) page: PageReference | undefined;

  override connectedCallback(): void {
    this.addEventListener('click', (event) => {
      this.followLink(event);
    });
  }

  get recordPages(): readonly { readonly key: string; readonly recordId: string }[] {
    const { recordId } = this.page?.attributes ?? {};
    const isRecord = this.page?.type === 'standard__recordPage' && recordId !== undefined;
    return isRecord ? [{ key: recordId, recordId }] : [];
  }

  get listPages(): readonly { readonly key: string; readonly object: string; readonly list: string | undefined }[] {
    const { objectApiName } = this.page?.attributes ?? {};
    if (this.page?.type !== 'standard__objectPage' || objectApiName === undefined) return [];
    const list = this.page.state['filterName'];
    return [{ key: `${objectApiName}/${list ?? ''}`, object: objectApiName, list }];
  }

  get isHome(): boolean {
    return this.page?.type === 'standard__namedPage';
  }

  private followLink(event: MouseEvent): void {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const anchor = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!isPlain || event.defaultPrevented || anchor === undefined || anchor.target !== '') return;
    const url = new URL(anchor.href, window.location.href);
    if (url.origin !== window.location.origin || !url.pathname.startsWith('/lightning/')) return;
    event.preventDefault();
    goTo(url.href);
  }
}
