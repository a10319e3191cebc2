import { readComments, threadsOf, type Commented } from 'c/comments';
import { list, queryAnswer, record, type Fields } from '../../../../../../test/jest/answers';

const said = (Id: string, Kpi__c: string, change: Fields = {}): Fields => ({
  Id,
  State__c: null,
  Subject__c: `about ${Id}`,
  Kpi__c,
  Value_At_Start__c: 80,
  As_Of__c: '2026-11-23T01:00:00.000Z',
  Assignee__c: null,
  CreatedById: 'u9',
  CreatedBy: record({ Name: 'Ken Mori' }),
  CreatedDate: `2026-11-23T01:0${Id}:00.000Z`,
  LastModifiedDate: null,
  ...change,
});

const department = record({
  Manager__c: 'u-head',
  Manager__r: record({ Name: '部長 一郎' }),
  Parent__r: record({ Manager__c: 'u-chief', Manager__r: record({ Name: '本部長' }) }),
});

function ofTarget(comments: readonly Fields[], total?: number): Commented {
  const node = {
    Id: 't1',
    Budget__c: 'b1',
    Rep__c: 'u1',
    Rep__r: record({ Name: '佐藤 美咲' }),
    Target_Amount__c: 100,
    Actual__c: 40,
    Landing_Forecast__c: 84,
    Budget__r: record({ Department__r: department }),
    Gap_Actions__r: list(comments, total),
  };
  const read = readComments(queryAnswer('Target__c', [node]), 'Target__c');
  if (read === undefined) throw new Error('the answer has a target');
  return read;
}

it('U25: a comment is bound to the record, one figure of it, and the value that it had at a moment', () => {
  const read = ofTarget([said('1', 'Landing_Forecast__c')]);
  expect(read).toMatchObject({ budgetId: 'b1', targetId: 't1' });
  expect(read.comments[0]).toMatchObject({
    figure: 'Landing_Forecast__c',
    value: 80,
    asOf: '2026-11-23T01:00:00.000Z',
    by: { id: 'u9', name: 'Ken Mori' },
    to: undefined,
  });
});

it('has a thread a figure in the order of the page, the oldest comment first, and figures that are gone last', () => {
  const read = ofTarget([
    said('4', 'Gone__c'),
    said('3', 'Actual__c'),
    said('2', 'Landing_Forecast__c'),
    said('1', 'Actual__c'),
  ]);
  expect(threadsOf(read).map(({ name, value, comments }) => [name, value, comments.map(({ id }) => id)])).toEqual([
    ['Landing_Forecast__c', 84, ['2']],
    ['Actual__c', 40, ['1', '3']],
    ['Gone__c', null, ['4']],
  ]);
});

it('has two of the same second in the order in which they were made', () => {
  const at = { CreatedDate: '2026-11-23T01:00:00.000Z' };
  const [thread] = threadsOf(ofTarget([said('1', 'Actual__c', at), said('2', 'Actual__c', at)]));
  expect(thread?.comments.map(({ id }) => id)).toEqual(['1', '2']);
});

it('offers whoever reads here: the member, the heads above, and those who have said something, each once', () => {
  const read = ofTarget([said('1', 'Actual__c'), said('2', 'Actual__c', { CreatedById: 'u-head' })]);
  expect(read.people.map(({ id }) => id)).toEqual(['u1', 'u-head', 'u-chief', 'u9']);
});

it('of a budget, offers the members, and the judgement is a figure too', () => {
  const member = (Id: string, Rep__c: string): Fields => ({ Id, Rep__c, Rep__r: record({ Name: Rep__c }) });
  const node = {
    Id: 'b1',
    Current_Amount__c: 100,
    Actual__c: 40,
    Landing_Forecast__c: 84,
    Judgement__c: -2,
    Department__r: department,
    Targets__r: list([member('t1', 'u1'), member('t2', 'u2'), member('t3', 'u1')]),
    Gap_Actions__r: list([]),
  };
  const read = readComments(queryAnswer('Budget__c', [node]), 'Budget__c');
  expect(read).toMatchObject({ budgetId: 'b1', targetId: null, unread: 0 });
  expect(read?.people.map(({ id }) => id)).toEqual(['u1', 'u2', 'u-head', 'u-chief']);
  expect(read?.figures.at(-1)).toEqual({ name: 'Judgement__c', value: -2 });
});

it('knows how many older ones there are, and a record that is not there', () => {
  expect(ofTarget([said('1', 'Actual__c')], 7).unread).toBe(6);
  expect(readComments(queryAnswer('Target__c', []), 'Target__c')).toBeUndefined();
});
