import { createRecord } from 'lightning/uiRecordApi';
import KpiTree from 'c/kpiTree';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';

const create = jest.mocked(createRecord);

beforeEach(() => {
  create.mockReset().mockResolvedValue({ id: 'g9' });
});

afterEach(clearPage);

const M = 1_000_000;

function definition(code: string, name: string, fields: Fields): Fields {
  return { Id: `k-${code}`, External_Key__c: code, Name: name, Unit__c: 'Amount', Class__c: 'Process', ...fields };
}

const below = (code: string, combines: string): Fields => ({ Parent__c: `k-${code}`, Combines__c: combines });

const DEFINITIONS: readonly Fields[] = [
  definition('LANDING', 'Landing', { Class__c: 'KGI', Figure__c: 'Landing_Forecast__c' }),
  definition('PROJECTS', 'Projects', { ...below('LANDING', 'Sum'), Figure__c: 'Line_Landing__c' }),
  definition('DEALS', 'Deals', { ...below('LANDING', 'Sum'), Figure__c: 'Opportunity_Expected__c' }),
  definition('MEETINGS', 'Meetings', { ...below('DEALS', 'Product'), Class__c: 'Action', Unit__c: 'Count' }),
  definition('EACH', 'Amount per meeting', {
    ...below('DEALS', 'Product'),
    Numerator__c: 'DEALS',
    Denominator__c: 'MEETINGS',
  }),
];

function value(code: string, actual: number | null, target: number, period: Fields = {}): Fields {
  return {
    Id: `v-${code}`,
    Definition__c: `k-${code}`,
    Period_Type__c: 'Month',
    Period_Start__c: '2026-11-01',
    Actual__c: actual,
    Target_Value__c: target,
    Source_As_Of__c: '2026-11-22T21:00:00.000Z',
    ...period,
  };
}

const VALUES: readonly Fields[] = [
  value('PROJECTS', null, 70 * M),
  value('DEALS', null, 30 * M),
  value('MEETINGS', 10, 12),
  value('MEETINGS', 2, 0, { Id: 'v-day', Period_Type__c: 'Day', Period_Start__c: '2026-11-20', Target_Value__c: null }),
];

interface Given {
  readonly values?: readonly Fields[];
  readonly actions?: readonly Fields[];
  readonly change?: Fields;
}

async function open({ values = VALUES, actions = [], change = {} }: Given = {}): Promise<HTMLElement> {
  const element = await show('c-kpi-tree', KpiTree, { recordId: 't1', objectApiName: 'Target__c' });
  const target = {
    Id: 't1',
    Budget__c: 'b1',
    Rep__c: 'u1',
    Mine__c: true,
    Target_Amount__c: 100 * M,
    Line_Landing__c: 72 * M,
    Opportunity_Expected__c: 20 * M,
    Budget__r: record({ Period_Start__c: '2026-11-01' }),
    KPI_Values__r: list(values),
    Gap_Actions__r: list(actions),
    ...change,
  };
  const cycle = { Id: 'c48', State__c: 'Open', Holidays__c: '2026-11-03\n2026-11-23', Business_Zone__c: 'Asia/Tokyo' };
  await answer({
    uiapi: {
      query: {
        Target__c: list([target]),
        KPI_Definition__c: list(DEFINITIONS),
        Forecast_Cycle__c: list([cycle]),
      },
    },
  });
  return element;
}

const ROWS = '[role="treegrid"] tbody tr';

function shown(element: HTMLElement): readonly string[] {
  return all(element, ROWS).map((row) =>
    [row.querySelector('.text > span:nth-child(2)'), row.querySelector('[data-cell="effect"]')]
      .map((part) => (part?.lastChild?.textContent ?? '').trim())
      .join(' '),
  );
}

async function press(element: HTMLElement, id: string, key: string): Promise<void> {
  one(element, `tr[data-id="${id}"]`).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await settle();
}

it('opens the way to what takes most away, causes in that order, in yen that add up to the gap', async () => {
  const element = await open();
  expect(shown(element)).toEqual([
    'Landing −8,000',
    'Deals −10,000',
    'Amount per meeting −5,503',
    'Meetings −4,497',
    'Projects +2,000',
  ]);
  expect(textOf(one(element, '.said'))).toContain('Amount per meeting');
  const levels = all(element, ROWS).map((row) => row.getAttribute('aria-level'));
  expect(levels).toEqual(['1', '2', '3', '3', '2']);
  await expect(element).toBeAccessible();
});

it('walks, opens and closes by keys, and remembers what was closed', async () => {
  const element = await open();
  await press(element, 'k-DEALS', 'ArrowLeft');
  expect(shown(element)).toHaveLength(3);
  await press(element, 'k-DEALS', 'ArrowDown');
  expect(one(element, 'tr[data-id="k-PROJECTS"]').tabIndex).toBe(0);
  await press(element, 'k-PROJECTS', 'ArrowLeft');
  expect(one(element, 'tr[data-id="k-LANDING"]').tabIndex).toBe(0);
  document.body.replaceChildren();
  expect(shown(await open())).toHaveLength(3);
});

it('names what cannot be told when a value is missing, and still tells the rest', async () => {
  const element = await open({ values: [value('PROJECTS', null, 70 * M), value('DEALS', null, 30 * M)] });
  await press(element, 'k-DEALS', 'ArrowRight');
  expect(textOf(one(element, '.unknown'))).toContain('Meetings');
  expect(shown(element)).toEqual([
    'Landing −8,000',
    'Deals −10,000',
    'Meetings –',
    'Amount per meeting –',
    'Projects +2,000',
  ]);
});

it('says what the parts leave unexplained', async () => {
  const element = await open({ change: { Target_Amount__c: 101 * M } });
  expect(shown(element).at(-1)).toMatch(/−1,000$/);
  expect(one(element, '.rest')).not.toBeNull();
});

it('holds the landing of a unit against its budget, and not against the targets of its members', async () => {
  const element = await show('c-kpi-tree', KpiTree, { recordId: 'b1', objectApiName: 'Budget__c' });
  const budget = (Current_Amount__c: number): Fields => ({
    Id: 'b1',
    Period_Start__c: '2026-11-01',
    Current_Amount__c,
    Line_Landing__c: 72 * M,
    Opportunity_Expected__c: 20 * M,
    Judgement_In_Force__c: 0,
    KPI_Values__r: list(VALUES),
    Gap_Actions__r: list([]),
  });
  const said = async (amount: number): Promise<string> => {
    const Budget__c = list([budget(amount)]);
    const KPI_Definition__c = list(DEFINITIONS);
    await answer({ uiapi: { query: { Budget__c, KPI_Definition__c, Forecast_Cycle__c: list([]) } } });
    return textOf(one(element, '.said'));
  };
  expect(await said(100 * M)).toMatch(/^¥8,000K short of the budget\./);
  // On a phone each row names its own figures, and has no room for both names.
  const names = all(element, 'tbody td:nth-child(2) .cell-label').map(textOf);
  expect([...new Set(names)]).toEqual(['Budget', 'Target']);
  expect(names[0]).toBe('Budget');
  expect(await said(90 * M)).toMatch(/^The budget is reached, by ¥2,000K more\./);
  expect(await said(92 * M)).toMatch(/^Exactly on budget\./);
  expect(textOf(one(element, 'thead th:nth-child(2)'))).toBe('Budget or target');
});

it('says what an administrator does when nothing is loaded', async () => {
  const element = await open({ values: [] });
  expect(all(element, ROWS)).toHaveLength(0);
  expect(one(element, 'c-state-message')).not.toBeNull();
  await expect(element).toBeAccessible();
});

it('records an action for the top cause with the yen at stake, and keeps its KPI and where it began', async () => {
  const element = await open();
  one(element, '.record-top').click();
  await settle();
  const detail = {
    Kind__c: 'Action',
    State__c: 'Open',
    Subject__c: 'Larger proposals',
    Kpi__c: 'k-EACH',
    Expected_Effect__c: 5_503_397,
    Assignee__c: 'u1',
    Due__c: '2026-11-27',
  };
  const form = one<HTMLElement & { effect: number; chosenKpi: string; ownerId: string }>(element, 'c-plan-form');
  expect([form.effect, form.chosenKpi, form.ownerId]).toEqual([5_503_397, 'k-EACH', 'u1']);
  form.dispatchEvent(new CustomEvent('recorded', { detail }));
  await settleWrite();
  expect(create).toHaveBeenCalledWith({
    apiName: 'Gap_Action__c',
    fields: {
      ...detail,
      Budget__c: 'b1',
      Target__c: 't1',
      Cycle__c: 'c48',
      Kpi__c: 'Amount per meeting',
      Kpi_Definition__c: 'k-EACH',
      Kpi_At_Start__c: 2 * M,
    },
  });
});

it('says at its KPI whether an action was done, and what the KPI did since', async () => {
  const action = {
    Id: 'g1',
    State__c: { value: 'Not_Done', label: 'Not done' },
    Subject__c: 'Two more meetings',
    Due__c: '2026-11-20',
    Kpi_Definition__c: 'k-MEETINGS',
    Kpi_At_Start__c: 7,
    Assignee__r: record({ Name: '佐藤 美咲' }),
  };
  const element = await open({ actions: [action] });
  expect(textOf(one(element, '.action'))).toMatch(/Not done.*7 → 10/s);
});

it('offers no action to somebody else', async () => {
  const element = await open({ change: { Mine__c: false } });
  expect(all(element, '.record, .record-top')).toHaveLength(0);
});

it('keeps what was read when a later read fails', async () => {
  const element = await open();
  await answerErrors([{ message: 'Down' }]);
  expect(shown(element)).toHaveLength(5);
});
