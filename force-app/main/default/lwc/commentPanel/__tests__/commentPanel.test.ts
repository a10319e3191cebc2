import CommentPanel from 'c/commentPanel';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import userId from '@salesforce/user/Id';
import { list, queryAnswer, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);
const MILLION = 1_000_000;
const NOW = '2026-11-24T04:48:30.000Z';

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW));
  create.mockReset().mockResolvedValue({ id: 'g9' });
  update.mockReset().mockResolvedValue({ id: 'g1' });
});

afterEach(clearPage);

const said = (Id: string, change: Fields = {}): Fields => ({
  Id,
  State__c: null,
  Subject__c: 'The client has not signed',
  Kpi__c: 'Landing_Forecast__c',
  Value_At_Start__c: 54 * MILLION,
  As_Of__c: '2026-11-23T01:00:00.000Z',
  Assignee__c: null,
  CreatedById: 'u9',
  CreatedBy: record({ Name: 'Ken Mori' }),
  CreatedDate: '2026-11-23T01:02:00.000Z',
  LastModifiedDate: '2026-11-23T01:02:00.000Z',
  ...change,
});

const toMe = { Assignee__c: userId, Assignee__r: record({ Name: '部長 一郎' }), State__c: 'Open' };

async function panel(
  comments: readonly Fields[] = [],
  total?: number,
  refresh?: () => Promise<unknown>,
): Promise<HTMLElement> {
  const element = await show('c-comment-panel', CommentPanel, { recordId: 't1', objectApiName: 'Target__c' });
  const node = {
    Id: 't1',
    Budget__c: 'b1',
    Rep__c: 'u1',
    Rep__r: record({ Name: '佐藤 美咲' }),
    Target_Amount__c: 100 * MILLION,
    Actual__c: 40 * MILLION,
    Landing_Forecast__c: 54.4 * MILLION,
    Budget__r: record({ Department__r: record({ Manager__c: userId, Manager__r: record({ Name: '部長 一郎' }) }) }),
    Gap_Actions__r: list(comments, total),
  };
  await answer(queryAnswer('Target__c', [node]), refresh);
  return element;
}

async function type(element: HTMLElement, selector: string, value: string, event: 'input' | 'change'): Promise<void> {
  const field = one<HTMLTextAreaElement | HTMLSelectElement>(element, selector);
  field.value = value;
  field.dispatchEvent(new CustomEvent(event));
  await settle();
}

async function say(element: HTMLElement): Promise<void> {
  one(element, 'form').dispatchEvent(new CustomEvent('submit', { cancelable: true }));
  await settleWrite();
}

it('U25: shows a thread with the value and the moment each was said at, and what the figure did since', async () => {
  const element = await panel([said('g1')]);
  expect(textOf(one(element, '.thread h3'))).toBe('Landing: now 54,400');
  expect(textOf(one(element, '.comment'))).toBe(
    'Ken Mori Nov 23, 10:02 AM The client has not signed At 54,000, as of Nov 23, 10:00 AM · +400 since then',
  );
  await expect(element).toBeAccessible();
});

it('U25: keeps figure, value and moment with what is said, and whom it is meant for', async () => {
  const element = await panel();
  await type(element, '.figure', 'Actual__c', 'change');
  await type(element, '.person', 'u1', 'change');
  await type(element, '.text', ' Is this booked? ', 'input');
  await say(element);
  expect(create.mock.calls).toEqual([
    [
      {
        apiName: 'Gap_Action__c',
        fields: {
          Budget__c: 'b1',
          Target__c: 't1',
          Kind__c: 'Comment',
          State__c: 'Open',
          Subject__c: 'Is this booked?',
          Kpi__c: 'Actual__c',
          Value_At_Start__c: 40 * MILLION,
          As_Of__c: NOW,
          Assignee__c: 'u1',
        },
      },
    ],
  ]);
  expect(one<HTMLTextAreaElement>(element, '.text').value).toBe('');
  expect(textOf(element)).toContain('Comment saved');
});

it('is not open for anybody where nobody is named, and one does not name oneself', async () => {
  const element = await panel();
  expect(all<HTMLOptionElement>(element, '.person option').map(({ value }) => value)).toEqual(['', 'u1']);
  expect(one<HTMLButtonElement>(element, '.say').disabled).toBe(true);
  await type(element, '.text', 'Good month', 'input');
  await say(element);
  expect(create.mock.calls[0]?.[0].fields).toMatchObject({
    State__c: null,
    Assignee__c: null,
    Kpi__c: 'Landing_Forecast__c',
  });
});

it('keeps what was typed when it was refused, with the reason', async () => {
  create.mockRejectedValue({ body: { message: 'Say what it is.' }, status: 400 });
  const element = await panel();
  await type(element, '.text', 'Good month', 'input');
  await say(element);
  expect(textOf(one(element, '.refusal'))).toContain('Say what it is.');
  expect(one<HTMLTextAreaElement>(element, '.text').value).toBe('Good month');
});

it('lets whom it names mark it as read, and who wrote it withdraw it; nobody else sees a button', async () => {
  const element = await panel([said('g3'), said('g2', { CreatedById: userId }), said('g1', toMe)]);
  const buttons = all(element, '.acts button').map((button) => [button.dataset['id'], textOf(button)]);
  expect(buttons).toEqual([
    ['g1', 'Mark as read'],
    ['g2', 'Withdraw'],
  ]);
  one(element, '.read').click();
  await settleWrite();
  one(element, '.withdraw').click();
  await settleWrite();
  expect(update.mock.calls.map(([{ fields }]) => fields)).toEqual([
    { Id: 'g1', State__c: 'Done' },
    { Id: 'g2', State__c: 'Dropped' },
  ]);
});

it('tells that one was read, and nothing of one that was withdrawn but that it was', async () => {
  const element = await panel([
    said('g2', { State__c: 'Dropped', CreatedById: userId }),
    said('g1', { ...toMe, State__c: 'Done' }),
  ]);
  expect(all(element, '.comment').map(textOf)).toEqual([
    'Ken Mori Nov 23, 10:02 AM @部長 一郎 The client has not signed At 54,000, as of Nov 23, 10:00 AM · +400 since then Read',
    'Ken Mori Nov 23, 10:02 AM Withdrawn',
  ]);
  expect(all(element, '.acts button')).toEqual([]);
});

it('says how many older ones are not shown, that there is none, and why nothing could be read', async () => {
  expect(textOf(await panel([said('g1')], 201))).toContain('200 older comments are not shown.');
  clearPage();
  expect(textOf(await panel())).toContain('Nobody has said anything about these numbers yet.');
  clearPage();
  const element = await show('c-comment-panel', CommentPanel, { recordId: 't1', objectApiName: 'Target__c' });
  expect(all(element, 'c-loading-stencil')).toHaveLength(1);
  await answerErrors([{ message: 'no', extensions: { ErrorType: 'InsufficientAccess' } }]);
  expect(all(element, 'c-state-message')).toHaveLength(1);
});
