import lang from '@salesforce/i18n/lang';
import { textOf, type Node } from 'c/graphqlNode';

/** A department carries a second name for Japanese readers. */
export function departmentName(department: Node | undefined): string | null {
  const japanese = lang.startsWith('ja') ? textOf(department, 'Name_Ja__c') : null;
  return japanese ?? textOf(department, 'Name');
}

/** Largest first; equal ones by name, so that the order is always the same. */
export function byAmount<Line extends { readonly name: string }>(
  amount: (line: Line) => number | null,
): (left: Line, right: Line) => number {
  return (left, right) => (amount(right) ?? 0) - (amount(left) ?? 0) || left.name.localeCompare(right.name, lang);
}
