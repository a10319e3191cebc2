import { graphql } from 'lightning/graphql';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { tellEntryState } from 'c/entryState';
import MemberConfirm from 'c/memberConfirm';
import { check, list, queryAnswer, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';
import { memberAnswer, pastTarget, submissionNode } from '../../../../../../test/jest/submissions';

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);
type Button = HTMLElement & { label: string; disabled: boolean };
type Refresh = () => Promise<unknown>;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-24T04:48:30.000Z') });
  create.mockReset().mockResolvedValue({ id: 's1' });
  update.mockReset().mockResolvedValue({ id: 's1' });
});

afterEach(() => {
  tellEntryState('t1', { unsaved: 0, unreadable: 0 });
  clearPage();
  jest.useRealTimers();
});

async function panel(change: Fields = {}, week: Fields = {}, refresh?: Refresh): Promise<HTMLElement> {
  const element = await show('c-member-confirm', MemberConfirm, { recordId: 't1' });
  await answer(memberAnswer(change, week), refresh);
  return element;
}

/** The checker waits by the clock itself. */
async function accessible(element: HTMLElement): Promise<void> {
  jest.useRealTimers();
  await expect(element).toBeAccessible();
}

const button = (element: HTMLElement): Button => one<Button>(element, 'lightning-button.submit');
const message = (element: HTMLElement): string => textOf(one(element, '.message'));

async function press(element: HTMLElement, selector = '.submit'): Promise<void> {
  one(element, `lightning-button${selector}`).click();
  await settleWrite();
}

async function writeNote(element: HTMLElement, text: string): Promise<void> {
  one(element, 'lightning-textarea').dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
  await settle();
}

const sent = (): Fields => create.mock.calls[0]?.[0].fields ?? {};

it('shows the landing, last week’s and the change, and how the deals were reviewed', async () => {
  const element = await panel();
  expect(textOf(one(element, '.figures'))).toBe('Landing now 54,400 Before this week 53,000 Change +1,400');
  expect(textOf(one(element, '.reviewed'))).toBe(
    '4 lines under way: 1 changed this week, 3 unchanged, 1 untouched for 3 weeks',
  );
  await accessible(element);
});

it('confirms in one record, submitted at once, as it was seen', async () => {
  const element = await panel({}, {}, () => answer(memberAnswer()));
  await writeNote(element, ' Starts a week later. ');
  create.mockImplementation(async () => {
    await answer(memberAnswer({ said: [submissionNode()] }));
    return { id: 's1' };
  });
  await press(element);
  expect(create).toHaveBeenCalledTimes(1);
  expect(sent()).toMatchObject({
    External_Key__c: '2026-W48|Member|2026-11|Revenue|misaki.sato|1',
    Budget__c: 'b1',
    Target__c: 't1',
    Cycle__c: 'c48',
    State__c: 'Submitted',
    Submitted_At__c: '2026-11-24T04:48:30.000Z',
    Actual__c: 39_800_000,
    Landing_Forecast__c: 54_400_000,
    Previous_Landing__c: 53_000_000,
    Note__c: 'Starts a week later.',
    Deals_Total__c: 4,
    Deals_Changed__c: 1,
    Deals_Stale__c: 1,
    Mismatch_Acknowledged__c: false,
  });
  expect(sent()).not.toHaveProperty('On_Behalf_Of__c');
});

it('needs zero unsaved and unreadable cells in the grid', async () => {
  const element = await panel();
  tellEntryState('t1', { unsaved: 2, unreadable: 0 });
  await settle();
  expect(button(element).disabled).toBe(true);
  expect(textOf(one(element, '.blocks'))).toBe('Save or undo the 2 rows you typed first.');
  tellEntryState('t1', { unsaved: 2, unreadable: 1 });
  await settle();
  expect(textOf(one(element, '.blocks'))).toBe('Correct the amount that cannot be read first.');
  await press(element);
  expect(create).not.toHaveBeenCalled();
  tellEntryState('t1', { unsaved: 0, unreadable: 0 });
  await settle();
  expect(button(element).disabled).toBe(false);
});

it('N3 asks to acknowledge a mismatch, and writes that it was', async () => {
  const mismatch = { Reconciliations__r: list([check({ State__c: 'Mismatch', Difference__c: 5 })]) };
  const element = await panel(mismatch);
  expect(button(element).disabled).toBe(true);
  const box = one<HTMLInputElement>(element, 'input.mismatch');
  box.checked = true;
  box.dispatchEvent(new CustomEvent('change'));
  await settle();
  expect(button(element).disabled).toBe(false);
  await press(element);
  expect(sent()['Mismatch_Acknowledged__c']).toBe(true);
  await accessible(element);
});

it('keeps the note and tells the rule’s words when it is refused', async () => {
  create.mockRejectedValue({
    status: 400,
    body: {
      output: { errors: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Frozen.' }], fieldErrors: {} },
    },
  });
  const element = await panel();
  await writeNote(element, 'keep me');
  await press(element);
  expect(message(element)).toBe('Frozen. Your note is kept. Ask RevOps if you cannot clear it.');
  expect(one<HTMLTextAreaElement>(element, 'lightning-textarea').value).toBe('keep me');
  await accessible(element);
});

it('looks up a lost answer: what is there counts, what is not is kept for another try', async () => {
  create.mockRejectedValue(new TypeError('Failed to fetch'));
  const lost = await panel({}, {}, () => Promise.resolve());
  await writeNote(lost, 'keep me');
  await press(lost);
  expect(message(lost)).toContain('No answer came, and it is not there. Your note is kept');
  expect(one<HTMLTextAreaElement>(lost, 'lightning-textarea').value).toBe('keep me');
  clearPage();
  let isThere = false;
  const again: Refresh = () => answer(memberAnswer(isThere ? { said: [submissionNode()] } : {}), again);
  const found = await panel({}, {}, again);
  create.mockImplementation(() => {
    isThere = true;
    return Promise.reject(new TypeError('Failed to fetch'));
  });
  await press(found);
  expect(message(found)).toBe('');
  expect(textOf(one(found, '.said'))).toContain('Submitted: 54,400');
});

it('submits nothing that the person has not seen', async () => {
  const moved = await panel({}, {}, () => answer(memberAnswer({ Landing_Forecast__c: 60_000_000 })));
  await press(moved);
  expect(create).not.toHaveBeenCalled();
  expect(message(moved)).toContain('The landing moved to 60,000 while you were looking.');
  clearPage();
  const other = await panel({}, {}, () => answer(memberAnswer({ said: [submissionNode()], Landing_Forecast__c: 5 })));
  await press(other);
  expect(create).not.toHaveBeenCalled();
  expect(message(other)).toContain('It was decided or changed meanwhile.');
});

it('tells that a colleague or another tab was faster', async () => {
  create.mockRejectedValue({
    status: 400,
    body: { output: { errors: [{ errorCode: 'DUPLICATE_VALUE', message: 'dup' }], fieldErrors: {} } },
  });
  const element = await panel();
  await press(element);
  expect(message(element)).toContain('It was submitted meanwhile, in another tab or by a colleague');
});

it('shows the question of a return, and answers it by a new version', async () => {
  const returned = submissionNode({
    State__c: 'Returned',
    Question__c: 'Why so low?',
    Decided_By__r: record({ Name: '部長 一郎' }),
  });
  const element = await panel({ said: [returned] });
  expect(textOf(one(element, '.question'))).toContain('部長 一郎 asks: Why so low?');
  expect(one<Button>(element, 'lightning-textarea').label).toBe('Your answer');
  expect(button(element).label).toBe('Submit a new version');
  await writeNote(element, 'It starts in December.');
  await press(element);
  expect(sent()).toMatchObject({ Version__c: 2, Note__c: 'It starts in December.' });
  await accessible(element);
});

it('withdraws while nobody has decided, as it was seen', async () => {
  const element = await panel({ said: [submissionNode()] });
  expect(all(element, '.submit')).toEqual([]);
  await press(element, '.withdraw');
  expect(update.mock.calls).toEqual([
    [{ fields: { Id: 's1', State__c: 'Withdrawn' } }, { ifUnmodifiedSince: '2026-11-23T03:00:00.000Z' }],
  ]);
  clearPage();
  expect(all(await panel({ said: [submissionNode({ State__c: 'Confirmed' })] }), '.withdraw')).toEqual([]);
});

it('offers a new version when the landing has moved since', async () => {
  const element = await panel({ said: [submissionNode()], Landing_Forecast__c: 55_000_000 });
  expect(textOf(one(element, '.said'))).toContain('The landing has moved by +600 since it was submitted.');
  await press(element);
  expect(sent()).toMatchObject({ Version__c: 2, Landing_Forecast__c: 55_000_000 });
});

it('a carried value is answered by version 1, and not withdrawn', async () => {
  const carried = submissionNode({ Version__c: 0, Carried__c: true });
  const element = await panel({ said: [carried] }, { State__c: 'Late' });
  expect(all(element, '.withdraw')).toEqual([]);
  expect(textOf(one(element, '.said'))).toBe('Carried over: 54,400');
  await press(element);
  expect(sent()).toMatchObject({ Version__c: 1 });
});

it('takes nothing in a frozen or held week, and says where the reason stands', async () => {
  const element = await panel({}, { State__c: 'Frozen' });
  expect(all(element, '.submit')).toEqual([]);
  expect(textOf(element)).toContain('Nothing can be submitted now');
  await answer(memberAnswer({}, { State__c: 'Held' }));
  expect(all(element, '.submit')).toEqual([]);
});

it('counts no deals where there are none', async () => {
  const element = await panel({ Project_Amounts__r: list([]), Opportunity_Amounts__r: list([]) });
  expect(textOf(one(element, '.reviewed'))).toBe('There is no open deal to review yet.');
});

it('asks for no new version when none is taken any more', async () => {
  const frozen = await panel({ said: [submissionNode()], Landing_Forecast__c: 55_000_000 }, { State__c: 'Frozen' });
  expect(textOf(one(frozen, '.said'))).toBe('Submitted: 54,400 The landing has moved by +600 since it was submitted.');
});

it('is to be read for who neither is the rep nor enters for others, without the rep’s accuracy', async () => {
  const element = await panel({ Mine__c: false, said: [submissionNode()] });
  expect(textOf(element)).toContain('佐藤 美咲 confirms this landing. You see where it stands.');
  await answerHistory();
  expect(all(element, 'c-accuracy-line')).toEqual([]);
  expect(all(element, 'lightning-button')).toEqual([]);
  expect(textOf(one(element, '.said'))).toBe('Submitted: 54,400');
});

async function answerHistory(): Promise<void> {
  const past = (month: string): Fields =>
    pastTarget({ month: `${month}-01`, forecast: 112, actual: 100, at: `${month}-05T05:00:00.000Z`, booked: 60 });
  const data = queryAnswer('Target__c', ['2026-08', '2026-09', '2026-10'].map(past));
  const queries = graphql as unknown as { emit(data: unknown, filter: (config: { query?: string }) => boolean): void };
  queries.emit(data, ({ query }) => query?.includes('ownHistory') === true);
  await settle();
}

it('N5 shows the rep how such forecasts came out, and changes nothing by it', async () => {
  const element = await panel();
  await answerHistory();
  expect(textOf(one(element, 'c-accuracy-line'))).toContain('on average 12.0% high; history suggests');
  expect(textOf(one(element, '.figures'))).toContain('Landing now 54,400');
  await press(element);
  expect(sent()['Landing_Forecast__c']).toBe(54_400_000);
  await accessible(element);
});

it('has an outline, an absent and a failed state', async () => {
  const element = await show('c-member-confirm', MemberConfirm, { recordId: 't1' });
  expect(all(element, 'c-loading-stencil')).toHaveLength(1);
  await answerErrors([{ message: 'Out of order.' }]);
  expect(textOf(element)).toContain('Out of order.');
  await answer(queryAnswer('Target__c', []));
  expect(textOf(element)).toContain('This record cannot be shown');
  await accessible(element);
});
