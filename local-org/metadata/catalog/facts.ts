/** Id of a component, who made it and who changed it last. */
import { makeId } from '../../schema/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Component } from '../component.ts';
import { childFacts, factsOf } from '../types.ts';

export interface ComponentFacts {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly changedBy: string;
  readonly changedAt: number;
}

/** Called when a component is saved: its id stays, the moment of its change does not. */
export function noteChange(store: Store, { type, name }: Pick<Component, 'type' | 'name'>): void {
  const { userId, now } = store.runtime;
  const prefix = childFacts(type)?.prefix ?? factsOf(type)?.prefix ?? '000';
  store.run(
    `INSERT INTO org_component_fact (type, name, id, created_by, created_at, changed_by, changed_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?5)
     ON CONFLICT (type, name) DO UPDATE SET changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [type, name, makeId(prefix, store.nextNumber(`id ${prefix}`, 1)), userId, now],
  );
}

/** Undefined for a component that no deployment made, and for one of an org made before they were written down. */
export function factsOfComponent(
  store: Store,
  { type, name }: Pick<Component, 'type' | 'name'>,
): ComponentFacts | undefined {
  const row = store.first(
    'SELECT id, created_by, created_at, changed_by, changed_at FROM org_component_fact WHERE type = ?1 AND name = ?2',
    [type, name],
  );
  if (row === undefined) return undefined;
  const [id, createdBy, createdAt, changedBy, changedAt] = row;
  return {
    id: String(id),
    createdBy: String(createdBy),
    createdAt: Number(createdAt),
    changedBy: String(changedBy),
    changedAt: Number(changedAt),
  };
}
