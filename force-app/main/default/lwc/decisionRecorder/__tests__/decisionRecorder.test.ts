import DecisionRecorder from 'c/decisionRecorder';
import * as meeting from 'c/meeting';
import { meetingAnswer } from '../../../../../../test/jest/meeting';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

async function open(): Promise<HTMLElement & { clear(): void }> {
  const data = meetingAnswer();
  const read = meeting.readMeeting(data);
  if (read === undefined) throw new Error('the answer has a cycle');
  const units = meeting.unitsOf(read, undefined, { month: '2026-11-01', measure: 'Revenue' });
  const element = await show('c-decision-recorder', DecisionRecorder, {
    units,
    chosen: 'b1',
    unit: 'million' as const,
    today: '2026-11-25',
  });
  return element as unknown as HTMLElement & { clear(): void }; // its own @api method
}

async function type(element: HTMLElement, selector: string, value: string, event = 'input'): Promise<void> {
  const field = one<HTMLInputElement>(element, selector);
  field.value = value;
  field.dispatchEvent(new CustomEvent(event));
  await settle();
}

const save = (element: HTMLElement): HTMLButtonElement => one<HTMLButtonElement>(element, 'button.save');

it('says what a decision still needs, and offers the head of the unit as its owner', async () => {
  const element = await open();
  expect(textOf(one(element, '.still'))).toBe('Still needed: What was decided and Due');
  expect(one<HTMLElement & { value: string }>(element, '.owner').value).toBe('head-East');
  expect(save(element).disabled).toBe(true);
  await expect(element).toBeAccessible();
});

it('parks a topic by its unit and its words alone', async () => {
  const element = await open();
  const heard = jest.fn();
  element.addEventListener('recorded', (event) => {
    heard((event as CustomEvent<unknown>).detail);
  });
  await type(element, '.number', 'much');
  await type(element, 'select', 'Parked', 'change');
  expect(all(element, '.owner, .due, .number')).toEqual([]);
  expect(textOf(one(element, '.still'))).toBe('Still needed: Topic for later');
  await type(element, '.subject', 'Prices of next year');
  save(element).click();
  expect(heard).toHaveBeenCalledWith({
    kind: 'Parked',
    budgetId: 'b1',
    subject: 'Prices of next year',
    ownerId: null,
    due: null,
    kpi: null,
    valueAtStart: null,
    expectedEffect: null,
    topicId: null,
  });
  await expect(element).toBeAccessible();
});

it('needs an owner once the person has taken the owner away', async () => {
  const element = await open();
  one(element, '.owner').dispatchEvent(new CustomEvent('change', { detail: { recordId: null } }));
  await settle();
  expect(textOf(one(element, '.still'))).toContain('Owner');
});

it('sends the number as it stands, the owner, the date and the effect in full', async () => {
  const element = await open();
  const heard = jest.fn();
  element.addEventListener('recorded', (event) => {
    heard((event as CustomEvent<unknown>).detail);
  });
  await type(element, '.subject', ' Call three clients ');
  await type(element, '.due', '2026-12-02', 'change');
  await type(element, '#effect, .number', '3.5');
  save(element).click();
  await settle();
  expect(heard).toHaveBeenCalledWith({
    kind: 'Decision',
    budgetId: 'b1',
    subject: 'Call three clients',
    ownerId: 'head-East',
    due: '2026-12-02',
    kpi: 'Landing_Forecast__c',
    valueAtStart: 94_000_000,
    expectedEffect: 3_500_000,
    topicId: null,
  });
  expect(one<HTMLInputElement>(element, '.subject').value).toBe(' Call three clients ');
  element.clear();
  await settle();
  expect(one<HTMLInputElement>(element, '.subject').value).toBe('');
});

it('takes no date of the past and no effect that cannot be read', async () => {
  const element = await open();
  await type(element, '.subject', 'Call three clients');
  await type(element, '.due', '2026-11-24', 'change');
  expect(textOf(one(element, '.message'))).toBe('The date lies in the past.');
  await type(element, '.due', '2026-11-25', 'change');
  await type(element, '#effect, .number', 'a lot');
  expect(textOf(one(element, '.message'))).toContain('“a lot” is not an amount.');
  expect(save(element).disabled).toBe(true);
});

it('a question needs neither owner nor date', async () => {
  const element = await open();
  await type(element, 'select', 'Question', 'change');
  await type(element, '.subject', 'Why so low?');
  expect(textOf(one(element, '.still'))).toBe('');
  expect(all(element, 'label').map(textOf)).toContain('What has to be answered');
  expect(save(element).disabled).toBe(false);
});
