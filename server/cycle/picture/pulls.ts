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
  Judgement__c: 'NUMERIC',
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
