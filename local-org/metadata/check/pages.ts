/** Pages, layouts, tabs, apps and actions: what they name must exist. */
import { field as fieldOf, objectNamed, type ObjectSchema } from '../../schema/schema.ts';
import { elements, everyElement, isTrue, textOf, type Element } from '../../xml.ts';
import { missing, noSuch, splitName, type Component } from '../component.ts';
import { checkOverrides } from './children.ts';
import { componentsOf, fieldAt, isKnown, isStandard, type Checking } from './checking.ts';

type Check = (checking: Checking, component: Component) => void;

/** Reports an element that names a component which is not there; types that this org has not are never there. */
function needs(checking: Checking, component: Component, tag: string, type: string): void {
  const name = textOf(component.body, tag);
  if (name === undefined || name === '' || isKnown(checking, type, name)) return;
  checking.report(component, noSuch(tag, type, name));
}

const checkTab: Check = (checking, component) => {
  const { body, name } = component;
  if (isTrue(body, 'customObject')) {
    if (objectNamed(checking.schema, name)?.custom !== true) {
      checking.report(component, noSuch('customObject', 'CustomObject', name));
    }
    if (textOf(body, 'label') !== undefined) {
      checking.report(component, 'The tab of a custom object must not have a label');
    }
    return;
  }
  if (textOf(body, 'label') === undefined) checking.report(component, missing('label'));
  needs(checking, component, 'flexiPage', 'FlexiPage');
  needs(checking, component, 'lwcComponent', 'LightningComponentBundle');
  needs(checking, component, 'auraComponent', 'AuraDefinitionBundle');
  needs(checking, component, 'page', 'ApexPage');
};

const checkApplication: Check = (checking, component) => {
  const { body } = component;
  if (textOf(body, 'label') === undefined) checking.report(component, missing('label'));
  for (const tab of elements(body, 'tabs')) {
    const name = tab.text.trim();
    if (isStandard(name) || isKnown(checking, 'CustomTab', name)) continue;
    checking.report(component, noSuch('tab', 'CustomTab', name), tab);
  }
  needs(checking, component, 'utilityBar', 'FlexiPage');
  for (const brand of elements(body, 'brand')) {
    const logo = textOf(brand, 'logo');
    if (logo === undefined || isKnown(checking, 'ContentAsset', logo)) continue;
    checking.report(component, noSuch('logo', 'ContentAsset', logo), brand);
  }
  for (const override of elements(body, 'profileActionOverrides')) {
    const profile = textOf(override, 'profile') ?? '';
    if (isKnown(checking, 'Profile', profile)) continue;
    checking.report(component, noSuch('profile', 'Profile', profile), override);
  }
  checkOverrides(checking, component);
};

/** Object of a layout, `Target__c` of `Target__c-Target Layout`. */
function layoutObject({ schema, report }: Checking, component: Component): ObjectSchema | undefined {
  const [owner = ''] = component.name.split('-');
  const object = objectNamed(schema, owner === 'CaseClose' ? 'Case' : owner); // the page on which a case is closed has a layout of its own
  if (object === undefined) report(component, 'Parent entity failed to deploy');
  return object;
}

/** Items of a layout show fields that are there, and all that a new record has to have. */
function checkItems({ report }: Checking, component: Component, object: ObjectSchema): void {
  const shown = new Set<string>();
  for (const item of everyElement(component.body)) {
    const name = item.name === 'layoutItems' ? textOf(item, 'field') : undefined;
    if (name === undefined) continue;
    shown.add(name.toLowerCase());
    if (fieldOf(object, name) !== undefined || (name === 'IsProtected' && /__mdt$/i.test(object.name))) continue; // "Protected Component" is no field of the API
    report(component, noSuch('field', 'CustomField', `${object.name}.${name}`), item);
  }
  for (const { required, createable, defaultValue, name } of object.custom ? object.fields : []) {
    const isNeeded = required && createable && defaultValue === undefined;
    if (!isNeeded || shown.has(name.toLowerCase())) continue;
    report(component, `Layout must contain an item for required layout field: ${name}`);
  }
}

const checkLayout: Check = (checking, component) => {
  const object = layoutObject(checking, component);
  if (object === undefined) return;
  checkItems(checking, component, object);
  for (const list of elements(component.body, 'relatedLists')) checkRelatedList(checking, component, object, list);
  for (const item of everyElement(component.body)) checkAction(checking, component, object, item);
  for (const button of elements(component.body, 'customButtons')) {
    const name = `${object.name}.${button.text.trim()}`;
    if (isKnown(checking, 'WebLink', name)) continue;
    checking.report(component, noSuch('customButtons', 'WebLink', name), button);
  }
};

/** `Child__c.Parent__c`; the platform's own lists (`RelatedNoteList`) are taken as they are. */
function checkRelatedList(checking: Checking, component: Component, object: ObjectSchema, list: Element): void {
  const name = textOf(list, 'relatedList') ?? '';
  const [owner, through] = splitName(name);
  if (!/__c$/i.test(through)) return;
  const field = fieldAt(checking.schema, name);
  if (field?.reference?.to.some((to) => to.toLowerCase() === object.name.toLowerCase()) !== true) {
    checking.report(component, `Cannot find related list:${name}`, list);
    return;
  }
  for (const column of elements(list, 'fields')) {
    const shown = column.text.trim();
    if (!/__c$/i.test(shown) || fieldAt(checking.schema, shown.includes('.') ? shown : `${owner}.${shown}`)) continue;
    checking.report(component, `Invalid field:${shown} in related list:${name}`, column);
  }
}

/** Actions of custom objects; those of the platform have names that no deployment brings. */
function checkAction(checking: Checking, component: Component, object: ObjectSchema, item: Element): void {
  const isList = item.name === 'quickActionListItems';
  const isPlatform = item.name === 'platformActionListItems' && textOf(item, 'actionType') === 'QuickAction';
  if (!isList && !isPlatform) return;
  const name = textOf(item, isList ? 'quickActionName' : 'actionName') ?? '';
  const [owner, action] = splitName(name);
  const isOwn = action !== '' && owner.toLowerCase() === object.name.toLowerCase() && object.custom;
  if (isOwn && !isKnown(checking, 'QuickAction', name)) {
    checking.report(component, noSuch('QuickAction', 'QuickAction', name), item);
  }
}

const checkPage: Check = (checking, component) => {
  const owner = textOf(component.body, 'sobjectType');
  const object = owner === undefined ? undefined : objectNamed(checking.schema, owner);
  if (owner !== undefined && object === undefined) {
    checking.report(component, noSuch('sobjectType', 'CustomObject', owner));
  }
  for (const one of everyElement(component.body)) {
    if (one.name === 'componentName') checkPlaced(checking, component, one);
    const [, field] = one.name === 'fieldItem' ? (/^Record\.(\w+__c)$/i.exec(one.text.trim()) ?? []) : [];
    if (field === undefined || object === undefined || fieldOf(object, field) !== undefined) continue;
    checking.report(component, noSuch('fieldItem', 'CustomField', `${object.name}.${field}`), one);
  }
};

/** Own components have to exist; those of the platform carry another namespace. */
function checkPlaced(checking: Checking, component: Component, placed: Element): void {
  const name = placed.text.trim();
  const local = /^c:(.+)$/.exec(name)?.[1] ?? /^([A-Za-z]\w*)$/.exec(name)?.[1];
  if (local === undefined || isKnown(checking, 'LightningComponentBundle', local)) return;
  checking.report(component, `Component [${name}] was not found in the package or the org`, placed);
}

const checkQuickAction: Check = (checking, component) => {
  const { schema, report } = checking;
  const [owner, own] = splitName(component.name);
  if (own !== '' && objectNamed(schema, owner) === undefined) report(component, 'Parent entity failed to deploy');
  const target = textOf(component.body, 'targetObject');
  if (target !== undefined && objectNamed(schema, target) === undefined) {
    report(component, noSuch('targetObject', 'CustomObject', target));
  }
  if (textOf(component.body, 'label') === undefined && textOf(component.body, 'standardLabel') === undefined) {
    report(component, missing('label'));
  }
  needs(checking, component, 'lightningWebComponent', 'LightningComponentBundle');
  needs(checking, component, 'lightningComponent', 'AuraDefinitionBundle');
  needs(checking, component, 'flowDefinition', 'Flow');
  needs(checking, component, 'page', 'ApexPage');
  const object = objectNamed(schema, target ?? owner);
  for (const item of everyElement(component.body)) {
    const name = item.name === 'quickActionLayoutItems' ? textOf(item, 'field') : undefined;
    if (name === undefined || object === undefined || fieldOf(object, name) !== undefined) continue;
    report(component, noSuch('field', 'CustomField', `${object.name}.${name}`), item);
  }
};

const checkPath: Check = (checking, component) => {
  const entity = textOf(component.body, 'entityName') ?? '';
  const field = textOf(component.body, 'fieldName') ?? '';
  if (fieldAt(checking.schema, `${entity}.${field}`)?.picklist !== undefined) return;
  checking.report(component, noSuch('fieldName', 'CustomField', `${entity}.${field}`));
};

const checkTheme: Check = (checking, component) => {
  needs(checking, component, 'defaultBrandingSet', 'BrandingSet');
};

const checks: Readonly<Record<string, Check>> = {
  CustomTab: checkTab,
  CustomApplication: checkApplication,
  Layout: checkLayout,
  FlexiPage: checkPage,
  QuickAction: checkQuickAction,
  PathAssistant: checkPath,
  LightningExperienceTheme: checkTheme,
};

export function checkPages(checking: Checking): void {
  for (const component of componentsOf(checking, ...Object.keys(checks))) checks[component.type]?.(checking, component);
}
