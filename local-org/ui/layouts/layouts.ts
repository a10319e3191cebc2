/** Layouts as UI API describes them, with headings and labels in the viewer's language. */
import type { JsonObject } from '../../http/http.ts';
import { nameField, type FieldSchema, type ObjectSchema, type RecordType } from '../../schema/schema.ts';
import { labelOf, shownLabel } from '../labels.ts';
import { objectMetadata, translationMetadata } from '../metadata.ts';
import { namedId, tagged } from '../tags.ts';
import { visibleField, type Viewer } from '../viewer.ts';
import { nodes, text } from '../xml.ts';
import { compactLayoutFields, layoutOf, type LayoutItem, type LayoutLink, type LayoutSection } from './model.ts';
import { nameFieldsOf, partsOf } from './parts.ts';

/** Headings that the platform itself translates. */
const standardHeadings: Readonly<Record<string, string>> = {
  Information: '情報',
  'Account Information': '取引先情報',
  'Opportunity Information': '商談情報',
  'System Information': 'システム情報',
  'Description Information': '説明情報',
  'Address Information': '住所情報',
  'Additional Information': '追加情報',
  'Custom Links': 'カスタムリンク',
};

export type LayoutType = 'Full' | 'Compact';
export type LayoutMode = 'View' | 'Edit' | 'Create';

export interface LayoutRequest {
  readonly layoutType: LayoutType;
  readonly mode: LayoutMode;
  readonly recordType: RecordType;
}

interface Place extends LayoutRequest {
  readonly viewer: Viewer;
  readonly object: ObjectSchema;
}

function translatedHeadings({ viewer, object }: Place, layout: string): ReadonlyMap<string, string> {
  const standard = viewer.user.language === 'ja' ? Object.entries(standardHeadings) : [];
  const own = nodes(translationMetadata(viewer, object), 'layouts')
    .filter((one) => `${object.name}-${text(one, 'layout') ?? ''}` === layout)
    .flatMap((one) => nodes(one, 'sections'))
    .map((section) => [text(section, 'section') ?? '', text(section, 'label') ?? ''] as const)
    .filter(([, label]) => label !== '');
  return new Map([...standard, ...own]);
}

const emptyItem: JsonObject = {
  editableForNew: false,
  editableForUpdate: false,
  label: '',
  layoutComponents: [{ apiName: null, componentType: 'EmptySpace' }],
  lookupIdApiName: null,
  required: false,
  sortable: false,
  uiBehavior: null,
};

const linkBehaviors: Readonly<Record<string, string>> = {
  newWindow: 'NewWindow',
  noSidebar: 'NoSidebar',
  onClickJavaScript: 'OnClickJavaScript',
  replace: 'Replace',
  sidebar: 'Sidebar',
};

function linkItem({ viewer, object }: Place, { link }: LayoutLink): JsonObject {
  const found = nodes(objectMetadata(viewer.engine, object), 'webLinks').find((one) => text(one, 'fullName') === link);
  const component = {
    apiName: link,
    behavior: linkBehaviors[text(found ?? {}, 'openType') ?? ''] ?? 'NewWindow',
    componentType: 'CustomLink',
    customLinkUrl: text(found ?? {}, 'url') ?? null,
    label: text(found ?? {}, 'masterLabel') ?? link,
  };
  return { ...emptyItem, layoutComponents: [component] };
}

/** What can be computed only once a record is saved has no place on the form for a new one (UI API, Record Layout). */
function isShown({ mode }: Place, one: FieldSchema): boolean {
  const isComputed = one.formula !== undefined || one.rollup !== undefined || one.autoNumber !== undefined;
  return mode !== 'Create' || (!isComputed && (one.createable || one.name === 'OwnerId'));
}

/** An owner is changed by an action, not in a form. */
function isEditable({ viewer, object }: Place, one: FieldSchema, behavior: LayoutItem['behavior']): boolean {
  return behavior !== 'Readonly' && one.name !== 'OwnerId' && viewer.access(object).canEdit(one);
}

/** The parts of an address go by the street's label: "Billing Street" is the first line of "Billing Address". */
function itemLabel({ viewer, object }: Place, name: string, first: FieldSchema): string {
  const own = nameField(object);
  if (own !== undefined && nameFieldsOf(object).includes(name)) return labelOf(viewer, object, own);
  const label = shownLabel(viewer, object, first);
  return first.name === name ? label : label.replace(/Street$/, 'Address').replace('町名・番地', '住所');
}

/** Undefined for a field that the viewer may not see or that has no place here: the layout closes up over it. */
function layoutItem(place: Place, item: LayoutItem | LayoutLink | null): JsonObject | undefined {
  if (item === null) return emptyItem;
  if ('link' in item) return linkItem(place, item);
  const { viewer, object, layoutType } = place;
  const seen = partsOf(object, item.field).filter((one) => visibleField(viewer, object, one.name) !== undefined);
  const parts = seen.filter((one) => isShown(place, one));
  const [first] = parts;
  if (first === undefined) return undefined;
  const editable = parts.filter((one) => isEditable(place, one, item.behavior));
  return {
    editableForNew: editable.some((one) => one.createable),
    editableForUpdate: editable.some((one) => one.updateable),
    label: itemLabel(place, item.field, first),
    layoutComponents: parts.map((one) => ({
      apiName: one.name,
      componentType: 'Field',
      label: labelOf(viewer, object, one),
    })),
    lookupIdApiName: nameFieldsOf(object).includes(item.field)
      ? 'Id'
      : first.reference === undefined
        ? null
        : first.name,
    required: editable.length > 0 && (item.behavior === 'Required' || editable.some((one) => one.required)),
    sortable: false,
    uiBehavior: layoutType === 'Compact' ? null : item.behavior,
  };
}

function layoutSection(place: Place, section: LayoutSection, heading: string | null, id: string | null): JsonObject {
  const { mode, layoutType } = place;
  const columns = section.columns.map((column) => column.flatMap((item) => layoutItem(place, item) ?? []));
  const rows = Math.max(0, ...columns.map((column) => column.length));
  const layoutRows = Array.from({ length: rows }, (_, row) => ({
    layoutItems: columns.map((column) => column[row] ?? emptyItem),
  }));
  const useHeading = layoutType === 'Full' && (mode === 'View' ? section.detailHeading : section.editHeading);
  return {
    collapsible: mode === 'View' && useHeading,
    columns: columns.length,
    heading,
    id,
    layoutRows,
    rows,
    tabOrder: section.tabOrder,
    useHeading,
  };
}

function compactSection({ viewer, object, recordType }: Place): LayoutSection {
  const items = compactLayoutFields(viewer, object, recordType).map(
    (name) => ({ field: name, behavior: 'Edit' }) as const,
  );
  return { label: '', detailHeading: false, editHeading: false, tabOrder: 'LeftRight', columns: [items] };
}

/** Ids of a layout and its sections: the same in every org with the same metadata. */
export const layoutId = (name: string): string => namedId('00h', name);
export const sectionId = (layout: string, place: number): string => namedId('01B', `${layout}#${place}`);

export function layoutRepresentation(viewer: Viewer, object: ObjectSchema, request: LayoutRequest): JsonObject {
  const place: Place = { viewer, object, ...request };
  const { layoutType, mode, recordType } = request;
  const layout = layoutOf(viewer, object, recordType);
  const headings = translatedHeadings(place, layout.name);
  const isCompact = layoutType === 'Compact';
  const sections = isCompact
    ? [layoutSection(place, compactSection(place), null, null)]
    : layout.sections.map((section, index) =>
        layoutSection(place, section, headings.get(section.label) ?? section.label, sectionId(layout.name, index)),
      );
  return tagged({
    id: isCompact ? null : layoutId(layout.name),
    layoutType,
    mode,
    objectApiName: object.name,
    recordTypeId: recordType.id,
    saveOptions: [],
    sections: sections.filter((section) => mode !== 'Create' || section['rows'] !== 0),
  });
}

/** API names of the fields that the viewer sees in a layout. */
export function layoutFields(
  viewer: Viewer,
  object: ObjectSchema,
  recordType: RecordType,
  layoutType: LayoutType,
): readonly string[] {
  const inFull = (): readonly string[] =>
    layoutOf(viewer, object, recordType).sections.flatMap((section) =>
      section.columns.flat().flatMap((item) => (item !== null && 'field' in item ? item.field : [])),
    );
  const names = layoutType === 'Compact' ? compactLayoutFields(viewer, object, recordType) : inFull();
  const fields = names.flatMap((name) => [name, ...partsOf(object, name).map((one) => one.name)]);
  return [...new Set(fields)].filter((name) => visibleField(viewer, object, name) !== undefined);
}
