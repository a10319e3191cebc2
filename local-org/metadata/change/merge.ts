/** A file of a merged type on top of what is there: entries of the same name are replaced, the others stay. */
import { textOf, type Element } from '../../xml.ts';
import type { Component } from '../component.ts';
import { factsOf } from '../types.ts';

/** Children that name an entry of a list, in the order in which they are looked for. */
const nameTags = ['field', 'object', 'tab', 'application', 'name', 'layout', 'recordType', 'apexClass', 'apexPage'];

/** `recordType` besides the layout: a profile has one layout for each record type of an object. */
function keyOf(element: Element): string | undefined {
  if (element.children.length === 0) return undefined;
  const found = nameTags.map((tag) => textOf(element, tag)).find((text) => text !== undefined);
  if (found === undefined) return undefined;
  if (element.name !== 'layoutAssignments') return `${element.name} ${found}`.toLowerCase();
  const [owner = ''] = found.split('-');
  return `${element.name} ${owner} ${textOf(element, 'recordType') ?? ''}`.toLowerCase();
}

function mergedBody(before: Element, after: Element): Element {
  const keys = new Set(after.children.map(keyOf).filter((key) => key !== undefined));
  const whole = new Set(after.children.filter((child) => keyOf(child) === undefined).map(({ name }) => name));
  const kept = before.children.filter((child) => {
    const key = keyOf(child);
    return key === undefined ? !whole.has(child.name) : !keys.has(key);
  });
  const all = [...kept, ...after.children];
  const grouped = [...Map.groupBy(all, ({ name }) => name)].sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...after, children: grouped.flatMap(([, elements]) => sorted(elements)) };
}

/** In one order whatever came first, so that the same file twice changes nothing. */
function sorted(elements: readonly Element[]): readonly Element[] {
  const rank = (element: Element): string => keyOf(element) ?? '';
  return elements.toSorted((one, other) => (rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0));
}

/** The component as it will be kept. Its name stays as the org has it, whatever case the package uses. */
export function merged(known: Component | undefined, component: Component): Component {
  const { name, file } = known ?? component;
  if (factsOf(component.type)?.isMerged !== true) return { ...component, name, file };
  const before = known?.body ?? { ...component.body, children: [] };
  return { ...component, name, file, body: mergedBody(before, component.body) };
}
