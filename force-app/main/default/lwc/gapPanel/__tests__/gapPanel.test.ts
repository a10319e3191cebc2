import GapPanel from 'c/gapPanel';
import { check, list, queryAnswer, record, targetAnswer } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors, lastQuery, refreshPage } from '../../../../../../test/jest/platform';

const NOW = '2026-11-23T02:04:00.000Z';

async function panel(objectApiName = 'Target__c'): Promise<HTMLElement> {
  return show('c-gap-panel', GapPanel, { recordId: 't1', objectApiName });
}

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW));
});

afterEach(clearPage);

describe('while the numbers are on their way', () => {
  it('shows their outline and says so to a screen reader', async () => {
    const element = await panel();
    expect(one(element, '[role="status"]').textContent).toContain('Loading');
    expect(textOf(element)).not.toContain('Landing at');
    await expect(element).toBeAccessible();
  });

  it('asks one question, for this record', async () => {
    await panel();
    expect(lastQuery().variables).toEqual({ id: 't1' });
    expect(lastQuery().query).toContain('Target__c(first: 1');
  });

  it('asks about a budget on a budget', async () => {
    await panel('Budget__c');
    expect(lastQuery().query).toContain('Budget__c(first: 1');
  });
});

describe('with a target', () => {
  it('says the gap in one sentence, with its two parts', async () => {
    const element = await panel();
    await answer(targetAnswer());
    expect(textOf(element)).toContain(
      'Landing at 54,400 against a target of 60,000 : 5,600 short execution −2,600 / planning −3,000',
    );
    await expect(element).toBeAccessible();
  });

  it('shows everything that a person needs to trust it', async () => {
    const element = await panel();
    await answer(targetAnswer());
    const trust = textOf(one(element, 'c-trust-line'));
    expect(trust).toBe('Matched As of Nov 23, 6:04 AM (5 hours ago) Load B-000123 Source mart.target 41 source rows');
  });

  it('lists the projects and open deals that add up to the landing, and says that they do', async () => {
    const element = await panel();
    await answer(targetAnswer());
    const table = textOf(one(element, 'c-gap-breakdown'));
    expect(table).toContain('春日井食品｜秋の新商品');
    expect(table).toContain('Aoba Travel｜冬キャンペーン');
    expect(table).toContain('Total = landing forecast');
    expect(textOf(element)).toContain('Unit: ¥K');
  });

  it('opens a project where the platform opens records', async () => {
    const element = await panel();
    await answer(targetAnswer());
    const opened: unknown[] = [];
    one(element, 'c-gap-breakdown').addEventListener('recordopened', (event) =>
      opened.push((event as CustomEvent).detail),
    );
    one(element, 'a').click();
    expect(opened).toEqual([{ recordId: 'p-a1', objectApiName: 'Project__c' }]);
  });
});

describe('when it cannot be read', () => {
  it('says why, that nothing was changed, and tries again on demand', async () => {
    const refresh = jest.fn(() => Promise.resolve());
    const element = await panel();
    await answerErrors([{ message: 'Field Plan_Amount__c is not available.' }], refresh);
    expect(textOf(element)).toContain('Field Plan_Amount__c is not available.');
    expect(textOf(element)).toContain('Nothing was changed.');
    await expect(element).toBeAccessible();
    one(element, 'c-panel-problem').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(refresh).toHaveBeenCalledTimes(1);
    await answer(targetAnswer());
    expect(textOf(element)).toContain('Landing at 54,400');
  });

  it('keeps showing what was read before, and since when it holds', async () => {
    const element = await panel();
    await answer(targetAnswer());
    await answerErrors([{ message: 'Down.' }]);
    expect(textOf(element)).toContain(
      'The latest numbers could not be read. Shown is what was read at Nov 23, 11:04 AM.',
    );
    expect(textOf(element)).toContain('Landing at 54,400');
    await expect(element).toBeAccessible();
  });

  it('says that the record is not there, when it is not', async () => {
    const element = await panel();
    await answer(queryAnswer('Target__c', []));
    expect(textOf(element)).toContain('This record cannot be shown');
    await expect(element).toBeAccessible();
  });
});

describe('when the page is refreshed', () => {
  it('asks again once and shows the new answer without an empty moment', async () => {
    const refresh = jest.fn(() => Promise.resolve());
    const element = await panel();
    await answer(targetAnswer(), refresh);
    await refreshPage();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(textOf(element)).toContain('Landing at 54,400');
    await answer(targetAnswer({ Line_Landing__c: 58_200_000 }), refresh);
    expect(textOf(element)).toContain('exactly on target');
  });
});

describe('numbers that cannot be trusted', () => {
  it('are marked: a mismatch by word and difference', async () => {
    const element = await panel();
    const checks = list([check({ State__c: 'Mismatch', Difference__c: -20_000_000 })]);
    await answer(targetAnswer({ Reconciliations__r: checks }));
    expect(textOf(one(element, 'c-trust-line'))).toContain('Mismatch');
    expect(textOf(one(element, 'c-trust-line'))).toContain('Actual differs by −20,000 (warehouse − Salesforce)');
    await expect(element).toBeAccessible();
  });

  it('are marked: older than the schedule allows', async () => {
    const element = await panel();
    Object.assign(element, { staleAfterHours: 4 });
    await answer(targetAnswer());
    expect(textOf(one(element, 'c-trust-line'))).toContain('Late: a newer load was due');
    await expect(element).toBeAccessible();
  });

  it('are marked: never checked, never loaded', async () => {
    const element = await panel();
    await answer(targetAnswer({ Reconciliations__r: list([]), Source_As_Of__c: null, Load_Batch__r: null }));
    expect(textOf(one(element, 'c-trust-line'))).toBe('Not checked Never loaded');
    await expect(element).toBeAccessible();
  });
});

describe('the unit', () => {
  it('is chosen once for every panel of the page, and stays', async () => {
    const element = await panel();
    await answer(targetAnswer());
    const select = one<HTMLSelectElement>(element, 'select');
    select.value = 'million';
    select.dispatchEvent(new CustomEvent('change'));
    await settle();
    expect(textOf(element)).toContain('Landing at 54.4 against a target of 60.0');
    const another = await panel();
    await answer(targetAnswer());
    expect(textOf(another)).toContain('Landing at 54.4');
  });
});

it('has one tree of headings and no table without a caption or name', async () => {
  const element = await panel();
  await answer(targetAnswer());
  expect(
    all(element, 'table').map((table) => table.querySelector('caption') !== null || table.hasAttribute('aria-label')),
  ).toEqual([true, true]);
});

describe('the period switch', () => {
  async function choose(element: HTMLElement, value: string): Promise<void> {
    one(element, `input[value="${value}"]`).dispatchEvent(new CustomEvent('change'));
    await settle();
  }

  const series = {
    Rep__c: 'u1',
    Budget__r: record({ Period_Start__c: '2026-11-01', Measure__c: { value: 'Revenue', label: 'Revenue' } }),
  };

  function withMonths(): ReturnType<typeof targetAnswer> {
    const month = (id: string, start: string, target: number, actual: number) => ({
      Id: id,
      Budget__c: `b-${id}`,
      Budget__r: record({ Period_Start__c: start }),
      Target_Amount__c: target,
      Actual__c: actual,
      Line_Landing__c: actual,
    });
    const months = list([
      month('t0', '2026-10-01', 40_000_000, 39_000_000),
      month('t1', '2026-11-01', 60_000_000, 39_800_000),
    ]);
    const { uiapi } = targetAnswer(series) as { readonly uiapi: { readonly query: object } };
    return { uiapi: { query: { ...uiapi.query, months } } };
  }

  it('asks for the months of this rep and measure, in one request, and only when they are needed', async () => {
    const element = await panel();
    await answer(targetAnswer(series));
    await choose(element, 'quarter');
    expect(lastQuery().variables).toEqual({ owner: 'u1', measure: 'Revenue', from: '2026-04-01', to: '2027-03-01' });
  });

  it('shows the quarter, says which months it covers and how many are missing, and keeps the records of the month', async () => {
    const element = await panel();
    await answer(targetAnswer(series));
    await choose(element, 'quarter');
    expect(textOf(one(element, 'c-period-course'))).toContain('Loading');
    await answer(withMonths());
    expect(textOf(one(element, 'c-gap-header'))).toContain('October – December 2026');
    expect(textOf(one(element, 'c-gap-header'))).toContain(
      'Landing at 78,800 against a target of 100,000 : 21,200 short',
    );
    expect(textOf(element)).toContain('Months without a record, counted as nothing: 10.');
    expect(all<HTMLElement & { title: string }>(element, 'lightning-card').map(({ title }) => title)).toContain(
      'What the landing of November 2026 is made of',
    );
    await expect(element).toBeAccessible();
  });

  it('says of a day what is due, booked and needed, and that there are no daily figures', async () => {
    const element = await panel();
    await answer(targetAnswer(series));
    await choose(element, 'day');
    const course = textOf(one(element, 'c-period-course'));
    expect(course).toContain('No daily figures');
    expect(course).toContain('Business days passed 15 of 21');
    expect(course).toContain('every weekday counts as a business day');
    await expect(element).toBeAccessible();
  });

  it('keeps the figures of the month when the others cannot be read, and says why', async () => {
    const element = await panel();
    await answer(targetAnswer(series));
    await choose(element, 'quarter');
    await answerErrors([{ message: 'No access to Budget__c.' }]);
    expect(textOf(one(element, 'c-period-course'))).toContain('No access to Budget__c.');
    expect(textOf(one(element, 'c-gap-header'))).toContain('November 2026');
  });
});
