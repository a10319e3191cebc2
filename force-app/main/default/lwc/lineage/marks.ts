import type { TrustState } from 'c/gapQuery';
import { labels } from 'c/labels';

/** A state in word, icon and colour, never by colour alone. */
export interface Mark {
  readonly word: string;
  readonly icon: string;
  readonly className: string;
}

export const MARKS: Readonly<Record<TrustState, Mark>> = {
  matched: { word: labels.trustMatched, icon: 'utility:success', className: 'state good' },
  explained: { word: labels.trustExplained, icon: 'utility:info', className: 'state' },
  mismatch: { word: labels.trustMismatch, icon: 'utility:error', className: 'state bad' },
  unchecked: { word: labels.trustUnchecked, icon: 'utility:help', className: 'state' },
};

/** The fields whose totals are compared, in the words of the panel. */
const MEASURES: Readonly<Record<string, string>> = {
  Actual__c: labels.figureActual,
  Target_Amount__c: labels.figureTarget,
  Current_Amount__c: labels.figureBudget,
  Landing_Forecast__c: labels.figureLanding,
  Judgement__c: labels.rowJudgement,
  Line_Landing__c: labels.columnRowLanding,
  Opportunity_Expected__c: labels.columnExpected,
  Count: labels.lineageStepRecords,
};

export function measureName(measure: string): string {
  return MEASURES[measure] ?? measure;
}
