import '../../../../../../test/jest/unit-manager';
import MemberStates from 'c/memberStates';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';
import { submissionNode } from '../../../../../../test/jest/submissions';
import { unitAnswer, unitVersion } from '../../../../../../test/jest/unit';

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);
const NOW = '2026-11-24T04:48:30.000Z';

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW));
  create.mockReset().mockResolvedValue({ id: 'a1' });
  update.mockReset().mockResolvedValue({ id: 's1' });
});

afterEach(clearPage);

const said = (target: string, change: Fields = {}): Fields => submissionNode({ Target__c: target, ...change });
const deal = (Id: string, Target__c: string, LastModifiedDate: string): Fields => ({ Id, Target__c, LastModifiedDate });

/** Two stale deals of Ken Mori and a fresh one; nobody nudged yet. */
const DEALS: Fields = {
  Project_Amount__c: list([deal('p1', 't2', '2026-11-01T00:00:00.000Z'), deal('p2', 't2', '2026-11-23T00:00:00.000Z')]),
  Opportunity_Amount__c: list([deal('o1', 't2', '2026-10-30T00:00:00.000Z')]),
  Gap_Action__c: list([]),
};

async function states(budget: Fields = {}, lines: Fields = {}, refresh?: () => Promise<unknown>): Promise<HTMLElement> {
  const element = await show('c-member-states', MemberStates, { recordId: 'b1' });
  await answer(unitAnswer({ budget, lines: { ...DEALS, ...lines } }), refresh);
  return element;
}

async function press(element: HTMLElement, selector: string): Promise<void> {
  one(element, selector).click();
  await settle();
  await settle();
  await settle();
}

const waiting = (element: HTMLElement): readonly string[] => all(element, '.waiting li').map(textOf);
const nudgeButton = (element: HTMLElement): HTMLButtonElement => one<HTMLButtonElement>(element, '.nudge');

it('N7: lists who is open, what each waits for, stale deals and the yen at stake', async () => {
  const element = await states({ members: list([said('t1')]) });
  expect(textOf(one(element, '.sentence'))).toBe('Waits for 1 member: 2 stale deals, ¥32,000K at stake.');
  expect(waiting(element)).toEqual([
    'You ¥40,000K at stake Confirm or return what 佐藤 美咲 submitted',
    'Ken Mori ¥32,000K at stake Confirm own deals 2 stale deals',
    'You ¥70,000K at stake Submit the forecast of the unit',
  ]);
  await expect(element).toBeAccessible();
});

it('says you to whoever looks, and names the next level to who leads the unit', async () => {
  const units = list([unitVersion()]);
  const ofOther = { Department__r: record({ Manager__c: 'u-other', Manager__r: record({ Name: '部長 一郎' }) }) };
  const last = (element: HTMLElement): string | undefined => waiting(element).at(-1);
  expect(last(await states({ units, ...ofOther }))).toMatch(/^You /);
  clearPage();
  expect(last(await states({ units }))).toMatch(/^Next level /);
});

it('says that figures are rounded where what was said before and the change do not add up as shown', async () => {
  const noteAfter = async (Landing_Forecast__c: number): Promise<readonly string[]> => {
    const before = said('t1', { Cycle__r: record({ External_Key__c: '2026-W47' }), Landing_Forecast__c });
    const element = await states({ members: list([before]) });
    const notes = all(element, '.changes-note').map(textOf);
    clearPage();
    return notes;
  };
  expect(await noteAfter(59_000_000)).toEqual([]);
  // 60,000 less 59,001 is shown as 1,000: 999.5 thousand is rounded up.
  expect(await noteAfter(59_000_500)).toEqual([expect.stringMatching(/^Every figure is rounded/)]);
});

it('says that figures are rounded where what each has at stake does not add up as shown', async () => {
  const member = (Id: string, Name: string, change: Fields): Fields => ({
    Id,
    Rep__c: `u-${Id}`,
    Rep__r: record({ Name }),
    External_Key__c: Id,
    ...change,
  });
  const exact = { Actual__c: 20_000_000, Landing_Forecast__c: 60_000_000 };
  const two = (change: Fields): Fields => ({
    Targets__r: list([member('t1', 'A', change), member('t2', 'B', change)]),
  });
  const rounded = await states(two({ Actual__c: 20_000_500, Landing_Forecast__c: 60_000_900 }));
  expect(textOf(one(rounded, '.sentence'))).toContain('¥80,001K at stake');
  expect(textOf(one(rounded, '.rounded'))).toMatch(/^Every figure is rounded/);
  clearPage();
  expect(all(await states(two(exact)), '.rounded')).toEqual([]);
});

it('N7: one click nudges exactly those, with a key that keeps a second nudge away', async () => {
  const element = await states();
  expect(nudgeButton(element).textContent?.trim()).toBe('Nudge 2 people');
  await press(element, '.nudge');
  expect(
    create.mock.calls.map(([{ apiName, fields }]) => [apiName, fields['Assignee__c'], fields['Target__c']]),
  ).toEqual([
    ['Gap_Action__c', 'u-t1', 't1'],
    ['Gap_Action__c', 'u-t2', 't2'],
  ]);
  const bucket = Math.floor(Date.parse(NOW) / (4 * 60 * 60 * 1000));
  expect(create.mock.calls[0]?.[0].fields).toMatchObject({
    Kind__c: 'Nudge',
    Budget__c: 'b1',
    Cycle__c: 'c48',
    External_Key__c: `2026-W48|Nudge|u-t1|${bucket}`,
    Subject__c: 'Please confirm your forecast for November 2026.',
  });
  expect(all(element, '[aria-live]').map(textOf)).toEqual(['2 people were nudged']);
});

it('N7: nobody is nudged twice within four hours, and the page says since when', async () => {
  const nudges = list([
    { Id: 'n1', Assignee__c: 'u-t1', CreatedDate: '2026-11-24T01:00:00.000Z' },
    { Id: 'n2', Assignee__c: 'u-t2', CreatedDate: '2026-11-24T00:48:00.000Z' },
  ]);
  const element = await states({}, { Gap_Action__c: nudges });
  expect(waiting(element)[0]).toContain('Nudged Nov 24, 10:00 AM');
  await press(element, '.nudge');
  expect(create.mock.calls.map(([{ fields }]) => fields['Assignee__c'])).toEqual(['u-t2']);
});

it('looks again before it nudges: who has just confirmed is left alone', async () => {
  const element = await states({}, {}, () =>
    answer(unitAnswer({ budget: { members: list([said('t1', { State__c: 'Confirmed' })]) }, lines: DEALS })),
  );
  await press(element, '.nudge');
  expect(create.mock.calls.map(([{ fields }]) => fields['Assignee__c'])).toEqual(['u-t2']);
});

it('takes a nudge by somebody else at the same moment for done, and tells any other refusal', async () => {
  const refusing = (errorCode: string, message: string): unknown => ({
    status: 400,
    body: { output: { errors: [{ errorCode, message }], fieldErrors: {} } },
  });
  create.mockRejectedValueOnce(refusing('DUPLICATE_VALUE', 'duplicate'));
  const element = await states();
  await press(element, '.nudge');
  expect(textOf(one(element, '.refusal'))).toBe('');
  create.mockRejectedValueOnce(refusing('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Not allowed.'));
  await press(element, '.nudge');
  expect(textOf(one(element, '.refusal'))).toBe('Not allowed.');
});

it('does not nudge while it does not know who was nudged already', async () => {
  const element = await show('c-member-states', MemberStates, { recordId: 'b1' });
  await answer(unitAnswer({ lines: DEALS }));
  await answerErrors([{ message: 'Out of order.' }]);
  expect(nudgeButton(element).disabled).toBe(true);
  expect(textOf(element)).toContain('It is not known who was nudged already: Out of order.');
});

it('shows each member with the state, the landing, last week’s and the change', async () => {
  const before = said('t2', { Id: 's0', Cycle__c: 'c47', Cycle__r: { External_Key__c: { value: '2026-W47' } } });
  const element = await states({ members: list([said('t1', { Note__c: 'North Link is late.' }), before]) });
  expect(all(element, '[data-member]').map((row) => textOf(row))).toEqual([
    '佐藤 美咲 Submitted North Link is late. Confirm Return with a question 60,000 – –',
    'Ken Mori Not submitted yet 52,000 54,400 −2,400',
  ]);
  expect(textOf(element)).toContain('1 of 2 confirmed or submitted');
});

it('confirms what a member submitted, signed', async () => {
  const element = await states({ members: list([said('t1')]) });
  await press(element, '.confirm');
  expect(update.mock.calls[0]).toEqual([
    { fields: { Id: 's1', State__c: 'Confirmed', Decided_By__c: '005000000000000000', Decided_At__c: NOW } },
    { ifUnmodifiedSince: '2026-11-23T03:00:00.000Z' },
  ]);
});

it('returns it only with a question, and tells a refusal', async () => {
  const element = await states({ members: list([said('t1')]) });
  await press(element, '.return');
  expect(one<HTMLButtonElement>(element, '.send').disabled).toBe(true);
  one(element, 'lightning-textarea').dispatchEvent(new CustomEvent('change', { detail: { value: ' When? ' } }));
  await settle();
  update.mockRejectedValueOnce({ status: 412, body: [{ errorCode: 'PRECONDITION_FAILED', message: 'changed' }] });
  await press(element, '.send');
  expect(update.mock.calls[0]?.[0].fields).toMatchObject({ State__c: 'Returned', Question__c: 'When?' });
  expect(textOf(one(element, '.refusal'))).not.toBe('');
});

it('has an outline, an absent and a failed state', async () => {
  const element = await show('c-member-states', MemberStates, { recordId: 'b1' });
  expect(all(element, 'c-loading-stencil')).toHaveLength(1);
  await answerErrors([{ message: 'Out of order.' }]);
  expect(textOf(element)).toContain('Out of order.');
  await expect(element).toBeAccessible();
});
