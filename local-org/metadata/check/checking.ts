/** What every check may ask: the schema and the components as they will be. */
import type { PackageFile } from '../../engine/engine.ts';
import { field as fieldOf, objectNamed, type FieldSchema, type OrgSchema } from '../../schema/schema.ts';
import { keyOf, splitName, type Catalog, type Component, type Report } from '../component.ts';

export interface Checking {
  readonly schema: OrgSchema;
  readonly catalog: Catalog;
  readonly report: Report;
  /** Files of a bundle. */
  readonly filesOf: (component: Component) => readonly PackageFile[];
  /** Whether somebody made it by hand: a role, a group, a profile that no deployment brought. */
  readonly hasRecord: (type: string, name: string) => boolean;
}

export function componentOf({ catalog }: Checking, type: string, name: string): Component | undefined {
  return catalog.get(keyOf(type, name));
}

export function isKnown({ catalog, hasRecord }: Checking, type: string, name: string): boolean {
  return catalog.has(keyOf(type, name)) || hasRecord(type, name);
}

export function* componentsOf({ catalog }: Checking, ...types: readonly string[]): Iterable<Component> {
  for (const component of catalog.values()) if (types.includes(component.type)) yield component;
}

/** `Object__c.Field__c`; undefined when either is not there. */
export function fieldAt(schema: OrgSchema, path: string): FieldSchema | undefined {
  const [owner, name] = splitName(path);
  const object = objectNamed(schema, owner);
  return object === undefined ? undefined : fieldOf(object, name);
}

/** Components of the platform's own, which no deployment brings: `standard-Account`, `standard__Sales`. */
export const isStandard = (name: string): boolean => /^standard(?:-|__)/.test(name);
