import ForecastDetail, { type ChangedDetail } from 'c/forecastDetail';
import { readForecast } from 'c/forecastQuery';
import { targetAnswer } from '../../../../../../test/jest/answers';
import { all, clearPage, one, show } from '../../../../../../test/jest/page';

afterEach(clearPage);

const ALL = { entered: true, inLanding: true, confidence: true, note: true };
const row = (id: string): unknown => readForecast(targetAnswer())?.rows.find((candidate) => candidate.id === id);

async function detail(id: string, canEdit: object = ALL): Promise<HTMLElement> {
  const confidences = [{ label: 'B: verbal agreement', value: 'B' }];
  const element = await show('c-forecast-detail', ForecastDetail, { row: row(id), canEdit, confidences });
  await expect(element).toBeAccessible();
  return element;
}

function change(element: HTMLElement, selector: string, chosen: object): ChangedDetail[] {
  const told: ChangedDetail[] = [];
  element.addEventListener('detailchanged', (event) => told.push((event as CustomEvent<ChangedDetail>).detail));
  one(element, selector).dispatchEvent(new CustomEvent('change', { detail: chosen }));
  return told;
}

it('tells a confidence and a note, and that one was taken away', async () => {
  const element = await detail('a1');
  expect(change(element, 'lightning-combobox', { value: 'B' })).toEqual([{ id: 'a1', change: { confidence: 'B' } }]);
  expect(change(element, 'lightning-combobox', { value: '' })).toEqual([{ id: 'a1', change: { confidence: null } }]);
  expect(change(element, 'lightning-textarea', { value: 'call' })).toEqual([{ id: 'a1', change: { note: 'call' } }]);
  expect(change(element, 'lightning-textarea', { value: '' })).toEqual([{ id: 'a1', change: { note: null } }]);
});

it('offers the platform’s confidences and "not stated"', async () => {
  const box = one<HTMLElement & { options: readonly { label: string }[] }>(await detail('a1'), 'lightning-combobox');
  expect(box.options.map(({ label }) => label)).toEqual(['Not stated', 'B: verbal agreement']);
});

it('asks of an opportunity only whether it counts', async () => {
  const element = await detail('o1');
  expect(all(element, 'lightning-combobox, lightning-textarea')).toEqual([]);
});

it('locks what may not be changed, and says why when there is a reason', async () => {
  const element = await detail('a1', { ...ALL, note: false });
  const isDisabled = (tag: string): boolean => one<HTMLElement & { disabled: boolean }>(element, tag).disabled;
  expect([isDisabled('lightning-textarea'), isDisabled('lightning-combobox')]).toEqual([true, false]);
  Object.assign(element, { lockedReason: 'The month is closed.' });
  await Promise.resolve();
  expect(one(element, '.reason').textContent).toBe('The month is closed.');
});
