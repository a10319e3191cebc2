/** Page layouts and compact layouts as they were deployed: which one a viewer gets, and what it holds. */
import { basename } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import type { ObjectSchema, RecordType } from '../../schema/schema.ts';
import { objectMetadata, profileMetadata } from '../metadata.ts';
import { recordTypeMetadata } from '../objects/record-types.ts';
import { visibleFields, type Viewer } from '../viewer.ts';
import { nodes, readXml, text, texts, type XmlNode } from '../xml.ts';
import { standardCompact, standardLayout } from './standard.ts';

export interface LayoutItem {
  /** API name of a field; a compound one such as `BillingAddress` stands for its parts. */
  readonly field: string;
  readonly behavior: 'Edit' | 'Required' | 'Readonly';
}

/** A custom link: the name of a web link of the object. */
export interface LayoutLink {
  readonly link: string;
}

export interface LayoutSection {
  readonly label: string;
  /** Whether the heading is shown when the record is read, and when it is edited. */
  readonly detailHeading: boolean;
  readonly editHeading: boolean;
  readonly tabOrder: 'LeftRight' | 'TopDown';
  /** One list a column; null is an empty place. */
  readonly columns: readonly (readonly (LayoutItem | LayoutLink | null)[])[];
}

export interface RelatedListLayout {
  /** `Project_Amount__c.Target__c` (child object and its reference field) or a standard name such as `RelatedHistoryList`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly sortField?: string;
  readonly isDescending: boolean;
  /** Names of web links that are buttons of the list. */
  readonly customButtons: readonly string[];
  /** API names of the platform's buttons that are left out. */
  readonly excludedButtons: readonly string[];
}

export interface Layout {
  /** `Target__c-Target Layout`. */
  readonly name: string;
  readonly sections: readonly LayoutSection[];
  readonly relatedLists: readonly RelatedListLayout[];
  /** API names of the actions that the layout lists itself, in order; undefined when it leaves them to the platform. */
  readonly actions?: readonly string[];
  readonly customButtons: readonly string[];
  readonly excludedButtons: readonly string[];
}

function layoutItem(node: XmlNode): LayoutItem | LayoutLink | null {
  const link = text(node, 'customLink');
  if (link !== undefined) return { link };
  const field = text(node, 'field');
  if (field === undefined) return null;
  const behavior = text(node, 'behavior');
  return { field, behavior: behavior === 'Required' || behavior === 'Readonly' ? behavior : 'Edit' };
}

function layoutSection(node: XmlNode): LayoutSection {
  return {
    label: text(node, 'label') ?? '',
    detailHeading: text(node, 'detailHeading') !== 'false',
    editHeading: text(node, 'editHeading') !== 'false',
    tabOrder: text(node, 'style') === 'TwoColumnsLeftToRight' ? 'LeftRight' : 'TopDown',
    columns: nodes(node, 'layoutColumns').map((column) => nodes(column, 'layoutItems').map(layoutItem)),
  };
}

const buttons = (node: XmlNode): Pick<Layout, 'customButtons' | 'excludedButtons'> => ({
  customButtons: texts(node, 'customButtons'),
  excludedButtons: texts(node, 'excludeButtons'),
});

function relatedList(node: XmlNode): RelatedListLayout {
  const sortField = text(node, 'sortField');
  return {
    name: text(node, 'relatedList') ?? '',
    columns: texts(node, 'fields'),
    ...(sortField === undefined ? {} : { sortField }),
    isDescending: text(node, 'sortOrder') === 'Desc',
    ...buttons(node),
  };
}

const layoutName = (path: string): string => decodeURIComponent(basename(path, '.layout'));

export interface LayoutFile {
  readonly name: string;
  readonly root: XmlNode;
}

/**
 * The file of the layout that the profile is assigned for this record type (its developer name), else the first one of
 * the object; undefined when there is none.
 */
export function layoutFileOf(
  engine: Engine,
  object: ObjectSchema,
  profileName: string,
  recordType?: string,
): LayoutFile | undefined {
  const files = engine.deployed('layouts').filter(({ path }) => layoutName(path).startsWith(`${object.name}-`));
  const assignments = nodes(profileMetadata(engine, profileName) ?? {}, 'layoutAssignments').filter((one) =>
    (text(one, 'layout') ?? '').startsWith(`${object.name}-`),
  );
  const own = assignments.find((one) => text(one, 'recordType') === `${object.name}.${recordType ?? ''}`);
  const assigned = own ?? assignments.find((one) => text(one, 'recordType') === undefined);
  const file = files.find(({ path }) => layoutName(path) === text(assigned ?? {}, 'layout')) ?? files[0];
  return file === undefined ? undefined : { name: layoutName(file.path), root: readXml(file.content) };
}

function layoutIn({ name, root }: LayoutFile): Layout {
  const actions = nodes(root, 'platformActionList').flatMap((list) =>
    nodes(list, 'platformActionListItems').flatMap((item) => text(item, 'actionName') ?? []),
  );
  return {
    name,
    sections: nodes(root, 'layoutSections').map(layoutSection),
    relatedLists: nodes(root, 'relatedLists').map(relatedList),
    ...(actions.length === 0 ? {} : { actions }),
    ...buttons(root),
  };
}

/** What the platform generates for an object without a layout: its name, then every custom field. */
function generatedLayout(viewer: Viewer, object: ObjectSchema): Layout {
  const shown = visibleFields(viewer, object).filter((one) => one.nameField || one.custom);
  const items = shown.map((one) => ({ field: one.name, behavior: one.required ? 'Required' : 'Edit' }) as const);
  const half = Math.ceil(items.length / 2);
  const columns = [items.slice(0, half), items.slice(half)];
  const headings = { detailHeading: true, editHeading: true, tabOrder: 'TopDown' } as const;
  return {
    name: `${object.name}-Layout`,
    sections: [{ label: 'Information', ...headings, columns }],
    relatedLists: [],
    customButtons: [],
    excludedButtons: [],
  };
}

/** The layout of the viewer's profile for this record type, else the platform's own; undefined when the object has none. */
export function ownLayout(viewer: Viewer, object: ObjectSchema, type: RecordType): Layout | undefined {
  const file = layoutFileOf(viewer.engine, object, viewer.user.profileName, type.developerName);
  return file === undefined ? standardLayout(object.name) : layoutIn(file);
}

export const layoutOf = (viewer: Viewer, object: ObjectSchema, type: RecordType): Layout =>
  ownLayout(viewer, object, type) ?? generatedLayout(viewer, object);

/** Fields of the compact layout of this record type; the system's own shows the name alone, of a custom object. */
export function compactLayoutFields(viewer: Viewer, object: ObjectSchema, type: RecordType): readonly string[] {
  const root = objectMetadata(viewer.engine, object);
  const ofType = text(recordTypeMetadata(viewer, object, type), 'compactLayoutAssignment');
  const assigned = ofType ?? text(root, 'compactLayoutAssignment');
  return compactFields(viewer.engine, object, assigned);
}

function compactFields(engine: Engine, object: ObjectSchema, name: string | undefined): readonly string[] {
  const layouts = nodes(objectMetadata(engine, object), 'compactLayouts');
  const layout = layouts.find((one) => text(one, 'fullName') === name);
  const fields = layout === undefined ? [] : texts(layout, 'fields');
  if (fields.length > 0) return fields;
  return standardCompact(object.name) ?? object.fields.filter((one) => one.nameField).map((one) => one.name);
}
