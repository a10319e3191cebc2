import '../../../../../../test/jest/unit-manager';
import { createRecord, deleteRecord, updateRecord } from 'lightning/uiRecordApi';
import { list, record } from '../../../../../../test/jest/answers';
import { all, clearPage, one, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';
import { submissionNode } from '../../../../../../test/jest/submissions';
import { unitAnswer, unitVersion } from '../../../../../../test/jest/unit';
import { factorKeys, forecast, press, saying, submitButton } from './open';

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

it('offers to accept or reject a factor until it is judged, then tells the verdict and takes it back', async () => {
  const element = await forecast(saying({}));
  expect(all(element, '.judge .choice').map(textOf)).toEqual(['Accept', 'Reject']);
  const judged = { Id: 'f1', Code__c: 'Price', Amount__c: 10_000_000, Verdict__c: 'Rejected' };
  await answer(unitAnswer(saying({ Forecast_Factors__r: list([judged]) })));
  expect(all(element, '.judge')).toEqual([]);
  expect(textOf(one(element, '.verdict'))).toBe('Rejected Undo');
  await press(element, '.undo');
  expect(update.mock.calls.at(-1)?.[0].fields).toEqual({ Id: 'f1', Verdict__c: 'Open' });
  await expect(element).toBeAccessible();
});

it('U12: withdraws what was submitted, and begins the next version with its factors', async () => {
  const element = await forecast(saying({}), () => answer(unitAnswer(saying({ State__c: 'Withdrawn' }))));
  await press(element, '.withdraw');
  expect(update.mock.calls.at(-1)?.[0].fields).toEqual({ Id: 'u1', State__c: 'Withdrawn' });
  expect(all(element, '[aria-live]').map(textOf)).toContain('The forecast of the unit was withdrawn');
  expect(factorKeys(element)).toEqual(['f1']);
  expect(submitButton(element).disabled).toBe(false);
  await press(element, '.submit');
  expect(create.mock.calls[0]?.[0].fields['Version__c']).toBe(2);
});

it('U12: what the next level has acted on is not withdrawn, nor what was carried over', async () => {
  expect(all(await forecast(saying({ State__c: 'Confirmed' })), '.withdraw')).toEqual([]);
  document.body.replaceChildren();
  expect(all(await forecast(saying({ Carried__c: true, Version__c: 0 })), '.withdraw')).toEqual([]);
});

it('U12: a decision that came first is told, and nothing is withdrawn', async () => {
  update.mockRejectedValueOnce({
    status: 412,
    body: { output: { errors: [{ errorCode: 'ENTITY_CHANGED', message: 'changed' }], fieldErrors: {} } },
  });
  const element = await forecast(saying({}), () => answer(unitAnswer(saying({ State__c: 'Confirmed' }))));
  await press(element, '.withdraw');
  expect(textOf(one(element, '.refusal'))).not.toBe('');
  expect(all(element, '.withdraw')).toEqual([]);
});

it('U13: lists the earlier versions with who, for whom, when, the note and the difference', async () => {
  const units = [
    unitVersion({ Id: 'u2', Version__c: 2, Landing_Forecast__c: 111_000_000 }),
    unitVersion({
      State__c: 'Returned',
      Question__c: 'Why so low?',
      Decided_By__r: record({ Name: '本部長' }),
      Decided_At__c: '2026-11-23T05:00:00.000Z',
      On_Behalf_Of__r: record({ Name: '部長 一郎' }),
      Submitted_By__r: record({ Name: '運用 花子' }),
      Note__c: 'cautious',
    }),
    unitVersion({
      Id: 'u0',
      Version__c: 0,
      Carried__c: true,
      Landing_Forecast__c: 108_500_000,
      Cycle__c: 'c47',
      Cycle__r: record({ External_Key__c: '2026-W47' }),
    }),
  ];
  const element = await forecast({ budget: { units: list(units) } });
  expect(textOf(one(element, 'summary'))).toBe('Earlier versions: 2');
  expect(all(element, '[data-version]').map(textOf)).toEqual([
    expect.stringMatching(
      /^Week 48 of 2026 · Version 1 Returned with a question 110,000 \+1,500 .*運用 花子 for 部長 一郎.*Note: cautious.*Why so low\?/,
    ),
    expect.stringMatching(/^Week 47 of 2026 Carried over from last week 108,500 –/),
  ]);
  await expect(element).toBeAccessible();
});

it('locks the judgement once the numbers are frozen, and says until when', async () => {
  const element = await forecast({ week: { State__c: 'Frozen' } });
  const judgement = one(element, 'c-judgement-entry');
  expect(textOf(judgement)).toContain('The numbers of this week are frozen.');
  expect(one<HTMLInputElement>(judgement, 'input').readOnly).toBe(true);
  expect(all(judgement, '.buttons')).toEqual([]);
});

it('copies the reasons of last week without their amounts, which have to be given again', async () => {
  const W47 = { Cycle__c: 'c47', Cycle__r: record({ External_Key__c: '2026-W47' }) };
  const factors = [
    { Id: 'f7', Code__c: 'Price', Bridge_Type__c: 'Amount_Up', Amount__c: 3_000_000, Comment__c: 'rise' },
    { Id: 'f8', Code__c: 'Other', Bridge_Type__c: null, Amount__c: 1_000_000, Comment__c: 'a strike' },
  ];
  const element = await forecast(saying({ ...W47, Forecast_Factors__r: list(factors) }));
  await press(element, '.copy');
  const [first, second] = factorKeys(element);
  const value = (key: string | undefined, field: string): string =>
    one<HTMLInputElement>(element, `[data-factor="${key ?? ''}"] .${field}`).value;
  expect([value(first, 'code'), value(first, 'amount'), value(first, 'comment')]).toEqual(['Price', '', '']);
  expect([value(second, 'code'), value(second, 'amount'), value(second, 'comment')]).toEqual(['Other', '', 'a strike']);
  expect(textOf(one(element, '.why'))).toContain('A factor has no amount');
  expect(submitButton(element).disabled).toBe(true);
});

it('tells who leads the unit that a member’s submission waits for them, also when the unit’s own is submitted', async () => {
  const members = list([submissionNode({ Id: 's1', Target__c: 't1', State__c: 'Submitted' })]);
  const element = await forecast({ budget: { members, units: list([unitVersion()]) } });
  expect(textOf(one(element, '.open-items'))).toBe('Open: Confirm or return what one member submitted');
});
