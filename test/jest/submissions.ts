/** Submissions and weeks as the org answers them: a week of November 2026, its deadline on Tuesday 19:00 in Tokyo. */
import { record, type Fields } from './answers';

export const WEEK: Fields = {
  Id: 'c48',
  External_Key__c: '2026-W48',
  State__c: 'Open',
  Week_Start__c: '2026-11-23',
  Period_Start__c: '2026-11-01',
  Business_Zone__c: 'Asia/Tokyo',
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
