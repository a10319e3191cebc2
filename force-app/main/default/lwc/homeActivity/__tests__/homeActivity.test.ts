import HomeActivity from 'c/homeActivity';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-24T04:00:00.000Z'));
});

afterEach(clearPage);

const calls: Fields = {
  Id: 'k-CALLS',
  External_Key__c: 'CALLS',
  Name: 'Calls',
  Class__c: 'Action',
  Unit__c: 'Count',
};

function value(type: string, start: string, actual: number, target: number | null): Fields {
  return {
    Id: `v-${type}-${start}`,
    Definition__c: 'k-CALLS',
    Period_Type__c: type,
    Period_Start__c: start,
    Actual__c: actual,
    Target_Value__c: target,
    Source_As_Of__c: '2026-11-23T21:00:00.000Z',
  };
}

async function open(values: readonly Fields[]): Promise<HTMLElement> {
  const element = await show('c-home-activity', HomeActivity, { recordId: 't1', unit: 'one' });
  const target = { Id: 't1', Budget__r: record({ Period_Start__c: '2026-11-01' }), KPI_Values__r: list(values) };
  const cycle = { Id: 'c48', State__c: 'Open', Holidays__c: null, Business_Zone__c: 'Asia/Tokyo' };
  const query = {
    Target__c: list([target]),
    KPI_Definition__c: list([calls]),
    Forecast_Cycle__c: list([cycle]),
  };
  await answer({ uiapi: { query } });
  return element;
}

it('U6: says what the month asks of a day, beside what was done on the newest one', async () => {
  const element = await open([value('Month', '2026-11-01', 300, 420), value('Day', '2026-11-24', 9, null)]);
  expect(all(element, 'tbody tr').map(textOf)).toEqual([
    'Calls Today 9 of 20 Week from Nov 23 9 of 100 Month 300 of 420 Achievement 71.4% Needed a day 24',
  ]);
  await expect(element).toBeAccessible();
});

it('is not there where no activity is loaded', async () => {
  const element = await open([]);
  expect(all(element, 'table')).toEqual([]);
});

it('says why it cannot be read, and keeps what was', async () => {
  const element = await open([value('Month', '2026-11-01', 300, 420)]);
  await answerErrors([{ message: 'down' }]);
  expect(textOf(one(element, 'tbody'))).toContain('300 of 420');
  expect(textOf(element)).toContain('down');
});
