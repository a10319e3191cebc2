/** What a rep still has to do in the week, one thing each. Pure. */
import type { EntryState } from 'c/entryState';
import { counted, labels } from 'c/labels';
import type { Member, Reviewed, Standing } from 'c/submissions';

export interface Work {
  readonly member: Member;
  readonly standing: Standing;
  readonly reviewed: Reviewed;
  readonly entry: EntryState;
}

const SUBMITTED: readonly Standing[] = ['submitted', 'late', 'confirmed'];

/** Once it is submitted, only what was typed since is open. */
export function openItemsOf({ member, standing, reviewed, entry }: Work): readonly string[] {
  const items: string[] = [];
  if (entry.unsaved > 0) items.push(counted(labels.openItemUnsavedOne, labels.openItemUnsavedMany, entry.unsaved));
  if (SUBMITTED.includes(standing)) return items;
  items.unshift(standing === 'returned' ? labels.openItemQuestion : labels.openItemSubmit);
  if (reviewed.stale > 0) items.push(counted(labels.openItemStaleOne, labels.openItemStaleMany, reviewed.stale));
  if (member.trust.state === 'mismatch') items.push(labels.openItemMismatch);
  return items;
}
