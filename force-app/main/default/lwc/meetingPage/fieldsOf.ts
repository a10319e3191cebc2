import type { Recorded } from 'c/decisionRecorder';

/** The record of what was decided, in the week it was decided in. */
export function fieldsOf(entered: Recorded, cycleId: string): Readonly<Record<string, unknown>> {
  return {
    Budget__c: entered.budgetId,
    Cycle__c: cycleId,
    Kind__c: entered.kind,
    State__c: 'Open',
    Subject__c: entered.subject,
    Assignee__c: entered.ownerId,
    Due__c: entered.due,
    Kpi__c: entered.kpi,
    Value_At_Start__c: entered.valueAtStart,
    Expected_Effect__c: entered.expectedEffect,
  };
}
