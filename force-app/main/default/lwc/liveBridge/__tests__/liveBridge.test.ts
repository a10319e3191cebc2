import { partsSince } from 'c/liveBridge';
import { list, record, type Fields } from '../../../../../../test/jest/answers';

const asked = { periodStart: '2026-11-01', judgementBefore: 0, judgementNow: 0 };

const kept = (id: string, landing: number, change: Fields = {}): Fields => ({
  Id: `k-${id}`,
  Target__c: 't1',
  Project__c: id,
  Project__r: record({ Opportunity__c: null }),
  Landing__c: landing,
  Closed__c: false,
  In_Landing__c: true,
  Lost__c: false,
  ...change,
});
const project = (id: string, landing: number, change: Fields = {}): Fields => ({
  Id: `p-${id}`,
  Target__c: 't1',
  Project__c: id,
  Project__r: record({ Opportunity__c: null, Status__c: 'Active' }),
  Landing__c: landing,
  Closed__c: false,
  In_Landing__c: true,
  ...change,
});
const opportunity = (id: string, counted: number, state: Fields = { IsClosed: false, IsWon: false }): Fields => ({
  Id: `o-${id}`,
  Target__c: 't1',
  Opportunity__c: id,
  Opportunity__r: record(state),
  Counted__c: counted,
  In_Landing__c: true,
});

function lines(before: readonly Fields[], projects: readonly Fields[], opportunities: readonly Fields[] = []): Fields {
  const query = {
    Snapshot_Line__c: list(before),
    Project_Amount__c: list(projects),
    Opportunity_Amount__c: list(opportunities),
  };
  return { uiapi: { query } };
}

it('puts each line into one part, and the parts add up to the change', () => {
  const before = [kept('up', 100), kept('gone', 40), kept('out', 30), kept('same', 7)];
  const now = [project('up', 130), project('out', 0, { In_Landing__c: false }), project('new', 25), project('same', 7)];
  const parts = partsSince(lines(before, now), { ...asked, judgementBefore: -10, judgementNow: -15 });
  expect(parts).toEqual([
    { type: 'New_Deal', amount: 25 },
    { type: 'Lost', amount: -40 },
    { type: 'Left_Out', amount: -30 },
    { type: 'Amount_Up', amount: 30 },
    { type: 'Judgement', amount: -5 },
  ]);
});

it('takes a project that came from an opportunity for the same deal', () => {
  const before = [kept('x', 100, { Project__c: null, Project__r: null, Opportunity__c: 'opp' })];
  const won = project('x', 120, { Project__r: record({ Opportunity__c: 'opp', Status__c: 'Active' }) });
  const parts = partsSince(lines(before, [won], [opportunity('opp', 0, { IsClosed: true, IsWon: true })]), asked);
  expect(parts).toEqual([{ type: 'Amount_Up', amount: 20 }]);
});

it('tells a lost opportunity and a cancelled project from one that became smaller', () => {
  const before = [
    kept('a', 50, { Project__c: null, Project__r: null, Opportunity__c: 'a' }),
    kept('b', 30),
    kept('c', 9),
  ];
  const cancelled = project('b', 0, { Project__r: record({ Opportunity__c: null, Status__c: 'Cancelled' }) });
  const lost = opportunity('a', 0, { IsClosed: true, IsWon: false });
  expect(partsSince(lines(before, [cancelled, project('c', 5)], [lost]), asked)).toEqual([
    { type: 'Lost', amount: -80 },
    { type: 'Amount_Down', amount: -4 },
  ]);
});

it('says how a month that was closed since Friday came out', () => {
  expect(partsSince(lines([kept('a', 50)], [project('a', 60, { Closed__c: true })]), asked)).toEqual([
    { type: 'Realised_Above', amount: 10 },
  ]);
});

it('proposes nothing when not every line was sent: a part of the lines does not add up', () => {
  const data = { uiapi: { query: { Snapshot_Line__c: { totalCount: 2001, edges: [] } } } };
  expect(partsSince(data, asked)).toBeUndefined();
});
