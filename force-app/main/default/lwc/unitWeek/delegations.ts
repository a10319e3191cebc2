/** Who stands in for the head of a unit, and when (U22). Pure. */
import { idOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';

export interface Delegation {
  readonly id: string;
  readonly personId: string;
  readonly person: string;
  /** First and last day. */
  readonly from: string;
  readonly until: string;
  readonly modifiedAt: string | null;
}

/** Of the department, whichever of its budgets they were written at; the ended ones are not asked for. */
export function delegationsOf(data: unknown, departmentId: string | null): readonly Delegation[] {
  return listOf(data, 'delegations')
    .nodes.filter((node) => textOf(parentOf(node, 'Budget__r'), 'Department__c') === departmentId)
    .flatMap(delegationOf);
}

function delegationOf(node: Node): readonly Delegation[] {
  const [personId, from, until] = ['Assignee__c', 'Begins__c', 'Due__c'].map((field) => textOf(node, field));
  if (personId == null || from == null || until == null) return [];
  const person = textOf(parentOf(node, 'Assignee__r'), 'Name') ?? '';
  return [{ id: idOf(node), personId, person, from, until, modifiedAt: textOf(node, 'LastModifiedDate') }];
}

/** Under which delegation a person stands in on a day. */
export function delegationFor(
  delegations: readonly Delegation[],
  personId: string,
  today: string,
): Delegation | undefined {
  return delegations.find((one) => one.personId === personId && one.from <= today && today <= one.until);
}
