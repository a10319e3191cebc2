import { createRecord } from 'lightning/uiRecordApi';
import { readBudgetNow, readTargetNow } from 'c/byFriday';
import ByFridayPanel from 'c/byFridayPanel';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';
import { subjectOf } from '../words';

const create = jest.mocked(createRecord);
const MILLION = 1_000_000;

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-24T01:00:00.000Z'));
  create.mockReset().mockResolvedValue({ id: 'g9' });
});

afterEach(clearPage);

interface Given {
  readonly target?: Fields;
  readonly open?: readonly Fields[];
  readonly closed?: readonly Fields[];
  readonly later?: readonly Fields[];
}

const opened = (id: string, name: string, amount: number, closes: string, counted = 0): Fields => ({
  Id: `oa-${id}`,
  Opportunity__c: id,
  Expected__c: null,
  Counted__c: counted,
  Opportunity__r: record({ Name: name, CloseDate: closes, Amount: amount, CreatedDate: '2026-10-01T00:00:00.000Z' }),
});

const ended = (index: number): Fields => ({
  Id: `oa-c${index}`,
  Opportunity__c: `c${index}`,
  Expected__c: null,
  Opportunity__r: record({
    IsWon: index % 4 === 0,
    CloseDate: '2026-11-12',
    Amount: 2 * MILLION,
    CreatedDate: '2026-11-20T00:00:00.000Z',
  }),
});

function given({ target = {}, open = [], closed = [], later = [] }: Given): Fields {
  const node = {
    Id: 't1',
    Budget__c: 'b1',
    Rep__c: 'u1',
    Mine__c: true,
    Target_Amount__c: 100 * MILLION,
    Actual__c: 60 * MILLION,
    Landing_Forecast__c: 80 * MILLION,
    Budget__r: record({ Period_Start__c: '2026-11-01', Measure__c: 'Revenue' }),
    Gap_Actions__r: list([]),
    ...target,
  };
  const cycle = { Id: 'c48', State__c: 'Open', Holidays__c: '2026-11-23', Business_Zone__c: 'Asia/Tokyo' };
  const lists = {
    Target__c: list([node]),
    Opportunity_Amount__c: list(open),
    Project_Amount__c: list([{ Id: 'p1', Actual__c: 5 * MILLION, Project__r: record({ Name: '春日井食品' }) }]),
    Forecast_Cycle__c: list([cycle]),
    closed: list(closed),
    later: list(later),
  };
  return { uiapi: { query: lists } };
}

async function shown(answered: Given): Promise<HTMLElement> {
  const element = await show('c-by-friday-panel', ByFridayPanel, { recordId: 't1', objectApiName: 'Target__c' });
  await answer(given(answered));
  // What came first asks for the rest.
  await answer(given(answered));
  return element;
}

const closedDeals = Array.from({ length: 40 }, (_, index) => ended(index));
const subjects = (element: HTMLElement): readonly string[] => all(element, '.subject').map(textOf);
const quoted = opened('o1', 'Aoba Travel', 3_200_000, '2026-11-26');

it('N4: tells the 10 deals of M26 to be won and the 40 that have to be in play for them, with what they rest on', async () => {
  const element = await shown({ open: [quoted], closed: closedDeals });
  expect(all(element, '.fact').map(textOf)).toEqual([
    '¥20,000K more is needed in November 2026 on top of what is expected.',
    '5 business days are left. That is ¥4,000K a business day.',
  ]);
  expect(subjects(element)).toEqual([
    'Win 8 deals by Nov 27',
    'Put 39 more deals in play',
    'Bring Aoba Travel to a decision',
  ]);
  const text = textOf(one(element, '.body'));
  expect(text).toContain('10 in all before the month ends, at ¥2,000K a deal (10 of 40 closed deals were won)');
  expect(text).toContain('It takes 40 at a win rate of 25.0%; open now: 1');
  expect(text).toContain('How long deals take is not known yet');
  await expect(element).toBeAccessible();
});

it('N4: zero gap: an empty list with “on plan”', async () => {
  const element = await shown({ target: { Landing_Forecast__c: 100 * MILLION }, open: [quoted], closed: closedDeals });
  expect(textOf(one(element, 'c-state-message'))).toContain('On plan');
  expect(all(element, '.line')).toEqual([]);
});

it('says that nine closed deals are too few, and still names the deals', async () => {
  const element = await shown({ open: [quoted], closed: closedDeals.slice(0, 9) });
  expect(subjects(element)).toEqual(['Bring Aoba Travel to a decision']);
  expect(textOf(one(element, '.body'))).toContain(
    '9 closed deals of the last twelve months are too few (10 are needed)',
  );
});

it('records a line as an action of its deal, once a week', async () => {
  const element = await shown({ open: [quoted] });
  one<HTMLInputElement>(element, '.tick').click();
  await settleWrite();
  const key = 'ByFriday|t1|2026-11-27|decide|o1';
  expect(create).toHaveBeenCalledWith({
    apiName: 'Gap_Action__c',
    fields: {
      External_Key__c: key,
      Budget__c: 'b1',
      Target__c: 't1',
      Cycle__c: 'c48',
      Kind__c: 'Action',
      State__c: 'Open',
      Subject__c: 'Bring Aoba Travel to a decision',
      Assignee__c: 'u1',
      Due__c: '2026-11-27',
      Kpi__c: 'Landing_Forecast__c',
      Expected_Effect__c: 3_200_000,
      Value_At_Start__c: 80 * MILLION,
      Opportunity__c: 'o1',
    },
  });
  await answer(given({ open: [quoted], target: { Gap_Actions__r: list([{ Id: 'g9', External_Key__c: key }]) } }));
  const box = one<HTMLInputElement>(element, '.tick');
  expect([box.checked, box.disabled]).toEqual([true, true]);
  expect(subjects(element)).toEqual(['Bring Aoba Travel to a decision Recorded']);
});

it('says why a line was not recorded, and leaves it unticked', async () => {
  create.mockRejectedValue({ status: 400, body: { message: 'A gap needs a budget.' } });
  const element = await shown({ open: [quoted] });
  one<HTMLInputElement>(element, '.tick').click();
  await settleWrite();
  expect(textOf(one(element, '.refusal'))).toContain('A gap needs a budget.');
  expect(one<HTMLInputElement>(element, '.tick').checked).toBe(false);
});

it('whoever looks at another’s target ticks nothing', async () => {
  const element = await shown({ open: [quoted], target: { Mine__c: false } });
  expect(one<HTMLInputElement>(element, '.tick').disabled).toBe(true);
});

it('a unit: its budget less its landing, with the deals of everybody in it', async () => {
  const budget = {
    Id: 'b1',
    Department__c: 'd1',
    Current_Amount__c: 100 * MILLION,
    Actual__c: 60 * MILLION,
    Landing_Forecast__c: 80 * MILLION,
    Period_Start__c: '2026-11-01',
    Measure__c: 'Revenue',
    Gap_Actions__r: list([]),
  };
  const ofTarget = given({ open: [quoted], closed: closedDeals });
  const answered = {
    uiapi: { query: { ...(ofTarget['uiapi'] as { readonly query: Fields }).query, Budget__c: list([budget]) } },
  };
  const element = await show('c-by-friday-panel', ByFridayPanel, { recordId: 'b1', objectApiName: 'Budget__c' });
  await answer(answered);
  await answer(answered);
  expect(textOf(one(element, '.body'))).toContain('¥20,000K more is needed in November 2026');
  expect(subjects(element)).toHaveLength(3);
  // Whoever leads no unit reads.
  expect(one<HTMLInputElement>(element, '.tick').disabled).toBe(true);
});

it('what is out of reach is talked about as the target or the budget that it is of', () => {
  const talk = { key: 'talk', kind: 'talk', due: '2026-11-27', effect: MILLION } as const;
  const ofTarget = readTargetNow(given({}));
  const budget = { Id: 'b1', Period_Start__c: '2026-11-01', Measure__c: 'Revenue', Gap_Actions__r: list([]) };
  const { query } = given({})['uiapi'] as { readonly query: Fields };
  const ofBudget = readBudgetNow({ uiapi: { query: { ...query, Budget__c: list([budget]) } } });
  const said = [ofTarget, ofBudget].map((now) => (now === undefined ? '' : subjectOf(talk, now)));
  expect(said).toEqual(['Talk about the target with your manager', 'Talk about the budget with your manager']);
});
