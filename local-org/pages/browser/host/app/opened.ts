/** Which of the host's pages a page reference opens, and which form lies above it. */
import { decodeDefaults, recordAddress, addressOf, type PageReference } from '../../data/references.ts';

export type Kind = 'record' | 'related' | 'list' | 'home' | 'tab' | 'component' | 'search' | 'refused';

export interface Opened {
  readonly key: string;
  readonly kind: Kind;
  readonly recordId?: string | undefined;
  readonly objectApiName?: string | undefined;
  /** List view, tab, component, search term, or what is refused. */
  readonly name?: string | undefined;
}

/** A form above the page: it has an address, but is no page. */
export interface OpenedForm {
  readonly objectApiName: string;
  readonly recordId?: string | undefined;
  readonly copyOf?: string | undefined;
  readonly givenRecordTypeId?: string | undefined;
  readonly defaults: Readonly<Record<string, string>>;
  /** The page below it when somebody comes to its address directly. */
  readonly below: string;
}

export function openedBy({ type, attributes, state }: PageReference): Opened {
  const { recordId, objectApiName } = attributes;
  switch (type) {
    case 'standard__recordPage':
      return { key: `r/${recordId ?? ''}`, kind: 'record', recordId };
    case 'standard__recordRelationshipPage': {
      const name = attributes['relationshipApiName'];
      return { key: `r/${recordId ?? ''}/${name ?? ''}`, kind: 'related', recordId, objectApiName, name };
    }
    case 'standard__objectPage': {
      const name = state['filterName'];
      return { key: `o/${objectApiName ?? ''}/${name ?? ''}`, kind: 'list', objectApiName, name };
    }
    case 'standard__navItemPage':
      return { key: `n/${attributes['apiName'] ?? ''}`, kind: 'tab', name: attributes['apiName'] };
    case 'standard__component':
      return { key: `c/${attributes['componentName'] ?? ''}`, kind: 'component', name: attributes['componentName'] };
    case 'standard__namedPage': {
      const name = attributes['pageName'];
      return name === 'home' ? { key: 'home', kind: 'home' } : { key: `p/${name ?? ''}`, kind: 'refused', name };
    }
    case 'host__search':
      return { key: `s/${state['term'] ?? ''}`, kind: 'search', name: state['term'] ?? '' };
    default:
      return { key: 'unknown', kind: 'refused' };
  }
}

/** The form of an address such as `/lightning/o/Project__c/new`; undefined for a page. */
export function formOf({ type, attributes, state }: PageReference): OpenedForm | undefined {
  const { recordId, objectApiName = '', actionName } = attributes;
  if (type === 'standard__objectPage' && actionName === 'new') {
    const below = addressOf({ type, attributes: { objectApiName, actionName: 'home' } }) ?? '';
    const defaults = decodeDefaults(state['defaultFieldValues'] ?? '');
    return { objectApiName, defaults, below, givenRecordTypeId: state['recordTypeId'] };
  }
  if (type !== 'standard__recordPage' || recordId === undefined) return undefined;
  const below = recordAddress(objectApiName, recordId);
  if (actionName === 'edit') return { objectApiName, recordId, defaults: {}, below };
  return actionName === 'clone' ? { objectApiName, copyOf: recordId, defaults: {}, below } : undefined;
}
