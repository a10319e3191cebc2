/** Related lists of an object: the children that its layout lists, with the columns and the order that it gives them. */
import { ApiError } from '../../engine/engine.ts';
import {
  childRelationship,
  childRelationships,
  knownObject,
  nameField,
  type ChildRelationship,
  type ObjectSchema,
  type RecordType,
} from '../../schema/schema.ts';
import { ownLayout, type RelatedListLayout } from '../layouts/model.ts';
import { columnsOf, type Column } from '../lists/columns.ts';
import { listPreferences } from '../lists/list-preferences.ts';
import { orderTerms, type OrderTerm } from '../lists/order.ts';
import { isVisible, visibleField, type Viewer } from '../viewer.ts';

export interface RelatedList {
  /** Name of the child relationship. */
  readonly id: string;
  readonly parent: ObjectSchema;
  readonly child: ObjectSchema;
  readonly link: ChildRelationship;
  readonly columns: readonly Column[];
  readonly order: readonly OrderTerm[];
  /** What the parent's layout says of it; undefined off the layout. */
  readonly layout: RelatedListLayout | undefined;
}

/** Names that layouts of standard objects use, as child relationships. */
const standardLists: Readonly<Record<string, string>> = {
  RelatedCampaignList: 'CampaignMembers',
  RelatedCaseList: 'Cases',
  RelatedContactList: 'Contacts',
  RelatedContractList: 'Contracts',
  RelatedLineItemList: 'OpportunityLineItems',
  RelatedOpportunityList: 'Opportunities',
};

/** `Project_Amount__c.Target__c` names the child's field, anything else the relationship itself. */
function linkOf(viewer: Viewer, object: ObjectSchema, name: string): ChildRelationship | undefined {
  const [childObject = '', childField] = name.split('.');
  if (childField === undefined) {
    const relationship = standardLists[name] ?? name.replace(/^Related(.+)List$/, '$1s');
    return childRelationship(viewer.schema, object, relationship);
  }
  return childRelationships(viewer.schema, object).find(
    (link) => link.childObject === childObject && link.childField === childField,
  );
}

export const preferenceName = (parent: ObjectSchema, id: string): string => `related ${parent.name}.${id}`;

function relatedList(
  viewer: Viewer,
  parent: ObjectSchema,
  link: ChildRelationship | undefined,
  layout: RelatedListLayout | undefined,
): RelatedList | undefined {
  if (link?.relationshipName === undefined) return undefined;
  const child = knownObject(viewer.schema, link.childObject);
  if (!isVisible(viewer, child) || visibleField(viewer, child, link.childField) === undefined) return undefined;
  const names = layout?.columns ?? [nameField(child)?.name ?? 'Id'];
  const direction = layout?.isDescending === true ? '-' : '';
  const byLayout = layout?.sortField === undefined ? [] : [direction + layout.sortField];
  const own = listPreferences(viewer, preferenceName(parent, link.relationshipName)).sortBy;
  const order = orderTerms(viewer, child, own.length > 0 ? own : byLayout, false);
  return { id: link.relationshipName, parent, child, link, columns: columnsOf(viewer, child, names), order, layout };
}

/** The related lists of the viewer's layout; without a layout every relationship that has a name. */
export function relatedLists(viewer: Viewer, object: ObjectSchema, type: RecordType): readonly RelatedList[] {
  const layout = ownLayout(viewer, object, type);
  if (layout !== undefined) {
    return layout.relatedLists.flatMap(
      (list) => relatedList(viewer, object, linkOf(viewer, object, list.name), list) ?? [],
    );
  }
  return childRelationships(viewer.schema, object).flatMap(
    (link) => relatedList(viewer, object, link, undefined) ?? [],
  );
}

/** By the name of the child relationship or the one that layouts use; off the layout, too. */
export function relatedListNamed(
  viewer: Viewer,
  object: ObjectSchema,
  type: RecordType,
  name: string,
): RelatedList | undefined {
  const id = linkOf(viewer, object, name)?.relationshipName?.toLowerCase();
  if (id === undefined) return undefined;
  const onLayout = relatedLists(viewer, object, type).find((list) => list.id.toLowerCase() === id);
  return onLayout ?? relatedList(viewer, object, linkOf(viewer, object, name), undefined);
}

export function notSupported(): ApiError {
  return new ApiError(400, 'INVALID_TYPE', 'The related lists UI API currently does not support this related list');
}
