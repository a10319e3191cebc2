/** What a picture is made of: objects of Salesforce as tables `pulled.cycle_…`, beside whatever the project itself pulls. */
import type { Pull, PullField, PulledType } from '../../model/model.ts';
import { pulledColumn } from '../../model/model.ts';

type Fields = Readonly<Record<string, PulledType>>;

const key = 'External_Key__c';

const budget: Fields = {
  [key]: 'STRING',
  Department_Key__c: 'STRING',
  'Department__r.External_Key__c': 'STRING',
  'Department__r.Manager__c': 'STRING',
  Period_Start__c: 'DATE',
  Measure__c: 'STRING',
  Current_Amount__c: 'NUMERIC',
  Target_Amount__c: 'NUMERIC',
  Actual__c: 'NUMERIC',
  Line_Landing__c: 'NUMERIC',
  Opportunity_Expected__c: 'NUMERIC',
  Judgement_In_Force__c: 'NUMERIC',
};

const target: Fields = {
  [key]: 'STRING',
  'Budget__r.External_Key__c': 'STRING',
  Rep__c: 'STRING',
  Actual__c: 'NUMERIC',
  Line_Landing__c: 'NUMERIC',
  Opportunity_Expected__c: 'NUMERIC',
};

const ofTarget: Fields = {
  [key]: 'STRING',
  'Target__r.External_Key__c': 'STRING',
  'Target__r.Rep__c': 'STRING',
  'Target__r.Budget__r.External_Key__c': 'STRING',
};

const projectAmount: Fields = {
  ...ofTarget,
  Project__c: 'STRING',
  'Project__r.Account__c': 'STRING',
  'Project__r.Opportunity__c': 'STRING',
  'Project__r.Status__c': 'STRING',
  Closed__c: 'BOOL',
  In_Landing__c: 'BOOL',
  Confidence__c: 'STRING',
  Actual__c: 'NUMERIC',
  Expected_System__c: 'NUMERIC',
  Expected_Member__c: 'NUMERIC',
};

const opportunityAmount: Fields = {
  ...ofTarget,
  Opportunity__c: 'STRING',
  'Opportunity__r.AccountId': 'STRING',
  'Opportunity__r.StageName': 'STRING',
  'Opportunity__r.IsClosed': 'BOOL',
  'Opportunity__r.IsWon': 'BOOL',
  Open__c: 'BOOL',
  In_Landing__c: 'BOOL',
  Expected__c: 'NUMERIC',
};

const submission: Fields = {
  [key]: 'STRING',
  'Budget__r.External_Key__c': 'STRING',
  'Target__r.External_Key__c': 'STRING',
  'Cycle__r.External_Key__c': 'STRING',
  Kind__c: 'STRING',
  State__c: 'STRING',
  Version__c: 'NUMERIC',
  Rolled_Up__c: 'NUMERIC',
  Judgement__c: 'NUMERIC',
  Landing_Forecast__c: 'NUMERIC',
};

const week: Fields = {
  [key]: 'STRING',
  Week_Start__c: 'DATE',
  Period_Start__c: 'DATE',
  Business_Zone__c: 'STRING',
  Opens_At__c: 'TIMESTAMP',
  Unit_Deadline__c: 'TIMESTAMP',
  Freeze_At__c: 'TIMESTAMP',
  Meeting_At__c: 'TIMESTAMP',
  Snapshot_At__c: 'TIMESTAMP',
  State__c: 'STRING',
  Opened_At__c: 'TIMESTAMP',
  Frozen_At__c: 'TIMESTAMP',
  Snapshot_Taken_At__c: 'TIMESTAMP',
  Tolerance__c: 'NUMERIC',
  Message__c: 'STRING',
};

const run: Fields = {
  [key]: 'STRING',
  'Cycle__r.External_Key__c': 'STRING',
  Kind__c: 'STRING',
  'Budget__r.External_Key__c': 'STRING',
  'Budget__r.Period_Start__c': 'DATE',
  Planned_At__c: 'TIMESTAMP',
  As_Of__c: 'TIMESTAMP',
  Current_Amount__c: 'NUMERIC',
  Target_Amount__c: 'NUMERIC',
  Actual__c: 'NUMERIC',
  Expected__c: 'NUMERIC',
  Judgement__c: 'NUMERIC',
  Lines_Landing__c: 'NUMERIC',
  Line_Count__c: 'NUMERIC',
  Landing_Forecast__c: 'NUMERIC',
  'Previous_Run__r.External_Key__c': 'STRING',
  Previous_Landing__c: 'NUMERIC',
};

const ofRun: Fields = {
  [key]: 'STRING',
  'Snapshot_Run__r.External_Key__c': 'STRING',
  'Snapshot_Run__r.Cycle__r.External_Key__c': 'STRING',
  'Target__r.External_Key__c': 'STRING',
  Project__c: 'STRING',
  Opportunity__c: 'STRING',
};

const line: Fields = {
  ...ofRun,
  'Snapshot_Run__r.Budget__r.External_Key__c': 'STRING',
  'Snapshot_Run__r.Budget__r.Measure__c': 'STRING',
  Line_Key__c: 'STRING',
  Kind__c: 'STRING',
  Department_Key__c: 'STRING',
  Period_Start__c: 'DATE',
  Rep__c: 'STRING',
  Account__c: 'STRING',
  Stage__c: 'STRING',
  Lost__c: 'BOOL',
  Closed__c: 'BOOL',
  In_Landing__c: 'BOOL',
  Confidence__c: 'STRING',
  Expected_System__c: 'NUMERIC',
  Expected_Member__c: 'NUMERIC',
  Actual__c: 'NUMERIC',
  Landing__c: 'NUMERIC',
};

const part: Fields = {
  ...ofRun,
  Scope__c: 'STRING',
  Type__c: 'STRING',
  Amount__c: 'NUMERIC',
  Deals__c: 'NUMERIC',
};

const carriedWord: Fields = {
  ...submission,
  'Budget__r.Period_Start__c': 'DATE',
  On_Behalf_Of__c: 'STRING',
  Actual__c: 'NUMERIC',
  Previous_Landing__c: 'NUMERIC',
  Submitted_At__c: 'TIMESTAMP',
};

/** Pages up to here cost what a job does with its polls. */
const bulkAbove = 20_000;

function pullOf(name: string, object: string, fields: Fields, where: string | undefined): Pull {
  const place = `the picture of ${object}`;
  const declared = Object.entries(fields).map(([path, type]): PullField => ({
    path,
    type,
    column: pulledColumn(path),
    place,
  }));
  return { name, object, fields: declared, key: declared[0], where, bulkAbove, place };
}

/** Budgets are read whole, for what is kept is there as long as its budget; the rest from a month on (`YYYY-MM-DD`). */
export function picturePulls(from: string): readonly Pull[] {
  const since = (path: string): string => `${path} >= ${from}`;
  return [
    pullOf('cycle_budgets', 'Budget__c', budget, undefined),
    pullOf('cycle_targets', 'Target__c', target, since('Budget__r.Period_Start__c')),
    pullOf('cycle_project_amounts', 'Project_Amount__c', projectAmount, since('Target__r.Budget__r.Period_Start__c')),
    pullOf(
      'cycle_opportunity_amounts',
      'Opportunity_Amount__c',
      opportunityAmount,
      since('Target__r.Budget__r.Period_Start__c'),
    ),
    pullOf('cycle_submissions', 'Forecast_Submission__c', submission, since('Budget__r.Period_Start__c')),
  ];
}

/** What earlier weeks have left in Salesforce. */
export const pastPulls: readonly Pull[] = [
  pullOf('cycle_past_weeks', 'Forecast_Cycle__c', week, undefined),
  pullOf('cycle_past_runs', 'Snapshot_Run__c', run, undefined),
  pullOf('cycle_past_lines', 'Snapshot_Line__c', line, undefined),
  pullOf('cycle_past_bridges', 'Bridge_Line__c', part, undefined),
  pullOf('cycle_past_words', 'Forecast_Submission__c', carriedWord, 'Carried__c = true'),
];
