import { readForecast } from 'c/forecastQuery';
import { list, OPPORTUNITIES, PROJECTS, queryAnswer, targetAnswer } from '../../../../../../test/jest/answers';

it('reads the rows of both kinds, each kind by name', () => {
  expect(readForecast(targetAnswer())).toMatchObject({
    targetId: 't1',
    budgetId: 'b1',
    target: 60_000_000,
    landing: 54_400_000,
    total: 4,
  });
  expect(readForecast(targetAnswer())?.rows.map(({ kind, id }) => [kind, id])).toEqual([
    ['project', 'a2'],
    ['project', 'a3'],
    ['project', 'a1'],
    ['opportunity', 'o1'],
  ]);
});

it('locks what cannot count any more, and says why', () => {
  const [project = {}] = PROJECTS;
  const [deal = {}] = OPPORTUNITIES;
  const answer = targetAnswer({
    Project_Amounts__r: list([{ ...project, Closed__c: true }]),
    Opportunity_Amounts__r: list([
      { ...deal, Id: 'x', Open__c: false },
      { ...deal, Id: 'y', Opportunity__c: null, Opportunity__r: null },
    ]),
  });
  expect(readForecast(answer)?.rows.map(({ name, locked }) => [name, locked])).toEqual([
    ['春日井食品｜秋の新商品', 'monthClosed'],
    ['Aoba Travel｜冬キャンペーン', 'opportunityClosed'],
    ['OA-1', 'unlinked'],
  ]);
});

it('keeps zero and blank apart', () => {
  const [project = {}] = PROJECTS;
  const projects = list([
    { ...project, Id: 'x', Expected_Member__c: 0 },
    { ...project, Id: 'y', Expected_Member__c: null },
  ]);
  expect(
    readForecast(targetAnswer({ Project_Amounts__r: projects }))
      ?.rows.slice(0, 2)
      .map(({ entered }) => entered),
  ).toEqual([0, null]);
});

it('is nothing when the record is not there', () => {
  expect(readForecast(queryAnswer('Target__c', []))).toBeUndefined();
});
