/** Actions as UI API represents them (User Interface API Developer Guide: Action, Platform Action). */
import type { JsonObject } from '../../http/http.ts';
import { choice, choices, listOf, type Call } from '../request.ts';
import { namedId, tagged } from '../tags.ts';
import type { Offer } from './offers.ts';

/** Where actions are offered. */
export interface Place {
  readonly context:
    | 'Global'
    | 'ListView'
    | 'ListViewRecord'
    | 'Lookup'
    | 'MruList'
    | 'ObjectCreate'
    | 'Record'
    | 'RecordEdit'
    | 'RelatedList'
    | 'RelatedListRecord';
  /** An id of a record or a list, the name of an object, or `Global`. */
  readonly source: string;
  /** Below `/ui-api`, without parameters. */
  readonly path: string;
  readonly relatedList?: string;
  readonly relatedRecord?: string;
}

export const actionTypes = [
  'ActionLink',
  'CustomButton',
  'InvocableAction',
  'ProductivityAction',
  'QuickAction',
  'StandardButton',
] as const;

const sections = ['ActivityComposer', 'CollaborateComposer', 'Page', 'SingleActionLinks'] as const;
const formFactors = ['Large', 'Medium', 'Small'] as const;

export interface Filter {
  readonly apiNames: readonly string[];
  readonly actionTypes: readonly string[];
  readonly sections: readonly string[];
  readonly formFactor: string;
  /** What the layout lists, or everything. */
  readonly isAll: boolean;
}

export function filterIn({ query }: Call): Filter {
  const retrievalMode = choice(query, 'retrievalMode', ['PageLayout', 'All', 'pagelayout', 'all']);
  return {
    apiNames: listOf(query, 'apiNames'),
    actionTypes: choices(query, 'actionTypes', actionTypes),
    sections: choices(query, 'sections', sections),
    formFactor: choice(query, 'formFactor', formFactors),
    isAll: retrievalMode.toLowerCase() === 'all',
  };
}

const deviceOf = (formFactor: string): string => (formFactor === 'Large' ? 'Desktop' : 'Phone');

function describe(call: Call, place: Place, offer: Offer, { formFactor }: Filter): JsonObject {
  const { organizationId } = call.viewer.engine;
  const name = offer.apiName.replace('Global.', '');
  const external = [place.source, '', place.context, deviceOf(formFactor), offer.type, name].join(':');
  const isDescribed = offer.type === 'QuickAction';
  const quickActions = `${call.base.replace(/\/ui-api$/, '')}/quickActions`;
  return {
    actionListContext: place.context,
    actionTarget: isDescribed ? `${quickActions}/${name}/describe` : null,
    actionTargetType: isDescribed ? 'Describe' : 'Invoke',
    apiName: offer.apiName,
    externalId: `${organizationId.slice(0, 15)}:${external}`,
    iconUrl: offer.iconUrl,
    id: namedId('0JV', `${external}:${place.relatedList ?? ''}:${place.relatedRecord ?? ''}`),
    isMassAction: String(offer.isMassAction),
    label: offer.label,
    primaryColor: offer.color,
    relatedListRecordId: place.relatedRecord ?? null,
    relatedSourceObject: place.relatedList ?? null,
    section: 'Page',
    sourceObject: place.source,
    subtype: offer.subtype,
    targetObject: offer.targetObject,
    targetUrl: offer.targetUrl,
    type: offer.type,
  };
}

function isWanted(filter: Filter, { apiName, type }: Offer): boolean {
  const { apiNames, sections: wanted } = filter;
  if (apiNames.length > 0 && !apiNames.includes(apiName)) return false;
  if (filter.actionTypes.length > 0 && !filter.actionTypes.includes(type)) return false;
  return wanted.length === 0 || wanted.includes('Page');
}

export interface Offered {
  readonly place: Place;
  readonly offers: readonly Offer[];
}

/** `{actions: {source: {actions, links, url}}}`; a source that offers nothing has no entry. */
export function actionCollection(call: Call, path: string, offered: readonly Offered[]): JsonObject {
  const filter = filterIn(call);
  const search = call.url.includes('?') ? call.url.slice(call.url.indexOf('?')) : '';
  const entries = offered.flatMap(({ place, offers }) => {
    const actions = offers.filter((offer) => isWanted(filter, offer));
    if (actions.length === 0) return [];
    const url = `${call.base}${place.path}`;
    const links =
      place.context === 'Record'
        ? ['record-edit', 'related-list', 'related-list-record/${relatedRecordId}'].map((part) => `${url}/${part}`)
        : [];
    const described = actions.map((offer) => describe(call, place, offer, filter));
    return [[place.source, { actions: described, links, url: `${url}${search}` }] as const];
  });
  return tagged({ actions: Object.fromEntries(entries), url: `${call.base}${path}${search}` });
}
