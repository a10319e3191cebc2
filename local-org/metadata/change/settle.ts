/** What follows by itself when components change: entries that name what is gone leave the lists they stand in. */
import type { Element } from '../../xml.ts';
import { judge, type Evidence, type Verdict } from '../check/check.ts';
import { keyOf, type Catalog, type Component, type Problem } from '../component.ts';

/**
 * Lists from which the platform drops a field, a tab or a translation without asking (Help, "Delete Custom Fields").
 * Everything else that refers to something keeps it from being deleted.
 */
const yielding: ReadonlySet<string> = new Set([
  'PermissionSet',
  'MutingPermissionSet',
  'Profile',
  'Layout',
  'ListView',
  'RecordType',
  'CustomApplication',
  'CustomObjectTranslation',
  'Translations',
]);

function without(element: Element, gone: ReadonlySet<Element>): Element {
  const children = element.children.filter((child) => !gone.has(child)).map((child) => without(child, gone));
  return { ...element, children };
}

export interface Settled extends Verdict {
  readonly catalog: Catalog;
}

/** Judges the components, after entries of components that the package does not bring (`own`) have been dropped. */
export function settle(catalog: Catalog, own: ReadonlySet<string>, evidence: Evidence): Settled {
  let current = catalog;
  for (;;) {
    const verdict = judge(current, evidence);
    const dangling = new Map<string, Set<Element>>();
    for (const problem of verdict.problems) {
      const key = keyOf(problem.type, problem.name);
      if (problem.at === undefined || own.has(key) || !yielding.has(problem.type)) continue;
      dangling.set(key, (dangling.get(key) ?? new Set()).add(problem.at));
    }
    if (dangling.size === 0) return { ...verdict, catalog: current };
    current = new Map(
      [...current].map(([key, component]): [string, Component] => {
        const gone = dangling.get(key);
        return [key, gone === undefined ? component : { ...component, body: without(component.body, gone) }];
      }),
    );
  }
}

/** Problems that these components do not have without the change. */
export function newProblems(problems: readonly Problem[], before: () => readonly Problem[]): readonly Problem[] {
  if (problems.length === 0) return problems;
  const known = new Set(before().map(({ type, name, problem }) => `${type} ${name} ${problem}`));
  return problems.filter(({ type, name, problem }) => !known.has(`${type} ${name} ${problem}`));
}
