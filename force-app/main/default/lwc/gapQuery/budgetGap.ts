import timeZone from '@salesforce/i18n/timeZone';
import { readCalendar } from 'c/businessDays';
import { landingForecast, sum } from 'c/gapMath';
import { amountOf, childrenOf, idOf, labelOf, parentOf, recordOf, textOf, type Node } from 'c/graphqlNode';
import type { BudgetGap, Figures, MemberLine } from './gap';
import { byAmount, departmentName } from './subject';
import { readTrust } from './trust';

/** `undefined` when the record does not exist or the user may not see it. */
export function readBudget(data: unknown): BudgetGap | undefined {
  const node = recordOf(data, 'Budget__c');
  if (node === undefined) return undefined;
  const members = childrenOf(node, 'Targets__r');
  const department = departmentName(parentOf(node, 'Department__r'));
  return {
    kind: 'budget',
    id: idOf(node),
    who: department,
    department: null,
    month: textOf(node, 'Period_Start__c'),
    periodName: null,
    series: { ownerId: textOf(node, 'Department__c'), measure: textOf(node, 'Measure__c') },
    calendar: readCalendar(data, timeZone),
    measure: labelOf(node, 'Measure__c'),
    figures: budgetFigures(node),
    trust: readTrust(node),
    targetIds: members.nodes.map(idOf),
    budgetIds: [idOf(node)],
    members: { lines: members.nodes.map(memberLine).sort(byAmount((line) => line.landing)), total: members.total },
  };
}

/** T, P, A, F and J of one `Budget__c`; without members there is no plan. */
export function budgetFigures(node: Node): Figures {
  const judgement = amountOf(node, 'Judgement_In_Force__c');
  const hasMembers = childrenOf(node, 'Targets__r').total > 0;
  return {
    target: amountOf(node, 'Current_Amount__c'),
    plan: hasMembers ? amountOf(node, 'Target_Amount__c') : null,
    actual: amountOf(node, 'Actual__c') ?? 0,
    landing: landingForecast(amountOf(node, 'Line_Landing__c'), amountOf(node, 'Opportunity_Expected__c'), judgement),
    judgement,
    original: amountOf(node, 'Original_Amount__c'),
  };
}

function memberLine(node: Node): MemberLine {
  return {
    id: idOf(node),
    name: textOf(parentOf(node, 'Rep__r'), 'Name') ?? textOf(node, 'Name') ?? '',
    target: amountOf(node, 'Target_Amount__c'),
    actual: amountOf(node, 'Actual__c'),
    landing: sum([amountOf(node, 'Line_Landing__c'), amountOf(node, 'Opportunity_Expected__c')]),
  };
}
