/** Navigation inside the host: page references, their addresses, and the page that is open. */
import type { LightningElement } from 'lwc';
import { wireAdapter } from '../../data/adapter.ts';
import { addressOf, type WantedReference } from '../../data/references.ts';
import { currentPage, goTo, onPage, type PageReference } from '../../data/router.ts';
import { tellRefused } from '../../data/tell.ts';

const navigate = Symbol('Navigate');
const generateUrl = Symbol('GenerateUrl');

/** The kind of page in the words of the reference: `standard__namedPage chatter`. */
function describe({ type, attributes = {} }: WantedReference): string {
  const names = ['pageName', 'actionName', 'apiName'].map((name) => attributes[name]);
  return [type, ...names.filter((name) => typeof name === 'string')].join(' ');
}

/** A page of the web opens in a window of its own, a page of this org in place. */
function openWebPage(address: string): void {
  const url = new URL(address, window.location.href);
  if (url.origin === window.location.origin && url.pathname.startsWith('/lightning/')) goTo(url.href);
  else window.open(url, '_blank', 'noopener');
}

export interface Navigating {
  [navigate](reference: WantedReference, replace?: boolean): void;
  [generateUrl](reference: WantedReference): Promise<string>;
}

function mixin<Element extends new () => LightningElement>(base: Element): Element & (new () => Navigating) {
  // TypeScript wants a mixin's constructor to take any arguments; a Lightning component's takes none.
  const Base = base as unknown as new () => LightningElement;
  const Mixed = class extends Base implements Navigating {
    [navigate](reference: WantedReference, replace = false): void {
      const address = addressOf(reference);
      if (address === undefined) tellRefused('unsupportedPage', describe(reference));
      else if (reference.type === 'standard__webPage') openWebPage(address);
      else goTo(address, replace);
    }

    async [generateUrl](reference: WantedReference): Promise<string> {
      const address = addressOf(reference);
      if (address !== undefined) return address;
      throw new Error(`This host has no page ${describe(reference)}.`);
    }
  };
  return Mixed as unknown as Element & (new () => Navigating);
}

export const NavigationMixin = Object.assign(mixin, { Navigate: navigate, GenerateUrl: generateUrl } as const);

/** Emits the page reference of the open page, and each next one. */
export const CurrentPageReference = wireAdapter<Record<string, unknown>, PageReference | undefined>({
  initial: undefined,
  isReady: () => true,
  start: (_config, emit) => {
    emit(currentPage());
    return onPage(emit);
  },
});
