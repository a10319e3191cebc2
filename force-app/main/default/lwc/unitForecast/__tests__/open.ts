import UnitForecast from 'c/unitForecast';
import { list, type Fields } from '../../../../../../test/jest/answers';
import { all, one, settle, show } from '../../../../../../test/jest/page';
import { answer, describeObject, offerPicklist } from '../../../../../../test/jest/platform';
import { unitAnswer, unitVersion } from '../../../../../../test/jest/unit';

export type Change = Parameters<typeof unitAnswer>[0];
type Refresh = () => Promise<unknown>;

const CODES = ['Price', 'New_Demand', 'Timing', 'Other'].map((value) => ({ value, label: value.replace('_', ' ') }));
const TYPES = [
  { value: 'New_Deal', label: 'New deal' },
  { value: 'Amount_Up', label: 'Amount up' },
  { value: 'Judgement', label: 'Judgement' },
];

/** The panel of a unit with what the platform answers. */
export async function forecast(change: Change = {}, refresh?: Refresh): Promise<HTMLElement> {
  const element = await show('c-unit-forecast', UnitForecast, { recordId: 'b1' });
  await describeObject('Budget__c', ['Judgement__c']);
  await describeObject('Forecast_Factor__c', ['Amount__c']);
  await offerPicklist(CODES, 'Code__c');
  await offerPicklist(TYPES, 'Bridge_Type__c');
  await answer(unitAnswer(change), refresh);
  return element;
}

/** With one version of the unit in this week. */
export const saying = (version: Fields): Change => ({ budget: { units: list([unitVersion(version)]) } });

export const submitButton = (element: HTMLElement): HTMLButtonElement => one<HTMLButtonElement>(element, '.submit');

export async function press(element: HTMLElement, selector: string): Promise<void> {
  one(element, selector).click();
  // Several requests follow each other.
  await settle();
  await settle();
  await settle();
}

/** Types into a field of one factor as a person does. */
export async function enter(
  element: HTMLElement,
  key: string,
  field: 'code' | 'amount' | 'comment',
  text: string,
): Promise<void> {
  const input = one<HTMLInputElement>(element, `[data-factor="${key}"] .${field}`);
  input.dispatchEvent(new CustomEvent('focus'));
  input.value = text;
  input.dispatchEvent(new CustomEvent(field === 'code' ? 'change' : 'input'));
  input.dispatchEvent(new CustomEvent('blur'));
  await settle();
}

export const factorKeys = (element: HTMLElement): readonly string[] =>
  all(element, '[data-factor]').map((row) => row.dataset['factor'] ?? '');
