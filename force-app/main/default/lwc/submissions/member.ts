import { readCycles, type Cycle } from 'c/forecastCycle';
import { readTrust, type Trust } from 'c/gapQuery';
import { amountOf, childrenOf, flagOf, idOf, parentOf, recordOf, textOf, type Node } from 'c/graphqlNode';
import { readSubmission, type Submission } from './submission';

/** A line that still counts, by when it was touched last. */
export interface OpenDeal {
  readonly id: string;
  readonly modifiedAt: string;
}

export interface Nudge {
  readonly cycleId: string | null;
  readonly by: string | null;
  readonly at: string | null;
}

/** A Target as its rep confirms it. */
export interface Member {
  readonly targetId: string;
  readonly targetKey: string;
  readonly budgetId: string | null;
  readonly repId: string | null;
  readonly repName: string | null;
  readonly isMine: boolean;
  readonly periodStart: string | null;
  readonly measure: string | null;
  readonly target: number | null;
  readonly actual: number;
  readonly landing: number;
  readonly deals: readonly OpenDeal[];
  /** The last reminder that a person sent. */
  readonly nudge: Nudge | undefined;
  readonly trust: Trust;
  readonly submissions: readonly Submission[];
  readonly cycles: readonly Cycle[];
}

/** The answer of `TARGET_SUBMISSIONS_QUERY`; `undefined` when the target is not there or may not be seen. */
export function readMember(data: unknown): Member | undefined {
  const node = recordOf(data, 'Target__c');
  if (node === undefined) return undefined;
  const budget = parentOf(node, 'Budget__r');
  return {
    targetId: idOf(node),
    targetKey: textOf(node, 'External_Key__c') ?? '',
    budgetId: textOf(node, 'Budget__c'),
    repId: textOf(node, 'Rep__c'),
    repName: textOf(parentOf(node, 'Rep__r'), 'Name'),
    isMine: flagOf(node, 'Mine__c'),
    periodStart: textOf(budget, 'Period_Start__c'),
    measure: textOf(budget, 'Measure__c'),
    target: amountOf(node, 'Target_Amount__c'),
    actual: amountOf(node, 'Actual__c') ?? 0,
    landing: amountOf(node, 'Landing_Forecast__c') ?? 0,
    deals: [
      ...dealsOf(node, 'Project_Amounts__r', (line) => !flagOf(line, 'Closed__c')),
      ...dealsOf(node, 'Opportunity_Amounts__r', (line) => flagOf(line, 'Open__c')),
    ],
    nudge: nudgeOf(childrenOf(node, 'Gap_Actions__r').nodes[0]),
    trust: readTrust(node),
    submissions: childrenOf(node, 'Forecast_Submissions__r').nodes.map(readSubmission),
    cycles: readCycles(data),
  };
}

function dealsOf(node: Node, list: string, isOpen: (line: Node) => boolean): readonly OpenDeal[] {
  return childrenOf(node, list)
    .nodes.filter(isOpen)
    .map((line) => ({ id: idOf(line), modifiedAt: textOf(line, 'LastModifiedDate') ?? '' }));
}

function nudgeOf(node: Node | undefined): Nudge | undefined {
  if (node === undefined) return undefined;
  return {
    cycleId: textOf(node, 'Cycle__c'),
    by: textOf(parentOf(node, 'CreatedBy'), 'Name'),
    at: textOf(node, 'CreatedDate'),
  };
}

export interface Reviewed {
  readonly total: number;
  readonly changed: number;
  readonly stale: number;
}

const STALE_MS = 21 * 24 * 60 * 60 * 1000;

/** Untouched for three weeks. */
export function isStale(modifiedAt: string, nowMs: number): boolean {
  return nowMs - Date.parse(modifiedAt) > STALE_MS;
}

/** How many lines were touched since the week opened, and how many not for three weeks. */
export function reviewedOf(deals: readonly OpenDeal[], cycle: Cycle | undefined, nowMs: number): Reviewed {
  const since = Date.parse(cycle?.openedAt ?? cycle?.opensAt ?? '');
  return {
    total: deals.length,
    changed: deals.filter(({ modifiedAt }) => Date.parse(modifiedAt) >= since).length,
    stale: deals.filter(({ modifiedAt }) => isStale(modifiedAt, nowMs)).length,
  };
}
