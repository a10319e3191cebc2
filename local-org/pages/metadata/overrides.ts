/** Assignments of pages: `actionOverrides` of apps and objects, and `profileActionOverrides`. */
import { nodes, text, type XmlNode } from '../../ui/ui.ts';

export interface Override {
  readonly page: string;
  readonly formFactor: string;
  readonly profile: string | undefined;
  readonly recordType: string | undefined;
}

export interface OverrideTarget {
  /** `View` of a record, `Tab` of the home page. */
  readonly action: string;
  /** `Target__c`, `standard-home`; undefined in an object's own file, which names none. */
  readonly target?: string;
}

export function overridesOf(root: XmlNode, element: string, { action, target }: OverrideTarget): readonly Override[] {
  return nodes(root, element)
    .filter((node) => text(node, 'actionName') === action && text(node, 'type')?.toLowerCase() === 'flexipage')
    .filter((node) => target === undefined || text(node, 'pageOrSobjectType') === target)
    .map((node) => ({
      page: text(node, 'content') ?? '',
      formFactor: text(node, 'formFactor') ?? 'Large',
      profile: text(node, 'profile'),
      recordType: text(node, 'recordType'),
    }));
}

export interface Viewing {
  readonly profile: string;
  readonly formFactor: string;
  readonly recordType?: string | undefined;
}

/** The page of the first assignment that fits; one that names a profile or record type is for these alone. */
export function pageOfOverrides(overrides: readonly Override[], viewing: Viewing): string | undefined {
  const fits = overrides.filter(
    (one) =>
      one.formFactor === viewing.formFactor &&
      (one.profile === undefined || one.profile === viewing.profile) &&
      (one.recordType === undefined || one.recordType === viewing.recordType),
  );
  return (fits.find(({ recordType }) => recordType !== undefined) ?? fits[0])?.page;
}
