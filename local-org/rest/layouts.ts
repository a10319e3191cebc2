/** What describe tells about pages: layouts, compact layouts, actions (REST API Developer Guide, "sObject Layouts"). */
import { masterRecordTypeId, recordTypesOf, type ObjectSchema, type RecordType } from '../schema/schema.ts';
import {
  compactLayoutFields,
  layoutOf,
  viewerOf,
  visibleField,
  type Layout,
  type LayoutItem,
  type LayoutLink,
  type Viewer,
} from '../ui/ui.ts';
import { describeField } from './describe-field.ts';
import { notFound } from '../http/http.ts';
import { type Answer, type Call, objectInPath, type Resource } from './resource.ts';

type Keys = Readonly<Record<string, unknown>>;

interface Subject {
  readonly viewer: Viewer;
  readonly object: ObjectSchema;
}

function subjectOf(call: Call, name: string): Subject {
  return { viewer: viewerOf(call.context.engine, call.session), object: objectInPath(call, name) };
}

const emptyItem: Keys = {
  editableForNew: false,
  editableForUpdate: false,
  label: '',
  layoutComponents: [],
  placeholder: true,
  required: false,
};

function itemOf({ viewer, object }: Subject, item: LayoutItem | LayoutLink | null): Keys {
  const field = item === null || 'link' in item ? undefined : visibleField(viewer, object, item.field);
  if (item === null || 'link' in item || field === undefined) return emptyItem;
  const access = viewer.access(object);
  const details = describeField(object, field, access);
  const isEditable = item.behavior !== 'Readonly' && access.canEdit(field);
  return {
    editableForNew: isEditable && field.createable,
    editableForUpdate: isEditable && field.updateable,
    label: field.label,
    layoutComponents: [
      { details, displayLines: field.visibleLines ?? 1, tabOrder: 0, type: 'Field', value: field.name },
    ],
    placeholder: false,
    required: item.behavior === 'Required' || field.required,
  };
}

function sectionsOf(subject: Subject, layout: Layout, heading: 'detailHeading' | 'editHeading'): readonly Keys[] {
  return layout.sections.map((section) => {
    const count = Math.max(0, ...section.columns.map((column) => column.length));
    const layoutRows = Array.from({ length: count }, (_, row) => ({
      layoutItems: section.columns.map((column) => itemOf(subject, column[row] ?? null)),
      numItems: section.columns.length,
    }));
    return {
      collapsed: false,
      columns: section.columns.length,
      heading: section.label,
      layoutRows,
      parentLayoutId: null,
      rows: count,
      tabOrder: section.tabOrder === 'LeftRight' ? 'LeftToRight' : 'TopToBottom',
      useCollapsibleSection: section[heading],
      useHeading: section[heading],
    };
  });
}

function describeLayout(subject: Subject, type: RecordType): Keys {
  const layout = layoutOf(subject.viewer, subject.object, type);
  return {
    buttonLayoutSection: { detailButtons: [] },
    detailLayoutSections: sectionsOf(subject, layout, 'detailHeading'),
    editLayoutSections: sectionsOf(subject, layout, 'editHeading'),
    feedView: null,
    highlightsPanelLayoutSection: null,
    id: null,
    multirowEditLayoutSections: [],
    offlineLinks: [],
    quickActionList: { quickActionListItems: [] },
    relatedContent: null,
    relatedLists: [],
    saveOptions: [],
  };
}

function mappingOf(call: Call, { object }: Subject, type: RecordType): Keys {
  const root = `/services/data/v${call.version}.0/sobjects/${object.name}/describe`;
  return {
    active: type.active,
    available: type.active,
    defaultRecordTypeMapping: type.isMaster,
    developerName: type.developerName,
    layoutId: null,
    master: type.isMaster,
    name: type.label,
    picklistsForRecordType: [],
    recordTypeId: type.id,
    urls: { layout: `${root}/layouts/${type.id}` },
  };
}

/** `describe/layouts`: one for each record type. Buttons, related lists and ids of layouts are not told. */
const layouts: Answer = (call, { object = '' }) => {
  const subject = subjectOf(call, object);
  const types = recordTypesOf(subject.object);
  return {
    status: 200,
    body: {
      layouts: types.map((type) => describeLayout(subject, type)),
      recordTypeMappings: types.map((type) => mappingOf(call, subject, type)),
      recordTypeSelectorRequired: [types.filter(({ isMaster }) => !isMaster).length > 1],
    },
  };
};

const layoutOfType: Answer = (call, { object = '', type = '' }) => {
  const subject = subjectOf(call, object);
  const wanted = recordTypesOf(subject.object).find(({ id }) => id.slice(0, 15) === type.slice(0, 15));
  if (wanted === undefined) throw notFound();
  return { status: 200, body: describeLayout(subject, wanted) };
};

/** Only people have a named layout: the short one of the page about a user ("sObject Named Layouts"). */
const namedLayout: Answer = (call, { object = '', name = '' }) => {
  if (object.toLowerCase() === 'user' && name.toLowerCase() === 'useralt') return layouts(call, { object });
  throw notFound();
};

/** `describe/compactLayouts`: the one of the master record type, by the name of the system's own. */
const compactLayouts: Answer = (call, { object = '' }) => {
  const subject = subjectOf(call, object);
  const [master] = recordTypesOf(subject.object).filter(({ id }) => id === masterRecordTypeId);
  if (master === undefined) throw notFound();
  const fields = compactLayoutFields(subject.viewer, subject.object, master);
  const fieldItems = fields.map((field) => itemOf(subject, { field, behavior: 'Readonly' }));
  const root = `/services/data/v${call.version}.0/sobjects/${subject.object.name}`;
  const layout = {
    actions: [],
    fieldItems,
    id: null,
    imageItems: [],
    label: 'System Default',
    name: 'SYSTEM',
    objectType: subject.object.name,
  };
  const recordTypeCompactLayoutMappings = recordTypesOf(subject.object).map((type) => ({
    available: type.active,
    compactLayoutId: null,
    compactLayoutName: 'SYSTEM',
    recordTypeId: type.id,
    recordTypeName: type.developerName,
    urls: { compactLayout: `${root}/describe/compactLayouts/primary` },
  }));
  return {
    status: 200,
    body: { compactLayouts: [layout], defaultCompactLayoutId: null, recordTypeCompactLayoutMappings },
  };
};

/** Lists of things that this org has none of: approval layouts, quick actions. */
const noApprovals: Answer = (call, { object = '' }) => {
  objectInPath(call, object);
  return { status: 200, body: { approvalLayouts: [] } };
};
const noActions: Answer = (call, { object }) => {
  if (object !== undefined) objectInPath(call, object);
  return { status: 200, body: [] };
};

export const layoutResources: readonly Resource[] = [
  { path: 'sobjects/:object/describe/layouts', methods: { GET: layouts } },
  { path: 'sobjects/:object/describe/layouts/:type', methods: { GET: layoutOfType } },
  { path: 'sobjects/:object/describe/namedLayouts/:name', methods: { GET: namedLayout } },
  { path: 'sobjects/:object/describe/compactLayouts', methods: { GET: compactLayouts } },
  { path: 'sobjects/:object/describe/approvalLayouts', methods: { GET: noApprovals } },
  { path: 'sobjects/:object/quickActions', methods: { GET: noActions } },
  { path: 'quickActions', methods: { GET: noActions } },
];
