/** The entry on its page, and what a member does with it. */
import ForecastEntry from 'c/forecastEntry';
import { targetAnswer, type Fields } from '../../../../../../test/jest/answers';
import { all, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer, describeObject, offerPicklist } from '../../../../../../test/jest/platform';

export const EDITABLE = ['Expected_Member__c', 'In_Landing__c', 'Confidence__c', 'Note__c', 'Expected__c'];

export interface Button extends HTMLElement {
  label: string;
  disabled: boolean;
}

export async function openEntry(): Promise<HTMLElement> {
  return show('c-forecast-entry', ForecastEntry, { recordId: 't1' });
}

export async function entry(
  change: Fields = {},
  options: { readonly editable?: readonly string[]; readonly refresh?: () => Promise<unknown> } = {},
): Promise<HTMLElement> {
  const element = await openEntry();
  await describeObject('Project_Amount__c', options.editable ?? EDITABLE);
  await describeObject('Opportunity_Amount__c', options.editable ?? EDITABLE);
  await offerPicklist([{ label: 'B: verbal agreement', value: 'B' }]);
  await answer(targetAnswer(change), options.refresh);
  return element;
}

export function input(element: HTMLElement, id: string): HTMLInputElement {
  return one<HTMLInputElement>(element, `input[data-id="${id}"]`);
}

export async function type(element: HTMLElement, id: string, text: string): Promise<void> {
  const cell = input(element, id);
  cell.focus();
  await settle();
  cell.value = text;
  cell.dispatchEvent(new CustomEvent('input'));
  await settle();
}

export async function enter(element: HTMLElement, id: string, text: string): Promise<void> {
  await type(element, id, text);
  input(element, id).blur();
  await settle();
}

export async function press(
  element: HTMLElement,
  id: string,
  key: string,
  change: KeyboardEventInit = {},
): Promise<KeyboardEvent> {
  const cell = input(element, id);
  const root = cell.getRootNode();
  if (root instanceof ShadowRoot && root.activeElement === null) cell.focus();
  await settle();
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...change });
  cell.dispatchEvent(event);
  await settle();
  return event;
}

export function line(element: HTMLElement, id: string): string {
  return textOf(one(element, `[data-row="${id}"]`));
}

export function landingOf(element: HTMLElement, id: string): string {
  return textOf(one(one(element, `[data-row="${id}"]`), '.landing')).replace('Landing ', '');
}

export function totalOf(element: HTMLElement): string {
  return textOf(one(element, '.total .landing')).replace('Landing ', '');
}

export async function save(element: HTMLElement): Promise<void> {
  one(element, '.save').click();
  await settle();
  // A fresh answer takes turns of its own before the first row is sent.
  await settle();
}

export function messagesOf(element: HTMLElement): readonly string[] {
  return all(element, '.messages').map(textOf);
}
