/** Parts of objects that name others: list views, compact layouts, field sets, record types, overrides. */
import { field as fieldOf, objectNamed, type ObjectSchema } from '../../schema/schema.ts';
import { element, elements, textOf, type Element } from '../../xml.ts';
import { missing, noSuch, splitName, type Component } from '../component.ts';
import { decodedName } from '../schema/values.ts';
import { componentsOf, fieldAt, isKnown, type Checking } from './checking.ts';

type ChildCheck = (checking: Checking, component: Component, object: ObjectSchema) => void;

/** A custom field has to exist; the platform's own codes (`FULL_NAME`, `OWNER.ALIAS`) are taken as they are. */
function checkColumn(
  checking: Checking,
  component: Component,
  object: ObjectSchema,
  column: string,
  at: Element,
): void {
  if (!/__c$/i.test(column)) return;
  if (fieldAt(checking.schema, column.includes('.') ? column : `${object.name}.${column}`) !== undefined) return;
  checking.report(component, `Could not resolve list view column: ${column}`, at);
}

const checkListView: ChildCheck = (checking, component, object) => {
  const { body } = component;
  for (const column of elements(body, 'columns')) {
    checkColumn(checking, component, object, column.text.trim(), column);
  }
  for (const filter of elements(body, 'filters')) {
    checkColumn(checking, component, object, textOf(filter, 'field') ?? '', filter);
  }
  const isOwned = fieldOf(object, 'OwnerId') !== undefined;
  if (textOf(body, 'filterScope') === 'Mine' && !isOwned) {
    checking.report(component, 'Invalid scope:Mine, not allowed');
  }
  const shared = element(body, 'sharedTo');
  if (shared !== undefined) checkSharedTo(checking, component, shared);
};

const people: Readonly<Record<string, string>> = {
  role: 'Role',
  roleAndSubordinates: 'Role',
  roleAndSubordinatesInternal: 'Role',
  group: 'Group',
  queue: 'Queue',
};

/** Roles, groups and queues with whom something is shared. */
export function checkSharedTo(checking: Checking, component: Component, shared: Element): void {
  for (const child of shared.children) {
    const type = people[child.name];
    const name = child.text.trim();
    if (type === undefined || isKnown(checking, type, name)) continue;
    checking.report(component, noSuch(child.name, type, name), child);
  }
}

const checkCompactLayout: ChildCheck = ({ report }, component, object) => {
  for (const field of elements(component.body, 'fields')) {
    const name = field.text.trim();
    if (fieldOf(object, name) === undefined) {
      report(component, noSuch('fields', 'CustomField', `${object.name}.${name}`), field);
    }
  }
};

const checkFieldSet: ChildCheck = ({ report }, component, object) => {
  for (const entry of [
    ...elements(component.body, 'displayedFields'),
    ...elements(component.body, 'availableFields'),
  ]) {
    const [first = '', ...rest] = (textOf(entry, 'field') ?? '').split('.');
    if (rest.length > 0 || fieldOf(object, first) !== undefined) continue;
    report(component, noSuch('field', 'CustomField', `${object.name}.${first}`), entry);
  }
};

const processObjects: ReadonlySet<string> = new Set(['lead', 'opportunity', 'case', 'solution']);

const checkRecordType: ChildCheck = (checking, component, object) => {
  const { body } = component;
  const process = textOf(body, 'businessProcess');
  if (process === undefined && processObjects.has(object.name.toLowerCase())) {
    checking.report(component, missing('businessProcess'));
  } else if (process !== undefined && !isKnown(checking, 'BusinessProcess', `${object.name}.${process}`)) {
    checking.report(component, noSuch('businessProcess', 'BusinessProcess', `${object.name}.${process}`));
  }
  checkCompactAssignment(checking, component, object);
  for (const entry of elements(body, 'picklistValues')) checkPicklistValues(checking, component, object, entry);
};

/** Values of a picklist that a record type offers; names of values are encoded as in an address. */
function checkPicklistValues(checking: Checking, component: Component, object: ObjectSchema, entry: Element): void {
  const name = textOf(entry, 'picklist') ?? '';
  const field = fieldOf(object, name);
  if (field?.picklist === undefined) {
    checking.report(component, noSuch('picklist', 'CustomField', `${object.name}.${name}`), entry);
    return;
  }
  const known = new Set(field.picklist.values.map(({ value }) => value.toLowerCase()));
  for (const value of elements(entry, 'values')) {
    const written = textOf(value, 'fullName') ?? '';
    const plain = decodedName(written);
    if (known.has(plain.toLowerCase())) continue;
    checking.report(component, `Picklist value: ${plain} in picklist: ${name} not found`, value);
  }
}

function checkCompactAssignment(checking: Checking, component: Component, object: ObjectSchema): void {
  const name = textOf(component.body, 'compactLayoutAssignment');
  if (name === undefined || name === '' || name === 'SYSTEM') return;
  if (isKnown(checking, 'CompactLayout', `${object.name}.${name}`)) return;
  checking.report(component, noSuch('compactLayoutAssignment', 'CompactLayout', `${object.name}.${name}`));
}

/** What each type of override names, as this org has it; the others do not exist here. */
const overrideTargets: Readonly<Record<string, string>> = { Flexipage: 'FlexiPage' };
const withoutTarget: ReadonlySet<string> = new Set(['Default', 'Standard']);

/** Pages that replace the platform's own, of an object or of an app. */
export function checkOverrides(checking: Checking, component: Component): void {
  for (const tag of ['actionOverrides', 'profileActionOverrides']) {
    for (const override of elements(component.body, tag)) {
      const type = textOf(override, 'type') ?? 'Default';
      const content = textOf(override, 'content');
      if (withoutTarget.has(type) || content === undefined || content.startsWith('standard__')) continue;
      if (isKnown(checking, overrideTargets[type] ?? '', content)) continue;
      const action = textOf(override, 'actionName') ?? '';
      checking.report(
        component,
        `${content} does not exist or is not a valid override for action ${action}.`,
        override,
      );
    }
  }
}

const checks: Readonly<Record<string, ChildCheck>> = {
  ListView: checkListView,
  CompactLayout: checkCompactLayout,
  FieldSet: checkFieldSet,
  RecordType: checkRecordType,
};

export function checkChildren(checking: Checking): void {
  for (const component of componentsOf(checking, ...Object.keys(checks))) {
    const object = objectNamed(checking.schema, splitName(component.name)[0]);
    if (object !== undefined) checks[component.type]?.(checking, component, object);
  }
  for (const component of componentsOf(checking, 'CustomObject')) {
    const object = objectNamed(checking.schema, component.name);
    if (object === undefined) continue;
    checkCompactAssignment(checking, component, object);
    checkOverrides(checking, component);
  }
}
