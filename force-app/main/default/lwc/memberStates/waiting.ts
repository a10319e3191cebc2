/** What the second answer says: stale deals of each member, and the nudges. Pure. */
import { listOf, textOf } from 'c/graphqlNode';
import type { Nudge } from 'c/unitWeek';

const STALE_MS = 21 * 24 * 60 * 60 * 1000;

/** By target: how many of its open deals nobody has touched for three weeks. */
export function staleByTarget(data: unknown, nowMs: number): ReadonlyMap<string, number> {
  const stale = new Map<string, number>();
  for (const list of ['Project_Amount__c', 'Opportunity_Amount__c']) {
    for (const node of listOf(data, list).nodes) {
      const [target, modified] = [textOf(node, 'Target__c'), textOf(node, 'LastModifiedDate')];
      const isStale = modified !== null && nowMs - Date.parse(modified) > STALE_MS;
      if (isStale && target !== null) stale.set(target, (stale.get(target) ?? 0) + 1);
    }
  }
  return stale;
}

export function nudgesIn(data: unknown): readonly Nudge[] {
  return listOf(data, 'Gap_Action__c').nodes.flatMap((node): Nudge[] => {
    const at = textOf(node, 'CreatedDate');
    return at === null ? [] : [{ personId: textOf(node, 'Assignee__c'), at }];
  });
}
