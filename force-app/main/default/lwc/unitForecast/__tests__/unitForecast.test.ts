import '../../../../../../test/jest/unit-manager';
import { createRecord, deleteRecord, updateRecord } from 'lightning/uiRecordApi';
import { check, list, record } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';
import { unitAnswer, unitVersion } from '../../../../../../test/jest/unit';
import { enter, factorKeys, forecast, press, saying, submitButton } from './open';

// axe looks at three cards at once, on a machine that may be busy.
jest.setTimeout(20_000);

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-24T04:48:30.000Z'));
  let made = 0;
  create.mockReset().mockImplementation(() => Promise.resolve({ id: `new-${(made += 1)}` }));
  update.mockReset().mockResolvedValue({ id: 'u1' });
  jest.mocked(deleteRecord).mockReset().mockResolvedValue(undefined);
});

afterEach(clearPage);

const reasons = (element: HTMLElement): readonly string[] => all(element, '.why li').map(textOf);

/** Every proposed factor with a reason. */
async function explained(
  change: Parameters<typeof forecast>[0] = {},
  refresh?: () => Promise<unknown>,
): Promise<HTMLElement> {
  const element = await forecast(change, refresh);
  await enter(element, 'Amount_Up', 'code', 'Price');
  await enter(element, 'Judgement', 'code', 'Timing');
  return element;
}

it('shows the landing and the change to last Friday; below the judgement, what it is made of is not said twice', async () => {
  const element = await forecast();
  expect(textOf(one(element, '.sums'))).toBe('Landing 110,000 Last Friday 100,000 Change +10,000');
  expect(textOf(one(element, 'c-judgement-entry'))).toContain('Members’ landing 112,000');
});

it('N6: begins with what the deals tell since Friday, and asks for a reason only where it has to', async () => {
  const element = await forecast();
  expect(factorKeys(element)).toEqual(['New_Deal', 'Amount_Up', 'Judgement']);
  expect(textOf(one(element, '.balance'))).toBe(
    'The lines add up to +10,000 of +10,000; 0 is left over (up to 1,000 is allowed). A reason is chosen for 64.3% of what is material.',
  );
  // That amounts add up is not good as long as a reason is missing.
  expect(one(element, '.balance').className).toBe('balance open');
  expect(reasons(element)).toEqual(['2 factors have no reason.']);
  expect(submitButton(element).disabled).toBe(true);
  await expect(element).toBeAccessible();
});

it('N6: shows the unexplained amount with every key, and says why it is not ready', async () => {
  const element = await explained();
  expect(one(element, '.balance').className).toBe('balance good');
  expect(textOf(one(element, '.ready'))).toBe('Everything is explained. Ready to submit.');
  await enter(element, 'New_Deal', 'amount', '4M');
  expect(textOf(one(element, '.balance'))).toContain('+5,000 is left over (up to 1,000 is allowed)');
  expect(reasons(element)).toEqual(['+5,000 is left over; up to 1,000 may be.']);
  await press(element, '.add');
  const [, , , own] = factorKeys(element);
  await enter(element, own ?? '', 'code', 'Other');
  expect(reasons(element)).toEqual(['A factor “other” has no comment.']);
  await enter(element, own ?? '', 'comment', 'a strike');
  expect(submitButton(element).disabled).toBe(false);
  await expect(element).toBeAccessible();
});

it('N6: a remainder within what is allowed is told, not called explained', async () => {
  const element = await explained();
  const { value } = one<HTMLInputElement>(element, '[data-factor="New_Deal"] .amount');
  await enter(element, 'New_Deal', 'amount', String(Number(value.replaceAll(',', '')) - 600));
  expect(textOf(one(element, '.ready'))).toBe('Ready to submit. +600 is left over, within the 1,000 that is allowed.');
  expect(submitButton(element).disabled).toBe(false);
});

it('keeps what cannot be read as an amount, and does not submit it', async () => {
  const element = await explained();
  await enter(element, 'New_Deal', 'amount', '9百');
  expect(one<HTMLInputElement>(element, '[data-factor="New_Deal"] .amount').value).toBe('9百');
  expect(textOf(one(element, '[data-factor="New_Deal"] .told'))).toContain('“9百” is not an amount.');
  expect(reasons(element)).toContain('A factor has no amount that can be read.');
});

it('keeps what is prepared when the tab is closed, and gives it back until it is submitted', async () => {
  const element = await explained();
  await enter(element, 'New_Deal', 'amount', '8.5M');
  document.body.replaceChildren();
  const again = await forecast();
  expect(one<HTMLInputElement>(again, '[data-factor="New_Deal"] .amount').value).toBe('8,500');
  expect(textOf(one(again, '.restored'))).toBe('Unsaved changes from Nov 24, 1:48 PM are back: 3.');
  await press(again, '.submit');
  document.body.replaceChildren();
  expect(all(await forecast(), '.restored')).toEqual([]);
});

it('does not put over another version what was prepared before it', async () => {
  const element = await explained();
  await enter(element, 'New_Deal', 'amount', '8.5M');
  document.body.replaceChildren();
  const again = await forecast(saying({}));
  expect(all(again, '.submit')).toEqual([]);
});

it('submits as a draft by its key, then the factors, then submitted and signed', async () => {
  const element = await explained();
  await press(element, '.submit');
  expect(create.mock.calls[0]?.[0]).toEqual({
    apiName: 'Forecast_Submission__c',
    fields: {
      External_Key__c: '2026-W48|Unit|2026-11|SALES-1|Revenue|1',
      Cycle__c: 'c48',
      Kind__c: 'Unit',
      Version__c: 1,
      Budget__c: 'b1',
      State__c: 'Draft',
      Actual__c: 40_000_000,
      Rolled_Up__c: 112_000_000,
      Judgement__c: -2_000_000,
      Landing_Forecast__c: 110_000_000,
      Previous_Landing__c: 100_000_000,
      Note__c: null,
      Mismatch_Acknowledged__c: false,
      On_Behalf_Of__c: null,
    },
  });
  expect(create.mock.calls.slice(1).map(([input]) => input.fields)).toEqual([
    {
      Submission__c: 'new-1',
      Code__c: 'New_Demand',
      Bridge_Type__c: 'New_Deal',
      Amount__c: 9_000_000,
      Comment__c: null,
    },
    { Submission__c: 'new-1', Code__c: 'Price', Bridge_Type__c: 'Amount_Up', Amount__c: 3_000_000, Comment__c: null },
    { Submission__c: 'new-1', Code__c: 'Timing', Bridge_Type__c: 'Judgement', Amount__c: -2_000_000, Comment__c: null },
  ]);
  expect(update.mock.calls.at(-1)?.[0].fields).toMatchObject({
    Id: 'new-1',
    State__c: 'Submitted',
    Submitted_At__c: '2026-11-24T04:48:30.000Z',
  });
  expect(all(element, '[aria-live]').map(textOf)).toContain('The forecast of the unit was submitted');
});

it('reads again when the version is there, and takes up the own draft that an earlier try left', async () => {
  create.mockRejectedValueOnce({
    status: 400,
    body: { output: { errors: [{ errorCode: 'DUPLICATE_VALUE', message: 'duplicate' }], fieldErrors: {} } },
  });
  let reads = 0;
  const element = await explained({}, async () => {
    reads += 1;
    if (reads >= 3) {
      await answer(unitAnswer(saying({ State__c: 'Draft', Submitted_At__c: null })), () => Promise.resolve());
    }
  });
  await press(element, '.submit');
  expect(create.mock.calls.filter(([input]) => input.apiName === 'Forecast_Submission__c')).toHaveLength(1);
  expect(update.mock.calls.map(([input]) => input.fields['Id'])).toEqual(['u1', 'f1', 'u1']);
  expect(update.mock.calls.at(-1)?.[0].fields['State__c']).toBe('Submitted');
});

it('tells who was faster when the version is somebody else’s', async () => {
  create.mockRejectedValueOnce({
    status: 400,
    body: { output: { errors: [{ errorCode: 'DUPLICATE_VALUE', message: 'duplicate' }], fieldErrors: {} } },
  });
  let reads = 0;
  const other = { CreatedById: '005000000000000XYZ' };
  const element = await explained({}, async () => {
    reads += 1;
    if (reads >= 3) await answer(unitAnswer(saying(other)), () => Promise.resolve());
  });
  await press(element, '.submit');
  expect(textOf(one(element, '.refusal'))).toBe(
    '部長 一郎 has made version 1 meanwhile. Look at it before you submit yours.',
  );
  expect(update).not.toHaveBeenCalled();
});

it('keeps the factors and says why when the platform refuses', async () => {
  update.mockRejectedValueOnce({
    status: 400,
    body: { output: { errors: [{ message: 'The cycle is frozen.' }], fieldErrors: {} } },
  });
  const element = await explained();
  await press(element, '.submit');
  expect(textOf(one(element, '.refusal'))).toBe('The cycle is frozen.');
  expect(one<HTMLSelectElement>(element, '[data-factor="Amount_Up"] .code').value).toBe('Price');
});

it('does not submit numbers that moved while one looked', async () => {
  const element = await explained({}, () => answer(unitAnswer({ budget: { Line_Landing__c: 111_000_000 } })));
  await press(element, '.submit');
  expect(textOf(one(element, '.refusal'))).toContain('The numbers moved while you looked.');
  expect(create).not.toHaveBeenCalled();
});

it('asks for an acknowledgement when the numbers do not match, and stores it', async () => {
  const element = await explained({ budget: { Reconciliations__r: list([check({ State__c: 'Mismatch' })]) } });
  expect(reasons(element)).toEqual(['Acknowledge that the numbers do not match the source.']);
  const box = one<HTMLInputElement>(element, '.acknowledge input');
  box.checked = true;
  box.dispatchEvent(new CustomEvent('change'));
  await settle();
  await press(element, '.submit');
  expect(create.mock.calls[0]?.[0].fields['Mismatch_Acknowledged__c']).toBe(true);
});

it('waits for a judgement that is typed and not stored', async () => {
  const element = await explained();
  const cell = one<HTMLInputElement>(one(element, 'c-judgement-entry'), 'input');
  // The judgement has a query of its own, which the stub answers with the same unit.
  cell.value = '-5M';
  cell.dispatchEvent(new CustomEvent('input'));
  await settle();
  expect(reasons(element)).toEqual(['Save or undo the judgement first.']);
});

it('says nothing of a change before the week opens', async () => {
  const element = await forecast({ week: { State__c: 'Held' } });
  expect(all(element, '.sums')).toEqual([]);
});

it('shows what was submitted as it was, and what has moved since', async () => {
  const element = await forecast({
    ...saying({}),
    budget: { units: list([unitVersion({})]), Line_Landing__c: 111_000_000 },
  });
  expect(all(element, '.submit')).toEqual([]);
  expect(textOf(one(element, '.sums'))).toContain('Landing 110,000');
  expect(textOf(one(element, '.moved'))).toContain('The numbers have moved by +1,000');
  await press(element, '.renew');
  expect(textOf(one(element, '.sums'))).toContain('Landing 111,000');
  expect(factorKeys(element)).toEqual(['f1']);
});

it('answers a returned version by a new one, with its factors and the question', async () => {
  const returned = { State__c: 'Returned', Question__c: 'Why so low?', Decided_By__r: { Name: { value: '本部長' } } };
  const element = await forecast(saying(returned));
  expect(textOf(element)).toContain('Question from 本部長 Why so low?');
  await press(element, '.submit');
  expect(create.mock.calls[0]?.[0].fields).toMatchObject({ Version__c: 2, State__c: 'Draft' });
});

it('submits over what was carried over, as the first version', async () => {
  const element = await explained(saying({ Version__c: 0, Carried__c: true }));
  await press(element, '.submit');
  expect(create.mock.calls[0]?.[0].fields['Version__c']).toBe(1);
});

it('lets the next level judge each factor, confirm, or return with a question', async () => {
  const element = await forecast(saying({}));
  await press(element, '.judge .accept');
  expect(update.mock.calls.at(-1)?.[0].fields).toEqual({ Id: 'f1', Verdict__c: 'Confirmed' });
  await press(element, '.confirm');
  expect(update.mock.calls.at(-1)?.[0].fields).toMatchObject({ Id: 'u1', State__c: 'Confirmed' });
  await press(element, '.return');
  const question = one(element, '.asking lightning-textarea');
  question.dispatchEvent(new CustomEvent('change', { detail: { value: 'Why so low?' } }));
  await settle();
  await expect(element).toBeAccessible();
  await press(element, '.send');
  expect(update.mock.calls.at(-1)?.[0].fields).toMatchObject({
    Id: 'u1',
    State__c: 'Returned',
    Question__c: 'Why so low?',
  });
});

it('U22: tells whoever submits for the unit’s manager that both names are kept, and keeps them', async () => {
  const other = record({ Manager__c: '005000000000000XYZ', Manager__r: record({ Name: '部長 一郎' }) });
  const element = await explained({ budget: { Department__r: other } });
  expect(textOf(one(element, '.on-behalf'))).toBe('You enter for 部長 一郎; the submission names you both.');
  await press(element, '.submit');
  expect(create.mock.calls[0]?.[0].fields['On_Behalf_Of__c']).toBe('005000000000000XYZ');
});

it('takes nothing when the numbers are frozen', async () => {
  const element = await forecast({ week: { State__c: 'Frozen' } });
  expect(all(element, '.submit')).toEqual([]);
  expect(all(element, '[data-factor]')).toEqual([]);
});

it('has nothing to explain in the first week', async () => {
  const element = await forecast({ budget: { Snapshot_Runs__r: list([]) } });
  expect(textOf(element)).toContain('No earlier week is kept');
  expect(submitButton(element).disabled).toBe(false);
});
