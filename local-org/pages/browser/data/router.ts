/** Where the page is: page references as the platform writes them, and their addresses. */
export interface PageReference {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly state: Readonly<Record<string, string | undefined>>;
}

type Listener = (reference: PageReference) => void;

const listeners = new Set<Listener>();
const recordId = /^\w{15}(?:\w{3})?$/;

function stateOf(search: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** The page reference of an address of this org; home for one that is no page. */
export function referenceOf(url: URL): PageReference {
  const state = stateOf(url.search);
  const [, kind, name = '', id, action] =
    /^\/lightning\/(\w+)\/(\w+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(url.pathname) ?? [];
  if (kind === 'r') {
    // The object may be left out of the address: `/lightning/r/{id}/view`.
    const hasObject = action !== undefined || recordId.test(id ?? '');
    const attributes = hasObject
      ? { recordId: id, objectApiName: name, actionName: action ?? 'view' }
      : { recordId: name, objectApiName: undefined, actionName: id ?? 'view' };
    return { type: 'standard__recordPage', attributes, state };
  }
  if (kind === 'o') {
    return { type: 'standard__objectPage', attributes: { objectApiName: name, actionName: id ?? 'list' }, state };
  }
  return { type: 'standard__namedPage', attributes: { pageName: 'home' }, state };
}

function pathOf({ type, attributes }: PageReference): string | undefined {
  const { objectApiName = '', actionName = 'view', url, apiName = '' } = attributes;
  switch (type) {
    case 'standard__recordPage':
      return `/lightning/r/${objectApiName === '' ? '' : `${objectApiName}/`}${attributes['recordId'] ?? ''}/${actionName}`;
    case 'standard__objectPage':
      return actionName === 'list' || actionName === 'home' ? `/lightning/o/${objectApiName}/list` : undefined;
    case 'standard__navItemPage':
      return `/lightning/o/${apiName}/list`;
    case 'standard__namedPage':
      return '/lightning/page/home';
    case 'standard__webPage':
      return url;
    default:
      return undefined;
  }
}

/** The address of a page reference; undefined for a kind of page that this host does not have. */
export function urlOf(reference: PageReference): string | undefined {
  const path = pathOf(reference);
  if (path === undefined || reference.type === 'standard__webPage') return path;
  const state = Object.entries(reference.state).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(state).toString();
  return search === '' ? path : `${path}?${search}`;
}

let current = referenceOf(new URL(window.location.href));

export const currentPage = (): PageReference => current;

function arrive(): void {
  current = referenceOf(new URL(window.location.href));
  for (const listener of listeners) listener(current);
}

export function onPage(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes to an address of this org without loading the page again; any other opens in a new tab, as on the platform. */
export function goTo(address: string, replace = false): void {
  const url = new URL(address, window.location.href);
  if (url.origin !== window.location.origin) {
    window.open(url, '_blank', 'noopener');
    return;
  }
  if (!url.pathname.startsWith('/lightning/')) {
    window.location.assign(url);
    return;
  }
  window.history[replace ? 'replaceState' : 'pushState']({}, '', url);
  window.scrollTo(0, 0);
  arrive();
}

window.addEventListener('popstate', arrive);
