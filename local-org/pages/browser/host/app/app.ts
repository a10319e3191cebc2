import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import Question from 'host/question';
import RecordModal from 'host/recordModal';
import { ref } from '../../data/dom.ts';
import { askWith } from '../../data/leaving.ts';
import { recordAddress } from '../../data/references.ts';
import type { RecordRepresentation } from '../../data/representation.ts';
import { goTo, type PageReference } from '../../data/router.ts';
import type { ModalHandle } from '../recordModal/recordModal.ts';
import { formOf, openedBy, type Opened, type OpenedForm } from './opened.ts';
import { word } from 'host/words';

interface ShownPage extends Opened {
  readonly isRecord: boolean;
  readonly isRelated: boolean;
  readonly isList: boolean;
  readonly isHome: boolean;
  readonly isTab: boolean;
  readonly isComponent: boolean;
  readonly isSearch: boolean;
}

async function askToLeave(): Promise<boolean> {
  const label = word('unsavedTitle');
  const answers = { yes: word('discard'), no: word('keepEditing'), isDestructive: true };
  return (await Question.open({ size: 'small', label, text: word('unsavedQuestion'), ...answers })) === true;
}

/** The frame of every page: header, the open page, a form above it, toasts. Links are followed without loading again. */
export default class App extends LightningElement {
  /** The page that is shown; a form above it has an address of its own. */
  shownPage: PageReference | undefined;
  isOffline = false;
  announcement = '';
  skipLabel = word('skipToContent');
  offlineText = word('offline');
  private pageAddress = '';
  private form: ModalHandle | undefined;

  @wire(CurrentPageReference)
  arrive(reference: PageReference | undefined): void {
    if (reference === undefined) return;
    this.form?.leave();
    this.form = undefined;
    const form = formOf(reference);
    if (form !== undefined) {
      this.openForm(form, reference).catch(reportError);
      return;
    }
    const isFirst = this.shownPage === undefined;
    this.shownPage = reference;
    this.pageAddress = window.location.pathname + window.location.search;
    if (!isFirst) this.tellArrival();
  }

  override connectedCallback(): void {
    askWith(askToLeave);
    document.addEventListener('click', (event) => {
      this.followLink(event);
    });
    const tellLine = (): void => {
      this.isOffline = !window.navigator.onLine;
    };
    window.addEventListener('online', tellLine);
    window.addEventListener('offline', tellLine);
  }

  get pages(): readonly ShownPage[] {
    if (this.shownPage === undefined) return [];
    const opened = openedBy(this.shownPage);
    const { kind } = opened;
    return [
      {
        ...opened,
        isRecord: kind === 'record',
        isRelated: kind === 'related',
        isList: kind === 'list',
        isHome: kind === 'home',
        isTab: kind === 'tab',
        isComponent: kind === 'component',
        isSearch: kind === 'search',
      },
    ];
  }

  /** Whoever cannot see the page change hears it, and goes on from its beginning. */
  private tellArrival(): void {
    requestAnimationFrame(() => {
      ref(this, 'main')?.focus({ preventScroll: true });
      this.announcement = word('opened', document.title);
    });
  }

  /** The page below stays as it is; only who comes to a form's address directly gets one put under it. */
  private async openForm(form: OpenedForm, reference: PageReference): Promise<void> {
    const { below, ...properties } = form;
    if (this.shownPage === undefined) {
      const isRecord = reference.type === 'standard__recordPage';
      const attributes = { ...reference.attributes, actionName: isRecord ? 'view' : 'home' };
      this.shownPage = { ...reference, attributes, state: {} };
      this.pageAddress = below;
    }
    let hasLeft = false;
    const onopened = ({ detail }: CustomEvent<ModalHandle>): void => {
      const leave = (): void => {
        hasLeft = true;
        detail.leave();
      };
      this.form = { leave };
    };
    const label = word('edit');
    const record = await RecordModal.open({ size: 'medium', label, ...properties, onopened });
    this.form = undefined;
    // Who left by Back or by a link is somewhere else already.
    if (!hasLeft) this.leaveForm(form, record);
  }

  private leaveForm({ recordId }: OpenedForm, record: unknown): void {
    const saved = record as RecordRepresentation | undefined; // what the modal closes with
    const isNew = saved !== undefined && recordId === undefined;
    goTo(isNew ? recordAddress(saved.apiName, saved.id) : this.pageAddress, true);
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

  skip(event: Event): void {
    event.preventDefault();
    ref(this, 'main')?.focus();
  }
}
