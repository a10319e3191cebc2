/** A component on a page of its own, seen as a user sees it: through every shadow root. */
import { createElement, type LightningElement } from 'lwc';

/** Puts the component on the page with these public properties. */
export async function show<Props extends object>(
  tag: string,
  component: new () => LightningElement,
  props: Props,
): Promise<HTMLElement & Props> {
  // The types of lwc ask for the base constructor's own members, which every component inherits.
  const element = Object.assign(createElement(tag, { is: component as typeof LightningElement }), props);
  document.body.append(element);
  await settle();
  return element;
}

/** After every promise that is already on its way, and the renders they cause. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** After a write that reads again before and after it, each of them answered by the test. */
export async function settleWrite(): Promise<void> {
  await settle();
  await settle();
  await settle();
  await settle();
}

function* elementsIn(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot !== null) yield* elementsIn(element.shadowRoot);
  }
}

/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- a selector names its element's type, as in the DOM's own querySelector */
/** Every element that matches, in any shadow root, in document order. */
export function all<Found extends Element = HTMLElement>(root: Element, selector: string): readonly Found[] {
  const own = root.shadowRoot === null ? [] : [...elementsIn(root.shadowRoot)];
  // The caller names the element type that its selector selects.
  return own.filter((element) => element.matches(selector)) as unknown as Found[];
}

/** The first that matches; a clear failure when there is none. */
export function one<Found extends Element = HTMLElement>(root: Element, selector: string): Found {
  const [found] = all<Found>(root, selector);
  if (found === undefined) throw new Error(`nothing matches ${selector}`);
  return found;
}

/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

/** What can be read inside, in one line. */
export function textOf(root: Element): string {
  const parts: string[] = [];
  const read = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent ?? '');
    const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
    // What is shown of an element is its shadow, and of a slot what was put into it.
    const inside = slotted.length > 0 ? slotted : ((node as Element).shadowRoot ?? node).childNodes;
    for (const child of inside) read(child);
  };
  read(root);
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** Clears the page; for `afterEach`. */
export function clearPage(): void {
  document.body.replaceChildren();
  jest.restoreAllMocks();
  localStorage.clear();
}
