import type { MappedSync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import { quoted } from '../plan/plan.ts';

/**
 * Which records are a sync's business, as a WHERE clause. A mirror of a custom object answers for the whole object: a
 * record that somebody made by hand falsifies the totals above it. An upsert, and any sync of a standard object, shares
 * the object with people and answers for what was loaded into it.
 */
export function scopeOf(mapped: MappedSync): string {
  if (!mapped.ownsObject) {
    return ` WHERE ${stamps.loadBatch.replace(/__c$/, '__r')}.Sync__c = ${quoted(mapped.sync.name)}`;
  }
  const isWholeObject = mapped.sync.mode === 'mirror' && mapped.object.name.endsWith('__c');
  return isWholeObject ? '' : ` WHERE ${stamps.rowHash} != null`;
}
