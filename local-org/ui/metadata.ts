/** Deployed metadata that UI API reads: layouts, compact layouts and list views. */
import { basename } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import { nodes, readXml, text, texts, type XmlNode } from './xml.ts';

export function objectMetadata(engine: Engine, object: ObjectSchema): XmlNode {
  const file = engine.deployed('objects').find(({ path }) => basename(path) === `${object.name}.object`);
  return file === undefined ? {} : readXml(file.content);
}

export interface LayoutItem {
  readonly field: string;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
}

export interface LayoutSection {
  readonly label: string;
  readonly hasHeading: boolean;
  /** One list a column; null is an empty place. */
  readonly columns: readonly (readonly (LayoutItem | null)[])[];
}

export interface RelatedListLayout {
  /** `Project_Amount__c.Target__c` (child object and its reference field) or a standard name such as `RelatedHistoryList`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly sortField?: string;
  readonly isDescending: boolean;
}

export interface Layout {
  /** `Target__c-Target Layout`. */
  readonly name: string;
  readonly sections: readonly LayoutSection[];
  readonly relatedLists: readonly RelatedListLayout[];
}

function layoutItem(node: XmlNode): LayoutItem | null {
  const name = text(node, 'field');
  if (name === undefined) return null;
  const behavior = text(node, 'behavior');
  return { field: name, isRequired: behavior === 'Required', isReadOnly: behavior === 'Readonly' };
}

function layoutSection(node: XmlNode): LayoutSection {
  return {
    label: text(node, 'label') ?? '',
    hasHeading: text(node, 'detailHeading') !== 'false',
    columns: nodes(node, 'layoutColumns').map((column) => nodes(column, 'layoutItems').map(layoutItem)),
  };
}

function relatedList(node: XmlNode): RelatedListLayout {
  const sortField = text(node, 'sortField');
  return {
    name: text(node, 'relatedList') ?? '',
    columns: texts(node, 'fields'),
    ...(sortField === undefined ? {} : { sortField }),
    isDescending: text(node, 'sortOrder') === 'Desc',
  };
}

const layoutName = (path: string): string => decodeURIComponent(basename(path, '.layout'));

/** The file of the layout that the profile is assigned, else the first one of the object; undefined when there is none. */
export function layoutFileOf(
  engine: Engine,
  object: ObjectSchema,
  profileName: string,
): { readonly name: string; readonly root: XmlNode } | undefined {
  const files = engine.deployed('layouts').filter(({ path }) => layoutName(path).startsWith(`${object.name}-`));
  const assigned = engine
    .deployed('profiles')
    .filter(({ path }) => decodeURIComponent(basename(path, '.profile')) === profileName)
    .flatMap(({ content }) => nodes(readXml(content), 'layoutAssignments'))
    .map((assignment) => text(assignment, 'layout'));
  const file = files.find(({ path }) => assigned.includes(layoutName(path))) ?? files[0];
  return file === undefined ? undefined : { name: layoutName(file.path), root: readXml(file.content) };
}

export function layoutOf(engine: Engine, object: ObjectSchema, profileName: string): Layout | undefined {
  const file = layoutFileOf(engine, object, profileName);
  if (file === undefined) return undefined;
  const { name, root } = file;
  return {
    name,
    sections: nodes(root, 'layoutSections').map(layoutSection),
    relatedLists: nodes(root, 'relatedLists').map(relatedList),
  };
}

/** Fields of the object's assigned compact layout; the system's own shows the name alone. */
export function compactLayoutFields(engine: Engine, object: ObjectSchema): readonly string[] {
  const root = objectMetadata(engine, object);
  const assigned = text(root, 'compactLayoutAssignment');
  const layout = nodes(root, 'compactLayouts').find((one) => text(one, 'fullName') === assigned);
  const fields = layout === undefined ? [] : texts(layout, 'fields');
  return fields.length > 0 ? fields : object.fields.filter((one) => one.nameField).map((one) => one.name);
}

export interface ListFilter {
  readonly column: string;
  readonly operation: string;
  readonly value: string;
}

export interface ListView {
  readonly name: string;
  readonly label: string;
  readonly scope: string;
  readonly columns: readonly string[];
  readonly filters: readonly ListFilter[];
  /** `1 AND (2 OR 3)`; absent means all of them. */
  readonly logic?: string;
}

function listView(node: XmlNode): ListView {
  const logic = text(node, 'booleanFilter');
  return {
    name: text(node, 'fullName') ?? '',
    label: text(node, 'label') ?? '',
    scope: text(node, 'filterScope') ?? 'Everything',
    columns: texts(node, 'columns'),
    filters: nodes(node, 'filters').map((filter) => ({
      column: text(filter, 'field') ?? '',
      operation: text(filter, 'operation') ?? 'equals',
      value: text(filter, 'value') ?? '',
    })),
    ...(logic === undefined ? {} : { logic }),
  };
}

export const listViews = (engine: Engine, object: ObjectSchema): readonly ListView[] =>
  nodes(objectMetadata(engine, object), 'listViews').map(listView);
