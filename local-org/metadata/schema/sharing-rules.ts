/** Sharing rules of a package: by owner and by criteria (Metadata API Developer Guide, "SharingRules"). */
import type { RollupFilter, SharedWith, SharingRule } from '../../schema/schema.ts';
import { elements, textOf, type Element } from '../../xml.ts';
import { missing, splitName, type Component, type Report } from '../component.ts';
import { filterOperation, filterValues } from './filter-item.ts';

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
  if (named.length === 0) report(component, missing(tag));
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
