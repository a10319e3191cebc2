/** What the second answer says: stale deals of each member, and the nudges. Pure. */
import { listOf, textOf } from 'c/graphqlNode';
import { isStale } from 'c/submissions';
import type { Nudge } from 'c/unitWeek';

/** By target: how many of its open deals nobody has touched for three weeks. */
export function staleByTarget(data: unknown, nowMs: number): ReadonlyMap<string, number> {
  const stale = new Map<string, number>();
  for (const list of ['Project_Amount__c', 'Opportunity_Amount__c']) {
    for (const node of listOf(data, list).nodes) {
      const [target, modified] = [textOf(node, 'Target__c'), textOf(node, 'LastModifiedDate')];
      if (target === null || modified === null || !isStale(modified, nowMs)) continue;
      stale.set(target, (stale.get(target) ?? 0) + 1);
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
