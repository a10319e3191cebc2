/** Which actions a record, a list or a lookup offers to a person: what the rights allow and the layout lists. */
import { field, type ObjectSchema, type RecordType } from '../../schema/schema.ts';
import { ownLayout, type Layout } from '../layouts/model.ts';
import { quote } from '../records/records.ts';
import type { RelatedList } from '../related/related.ts';
import type { Viewer } from '../viewer.ts';
import { customOffers, quickOffers, standardOffer, type Offer } from './offers.ts';

/** What a person may do with one record, by their rights and its sharing. */
export interface RecordRights {
  readonly edit: boolean;
  readonly remove: boolean;
  readonly transfer: boolean;
}

const noRights: RecordRights = { edit: false, remove: false, transfer: false };

/** By id of 18 characters; a record that the person may not read has none. */
export function recordRights(viewer: Viewer, ids: readonly string[]): (id: string) => RecordRights {
  const columns = 'RecordId, HasEditAccess, HasDeleteAccess, HasTransferAccess';
  const condition = `UserId = ${quote(viewer.user.id)} AND RecordId IN (${ids.map(quote).join(', ')})`;
  const soql = `SELECT ${columns} FROM UserRecordAccess WHERE ${condition}`;
  const found = new Map(
    viewer.engine.query(viewer.session, soql).records.map((row) => [
      row['RecordId'],
      {
        edit: row['HasEditAccess'] === true,
        remove: row['HasDeleteAccess'] === true,
        transfer: row['HasTransferAccess'] === true,
      },
    ]),
  );
  return (id) => found.get(id) ?? noRights;
}

/** Names of the platform's buttons on a record. */
function recordButtons(viewer: Viewer, object: ObjectSchema, rights: RecordRights): readonly string[] {
  const access = viewer.access(object);
  const owner = field(object, 'OwnerId');
  return [
    ...(rights.edit ? ['Edit'] : []),
    ...(rights.transfer && owner !== undefined && access.canEdit(owner) ? ['ChangeOwnerOne'] : []),
    ...(access.create ? ['Clone'] : []),
    ...(rights.remove ? ['Delete'] : []),
  ];
}

/** In the order of the layout's own list of actions; without one, all but what it leaves out. */
function onLayout(layout: Layout | undefined, offers: readonly Offer[]): readonly Offer[] {
  const { actions, customButtons = [], excludedButtons = [] } = layout ?? {};
  if (actions !== undefined) {
    return actions.flatMap((name) => offers.filter(({ apiName }) => apiName === name || apiName === `Global.${name}`));
  }
  return offers.filter(({ apiName, type }) => {
    if (type === 'StandardButton') return !excludedButtons.includes(apiName);
    return type === 'CustomButton' && customButtons.includes(apiName);
  });
}

export interface OfferedRecord {
  readonly object: ObjectSchema;
  readonly type: RecordType;
  readonly rights: RecordRights;
}

export function recordOffers(viewer: Viewer, record: OfferedRecord, isAll: boolean): readonly Offer[] {
  const { object, type, rights } = record;
  const offers = [
    ...quickOffers(viewer, undefined),
    ...quickOffers(viewer, object),
    ...recordButtons(viewer, object, rights).map((name) => standardOffer(viewer, object, name)),
    ...customOffers(viewer, object, 'record'),
  ];
  return isAll ? offers : onLayout(ownLayout(viewer, object, type), offers);
}

/** Buttons of a form; `isAllowed` says whether the person may save it. */
export function formOffers(viewer: Viewer, object: ObjectSchema, isAllowed: boolean): readonly Offer[] {
  if (!isAllowed) return [];
  const names = ['SaveEdit', ...(viewer.access(object).create ? ['SaveAndNew'] : []), 'CancelEdit'];
  return names.map((name) => standardOffer(viewer, object, name));
}

export function newOffers(viewer: Viewer, object: ObjectSchema, name: 'CreateFromLookup' | 'New'): readonly Offer[] {
  return viewer.access(object).create ? [standardOffer(viewer, object, name)] : [];
}

/** New, unless the layout leaves it out, and the list buttons that the layout puts there. */
export function relatedOffers(viewer: Viewer, { child, layout }: RelatedList, isAll: boolean): readonly Offer[] {
  const buttons = customOffers(viewer, child, 'list');
  const standard = newOffers(viewer, child, 'New');
  if (isAll) return [...standard, ...buttons];
  const { customButtons = [], excludedButtons = [] } = layout ?? {};
  return [
    ...standard.filter(({ apiName }) => !excludedButtons.includes(apiName)),
    ...buttons.filter(({ apiName }) => customButtons.includes(apiName)),
  ];
}

/** What a row of a list offers. */
export function rowOffers(viewer: Viewer, object: ObjectSchema, rights: RecordRights): readonly Offer[] {
  const names = [...(rights.edit ? ['Edit'] : []), ...(rights.remove ? ['Delete'] : [])];
  return names.map((name) => standardOffer(viewer, object, name));
}
