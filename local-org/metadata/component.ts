/** Components: what a package is made of, and what an org remembers of it. */
import type { PackageFile } from '../engine/engine.ts';
import type { Element } from '../xml.ts';

/** `name` is the full name, `Target__c.Actual__c` for a child of an object. */
export interface Component {
  readonly type: string;
  readonly name: string;
  /** The file it came in or would be retrieved in, in deploy format. */
  readonly file: string;
  /** Its XML; for a bundle or a content file that of its description. */
  readonly body: Element;
  /** Of a bundle or a content file of a package: everything it consists of. */
  readonly files?: readonly PackageFile[];
}

export type Named = Pick<Component, 'type' | 'name' | 'file'>;

/** Components by `keyOf`. */
export type Catalog = ReadonlyMap<string, Component>;

export interface Problem extends Named {
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
  readonly isWarning?: boolean;
  /** The element of the component that is at fault, where only that is. */
  readonly at?: Element;
}

/** Collects what is wrong, `at` an element of the component's file; a deployment with one error changes nothing. */
export type Report = (component: Named, problem: string, at?: Element) => void;

export function keyOf(type: string, name: string): string {
  return `${type} ${name}`.toLowerCase();
}

/** `Target__c` of `Target__c.Actual__c`, and `Actual__c`. */
export function splitName(name: string): readonly [string, string] {
  const point = name.indexOf('.');
  return point < 0 ? [name, ''] : [name.slice(0, point), name.slice(point + 1)];
}

/** What is missing, in the platform's words. */
export const noSuch = (element: string, type: string, name: string): string =>
  `In field: ${element} - no ${type} named ${name} found`;

export const missing = (element: string): string => `Required field is missing: ${element}`;
