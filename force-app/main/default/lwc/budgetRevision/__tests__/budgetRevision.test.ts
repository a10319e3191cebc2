import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import BudgetRevision from 'c/budgetRevision';
import { permissions } from 'c/permissions';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';
import { unitAnswer } from '../../../../../../test/jest/unit';

jest.mock('c/permissions', () => ({ permissions: {} }));

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);
const ME = '005000000000000000';

function allow(may: Partial<Record<'submitForUnit' | 'confirmForecasts' | 'runCycle', boolean>>): void {
  Object.assign(permissions, { submitForUnit: false, confirmForecasts: false, runCycle: false, ...may });
}

beforeEach(() => {
  allow({ submitForUnit: true });
  create.mockReset().mockResolvedValue({ id: 'r9' });
  update.mockReset().mockResolvedValue({ id: 'r1' });
});

afterEach(clearPage);

/** From 120 to 130 million, asked by the one who looks. */
function revision(fields: Fields = {}): Fields {
  return {
    Id: 'r1',
    State__c: 'Open',
    Subject__c: 'A client leaves',
    Value_At_Start__c: 120_000_000,
    Expected_Effect__c: 10_000_000,
    Answer__c: null,
    CreatedDate: '2026-11-24T01:00:00.000Z',
    CreatedById: ME,
    CreatedBy: record({ Name: '部長 一郎' }),
    LastModifiedDate: '2026-11-24T01:00:00.000Z',
    ...fields,
  };
}

async function open(revisions: readonly Fields[] = [], budget: Fields = {}): Promise<HTMLElement> {
  const element = await show('c-budget-revision', BudgetRevision, { recordId: 'b1' });
  const data = unitAnswer({ budget: { revisions: list(revisions), ...budget } });
  await answer(data, () => answer(data));
  return element;
}

async function type(element: HTMLElement, selector: string, value: string): Promise<void> {
  const field = one<HTMLInputElement>(element, selector);
  field.value = value;
  field.dispatchEvent(new CustomEvent('input'));
  await settle();
}

const ask = (element: HTMLElement): HTMLButtonElement => one<HTMLButtonElement>(element, '.ask');
const message = { status: 400, body: { output: { errors: [{ message: 'No.' }], fieldErrors: {} } } };

it('asks for an amount with a reason, says what it would move, and writes a request and no budget', async () => {
  const element = await open();
  expect(textOf(one(element, '.still'))).toBe('Still needed: Budget you ask for (¥K) and Reason');
  await type(element, '.number', '108M');
  expect(textOf(one(element, '.change'))).toBe('Change −12,000 (−10.0%)');
  expect(ask(element).disabled).toBe(true);
  await type(element, '.reason', ' A client leaves ');
  await expect(element).toBeAccessible();
  ask(element).click();
  await settleWrite();
  expect(create.mock.calls).toEqual([
    [
      {
        apiName: 'Gap_Action__c',
        fields: {
          Budget__c: 'b1',
          Kind__c: 'Revision',
          State__c: 'Open',
          Subject__c: 'A client leaves',
          Kpi__c: 'Current_Amount__c',
          Value_At_Start__c: 120_000_000,
          Expected_Effect__c: -12_000_000,
        },
      },
    ],
  ]);
  expect(update).not.toHaveBeenCalled();
  expect(one<HTMLInputElement>(element, '.reason').value).toBe('');
});

it('does not ask for the budget that is there, nor for what is no amount', async () => {
  const element = await open();
  await type(element, '.reason', 'why not');
  await type(element, '.number', '120M');
  expect(textOf(one(element, '.message'))).toBe('That is the budget already.');
  expect(ask(element).disabled).toBe(true);
  await type(element, '.number', 'more');
  expect(textOf(one(element, '.message'))).toContain('more');
  expect(ask(element).disabled).toBe(true);
});

it('keeps what was typed when the platform refuses it', async () => {
  create.mockRejectedValue(message);
  const element = await open();
  await type(element, '.number', '108M');
  await type(element, '.reason', 'A client leaves');
  ask(element).click();
  await settleWrite();
  expect(textOf(one(element, '.refusal'))).toBe('No.');
  expect(one<HTMLInputElement>(element, '.reason').value).toBe('A client leaves');
});

it('shows a request until it is answered, asks no second one, and lets its author withdraw it', async () => {
  const element = await open([revision()]);
  expect(textOf(one(element, '[data-revision="r1"]'))).toContain('120,000 → 130,000');
  expect(textOf(one(element, '.chip'))).toBe('Waiting for RevOps');
  expect(all(element, '.ask, .grant')).toEqual([]);
  one(element, '.withdraw').click();
  await settleWrite();
  expect(update.mock.calls).toEqual([
    [{ fields: { Id: 'r1', State__c: 'Dropped' } }, { ifUnmodifiedSince: '2026-11-24T01:00:00.000Z' }],
  ]);
});

it('lets RevOps grant a request, and decline it only with a reason', async () => {
  allow({ runCycle: true });
  const element = await open([revision({ CreatedById: 'other' })]);
  expect(all(element, '.withdraw')).toEqual([]);
  expect(one<HTMLButtonElement>(element, '.decline').disabled).toBe(true);
  await expect(element).toBeAccessible();
  await type(element, '.answer', 'The target stays.');
  one(element, '.decline').click();
  await settleWrite();
  one(element, '.grant').click();
  await settleWrite();
  expect(update.mock.calls.map(([{ fields }]) => fields)).toEqual([
    { Id: 'r1', State__c: 'Not_Done', Answer__c: 'The target stays.' },
    { Id: 'r1', State__c: 'Done', Answer__c: 'The target stays.' },
  ]);
});

it('says of a granted request whether the budget has it already', async () => {
  const granted = revision({ State__c: 'Done', Answer__c: 'Agreed' });
  const before = await open([granted]);
  expect(textOf(one(before, '.answered'))).toBe('Answer: Agreed');
  expect(textOf(one(before, '.outcome'))).toContain('with the next load');
  expect(all(before, '.ask')).toHaveLength(1);
  clearPage();
  const after = await open([granted], { Current_Amount__c: 130_000_000 });
  expect(textOf(one(after, '.outcome'))).toBe('In force');
});

it('is no card for whoever can neither ask nor read an answer', async () => {
  allow({});
  const element = await open();
  expect(all(element, 'lightning-card')).toEqual([]);
  clearPage();
  expect(
    all(await open([revision({ CreatedById: 'other' })]), '[data-revision], .ask, .withdraw, .grant'),
  ).toHaveLength(1);
});
