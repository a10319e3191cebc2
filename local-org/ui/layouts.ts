/** Layouts as UI API describes them, with headings and labels in the viewer's language. */
import { basename } from 'node:path';
import type { JsonObject } from '../http/http.ts';
import { field, masterRecordTypeId, nameField, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { shownLabel } from './columns.ts';
import { compactLayoutFields, layoutOf, type Layout, type LayoutItem, type LayoutSection } from './metadata.ts';
import { visibleField, visibleFields, type Viewer } from './viewer.ts';
import { nodes, readXml, text } from './xml.ts';

/** Headings that the platform itself translates. */
const standardHeadings: Readonly<Record<string, string>> = {
  Information: '情報',
  'System Information': 'システム情報',
  'Description Information': '説明情報',
  'Address Information': '住所情報',
  'Additional Information': '追加情報',
};

type Headings = ReadonlyMap<string, string>;

function translatedHeadings(viewer: Viewer, object: ObjectSchema, layout: string): Headings {
  const name = `${object.name}-${viewer.user.language}.objectTranslation`;
  const file = viewer.engine.deployed('objectTranslations').find(({ path }) => basename(path) === name);
  const standard = viewer.user.language === 'ja' ? Object.entries(standardHeadings) : [];
  if (file === undefined) return new Map(standard);
  const sections = nodes(readXml(file.content), 'layouts')
    .filter((one) => `${object.name}-${text(one, 'layout') ?? ''}` === layout)
    .flatMap((one) => nodes(one, 'sections'))
    .map((section) => [text(section, 'section') ?? '', text(section, 'label') ?? ''] as const)
    .filter(([, label]) => label !== '');
  return new Map([...standard, ...sections]);
}

/** "Created By" and "Last Modified By" show who and when in one place. */
const companions: Readonly<Record<string, string>> = {
  CreatedById: 'CreatedDate',
  LastModifiedById: 'LastModifiedDate',
};

function component(viewer: Viewer, object: ObjectSchema, one: FieldSchema): JsonObject {
  return { apiName: one.name, componentType: 'Field', label: shownLabel(viewer, object, one) };
}

const emptyItem: JsonObject = {
  editableForNew: false,
  editableForUpdate: false,
  label: '',
  layoutComponents: [{ apiName: null, componentType: 'EmptySpace', label: null }],
  lookupIdApiName: null,
  required: false,
  sortable: false,
};

/** Undefined for a field that the viewer may not see: the layout closes up over it. */
function layoutItem(viewer: Viewer, object: ObjectSchema, item: LayoutItem | null): JsonObject | undefined {
  if (item === null) return emptyItem;
  const one = visibleField(viewer, object, item.field);
  if (one === undefined) return undefined;
  const companion = field(object, companions[one.name] ?? '');
  const editable = !item.isReadOnly && viewer.access(object).canEdit(one);
  return {
    editableForNew: editable && one.createable,
    editableForUpdate: editable && one.updateable,
    label: shownLabel(viewer, object, one),
    layoutComponents: [one, ...(companion === undefined ? [] : [companion])].map((part) =>
      component(viewer, object, part),
    ),
    lookupIdApiName: one.reference === undefined ? null : one.name,
    required: item.isRequired || one.required,
    sortable: one.sortable,
  };
}

function layoutSection(viewer: Viewer, object: ObjectSchema, headings: Headings, section: LayoutSection): JsonObject {
  const columns = section.columns.map((column) => column.flatMap((item) => layoutItem(viewer, object, item) ?? []));
  const rows = Math.max(0, ...columns.map((column) => column.length));
  const layoutRows = Array.from({ length: rows }, (_, row) => ({
    layoutItems: columns.map((column) => column[row] ?? emptyItem),
  }));
  return {
    collapsible: true,
    columns: columns.length,
    heading: headings.get(section.label) ?? section.label,
    layoutRows,
    rows,
    tabOrder: 'LeftRight',
    useHeading: section.hasHeading,
  };
}

/** What the platform generates for an object without a layout: its name, then every custom field. */
function generatedLayout(viewer: Viewer, object: ObjectSchema): Layout {
  const shown = visibleFields(viewer, object).filter((one) => one.nameField || one.custom);
  const items = shown.map((one) => ({ field: one.name, isRequired: one.required, isReadOnly: false }));
  const half = Math.ceil(items.length / 2);
  const columns = [items.slice(0, half), items.slice(half)];
  return {
    name: `${object.name}-Layout`,
    sections: [{ label: 'Information', hasHeading: true, columns }],
    relatedLists: [],
  };
}

function compactSection(viewer: Viewer, object: ObjectSchema): LayoutSection {
  const items = compactLayoutFields(viewer.engine, object).map((name) => ({
    field: name,
    isRequired: false,
    isReadOnly: true,
  }));
  return { label: '', hasHeading: false, columns: [items] };
}

export interface LayoutRequest {
  readonly layoutType: 'Full' | 'Compact';
  readonly mode: 'View' | 'Edit' | 'Create';
}

export function layoutRepresentation(viewer: Viewer, object: ObjectSchema, request: LayoutRequest): JsonObject {
  const layout = layoutOf(viewer.engine, object, viewer.user.profileName) ?? generatedLayout(viewer, object);
  const headings = translatedHeadings(viewer, object, layout.name);
  const sections = request.layoutType === 'Compact' ? [compactSection(viewer, object)] : layout.sections;
  return {
    id: null,
    layoutType: request.layoutType,
    mode: request.mode,
    objectApiName: object.name,
    recordTypeId: masterRecordTypeId,
    saveOptions: [],
    sections: sections.map((section) => layoutSection(viewer, object, headings, section)),
  };
}

/** Qualified names of the fields of a layout that the viewer sees, names of referenced records included. */
export function layoutFields(viewer: Viewer, object: ObjectSchema, layoutType: 'Full' | 'Compact'): readonly string[] {
  const layout = layoutOf(viewer.engine, object, viewer.user.profileName) ?? generatedLayout(viewer, object);
  const names =
    layoutType === 'Compact'
      ? compactLayoutFields(viewer.engine, object)
      : layout.sections.flatMap((section) => section.columns.flat().flatMap((item) => item?.field ?? []));
  const own = names.flatMap((name) => [name, companions[name] ?? name]);
  const seen = own.flatMap((name) => visibleField(viewer, object, name) ?? []);
  const parents = seen.flatMap(({ reference }) => {
    const target = viewer.schema.objects.get(reference?.to.at(-1)?.toLowerCase() ?? '');
    const label = target === undefined ? undefined : nameField(target)?.name;
    return reference === undefined || label === undefined ? [] : [`${reference.relationshipName}.${label}`];
  });
  return [...new Set([...seen.map((one) => one.name), ...parents])].map((name) => `${object.name}.${name}`);
}
