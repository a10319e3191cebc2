import CycleCard from 'c/cycleCard';
import { readCycles, type Cycle } from 'c/forecastCycle';
import { readSubmission, type Submission } from 'c/submissions';
import { queryAnswer, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { submissionNode, WEEK } from '../../../../../../test/jest/submissions';

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-24T04:48:30.000Z') });
});

afterEach(() => {
  clearPage();
  jest.useRealTimers();
});

const week = (change: Fields = {}): Cycle | undefined =>
  readCycles(queryAnswer('Forecast_Cycle__c', [{ ...WEEK, ...change }]))[0];
const said = (change: Fields = {}): Submission => readSubmission(record(submissionNode(change)));

interface Props {
  readonly cycle?: Cycle | undefined;
  readonly periodStart?: string | null;
  readonly latest?: Submission | undefined;
  readonly openItems?: readonly string[];
}

async function card(props: Props = {}): Promise<HTMLElement> {
  return show('c-cycle-card', CycleCard, { cycle: week(), periodStart: '2026-11-01', ...props });
}

/** The checker waits by the clock itself; what is shown does not change meanwhile. */
async function accessible(element: HTMLElement): Promise<void> {
  jest.useRealTimers();
  await expect(element).toBeAccessible();
}

const headline = (element: HTMLElement): string => textOf(one(element, '.headline'));
const standing = (element: HTMLElement): string => textOf(one(element, '.standing'));
const marked = (element: HTMLElement): readonly string[] => all(element, '.step > .slds-assistive-text').map(textOf);

it('counts down to the deadline and names the zone of the business', async () => {
  const element = await card();
  expect(headline(element)).toBe('5 hr 11 min to the deadline');
  expect(textOf(one(element, '.moment'))).toBe('Tue, Nov 24, 7:00 PM (Japan Standard Time)');
  await accessible(element);
});

it('goes on with the clock, and is late when the deadline has passed, without a word from the server', async () => {
  const element = await card();
  jest.advanceTimersByTime(90_000);
  await settle();
  expect(headline(element)).toBe('5 hr 10 min to the deadline');
  jest.advanceTimersByTime(5 * 3_600_000 + 11 * 60_000);
  await settle();
  expect(headline(element)).toBe('Past the deadline: 16 hr 59 min to the freeze');
  expect(standing(element)).toBe('Overdue');
});

it('shows the steps of the week, those that are done marked in words too', async () => {
  const element = await card();
  expect(textOf(one(element, '.steps'))).toBe(
    'Opens done Mon 6:12 AM Deadline now Tue 7:00 PM Freeze Wed 12:00 PM Meeting Wed 1:00 PM',
  );
  const frozen = await card({ cycle: week({ State__c: 'Frozen' }) });
  expect(marked(frozen)).toEqual(['done', 'done', 'done', 'now']);
});

it('tells what is open, or that nothing is', async () => {
  const element = await card({ openItems: ['3 unsaved rows', '2 stale deals'] });
  expect(textOf(one(element, '.open-items'))).toBe('Open: 3 unsaved rows 2 stale deals');
  expect(textOf(one(await card(), '.open-items'))).toBe('Nothing is open for you');
  const frozen = await card({ cycle: week({ State__c: 'Frozen' }), openItems: ['2 stale deals'] });
  expect(all(frozen, '.open-items')).toEqual([]);
  await accessible(element);
});

it('tells each state of a submission, by whom and when', async () => {
  expect(standing(await card())).toBe('Not submitted yet');
  expect(standing(await card({ latest: said() }))).toBe('Submitted 佐藤 美咲, Nov 23, 12:00 PM');
  expect(standing(await card({ latest: said({ Late__c: true }) }))).toContain('Submitted late');
  const behalf = said({ On_Behalf_Of__r: record({ Name: 'Ken Mori' }) });
  expect(standing(await card({ latest: behalf }))).toBe('Submitted 佐藤 美咲 for Ken Mori, Nov 23, 12:00 PM');
  const decided = { Decided_By__r: record({ Name: '部長 一郎' }), Decided_At__c: '2026-11-24T01:00:00.000Z' };
  expect(standing(await card({ latest: said({ State__c: 'Returned', ...decided }) }))).toBe(
    'Returned with a question Returned by 部長 一郎, Nov 24, 10:00 AM Submitted by 佐藤 美咲, Nov 23, 12:00 PM',
  );
  expect(standing(await card({ latest: said({ State__c: 'Confirmed', ...decided }) }))).toContain(
    'Confirmed by 部長 一郎, Nov 24, 10:00 AM',
  );
  expect(standing(await card({ latest: said({ Carried__c: true, Version__c: 0 }) }))).toBe(
    'Carried over from last week Nothing was submitted in time, so last week’s value counts.',
  );
});

it('says why a week is on hold, and that nothing is submitted meanwhile', async () => {
  const message = 'LOAD-MISMATCH | Revenue differs by 1,200. | 売上が 1,200 違います。';
  const element = await card({ cycle: week({ State__c: 'Held', Message__c: message }) });
  expect(headline(element)).toBe('On hold: the load is not proven yet');
  expect(textOf(one(element, '.message'))).toBe('Revenue differs by 1,200.');
  expect(textOf(element)).toContain('nothing is submitted until RevOps opens the week');
  expect(all(element, '.standing')).toEqual([]);
  await accessible(element);
});

it('has words for a week that is planned, overdue to open, closed, past or not there', async () => {
  const planned = { State__c: 'Planned', Opens_At__c: '2026-11-29T21:00:00.000Z', Opened_At__c: null };
  expect(headline(await card({ cycle: week(planned) }))).toBe('Opens in 5 days 16 hr');
  const due = { ...planned, Opens_At__c: '2026-11-24T04:18:00.000Z' };
  expect(headline(await card({ cycle: week(due) }))).toBe('Should have opened 30 min ago');
  expect(headline(await card({ cycle: week({ State__c: 'Closed' }) }))).toBe('The week is closed');
  expect(headline(await card({ periodStart: '2026-10-01' }))).toContain('This month is over');
  const none = await card({ cycle: undefined });
  expect(textOf(none)).toContain('Ask RevOps when the next week opens');
  await accessible(none);
});
