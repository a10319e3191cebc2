import userId from '@salesforce/user/Id';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import PlanPanel from 'c/planPanel';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer, describeObject, offerPicklist } from '../../../../../../test/jest/platform';

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);

beforeEach(() => {
  create.mockReset().mockResolvedValue({ id: 'g9' });
  update.mockReset().mockResolvedValue({ id: 'g1' });
});

afterEach(clearPage);

const statement = (fields: Fields = {}): Fields => ({
  Id: 'g1',
  Kind__c: 'Statement',
  State__c: { value: 'Open', label: 'Open' },
  Subject__c: 'Two of five clients want video',
  Area__c: { value: 'Offer', label: 'Offer' },
  Should_Be__c: 'Video in every proposal',
  Is_Now__c: 'Two of five clients want video',
  Severity__c: '3',
  Due__c: '2020-01-10',
  Assignee__c: 'u1',
  Assignee__r: record({ Name: '佐藤 美咲' }),
  LastModifiedDate: '2026-11-23T03:00:00.000Z',
  ...fields,
});

const action = (fields: Fields = {}): Fields => ({
  Id: 'g2',
  Kind__c: 'Action',
  State__c: { value: 'Open', label: 'Open' },
  Subject__c: 'Propose video to three clients',
  Due__c: '2099-11-27',
  Kpi__c: 'Landing_Forecast__c',
  Expected_Effect__c: 3_000_000,
  Value_At_Start__c: 50_000_000,
  Assignee__c: 'u1',
  Assignee__r: record({ Name: '佐藤 美咲' }),
  LastModifiedDate: '2026-11-23T03:00:00.000Z',
  ...fields,
});

function planAnswer(items: readonly Fields[], change: Fields = {}): Fields {
  const target = {
    Id: 't1',
    Budget__c: 'b1',
    Rep__c: 'u1',
    Mine__c: true,
    Target_Amount__c: 60_000_000,
    Plan_Amount__c: 57_000_000,
    Qualitative_Goal__c: 'Eight of ten clients renew.',
    Actual__c: 39_800_000,
    Landing_Forecast__c: 54_400_000,
    LastModifiedDate: '2026-11-23T03:00:00.000Z',
    Gap_Actions__r: list(items),
    ...change,
  };
  return { uiapi: { query: { Target__c: list([target]), Forecast_Cycle__c: list([{ Id: 'c48' }]) } } };
}

async function open(items: readonly Fields[] = [], change: Fields = {}): Promise<HTMLElement> {
  const element = await show('c-plan-panel', PlanPanel, { recordId: 't1' });
  await describeObject('Gap_Action__c', []);
  await offerPicklist([{ label: 'Offer', value: 'Offer' }], 'Area__c');
  await offerPicklist(
    ['0', '1', '2', '3'].map((value) => ({ label: value, value })),
    'Severity__c',
  );
  await answer(planAnswer(items, change));
  return element;
}

async function press(element: HTMLElement, selector: string): Promise<void> {
  one(element, selector).click();
  await settle();
}

async function fillIn(element: HTMLElement, selector: string, value: string | null, event = 'input'): Promise<void> {
  const field = one<HTMLElement & { value: string | null }>(element, selector);
  field.value = value;
  field.dispatchEvent(new CustomEvent(event));
  await settle();
}

const notice = (element: HTMLElement): string => all(element, 'c-state-message').map(textOf).join(' ');
const isRefused = (element: HTMLElement): boolean => one<HTMLButtonElement>(element, '.save').disabled;

it('shows the plan, the gaps in words and what the number of each action did since', async () => {
  const element = await open([statement(), action()]);
  expect(textOf(one(element, '.goal'))).toBe('Eight of ten clients renew.');
  expect(textOf(one(element, '.planned'))).toBe('Planned amount (¥K) 57,000');
  expect(textOf(one(element, '[data-item="g1"]'))).toContain(
    'Offer Severity 3 Overdue Should be: Video in every proposal / Now: Two of five clients want video',
  );
  expect(textOf(one(element, '[data-item="g2"]'))).toContain('expected Landing +3,000');
  expect(textOf(one(element, '[data-item="g2"]'))).toContain('Landing 50,000 → 54,400 (+4,400)');
  await expect(element).toBeAccessible();
});

it('X2: says that a landing above the target and an open gap of severity 3 do not go together', async () => {
  const change = { Landing_Forecast__c: 61_000_000 };
  expect(notice(await open([statement()], change))).toContain('a gap of severity 3 is open');
  clearPage();
  const closed = statement({ State__c: { value: 'Done', label: 'Done' } });
  expect(notice(await open([closed], change))).toBe('');
});

it('X2: says that a landing below 90 % has no gap written, until one is', async () => {
  const change = { Landing_Forecast__c: 50_000_000 };
  expect(notice(await open([action()], change))).toContain('no gap is written');
  clearPage();
  expect(notice(await open([statement({ Severity__c: '1' })], change))).toBe('');
});

it('offers the effect in the digits that the page shows', async () => {
  const element = await open([], { Landing_Forecast__c: 54_130_134 });
  await press(element, '.add-action');
  expect(one<HTMLInputElement>(element, '[data-field="effect"]').value).toBe('5,870');
});

it('N2: an action cannot be saved without number, owner, date and effect; what is short is offered as its effect', async () => {
  const element = await open();
  await press(element, '.add-action');
  expect(one<HTMLInputElement>(element, '[data-field="effect"]').value).toBe('5,600');
  expect(textOf(one(element, '.still'))).toBe('Still needed: What will be done');
  await fillIn(element, '[data-field="subject"]', 'Propose video');
  expect(isRefused(element)).toBe(false);
  await fillIn(element, '[data-field="effect"]', '');
  expect(textOf(one(element, '.still'))).toBe('Still needed: Expected effect (¥K)');
  await fillIn(element, '[data-field="effect"]', '3M');
  await fillIn(element, '[data-field="kpi"]', 'other', 'change');
  expect(textOf(one(element, '.still'))).toBe('Still needed: Number it should move');
  await fillIn(element, '[data-field="kpiName"]', 'Proposals');
  one(element, '.owner').dispatchEvent(new CustomEvent('change', { detail: { recordId: null } }));
  await settle();
  expect(textOf(one(element, '.still'))).toBe('Still needed: Owner');
  one(element, '.owner').dispatchEvent(new CustomEvent('change', { detail: { recordId: 'u2' } }));
  await fillIn(element, '[data-field="due"]', null, 'change');
  expect(textOf(one(element, '.still'))).toBe('Still needed: Due');
  expect(isRefused(element)).toBe(true);
  await expect(element).toBeAccessible();
});

it('records an action with the number as it stands, in the week under way', async () => {
  const element = await open();
  await press(element, '.add-action');
  await fillIn(element, '[data-field="subject"]', ' Propose video ');
  await fillIn(element, '[data-field="effect"]', '3M');
  await fillIn(element, '[data-field="due"]', '2099-12-01', 'change');
  await press(element, '.save');
  await settleWrite();
  expect(create).toHaveBeenCalledWith({
    apiName: 'Gap_Action__c',
    fields: {
      Budget__c: 'b1',
      Target__c: 't1',
      Cycle__c: 'c48',
      Kind__c: 'Action',
      State__c: 'Open',
      Assignee__c: 'u1',
      Due__c: '2099-12-01',
      Subject__c: 'Propose video',
      Kpi__c: 'Landing_Forecast__c',
      Expected_Effect__c: 3_000_000,
      Value_At_Start__c: 54_400_000,
    },
  });
  expect(all(element, 'c-plan-form')).toEqual([]);
});

it('keeps what was typed when the platform does not take it, and says why', async () => {
  create.mockRejectedValue({ status: 400, body: { message: 'A gap needs a budget.' } });
  const element = await open();
  await press(element, '.add-statement');
  await fillIn(element, '[data-field="area"]', 'Offer', 'change');
  await fillIn(element, '[data-field="severity"]', '2', 'change');
  await fillIn(element, '[data-field="shouldBe"]', 'Video in every proposal');
  await fillIn(element, '[data-field="isNow"]', 'In two of five');
  await press(element, '.save');
  await settleWrite();
  expect(create.mock.calls[0]?.[0]).toMatchObject({
    fields: { Kind__c: 'Statement', Area__c: 'Offer', Severity__c: '2', Is_Now__c: 'In two of five', Target__c: 't1' },
  });
  expect(textOf(one(element, '.message'))).toContain('A gap needs a budget.');
  expect(one<HTMLInputElement>(element, '[data-field="isNow"]').value).toBe('In two of five');
});

it('whoever owns or wrote an action says what became of it, with the number as it stands', async () => {
  const element = await open([action({ Assignee__c: userId }), action({ Id: 'g3' })]);
  expect(all(element, '[data-id="g3"]')).toEqual([]);
  await press(element, '[data-id="g2"][data-state="Not_Done"]');
  await settleWrite();
  expect(update).toHaveBeenCalledWith(
    { fields: { Id: 'g2', State__c: 'Not_Done', Value_At_Review__c: 54_400_000 } },
    { ifUnmodifiedSince: '2026-11-23T03:00:00.000Z' },
  );
});

it('whoever looks at another’s target reads, and writes nothing', async () => {
  const element = await open([statement(), action()], { Mine__c: false });
  expect(all(element, 'button')).toEqual([]);
});

it('changes the plan in number and words', async () => {
  const element = await open();
  await press(element, '.edit');
  await fillIn(element, '.number', '5,800万');
  one(element, 'lightning-textarea').dispatchEvent(
    new CustomEvent('change', { detail: { value: 'Nine of ten renew.' } }),
  );
  await settle();
  await expect(element).toBeAccessible();
  await press(element, '.save');
  await settleWrite();
  expect(update).toHaveBeenCalledWith(
    { fields: { Id: 't1', Plan_Amount__c: 58_000_000, Qualitative_Goal__c: 'Nine of ten renew.' } },
    { ifUnmodifiedSince: '2026-11-23T03:00:00.000Z' },
  );
  expect(all(element, 'form')).toEqual([]);
});
