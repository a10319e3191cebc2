import type { MappedSync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import { quoted } from '../org/org.ts';

/**
 * Which records are a sync's business, as a WHERE clause. A mirror of a custom object answers for the whole object: a
 * record that somebody made by hand falsifies the totals above it. An upsert, and any sync of a standard object, shares
 * the object with people and answers for what was loaded into it.
 */
export function scopeOf(mapped: MappedSync): string {
  return whereOf(scopes(mapped));
}

/** Of those, the records that both sides count and add up: archived ones stay in Salesforce, and the model has no row for them. */
export function countedScopeOf(mapped: MappedSync): string {
  const { archive } = mapped;
  if (archive === undefined) return scopeOf(mapped);
  const { name, shape } = archive.field;
  return whereOf([...scopes(mapped), `${name} != ${shape.kind === 'boolean' ? archive.value : quoted(archive.value)}`]);
}

function scopes(mapped: MappedSync): readonly string[] {
  if (!mapped.ownsObject) {
    return [`${stamps.loadBatch.replace(/__c$/, '__r')}.Sync__c = ${quoted(mapped.sync.name)}`];
  }
  const isWholeObject = mapped.sync.mode === 'mirror' && mapped.object.name.endsWith('__c');
  return isWholeObject ? [] : [`${stamps.rowHash} != null`];
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}
