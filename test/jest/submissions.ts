/** Submissions and weeks as the org answers them: a week of November 2026, its deadline on Tuesday 19:00 in Tokyo. */
import { check, list, record, type Fields } from './answers';

export const WEEK: Fields = {
  Id: 'c48',
  External_Key__c: '2026-W48',
  State__c: 'Open',
  Week_Start__c: '2026-11-23',
  Period_Start__c: '2026-11-01',
  Business_Zone__c: 'Asia/Tokyo',
  Holidays__c: '2026-11-03 2026-11-23',
  Message__c: null,
  Opens_At__c: '2026-11-22T21:00:00.000Z',
  Opened_At__c: '2026-11-22T21:12:00.000Z',
  Unit_Deadline__c: '2026-11-24T10:00:00.000Z',
  Freeze_At__c: '2026-11-25T03:00:00.000Z',
  Frozen_At__c: null,
  Meeting_At__c: '2026-11-25T04:00:00.000Z',
  Tolerance__c: 1000,
};

/** A member's first version of that week, submitted on Monday. */
export function submissionNode(change: Fields = {}): Fields {
  return {
    Id: 's1',
    External_Key__c: '2026-W48|Member|2026-11|Revenue|misaki.sato|1',
    Kind__c: 'Member',
    Version__c: 1,
    Cycle__c: 'c48',
    Cycle__r: record({ External_Key__c: '2026-W48' }),
    State__c: 'Submitted',
    Carried__c: false,
    Late__c: false,
    Actual__c: 39_800_000,
    Landing_Forecast__c: 54_400_000,
    Previous_Landing__c: 53_000_000,
    Note__c: null,
    Question__c: null,
    Deals_Total__c: 4,
    Deals_Changed__c: 1,
    Deals_Stale__c: 0,
    Submitted_At__c: '2026-11-23T03:00:00.000Z',
    Submitted_By__r: record({ Name: '佐藤 美咲' }),
    LastModifiedDate: '2026-11-23T03:00:00.000Z',
    ...change,
  };
}

interface Said {
  readonly month: string;
  readonly forecast: number;
  readonly actual: number;
  readonly at: string;
  readonly booked?: number;
  readonly change?: Fields;
}

/** A month of the rep's own history, as OWN_HISTORY_QUERY is answered. */
export function pastTarget(
  { month, forecast, actual, at, booked = 0, change = {} }: Said,
  more: readonly Fields[] = [],
): Fields {
  const said = {
    Id: `${month}-1`,
    State__c: 'Submitted',
    Carried__c: false,
    Actual__c: booked,
    Landing_Forecast__c: forecast,
    Submitted_At__c: at,
    CreatedDate: at,
    ...change,
  };
  return {
    Id: month,
    Actual__c: actual,
    Budget__r: record({ Period_Start__c: month }),
    Forecast_Submissions__r: list([said, ...more]),
  };
}

const DEALS: readonly Fields[] = [
  { Id: 'a1', Closed__c: false, LastModifiedDate: '2026-11-23T02:00:00.000Z' },
  { Id: 'a2', Closed__c: false, LastModifiedDate: '2026-11-10T02:00:00.000Z' },
  { Id: 'a3', Closed__c: false, LastModifiedDate: '2026-10-01T02:00:00.000Z' },
  { Id: 'a4', Closed__c: true, LastModifiedDate: '2026-10-01T02:00:00.000Z' },
];

/** A Target that lands at 5,440 (万円), of which 3,980 are booked, and the week; 5,300 were said a week ago. */
export function memberAnswer(change: Fields = {}, week: Fields = {}): Fields {
  const lastWeek = submissionNode({
    Id: 's0',
    External_Key__c: '2026-W47|Member|k|1',
    Cycle__c: 'c47',
    Cycle__r: record({ External_Key__c: '2026-W47' }),
    Landing_Forecast__c: 53_000_000,
  });
  const said = Array.isArray(change['said']) ? (change['said'] as readonly Fields[]) : [];
  const { said: _, ...fields } = change;
  const node = {
    Id: 't1',
    External_Key__c: '2026-11|Revenue|misaki.sato',
    Rep__c: 'u1',
    Rep__r: record({ Name: '佐藤 美咲' }),
    Mine__c: true,
    Budget__c: 'b1',
    Budget__r: record({ Period_Start__c: '2026-11-01', Measure__c: 'Revenue' }),
    Actual__c: 39_800_000,
    Landing_Forecast__c: 54_400_000,
    Source_As_Of__c: '2026-11-22T21:04:00.000Z',
    Reconciliations__r: list([check({})]),
    Project_Amounts__r: list(DEALS),
    Opportunity_Amounts__r: list([{ Id: 'o1', Open__c: true, LastModifiedDate: '2026-11-20T02:00:00.000Z' }]),
    Gap_Actions__r: list([]),
    Forecast_Submissions__r: list([...said, lastWeek]),
    ...fields,
  };
  return { uiapi: { query: { Target__c: list([node]), Forecast_Cycle__c: list([{ ...WEEK, ...week }]) } } };
}
