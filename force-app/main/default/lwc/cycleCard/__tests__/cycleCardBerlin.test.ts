import '../../../../../../test/jest/berlin';
import CycleCard from 'c/cycleCard';
import { readCycles } from 'c/forecastCycle';
import { readSubmission } from 'c/submissions';
import { queryAnswer, record, type Fields } from '../../../../../../test/jest/answers';
import { clearPage, one, show, textOf } from '../../../../../../test/jest/page';
import { submissionNode, WEEK } from '../../../../../../test/jest/submissions';

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-24T04:48:30.000Z') });
});

afterEach(() => {
  clearPage();
  jest.useRealTimers();
});

async function card(change: Fields = {}, submission: Fields = {}): Promise<HTMLElement> {
  return show('c-cycle-card', CycleCard, {
    cycle: readCycles(queryAnswer('Forecast_Cycle__c', [{ ...WEEK, ...change }]))[0],
    latest: readSubmission(record(submissionNode(submission))),
  });
}

it('N7 counts in the viewer’s time zone and names that of the business', async () => {
  const element = await card();
  expect(textOf(one(element, '.headline'))).toBe('締切まで 5時間11分');
  expect(textOf(one(element, '.moment'))).toBe('あなたの時間で 11月24日(火) 11:00。日本標準時では 11月24日(火) 19:00');
});

it('tells who stands where, and the backend’s message, in Japanese', async () => {
  const element = await card({}, { On_Behalf_Of__r: record({ Name: '森 健' }) });
  expect(textOf(one(element, '.standing'))).toBe('提出済 11月23日 4:00、佐藤 美咲（森 健の代理）');
  const held = await card({ State__c: 'Held', Message__c: 'X | In English. | 売上が違います。' });
  expect(textOf(one(held, '.message'))).toBe('売上が違います。');
});
