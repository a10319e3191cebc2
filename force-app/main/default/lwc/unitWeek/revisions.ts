/** Requests for another budget: what was asked, by whom, and what RevOps answered. Pure. */
import { sum, type Amount } from 'c/gapMath';
import { amountOf, idOf, parentOf, textOf, type Node } from 'c/graphqlNode';

export interface Revision {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
  /** The budget when it was asked. */
  readonly before: Amount;
  readonly change: number;
  /** The budget that was asked for. */
  readonly wanted: number;
  readonly answer: string;
  readonly askedAt: string | null;
  readonly askedBy: string | null;
  readonly askedById: string | null;
  readonly modifiedAt: string | null;
}

/** From the budget's page or from Home. */
export function revisionOf(node: Node): Revision {
  const before = amountOf(node, 'Value_At_Start__c');
  const change = amountOf(node, 'Expected_Effect__c') ?? 0;
  return {
    id: idOf(node),
    state: textOf(node, 'State__c') ?? 'Open',
    reason: textOf(node, 'Subject__c') ?? '',
    before,
    change,
    wanted: sum([before, change]),
    answer: textOf(node, 'Answer__c') ?? '',
    askedAt: textOf(node, 'CreatedDate'),
    askedBy: textOf(parentOf(node, 'CreatedBy'), 'Name'),
    askedById: textOf(node, 'CreatedById'),
    modifiedAt: textOf(node, 'LastModifiedDate'),
  };
}

export const isOpen = ({ state }: Revision): boolean => state === 'Open';
