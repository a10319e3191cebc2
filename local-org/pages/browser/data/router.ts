/** Where the page is, and how it goes elsewhere without loading again. */
import { hasUnsavedChanges, mayLeave } from './leaving.ts';
import { referenceOf, type PageReference } from './references.ts';

export type { PageReference, WantedReference } from './references.ts';

type Listener = (reference: PageReference) => void;

const listeners = new Set<Listener>();

let current = referenceOf(new URL(window.location.href));

/** Place of the open page in the history of this window, to know how far Back went. */
let position = Number(placeIn(window.history.state) ?? 0);

function placeIn(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'position' in state ? state.position : undefined;
}

export const currentPage = (): PageReference => current;

function arrive(): void {
  current = referenceOf(new URL(window.location.href));
  for (const listener of listeners) listener(current);
}

export function onPage(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function enter(url: URL, replace: boolean): void {
  if (!replace) position += 1;
  window.history[replace ? 'replaceState' : 'pushState']({ position }, '', url);
  window.scrollTo(0, 0);
  arrive();
}

async function go(url: URL, replace: boolean): Promise<void> {
  if (await mayLeave()) enter(url, replace);
}

/** Goes to an address of this org without loading the page again; any other opens in a new tab, as on the platform. */
export function goTo(address: string, replace = false): void {
  const url = new URL(address, window.location.href);
  if (url.origin !== window.location.origin || url.protocol === 'mailto:') {
    window.open(url, '_blank', 'noopener');
    return;
  }
  // Another app has other tabs, which come with the page.
  if (!url.pathname.startsWith('/lightning/') || url.pathname.startsWith('/lightning/app/')) {
    window.location.assign(url);
    return;
  }
  if (!hasUnsavedChanges()) enter(url, replace);
  else go(url, replace).catch(reportError);
}

/** What the next arrival by Back or Forward is: our own step back, or a leaving that was agreed to. */
let expected: 'return' | 'leave' | undefined;

/** Back and Forward have already moved: with unsaved changes the window goes back to where it was, then asks. */
async function travel(event: PopStateEvent): Promise<void> {
  const kind = expected;
  expected = undefined;
  if (kind === 'return') return;
  const place = Number(placeIn(event.state) ?? 0);
  const distance = place - position;
  if (kind === 'leave' || distance === 0 || !hasUnsavedChanges()) {
    position = place;
    arrive();
    return;
  }
  expected = 'return';
  window.history.go(-distance);
  if (!(await mayLeave())) return;
  expected = 'leave';
  window.history.go(distance);
}

window.history.replaceState({ position }, '');
window.addEventListener('popstate', (event) => {
  travel(event).catch(reportError);
});
