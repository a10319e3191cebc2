/** Roles, groups, queues and what is shared with them. */
import { field as fieldOf, isLongText, isStored, objectNamed, type FieldSchema } from '../../schema/schema.ts';
import { element, elements, everyElement, textOf } from '../../xml.ts';
import { noSuch, splitName, type Component } from '../component.ts';
import { checkSharedTo } from './children.ts';
import { componentOf, componentsOf, isKnown, type Checking } from './checking.ts';

function checkRole(checking: Checking, component: Component): void {
  const seen = new Set([component.name.toLowerCase()]);
  let above = textOf(component.body, 'parentRole');
  while (above !== undefined && above !== '') {
    const parent = componentOf(checking, 'Role', above);
    if (parent === undefined && isKnown(checking, 'Role', above)) return;
    if (parent === undefined) {
      checking.report(component, noSuch('parentRole', 'Role', above));
      return;
    }
    if (seen.has(above.toLowerCase())) {
      checking.report(component, 'A role cannot be above itself'); // text unverified
      return;
    }
    seen.add(above.toLowerCase());
    above = textOf(parent.body, 'parentRole');
  }
}

function checkQueue(checking: Checking, component: Component): void {
  for (const entry of elements(component.body, 'queueSobject')) {
    const name = textOf(entry, 'sobjectType') ?? '';
    const object = objectNamed(checking.schema, name);
    const owner = object === undefined ? undefined : fieldOf(object, 'OwnerId');
    if (owner?.reference?.to.includes('Group') === true) continue;
    checking.report(component, noSuch('sobjectType', 'CustomObject', name), entry);
  }
  for (const one of everyElement(component.body)) {
    const type = { publicGroup: 'Group', role: 'Role', roleAndSubordinates: 'Role' }[one.name];
    const name = one.text.trim();
    if (type === undefined || one.children.length > 0 || isKnown(checking, type, name)) continue;
    checking.report(component, noSuch(one.name, type, name), one);
  }
}

/** Fields whose values a rule can compare. */
function fits(field: FieldSchema | undefined): boolean {
  return field !== undefined && isStored(field) && !isLongText(field) && field.type !== 'multipicklist';
}

/** A rule names people whom the org has, and opens what is not open already. Texts unverified. */
function checkSharingRule(checking: Checking, component: Component): void {
  const [owner] = splitName(component.name);
  const object = objectNamed(checking.schema, owner);
  if (object === undefined) return; // reported by whoever reads the schema
  if (object.sharingModel !== 'Private' && object.sharingModel !== 'Read') {
    const what = `${object.name} cannot have sharing rules`;
    checking.report(component, `${what}: its organization-wide default is ${object.sharingModel}`);
  }
  for (const tag of ['sharedTo', 'sharedFrom']) {
    const shared = element(component.body, tag);
    if (shared !== undefined) checkSharedTo(checking, component, shared);
  }
  for (const item of elements(component.body, 'criteriaItems')) {
    const name = textOf(item, 'field') ?? '';
    if (fits(fieldOf(object, name))) continue;
    checking.report(component, `In field: field - ${object.name}.${name} cannot be used in a sharing rule`, item);
  }
}

export function checkPeople(checking: Checking): void {
  for (const component of componentsOf(checking, 'Role')) checkRole(checking, component);
  for (const component of componentsOf(checking, 'Queue')) checkQueue(checking, component);
  for (const component of componentsOf(checking, 'SharingOwnerRule', 'SharingCriteriaRule')) {
    checkSharingRule(checking, component);
  }
}
