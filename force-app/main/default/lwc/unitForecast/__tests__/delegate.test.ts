import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import UnitForecast from 'c/unitForecast';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';
import { unitAnswer } from '../../../../../../test/jest/unit';

const ME = '005000000000000000';
const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-24T04:48:30.000Z'));
  create.mockReset().mockResolvedValue({ id: 'v9' });
  update.mockReset().mockResolvedValue({ id: 'v9' });
});

afterEach(clearPage);

const delegation = (from: string, until: string): Fields => ({
  Id: 'g1',
  Assignee__c: ME,
  Assignee__r: record({ Name: 'Ken Mori' }),
  Begins__c: from,
  Due__c: until,
  Budget__r: record({ Department__c: 'd1' }),
  LastModifiedDate: '2026-11-20T00:00:00.000Z',
});

/** Nobody who looks has a permission here; the unit stands where it stood on Friday, so that nothing is to be explained. */
async function open(from: string, until: string): Promise<HTMLElement> {
  const element = await show('c-unit-forecast', UnitForecast, { recordId: 'b1' });
  const budget = {
    Department__c: 'd1',
    Department__r: record({ Manager__c: 'u-head', Manager__r: record({ Name: '部長 一郎' }) }),
    Snapshot_Runs__r: list([]),
  };
  const data = unitAnswer({ budget, lines: { delegations: list([delegation(from, until)]) } });
  await answer(data, () => answer(data));
  return element;
}

it('U22: whoever stands in today submits for the head, under the delegation', async () => {
  const element = await open('2026-11-24', '2026-11-25');
  expect(textOf(one(element, '.on-behalf'))).toBe('You stand in for 部長 一郎 until Nov 25. Both names are kept.');
  one(element, '.submit').click();
  await settle();
  await settleWrite();
  expect(create.mock.calls[0]?.[0].fields).toMatchObject({
    Kind__c: 'Unit',
    On_Behalf_Of__c: 'u-head',
    Delegation__c: 'g1',
  });
});

it.each([
  ['2026-11-25', '2026-11-26'],
  ['2026-11-22', '2026-11-23'],
])('from %s to %s is not today: the page is read-only', async (from, until) => {
  const element = await open(from, until);
  expect(all(element, '.submit')).toEqual([]);
});
