/** Sharing rules of a package: by owner and by criteria (Metadata API Developer Guide, "SharingRules"). */
import {
  field as fieldOf,
  isLongText,
  isStored,
  objectNamed,
  type ObjectSchema,
  type OrgSchema,
  type RollupFilter,
  type SharedWith,
  type SharingRule,
} from '../schema/schema.ts';
import type { Store } from '../store/store.ts';
import { elements, textOf, type Element } from '../xml.ts';
import { keyOf, splitName, type Component, type Report } from './component.ts';
import { filterOperation, filterValues } from './filter-item.ts';
import type { Catalog } from './objects.ts';

/** Elements of SharedTo that mean somebody in an org without portals and territories. */
const kinds: Readonly<Record<string, SharedWith['kind']>> = {
  group: 'Regular',
  queue: 'Queue',
  role: 'Role',
  roleAndSubordinates: 'RoleAndSubordinates',
  roleAndSubordinatesInternal: 'RoleAndSubordinates',
  allInternalUsers: 'Organization',
};

function sharedWith(component: Component, tag: 'sharedTo' | 'sharedFrom', report: Report): readonly SharedWith[] {
  const named = elements(component.body, tag).flatMap((element) => element.children);
  if (named.length === 0) report(component, `Required field is missing: ${tag}`);
  return named.flatMap((element) => {
    const kind = kinds[element.name];
    if (kind !== undefined) return [{ kind, name: element.text.trim() }];
    report(component, `${tag}: ${element.name} is not supported by the local org`);
    return [];
  });
}

function filterFrom(component: Component, item: Element, report: Report): readonly RollupFilter[] {
  const field = textOf(item, 'field') ?? '';
  const operation = filterOperation(textOf(item, 'operation'));
  if (operation !== undefined) return [{ field, operation, values: filterValues(textOf(item, 'value') ?? '') }];
  report(component, `criteriaItems: operation ${textOf(item, 'operation') ?? ''} is not supported by the local org`);
  return [];
}

export function ruleFrom(component: Component, report: Report): SharingRule {
  const { body, type } = component;
  const level = textOf(body, 'accessLevel');
  if (level !== 'Read' && level !== 'Edit') report(component, `accessLevel must be Read or Edit, not ${level ?? ''}`);
  const logic = textOf(body, 'booleanFilter');
  const filters = elements(body, 'criteriaItems').flatMap((item) => filterFrom(component, item, report));
  if (logic !== undefined && !isLogic(logic, filters.length)) {
    report(component, `booleanFilter is not valid: ${logic}`);
  }
  return {
    name: splitName(component.name)[1],
    level: level === 'Edit' ? 'edit' : 'read',
    to: sharedWith(component, 'sharedTo', report),
    ...(type === 'SharingOwnerRule'
      ? { from: sharedWith(component, 'sharedFrom', report) }
      : { criteria: { filters, ...(logic === undefined ? {} : { logic }) } }),
  };
}

/** `1 AND (2 OR 3)`: numbers of filters, AND, OR, NOT and parentheses that close. */
function isLogic(text: string, count: number): boolean {
  if (!/^(?:\s*(?:\d+|AND|OR|NOT|\(|\)))+\s*$/i.test(text)) return false;
  if ((text.match(/\(/g) ?? []).length !== (text.match(/\)/g) ?? []).length) return false;
  return (text.match(/\d+/g) ?? []).every((number) => Number(number) >= 1 && Number(number) <= count);
}

interface Org {
  readonly store: Store;
  readonly schema: OrgSchema;
  readonly catalog: Catalog;
  readonly report: Report;
}

const sources: Readonly<Record<SharedWith['kind'], readonly [string, string]>> = {
  Regular: ['Group', `SELECT 1 FROM "Group" WHERE "Type" = 'Regular' AND "DeveloperName" = ?1 AND "IsDeleted" = 0`],
  Queue: ['Queue', `SELECT 1 FROM "Group" WHERE "Type" = 'Queue' AND "DeveloperName" = ?1 AND "IsDeleted" = 0`],
  Role: ['Role', 'SELECT 1 FROM "UserRole" WHERE "DeveloperName" = ?1 AND "IsDeleted" = 0'],
  RoleAndSubordinates: ['Role', 'SELECT 1 FROM "UserRole" WHERE "DeveloperName" = ?1 AND "IsDeleted" = 0'],
  Organization: ['', 'SELECT 1'],
};

function isKnown({ store, catalog }: Org, { kind, name }: SharedWith): boolean {
  const [type, sql] = sources[kind];
  return kind === 'Organization' || catalog.has(keyOf(type, name)) || store.first(sql, [name]) !== undefined;
}

function fits(object: ObjectSchema, name: string): boolean {
  const field = fieldOf(object, name);
  return field !== undefined && isStored(field) && !isLongText(field) && field.type !== 'multipicklist';
}

/** What is wrong with a rule of an object that can have rules. Texts unverified. */
function problemsOf(org: Org, object: ObjectSchema, rule: SharingRule): readonly string[] {
  const nobody = [...rule.to, ...(rule.from ?? [])]
    .filter((one) => !isKnown(org, one))
    .map(({ kind, name }) => `In field: ${kind} - no ${sources[kind][0]} named ${name} found`);
  const bad = (rule.criteria?.filters ?? [])
    .filter(({ field }) => !fits(object, field))
    .map(({ field }) => `In field: field - ${object.name}.${field} cannot be used in a sharing rule`);
  return [...nobody, ...bad];
}

/** Reports a rule that names nobody known, or that opens what is open already. */
export function checkRule(org: Org, component: Component): void {
  const [name, ruleName] = splitName(component.name);
  const object = objectNamed(org.schema, name);
  const report = (problem: string): void => {
    org.report(component, problem);
  };
  if (object === undefined) {
    report(`Entity of type CustomObject named ${name} cannot be found`);
    return;
  }
  if (component.type === 'SharingRules') {
    for (const { name: tag } of component.body.children) report(`${tag} is not supported by the local org`);
    return;
  }
  if (object.sharingModel !== 'Private' && object.sharingModel !== 'Read') {
    report(`${name} cannot have sharing rules: its organization-wide default is ${object.sharingModel}`);
  }
  const rule = object.sharingRules.find((one) => one.name === ruleName);
  if (rule !== undefined) problemsOf(org, object, rule).forEach(report);
}
