import { createRecord } from 'lightning/uiRecordApi';
import { problemOf, problemText } from 'c/apiErrors';
import { formatMonth } from 'c/dateFormat';
import type { Cycle } from 'c/forecastCycle';
import { fill, labels } from 'c/labels';
import { nudgeKey, type OpenItem, type Unit, type Waits } from 'c/unitWeek';

const SUBJECTS: Readonly<Record<Waits, string>> = {
  memberConfirms: labels.nudgeSubjectMember,
  memberAnswers: labels.nudgeSubjectAnswer,
  memberIsDecided: labels.nudgeSubjectDecide,
  unitSubmits: labels.nudgeSubjectUnit,
  unitAnswers: labels.nudgeSubjectUnit,
  unitIsDecided: labels.nudgeSubjectDecide,
};

export interface Nudged {
  readonly count: number;
  /** Why somebody was not; empty when everybody was, by this or by another nudge at the same time. */
  readonly refusal: string;
}

/** One nudge for each item, one after the other; somebody else's at the same time is as good. */
export async function nudge(unit: Unit, cycle: Cycle, items: readonly OpenItem[], nowMs: number): Promise<Nudged> {
  let count = 0;
  let refusal = '';
  for (const item of items) {
    try {
      // eslint-disable-next-line no-await-in-loop -- they share a master that the platform locks for each
      await createRecord({ apiName: 'Gap_Action__c', fields: fieldsOf(unit, cycle, item, nowMs) });
      count += 1;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind !== 'duplicate') refusal = problemText(problem);
    }
  }
  return { count, refusal };
}

function fieldsOf(unit: Unit, cycle: Cycle, item: OpenItem, nowMs: number): Readonly<Record<string, unknown>> {
  const isOwn = item.member !== null && item.personId === item.member.repId;
  return {
    External_Key__c: nudgeKey(cycle.key, item.personId ?? '', nowMs),
    Budget__c: unit.id,
    Cycle__c: cycle.id,
    // On the target's page it reaches the member; what waits for the head of the unit is no matter of theirs.
    Target__c: isOwn ? item.member?.id : null,
    Kind__c: 'Nudge',
    Subject__c: fill(SUBJECTS[item.waits], unit.periodStart === null ? '' : formatMonth(unit.periodStart)),
    Assignee__c: item.personId,
  };
}
