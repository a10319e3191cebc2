import { departmentName } from 'c/gapQuery';
import { labelOf, parentOf, textOf, type Node } from 'c/graphqlNode';
import { revisionOf, type Revision } from 'c/unitWeek';

/** A request for another budget, with the budget it is about. */
export interface AskedBudget extends Revision {
  readonly budgetId: string;
  readonly unitName: string;
  readonly month: string | null;
  readonly measureName: string | null;
}

export function askedBudgetOf(node: Node): AskedBudget {
  const budget = parentOf(node, 'Budget__r');
  return {
    ...revisionOf(node),
    budgetId: textOf(node, 'Budget__c') ?? '',
    unitName: departmentName(parentOf(budget, 'Department__r')) ?? '',
    month: textOf(budget, 'Period_Start__c'),
    measureName: labelOf(budget, 'Measure__c'),
  };
}
