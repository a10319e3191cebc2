/** What Home is answered: one open week, a rep with one target and a unit that lands short. Amounts in yen. */
import { list, record, type Fields } from './answers';

const MEASURE = { value: 'Revenue', label: 'Revenue' };
export const MONTH = '2026-11-01';

const department = (fields: Fields = {}): Fields => record({ Name: 'Sales 1', ...fields });

export function ownTarget(fields: Fields = {}): Fields {
  return {
    Id: 't1',
    Target_Amount__c: 60_000_000,
    Plan_Amount__c: null,
    Actual__c: 30_000_000,
    Line_Landing__c: 54_000_000,
    Opportunity_Expected__c: 0,
    Budget__c: 'b1',
    Rep__r: record({ Name: '佐藤 美咲' }),
    Budget__r: record({ Period_Start__c: MONTH, Measure__c: MEASURE, Department__r: department() }),
    Forecast_Submissions__r: list([]),
    ...fields,
  };
}

export function seenBudget(fields: Fields = {}): Fields {
  return {
    Id: 'b1',
    Period_Start__c: MONTH,
    Measure__c: MEASURE,
    Current_Amount__c: 120_000_000,
    Target_Amount__c: 110_000_000,
    Actual__c: 60_000_000,
    Judgement__c: null,
    Judgement_Until__c: null,
    Judgement_In_Force__c: null,
    Landing_Forecast__c: 110_000_000,
    Department__r: department({ Manager__c: 'head' }),
    units: list([]),
    ...fields,
  };
}

/** A version of what was said in the open week. */
export function saidOf(kind: 'Member' | 'Unit', state: string, fields: Fields = {}): Fields {
  return { Id: `s-${state}`, Kind__c: kind, Version__c: 1, State__c: state, Cycle__c: 'c48', ...fields };
}

export function asked(id: string, kind: string, fields: Fields = {}): Fields {
  return {
    Id: id,
    Kind__c: { value: kind, label: kind },
    Subject__c: `about ${id}`,
    Due__c: null,
    Target__c: null,
    Budget__c: 'b1',
    CreatedDate: '2026-11-24T01:00:00.000Z',
    CreatedBy: record({ Name: '鈴木 健' }),
    Budget__r: record({ Period_Start__c: MONTH, Measure__c: MEASURE, Department__r: department() }),
    ...fields,
  };
}

export function homeAnswer(change: Readonly<Record<string, readonly Fields[]>> = {}, cycle: Fields = {}): Fields {
  const week = {
    Id: 'c48',
    External_Key__c: '2026-W48',
    State__c: 'Open',
    Week_Start__c: '2026-11-23',
    Period_Start__c: MONTH,
    Unit_Deadline__c: '2026-11-24T10:00:00.000Z',
    Freeze_At__c: '2026-11-25T03:00:00.000Z',
    ...cycle,
  };
  const lists = {
    Target__c: [ownTarget()],
    Budget__c: [seenBudget()],
    Gap_Action__c: [],
    Load_Batch__c: [],
    Reconciliation__c: [],
    ...change,
    Forecast_Cycle__c: [week],
  };
  return { uiapi: { query: Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, list(rows)])) } };
}
