/** Page references as the platform writes them, and their addresses (LWC Developer Guide, PageReference Types). */
export interface PageReference {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly state: Readonly<Record<string, string | undefined>>;
}

/** What a component hands to the navigation service; an app's page reference lies inside its attributes. */
export interface WantedReference {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  readonly state?: Readonly<Record<string, unknown>> | undefined;
}

type Attributes = PageReference['attributes'];

const recordId = /^\w{15}(?:\w{3})?$/;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** State without a namespace is the platform's own; components get none of it (enforced since Summer '19). */
const isNamespaced = (name: string): boolean => /^\w+?__\w+$/.test(name);
const namespacedOnly = new Set(['standard__component', 'standard__navItemPage']);

function keptState(type: string, entries: Iterable<readonly [string, unknown]>): Readonly<Record<string, string>> {
  const kept = [...entries].filter(([name, value]) => {
    const isAllowed = !namespacedOnly.has(type) || isNamespaced(name);
    return isAllowed && value !== undefined && value !== null;
  });
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** `/lightning/r/Target__c/a00…/view`; the object may be left out. */
function recordReference(parts: readonly string[]): readonly [string, Attributes] | undefined {
  const hasObject = !recordId.test(parts[0] ?? '') || recordId.test(parts[1] ?? '');
  const [objectApiName, id, ...rest] = hasObject ? parts : [undefined, ...parts];
  if (id === undefined) return undefined;
  const attributes = { recordId: id, objectApiName };
  if (rest[0] === 'related') {
    const more = { relationshipApiName: rest[1], actionName: rest[2] ?? 'view' };
    return ['standard__recordRelationshipPage', { ...attributes, ...more }];
  }
  return ['standard__recordPage', { ...attributes, actionName: rest[0] ?? 'view' }];
}

function typeAndAttributes(kind: string, parts: readonly string[]): readonly [string, Attributes] | undefined {
  const [first, second] = parts;
  if (first === undefined) return kind === 'search' ? ['host__search', {}] : undefined;
  switch (kind) {
    case 'r':
      return recordReference(parts);
    case 'o':
      return ['standard__objectPage', { objectApiName: first, actionName: second ?? 'home' }];
    case 'n':
      return ['standard__navItemPage', { apiName: first }];
    case 'cmp':
      return ['standard__component', { componentName: first }];
    case 'page':
      return ['standard__namedPage', { pageName: first }];
    default:
      return undefined;
  }
}

/** The page reference of an address of this org; `host__unknown` for one that is no page. */
export function referenceOf(url: URL): PageReference {
  const [, kind = '', rest = ''] = /^\/lightning\/(\w+)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  const parts = rest.split('/').filter((part) => part !== '');
  const [type, attributes] = typeAndAttributes(kind, parts.map(decodeURIComponent)) ?? ['host__unknown', {}];
  return Object.freeze({
    type,
    attributes: Object.freeze(attributes),
    state: Object.freeze(keptState(type, url.searchParams)),
  });
}

function recordPath(attributes: Readonly<Record<string, unknown>>, tail: string): string | undefined {
  const id = text(attributes['recordId']);
  const object = text(attributes['objectApiName']);
  return id === '' ? undefined : `/lightning/r/${object === '' ? '' : `${object}/`}${id}/${tail}`;
}

/** `{ appTarget: 'c__Todoku', pageRef }` */
function appPath({ appTarget, pageRef }: Readonly<Record<string, unknown>>): string | undefined {
  const app = text(appTarget);
  if (app === '') return undefined;
  if (typeof pageRef !== 'object' || pageRef === null || !('type' in pageRef)) return `/lightning/app/${app}`;
  const inside = addressOf(pageRef as WantedReference); // has a type, which is all that a page reference must have
  return inside?.replace(/^\/lightning\//, `/lightning/app/${app}/`);
}

const objectActions = new Set(['home', 'list', 'new']);
const recordActions = new Set(['view', 'edit', 'clone']);

function pathOf({ type, attributes = {} }: WantedReference): string | undefined {
  const action = text(attributes['actionName']);
  switch (type) {
    case 'standard__recordPage':
      return recordActions.has(action || 'view') ? recordPath(attributes, action || 'view') : undefined;
    case 'standard__recordRelationshipPage':
      return recordPath(attributes, `related/${text(attributes['relationshipApiName'])}/view`);
    case 'standard__objectPage':
      return objectActions.has(action) ? `/lightning/o/${text(attributes['objectApiName'])}/${action}` : undefined;
    case 'standard__navItemPage':
      return `/lightning/n/${text(attributes['apiName'])}`;
    case 'standard__component':
      return `/lightning/cmp/${text(attributes['componentName'])}`;
    case 'standard__namedPage':
      return `/lightning/page/${text(attributes['pageName']) || 'home'}`;
    case 'standard__app':
      return appPath(attributes);
    case 'host__search':
      return '/lightning/search';
    default:
      return undefined;
  }
}

/** The address of a page reference; undefined for a kind of page that this host does not have. */
export function addressOf(reference: WantedReference): string | undefined {
  if (reference.type === 'standard__webPage') return text(reference.attributes?.['url']) || undefined;
  const path = pathOf(reference);
  if (path === undefined) return undefined;
  const search = new URLSearchParams(keptState(reference.type, Object.entries(reference.state ?? {}))).toString();
  return search === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${search}`;
}

export const recordAddress = (objectApiName: string, id: string, action = 'view'): string =>
  `/lightning/r/${objectApiName}/${id}/${action}`;

/** `Name=Acme,Parent__c=a00…`, as `lightning/pageReferenceUtils` encodes it. */
export function encodeDefaults(values: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join(',');
}

export function decodeDefaults(encoded: string): Readonly<Record<string, string>> {
  const pairs = encoded.split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name, decodeURIComponent(value.join('='))];
    }),
  );
}

/** Where a new record is made, with values that it starts with. */
export function newRecordAddress(objectApiName: string, defaults: Readonly<Record<string, unknown>> = {}): string {
  const encoded = encodeDefaults(defaults);
  const state = encoded === '' ? {} : { defaultFieldValues: encoded };
  return addressOf({ type: 'standard__objectPage', attributes: { objectApiName, actionName: 'new' }, state }) ?? '';
}
