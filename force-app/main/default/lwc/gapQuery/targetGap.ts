import timeZone from '@salesforce/i18n/timeZone';
import { readCalendar } from 'c/businessDays';
import { sum } from 'c/gapMath';
import { amountOf, childrenOf, flagOf, idOf, labelOf, parentOf, recordOf, textOf, type Node } from 'c/graphqlNode';
import type { Figures, OpportunityLine, ProjectLine, TargetGap } from './gap';
import { byAmount, departmentName } from './subject';
import { readTrust } from './trust';

/** `undefined` when the record does not exist or the user may not see it. */
export function readTarget(data: unknown): TargetGap | undefined {
  const node = recordOf(data, 'Target__c');
  return node === undefined ? undefined : targetOf(node, data);
}

/** Of one record in that answer; what the query does not ask for reads as blank or none. */
export function targetOf(node: Node, data: unknown): TargetGap {
  const budget = parentOf(node, 'Budget__r');
  const projects = childrenOf(node, 'Project_Amounts__r');
  const opportunities = childrenOf(node, 'Opportunity_Amounts__r');
  return {
    kind: 'target',
    id: idOf(node),
    who: textOf(parentOf(node, 'Rep__r'), 'Name'),
    department: departmentName(parentOf(budget, 'Department__r')),
    month: textOf(budget, 'Period_Start__c'),
    periodName: null,
    series: { ownerId: textOf(node, 'Rep__c'), measure: textOf(budget, 'Measure__c') },
    calendar: readCalendar(data, timeZone),
    measure: labelOf(budget, 'Measure__c'),
    figures: targetFigures(node),
    trust: readTrust(node),
    targetIds: [idOf(node)],
    budgetIds: idsOf(textOf(node, 'Budget__c')),
    projects: { lines: projects.nodes.map(projectLine).sort(byAmount((line) => line.landing)), total: projects.total },
    opportunities: {
      lines: opportunities.nodes.map(opportunityLine).sort(byAmount((line) => line.counted)),
      total: opportunities.total,
    },
  };
}

/** T, P, A and F of one `Target__c`. */
export function targetFigures(node: Node): Figures {
  return {
    target: amountOf(node, 'Target_Amount__c'),
    plan: amountOf(node, 'Plan_Amount__c'),
    actual: amountOf(node, 'Actual__c') ?? 0,
    landing: sum([amountOf(node, 'Line_Landing__c'), amountOf(node, 'Opportunity_Expected__c')]),
    judgement: null,
    original: amountOf(node, 'Original_Target__c'),
  };
}

function idsOf(id: string | null): readonly string[] {
  return id === null ? [] : [id];
}

function projectLine(node: Node): ProjectLine {
  return {
    id: idOf(node),
    key: textOf(node, 'External_Key__c') ?? '',
    linkId: textOf(node, 'Project__c') ?? idOf(node),
    name: textOf(parentOf(node, 'Project__r'), 'Name') ?? textOf(node, 'Name') ?? '',
    budget: amountOf(node, 'Budget_Amount__c'),
    actual: amountOf(node, 'Actual__c'),
    expected: amountOf(node, 'Expected__c'),
    landing: amountOf(node, 'Landing__c'),
    menus: childrenOf(node, 'Menu_Amounts__r').total,
    closed: flagOf(node, 'Closed__c'),
    inLanding: flagOf(node, 'In_Landing__c'),
  };
}

function opportunityLine(node: Node): OpportunityLine {
  return {
    id: idOf(node),
    key: textOf(node, 'External_Key__c') ?? '',
    linkId: textOf(node, 'Opportunity__c') ?? idOf(node),
    name: textOf(parentOf(node, 'Opportunity__r'), 'Name') ?? textOf(node, 'Name') ?? '',
    expected: amountOf(node, 'Expected__c'),
    counted: amountOf(node, 'Counted__c'),
    inLanding: flagOf(node, 'In_Landing__c'),
  };
}
