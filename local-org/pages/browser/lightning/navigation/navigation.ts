/** Navigation inside the host: page references, their addresses, and the page that is open. */
import type { LightningElement } from 'lwc';
import { wireAdapter } from '../../data/adapter.ts';
import { currentPage, goTo, onPage, urlOf, type PageReference } from '../../data/router.ts';

const navigate = Symbol('Navigate');
const generateUrl = Symbol('GenerateUrl');

export type PartialReference = Omit<PageReference, 'state' | 'attributes'> & Partial<PageReference>;

function addressOf(reference: PartialReference): string {
  const address = urlOf({ attributes: {}, state: {}, ...reference });
  if (address !== undefined) return address;
  throw new Error(
    `This host has no page of type ${reference.type} with ${JSON.stringify(reference.attributes ?? {})}.`,
  );
}

export interface Navigating {
  [navigate](reference: PartialReference, replace?: boolean): void;
  [generateUrl](reference: PartialReference): Promise<string>;
}

function mixin<Element extends new () => LightningElement>(base: Element): Element & (new () => Navigating) {
  // TypeScript wants a mixin's constructor to take any arguments; a Lightning component's takes none.
  const Base = base as unknown as new () => LightningElement;
  const Mixed = class extends Base implements Navigating {
    [navigate](reference: PartialReference, replace = false): void {
      goTo(addressOf(reference), replace);
    }

    async [generateUrl](reference: PartialReference): Promise<string> {
      return addressOf(reference);
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
