import { readBudget, readTarget } from 'c/gapQuery';
import {
  budgetAnswer,
  check,
  list,
  queryAnswer,
  record,
  targetAnswer,
  type Fields,
} from '../../../../../../test/jest/answers';

function trustOf(change: Fields): unknown {
  return readTarget(targetAnswer(change))?.trust;
}

it('adds the landing from its stored parts', () => {
  expect(readTarget(targetAnswer())?.figures).toEqual({
    target: 60_000_000,
    plan: 57_000_000,
    actual: 39_800_000,
    landing: 54_400_000,
    judgement: null,
    original: null,
  });
  expect(readBudget(budgetAnswer())?.figures).toMatchObject({
    target: 120_000_000,
    plan: 110_000_000,
    landing: 110_000_000,
  });
});

it('knows no plan of a budget without members', () => {
  expect(readBudget(budgetAnswer({ Targets__r: list([]), Target_Amount__c: 0 }))?.figures.plan).toBeNull();
});

it('names a line after its own record when the project is out of sight', () => {
  const project = { Id: 'a9', Name: 'PA-0009', Project__c: null, Project__r: null, Landing__c: 5 };
  const gap = readTarget(targetAnswer({ Project_Amounts__r: list([project]) }));
  expect(gap?.projects.lines[0]).toMatchObject({ name: 'PA-0009', linkId: 'a9', budget: null });
});

it('survives a record whose relations are all out of sight', () => {
  const gap = readTarget(queryAnswer('Target__c', [{ Id: 't1' }]));
  expect(gap).toMatchObject({ who: null, month: null, projects: { lines: [], total: 0 } });
});

describe('trust', () => {
  it('is the worst of what was last said of each measure', () => {
    const checks = list([
      check({}),
      check({ State__c: 'Explained', Measure__c: 'Line_Landing__c', Difference__c: 100 }),
      check({ State__c: 'Mismatch', Checked_At__c: '2026-11-15T21:10:00.000Z' }),
    ]);
    expect(trustOf({ Reconciliations__r: checks })).toMatchObject({
      state: 'explained',
      differences: [{ measure: 'Line_Landing__c', amount: 100 }],
    });
  });

  it('was compared when its last measure was, and never by an attempt that could not be made', () => {
    const attempt = { State__c: 'Not_Checked', Checked_At__c: '2026-11-30T21:10:00.000Z' };
    const both = list([check({}), check({ ...attempt, Measure__c: 'Line_Landing__c' })]);
    const { Checked_At__c: checkedAt } = check({});
    expect(trustOf({ Reconciliations__r: both })).toMatchObject({ state: 'unchecked', checkedAt });
    expect(trustOf({ Reconciliations__r: list([check(attempt)]) })).toMatchObject({ checkedAt: null });
  });

  it('stays a mismatch when another measure has been told something newer', () => {
    const checks = list([
      check({ Measure__c: 'Target_Amount__c' }),
      check({ State__c: 'Mismatch', Difference__c: 5, Checked_At__c: '2026-11-15T21:10:00.000Z' }),
    ]);
    expect(trustOf({ Reconciliations__r: checks })).toMatchObject({ state: 'mismatch' });
  });

  it('N3 lists the keys that differ, with their causes, and how many are not listed', () => {
    const keys = 'DELETED_IN_SALESFORCE menu-amount 2026-11|Revenue|sato|P 1|search\nNOT_SENT project-amount b\n+7';
    const checks = list([check({}), check({ State__c: 'Mismatch', Measure__c: 'Count', Keys__c: keys })]);
    expect(trustOf({ Reconciliations__r: checks })).toMatchObject({
      state: 'mismatch',
      keys: [
        { cause: 'DELETED_IN_SALESFORCE', sync: 'menu-amount', key: '2026-11|Revenue|sato|P 1|search' },
        { cause: 'NOT_SENT', sync: 'project-amount', key: 'b' },
      ],
      moreKeys: 7,
    });
  });

  it('takes the newer of the record’s and the check’s as-of', () => {
    expect(trustOf({})).toMatchObject({ asOf: '2026-11-22T21:04:00.000Z', sourceRows: 41, load: 'B-000123' });
    expect(trustOf({ Reconciliations__r: list([]) })).toMatchObject({
      asOf: '2026-11-16T21:04:00.000Z',
      sourceRows: 0,
    });
  });

  it('is unchecked for a state that it does not know', () => {
    expect(trustOf({ Reconciliations__r: list([check({ State__c: 'Not_Checked' })]) })).toMatchObject({
      state: 'unchecked',
    });
  });

  it('has no load when the batch is out of sight', () => {
    expect(trustOf({ Load_Batch__r: record({}) })).toMatchObject({ load: null, model: null });
  });
});
