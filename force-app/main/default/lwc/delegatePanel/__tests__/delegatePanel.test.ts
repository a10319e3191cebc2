import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import DelegatePanel from 'c/delegatePanel';
import { permissions } from 'c/permissions';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';
import { unitAnswer } from '../../../../../../test/jest/unit';

jest.mock('c/permissions', () => ({ permissions: {} }));

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-24T04:48:30.000Z'));
  Object.assign(permissions, { runCycle: false });
  create.mockReset().mockResolvedValue({ id: 'g9' });
  update.mockReset().mockResolvedValue({ id: 'g1' });
});

afterEach(clearPage);

const delegation = (Id: string, from: string, until: string, department = 'd1'): Fields => ({
  Id,
  Assignee__c: 'u-t2',
  Assignee__r: record({ Name: 'Ken Mori' }),
  Begins__c: from,
  Due__c: until,
  Budget__r: record({ Department__c: department }),
  LastModifiedDate: '2026-11-20T00:00:00.000Z',
});

const OF_SOMEBODY_ELSE = {
  Department__r: record({ Manager__c: 'u-other', Manager__r: record({ Name: '部長 二郎' }) }),
};

async function open(delegations: readonly Fields[] = [], budget: Fields = {}): Promise<HTMLElement> {
  const element = await show('c-delegate-panel', DelegatePanel, { recordId: 'b1' });
  const data = unitAnswer({ budget: { Department__c: 'd1', ...budget }, lines: { delegations: list(delegations) } });
  await answer(data, () => answer(data));
  return element;
}

async function enter(element: HTMLElement, selector: string, value: string | null): Promise<void> {
  const field = one<HTMLElement & { value: string | null }>(element, selector);
  field.value = value;
  field.dispatchEvent(new CustomEvent('change'));
  await settle();
}

async function name(element: HTMLElement): Promise<void> {
  one(element, 'form').dispatchEvent(new CustomEvent('submit', { cancelable: true }));
  await settleWrite();
}

it('U22: the head names a member from a day until a day, today unless said otherwise', async () => {
  const element = await open();
  expect(textOf(element)).toContain('Nobody stands in for 部長 一郎.');
  expect(all<HTMLOptionElement>(element, 'option').map(({ value }) => value)).toEqual(['', 'u-t1', 'u-t2']);
  expect(one<HTMLButtonElement>(element, '.name').disabled).toBe(true);
  await enter(element, '.person', 'u-t2');
  await enter(element, '.until', '2026-11-27');
  await expect(element).toBeAccessible();
  await name(element);
  expect(create.mock.calls).toEqual([
    [
      {
        apiName: 'Gap_Action__c',
        fields: {
          Budget__c: 'b1',
          Kind__c: 'Delegation',
          State__c: 'Open',
          Subject__c: 'Stand in for 部長 一郎: submit the forecast of the unit',
          Assignee__c: 'u-t2',
          Begins__c: '2026-11-24',
          Due__c: '2026-11-27',
        },
      },
    ],
  ]);
});

it('takes no delegation that ends before it begins', async () => {
  const element = await open();
  await enter(element, '.person', 'u-t2');
  await enter(element, '.from', '2026-11-26');
  await enter(element, '.until', '2026-11-25');
  expect(textOf(one(element, '.message'))).toBe('The last day is before the first.');
  await name(element);
  expect(create).not.toHaveBeenCalled();
});

it('needs its days again once they are taken out', async () => {
  const element = await open();
  await enter(element, '.person', 'u-t2');
  await enter(element, '.from', null);
  await enter(element, '.until', null);
  expect(textOf(one(element, 'form'))).toContain('Still needed: From and Until');
  await name(element);
  expect(create).not.toHaveBeenCalled();
});

it('lists who stands in today and later, of this department alone, and ends a delegation', async () => {
  const element = await open([
    delegation('g1', '2026-11-23', '2026-11-25'),
    delegation('g2', '2026-12-01', '2026-12-02'),
    delegation('g3', '2026-11-23', '2026-11-25', 'd2'),
  ]);
  expect(all(element, '.delegation').map(textOf)).toEqual([
    'Ken Mori: Nov 23 to Nov 25 Today End',
    'Ken Mori: Dec 1 to Dec 2 End',
  ]);
  one(element, '.end').click();
  await settleWrite();
  expect(update.mock.calls[0]?.[0].fields).toEqual({ Id: 'g1', State__c: 'Dropped' });
});

it('others see who stands in and name nobody; without anybody there is no card; RevOps names one too', async () => {
  const element = await open([delegation('g1', '2026-11-23', '2026-11-25')], OF_SOMEBODY_ELSE);
  expect(all(element, '.delegation')).toHaveLength(1);
  expect([...all(element, 'form'), ...all(element, '.end')]).toEqual([]);
  clearPage();
  expect(all(await open([], OF_SOMEBODY_ELSE), 'lightning-card')).toEqual([]);
  clearPage();
  Object.assign(permissions, { runCycle: true });
  expect(all(await open([], OF_SOMEBODY_ELSE), 'form')).toHaveLength(1);
});

it('keeps what was entered when it is refused, with the reason', async () => {
  create.mockRejectedValue({ status: 400, body: { output: { errors: [{ message: 'No.' }], fieldErrors: {} } } });
  const element = await open();
  await enter(element, '.person', 'u-t2');
  await enter(element, '.until', '2026-11-27');
  await name(element);
  expect(textOf(one(element, '.refusal'))).toBe('No.');
  expect(one<HTMLInputElement>(element, '.until').value).toBe('2026-11-27');
});
