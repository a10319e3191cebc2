import type { MappedSync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import { quoted } from '../plan/plan.ts';

/**
 * Which records are a sync's business, as a WHERE clause. A mirror answers for the whole object: a record that somebody
 * made by hand falsifies the totals. An upsert shares its object with people and answers for what it has written.
 */
export function scopeOf(mapped: MappedSync): string {
  if (!mapped.ownsObject) {
    return ` WHERE ${stamps.loadBatch.replace(/__c$/, '__r')}.Sync__c = ${quoted(mapped.sync.name)}`;
  }
  return mapped.sync.mode === 'mirror' ? '' : ` WHERE ${stamps.rowHash} != null`;
}
