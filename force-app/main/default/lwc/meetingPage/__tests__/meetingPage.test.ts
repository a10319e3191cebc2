import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import MeetingPage from 'c/meetingPage';
import { meetingAnswer, part, run, said } from '../../../../../../test/jest/meeting';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';

jest.mock('c/permissions', () => ({ permissions: { confirmForecasts: true } }));

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);

beforeEach(() => {
  create.mockReset().mockResolvedValue({ id: 'd9' });
  update.mockReset().mockResolvedValue({ id: 'd1' });
});

afterEach(clearPage);

async function open(
  change: Parameters<typeof meetingAnswer>[0] = {},
  refresh?: () => Promise<unknown>,
): Promise<HTMLElement> {
  const element = await show('c-meeting-page', MeetingPage, { recordId: 'c48' });
  await answer(meetingAnswer(change), refresh);
  await answer(meetingAnswer(change), refresh);
  return element;
}

const landings = (element: HTMLElement): readonly string[] =>
  all(element, 'tr[data-unit] [data-figure="landing"]').map(textOf);

it('shows the frozen set, and what has moved since as a note beside it', async () => {
  const element = await open({ live: { b1: 9_500, b2: 7_000 } });
  expect(textOf(one(element, '.moment'))).toBe(
    'Frozen as of Wed, Nov 25, 12:00 PM. Every total on this page is as of that moment.',
  );
  expect(landings(element)).toEqual(['70,000', '94,000']);
  expect(textOf(one(element, '.chosen [data-figure="landing"]'))).toBe('164,000');
  expect(textOf(one(element, '.chosen .note'))).toBe('Since freeze: +1,000');
  await expect(element).toBeAccessible();
});

it('says before the freeze that its numbers still move', async () => {
  const element = await open({ runs: [], cycle: { State__c: 'Open' } });
  expect(textOf(one(element, '.moment'))).toContain('Not frozen yet');
  expect(landings(element)).toEqual(['70,000', '94,000']);
});

it('says that a frozen week has kept no numbers', async () => {
  const element = await open({ runs: [] });
  expect(textOf(one(element, '.moment'))).toContain('no numbers were kept');
});

it('says how many have submitted, who was carried, and what is due', async () => {
  const element = await open();
  expect(all(element, '.facts li').map(textOf).slice(0, 2)).toEqual(['1 of 2 submitted', '1 carried']);
});

it('shows the causes of the unit that was pressed, and of all units on B', async () => {
  const element = await open({ parts: [part('p1', 'b1', 'New_Deal', 400), part('p2', 'b2', 'Lost', -600)] });
  expect(textOf(one(element, '.identity'))).toBe('Parts add up to −2,000: nothing is left over.');
  const [west] = all(element, 'tr[data-unit]');
  west?.click();
  await settle();
  expect(textOf(one(element, '.identity'))).toBe('Parts add up to −6,000: nothing is left over.');
  west?.dispatchEvent(new KeyboardEvent('keydown', { key: 'b' }));
  await settle();
  expect(textOf(one(element, '.identity'))).toBe('Parts add up to −2,000: nothing is left over.');
});

it('walks the units by arrow keys, and leaves keys with Ctrl to the browser', async () => {
  const element = await open();
  const [first] = all(element, 'tr[data-unit]');
  first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', ctrlKey: true }));
  first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
  await settle();
  expect(all(element, 'tr[data-unit]').map((row) => row.getAttribute('aria-selected'))).toEqual(['false', 'true']);
});

it('closes a promise with the number as it was frozen', async () => {
  const element = await open({ live: { b1: 1, b2: 1 } });
  all<HTMLButtonElement>(element, '.buttons button')[0]?.click();
  await settle();
  expect(update.mock.calls).toEqual([
    [
      { fields: { Id: 'd1', State__c: 'Done', Value_At_Review__c: 94_000_000 } },
      { ifUnmodifiedSince: '2026-11-18T04:00:00.000Z' },
    ],
  ]);
});

it('records a decision in this week, and keeps it with the platform’s words when it is refused', async () => {
  create.mockRejectedValue({ status: 400, body: { output: { errors: [{ message: 'No.' }], fieldErrors: {} } } });
  const element = await open();
  const detail = {
    kind: 'Decision',
    budgetId: 'b1',
    subject: 'Call',
    ownerId: 'u1',
    due: '2026-12-02',
    kpi: 'Actual__c',
    valueAtStart: 1,
    expectedEffect: null,
    topicId: null,
  };
  one(element, 'c-decision-recorder').dispatchEvent(new CustomEvent('recorded', { detail }));
  await settle();
  expect(create.mock.calls[0]?.[0]).toEqual({
    apiName: 'Gap_Action__c',
    fields: {
      Budget__c: 'b1',
      Cycle__c: 'c48',
      Kind__c: 'Decision',
      State__c: 'Open',
      Subject__c: 'Call',
      Assignee__c: 'u1',
      Due__c: '2026-12-02',
      Kpi__c: 'Actual__c',
      Value_At_Start__c: 1,
      Expected_Effect__c: null,
    },
  });
  expect(textOf(one(element, 'c-decision-recorder .message, .message'))).toBe('No.');
});

const TOPIC = said('t1', {
  Kind__c: { value: 'Parked', label: 'Topic for later' },
  Subject__c: 'Prices of next year',
  Budget__c: 'b2',
});

it('takes a topic up at its own unit as a decision, and takes it off the list once that is recorded', async () => {
  const element = await open({ said: [TOPIC] });
  expect(textOf(one(element, '[data-topic="t1"]'))).toContain('Prices of next year');
  expect(all(element, '[data-said]')).toEqual([]);
  all(element, '[data-topic] button')[0]?.click();
  await settle();
  const recorder = one(element, 'c-decision-recorder');
  expect(one<HTMLInputElement>(recorder, '.subject').value).toBe('Prices of next year');
  expect(textOf(one(recorder, '.taken'))).toContain('From the parking list: “Prices of next year”');
  expect(all<HTMLOptionElement>(recorder, 'select')[1]).toMatchObject({ value: 'b2' });
  const [kinds] = all<HTMLSelectElement>(recorder, 'select');
  expect([...(kinds?.options ?? [])].map(textOf)).toEqual(['Decision', 'Question to the unit']);
  const due = one<HTMLInputElement>(recorder, '.due');
  due.value = '2030-12-02';
  due.dispatchEvent(new CustomEvent('change'));
  await settle();
  one(recorder, '.save').click();
  await settle();
  expect(create.mock.calls[0]?.[0]).toMatchObject({
    fields: { Kind__c: 'Decision', Subject__c: 'Prices of next year', Budget__c: 'b2', Cycle__c: 'c48' },
  });
  const unmodified = { ifUnmodifiedSince: '2026-11-18T04:00:00.000Z' };
  expect(update.mock.calls).toEqual([[{ fields: { Id: 't1', State__c: 'Done' } }, unmodified]]);
});

it('closes a topic without a decision, and says so', async () => {
  const element = await open({ said: [TOPIC] });
  all(element, '[data-topic] button')[1]?.click();
  await settle();
  expect(update.mock.calls[0]?.[0]).toEqual({ fields: { Id: 't1', State__c: 'Dropped' } });
  expect(create).not.toHaveBeenCalled();
  expect(textOf(one(element, '[aria-live="polite"]'))).toContain('is off the parking list');
});

it('lets a topic stay parked after all, and leaves what is refused on the list', async () => {
  create.mockRejectedValue({ status: 400, body: { output: { errors: [{ message: 'No.' }], fieldErrors: {} } } });
  const element = await open({ said: [TOPIC] });
  all(element, '[data-topic] button')[0]?.click();
  await settle();
  const recorder = one(element, 'c-decision-recorder');
  const due = one<HTMLInputElement>(recorder, '.due');
  due.value = '2030-12-02';
  due.dispatchEvent(new CustomEvent('change'));
  await settle();
  one(recorder, '.save').click();
  await settle();
  expect(update).not.toHaveBeenCalled();
  one(recorder, '.leave').click();
  await settle();
  expect(all(recorder, '.taken')).toEqual([]);
  expect(one<HTMLInputElement>(recorder, '.subject').value).toBe('');
  expect(all(element, '[data-topic]')).toHaveLength(1);
});

it('presents in large type, without buttons on the left', async () => {
  const element = await open();
  one(element, '.present').click();
  await settle();
  expect(all(element, '.buttons button')).toEqual([]);
  expect(one(element, '.page').className).toContain('presenting');
});

it('keeps what was read when a later read fails, and says since when it stands', async () => {
  const element = await open();
  await answerErrors([{ message: 'down' }]);
  expect(landings(element)).toEqual(['70,000', '94,000']);
  expect(textOf(element)).toContain('What has changed since the freeze could not be read.');
});

it('has no numbers of a month in which nobody has a budget', async () => {
  const element = await open({ runs: [], live: {}, cycle: { State__c: 'Open' } });
  expect(textOf(element)).toContain('There are no numbers for this month.');
});

it('says that a freeze is of two moments', async () => {
  const early = { ...run('b2', 'West', [1, 1, 1, 1]), As_Of__c: '2026-11-24T03:00:00.000Z' };
  const element = await open({ runs: [run('b1', 'East', [1, 1, 1, 1]), early] });
  expect(textOf(one(element, '.moment'))).toContain('The freeze holds 2 moments');
});

it('says of a promise without a number that it has none, and of one without a start that none was kept', async () => {
  const element = await open({
    said: [
      said('d1', { Kpi__c: null, Value_At_Start__c: null, Expected_Effect__c: null }),
      said('d2', { Value_At_Start__c: null }),
    ],
  });
  const moved = (id: string): string => textOf(one(element, `[data-promise="${id}"] td.number .more`));
  expect(moved('d1')).toBe('Tied to no number');
  expect(moved('d2')).toBe('No starting value was kept');
});
