import { updateRecord } from 'lightning/uiRecordApi';
import JudgementEntry from 'c/judgementEntry';
import { budgetAnswer, queryAnswer, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors, describeObject } from '../../../../../../test/jest/platform';

const update = jest.mocked(updateRecord);
type Button = HTMLElement & { label: string; disabled: boolean };

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-25T03:00:00Z'));
  update.mockReset().mockResolvedValue({ id: 'b1' });
});

afterEach(clearPage);

async function open(): Promise<HTMLElement> {
  return show('c-judgement-entry', JudgementEntry, { recordId: 'b1' });
}

async function judgement(
  change: Fields = {},
  { editable = ['Judgement__c'], refresh }: { editable?: readonly string[]; refresh?: () => Promise<unknown> } = {},
): Promise<HTMLElement> {
  const element = await open();
  await describeObject('Budget__c', editable);
  await answer(budgetAnswer(change), refresh);
  return element;
}

const cell = (element: HTMLElement): HTMLInputElement => one<HTMLInputElement>(element, 'input');
const buttons = (element: HTMLElement): readonly Button[] => all<Button>(element, '.buttons lightning-button');

async function enter(element: HTMLElement, text: string): Promise<void> {
  cell(element).focus();
  await settle();
  cell(element).value = text;
  cell(element).dispatchEvent(new CustomEvent('input'));
  cell(element).blur();
  await settle();
}

async function save(element: HTMLElement): Promise<void> {
  buttons(element)[1]?.click();
  await settle();
}

it('shows what the members land at, the judgement and the sum', async () => {
  const element = await judgement();
  expect(textOf(one(element, '.sum'))).toBe('Members’ landing 112,000 Judgement Counts until Landing 110,000');
  expect(cell(element).value).toBe('−2,000');
  await expect(element).toBeAccessible();
});

it('moves the landing with every key and marks the draft', async () => {
  const element = await judgement();
  await enter(element, '▲5,000');
  expect(textOf(one(element, '.sum'))).toBe(
    'Members’ landing 112,000 Judgement Draft Counts until Landing 107,000 −3,000',
  );
  await expect(element).toBeAccessible();
});

it('saves the judgement alone, and is clean when it is stored', async () => {
  const element = await judgement();
  await enter(element, '-5M');
  await save(element);
  expect(update.mock.calls).toEqual([
    [{ fields: { Id: 'b1', Judgement__c: -5_000_000 } }, { ifUnmodifiedSince: '2026-11-22T21:04:00.000Z' }],
  ]);
  await answer(budgetAnswer({ Judgement__c: -5_000_000 }));
  expect(textOf(element)).not.toContain('Draft');
  expect(textOf(one(element, '[aria-live]'))).toBe('Judgement saved');
});

it('clears the judgement when the cell is cleared', async () => {
  const element = await judgement();
  await enter(element, '');
  await save(element);
  expect(update.mock.calls[0]?.[0].fields).toEqual({ Id: 'b1', Judgement__c: null });
});

it('keeps a refused judgement with the platform’s words', async () => {
  update.mockRejectedValue({ status: 400, body: { output: { errors: [{ message: 'Too much.' }], fieldErrors: {} } } });
  const element = await judgement();
  await enter(element, '9b');
  await save(element);
  expect(textOf(one(element, '.message'))).toBe('Too much.');
  expect(cell(element).value).toBe('9b');
  await expect(element).toBeAccessible();
});

it('keeps what cannot be read and does not send it', async () => {
  const element = await judgement();
  await enter(element, 'about 5');
  expect(textOf(one(element, '.message'))).toContain('“about 5” is not an amount.');
  expect(buttons(element)[1]?.disabled).toBe(true);
  await expect(element).toBeAccessible();
});

it('writes nothing over a judgement that somebody else stored meanwhile', async () => {
  const theirs = {
    Judgement__c: 1_000_000,
    LastModifiedDate: '2026-11-23T01:30:00.000Z',
    LastModifiedBy: record({ Name: '鈴木 健' }),
  };
  const element = await judgement({}, { refresh: () => answer(budgetAnswer(theirs)) });
  await enter(element, '-5M');
  await save(element);
  expect(update).not.toHaveBeenCalled();
  expect(textOf(one(element, '.message'))).toBe('鈴木 健 changed Judgement to 1,000 (Nov 23, 10:30 AM). Yours: -5M.');
  expect(buttons(element).map(({ label }) => label)).toEqual(['Take theirs', 'Keep mine']);
  await expect(element).toBeAccessible();
  buttons(element)[1]?.click();
  await settle();
  await save(element);
  expect(update).toHaveBeenCalledTimes(1);
});

const day = (element: HTMLElement): HTMLElement & { value: string } =>
  one<HTMLElement & { value: string }>(element, '.until');

async function chooseDay(element: HTMLElement, value: string): Promise<void> {
  day(element).dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
}

const ENDED: Fields = { Judgement_Until__c: '2026-11-20', Judgement_In_Force__c: 0 };

it('counts until the books of the month are closed, or until the day that is chosen', async () => {
  const element = await judgement();
  expect(day(element).value).toBe('2026-12-10');
  await chooseDay(element, '2026-11-30');
  await save(element);
  expect(update.mock.calls[0]?.[0].fields).toEqual({ Id: 'b1', Judgement_Until__c: '2026-11-30' });
  await answer(budgetAnswer({ Judgement_Until__c: '2026-11-30' }));
  await chooseDay(element, '');
  await save(element);
  expect(update.mock.calls[1]?.[0].fields).toEqual({ Id: 'b1', Judgement_Until__c: null });
});

it('takes no day that has passed', async () => {
  const element = await judgement();
  await chooseDay(element, '2026-11-24');
  expect(textOf(one(element, '.message'))).toBe('Choose a day from today on.');
  expect(buttons(element)[1]?.disabled).toBe(true);
});

it('says that a judgement has ended, lands at what the members add up to, and renews it with one click', async () => {
  const element = await judgement(ENDED);
  expect(textOf(one(element, '.sum'))).toBe('Members’ landing 112,000 Judgement Counts until Landing 112,000');
  const ended = one<HTMLElement & { heading: string; actionLabel: string }>(element, '.ended');
  expect(ended.heading).toBe('The judgement of −2,000 ended on Nov 20: the landing is what the members add up to.');
  expect(ended.actionLabel).toBe('Renew until Dec 10');
  await expect(element).toBeAccessible();
  ended.dispatchEvent(new CustomEvent('action'));
  await settle();
  expect(update.mock.calls[0]?.[0].fields).toEqual({ Id: 'b1', Judgement_Until__c: null });
});

it('counts anew what is typed over a judgement that has ended', async () => {
  const element = await judgement(ENDED);
  await enter(element, '-1M');
  expect(textOf(one(element, '.sum'))).toContain('Landing 111,000 −1,000');
  await save(element);
  expect(update.mock.calls[0]?.[0].fields).toEqual({ Id: 'b1', Judgement__c: -1_000_000, Judgement_Until__c: null });
});

it('forgets the day with the judgement', async () => {
  const element = await judgement({ Judgement_Until__c: '2026-11-30' });
  await enter(element, '');
  await save(element);
  expect(update.mock.calls[0]?.[0].fields).toEqual({ Id: 'b1', Judgement__c: null, Judgement_Until__c: null });
});

it('is to be read for who may not change it', async () => {
  const element = await judgement({}, { editable: [] });
  expect(textOf(element)).toContain('permission set “Todoku Unit Manager”');
  expect(cell(element).readOnly).toBe(true);
  expect(buttons(element)).toEqual([]);
  await expect(element).toBeAccessible();
});

it('has an outline, an absent and a failed state', async () => {
  const element = await open();
  expect(all(element, 'c-loading-stencil')).toHaveLength(1);
  await expect(element).toBeAccessible();
  await answerErrors([{ message: 'Out of order.' }]);
  expect(textOf(element)).toContain('Out of order.');
  await expect(element).toBeAccessible();
  await answer(queryAnswer('Budget__c', []));
  expect(textOf(element)).toContain('This record cannot be shown');
  await expect(element).toBeAccessible();
});
