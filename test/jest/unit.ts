/** A unit's week as the org answers it: two members at 112 million, judged down by 2; last Friday it stood at 100. */
import { check, list, record, type Fields } from './answers';
import { submissionNode, WEEK } from './submissions';

const MILLION = 1_000_000;

function member(id: string, rep: string, landing: number): Fields {
  return {
    Id: id,
    Rep__c: `u-${id}`,
    Rep__r: record({ Name: rep }),
    External_Key__c: `2026-11|Revenue|${id}`,
    Actual__c: 20 * MILLION,
    Landing_Forecast__c: landing * MILLION,
  };
}

export const FRIDAY: Fields = {
  Id: 'run47',
  As_Of__c: '2026-11-20T14:00:00.000Z',
  Cycle__r: record({ External_Key__c: '2026-W47' }),
  Landing_Forecast__c: 100 * MILLION,
  Judgement__c: 0,
};

export function unitVersion(change: Fields = {}): Fields {
  return submissionNode({
    Id: 'u1',
    External_Key__c: '2026-W48|Unit|2026-11|SALES-1|1',
    Kind__c: 'Unit',
    Landing_Forecast__c: 110 * MILLION,
    Previous_Landing__c: 100 * MILLION,
    Rolled_Up__c: 112 * MILLION,
    Judgement__c: -2 * MILLION,
    Mismatch_Acknowledged__c: false,
    CreatedById: '005000000000000000',
    CreatedBy: record({ Name: '部長 一郎' }),
    Submitted_By__r: record({ Name: '部長 一郎' }),
    Forecast_Factors__r: list([
      {
        Id: 'f1',
        Code__c: 'New_Demand',
        Bridge_Type__c: 'New_Deal',
        Amount__c: 10 * MILLION,
        Comment__c: null,
        Verdict__c: 'Open',
      },
    ]),
    ...change,
  });
}

const line = (deal: string, landing: number, change: Fields = {}): Fields => ({
  Id: `l-${deal}`,
  Target__c: 't1',
  Project__c: deal,
  Project__r: record({ Opportunity__c: null, Status__c: 'Active' }),
  Landing__c: landing * MILLION,
  Closed__c: false,
  In_Landing__c: true,
  ...change,
});

/** Since Friday one deal came (+9), one grew (+3), and the judgement was lowered (−2). */
const LINES = {
  Snapshot_Line__c: list([line('a', 100)]),
  Project_Amount__c: list([line('a', 103), line('b', 9)]),
  Opportunity_Amount__c: list([]),
};

/** `budget` changes the unit, `week` the cycle, `lines` what lies between Friday and now. */
export function unitAnswer({
  budget = {},
  week = {},
  lines = {},
}: Partial<Record<'budget' | 'week' | 'lines', Fields>> = {}): Fields {
  const node = {
    Id: 'b1',
    External_Key__c: '2026-11|SALES-1|Revenue',
    Period_Start__c: '2026-11-01',
    Current_Amount__c: 120 * MILLION,
    Actual__c: 40 * MILLION,
    Line_Landing__c: 110 * MILLION,
    Opportunity_Expected__c: 2 * MILLION,
    Judgement_In_Force__c: -2 * MILLION,
    Department__r: record({ Manager__c: '005000000000000000', Manager__r: record({ Name: '部長 一郎' }) }),
    Reconciliations__r: list([check({})]),
    Snapshot_Runs__r: list([FRIDAY]),
    Targets__r: list([member('t1', '佐藤 美咲', 60), member('t2', 'Ken Mori', 52)]),
    units: list([]),
    members: list([]),
    LastModifiedDate: '2026-11-22T21:04:00.000Z',
    LastModifiedBy: record({ Name: '部長 一郎' }),
    ...budget,
  };
  const cycle = { ...WEEK, Tolerance__c: MILLION, ...week };
  return { uiapi: { query: { Budget__c: list([node]), Forecast_Cycle__c: list([cycle]), ...LINES, ...lines } } };
}
