/** Components: what a package is made of, and what an org remembers of it. */
import type { Element } from '../xml.ts';

/** A component that the engine reads. `name` is the full name, `Target__c.Actual__c` for a child of an object. */
export interface Component {
  readonly type: string;
  readonly name: string;
  /** The file it came in or would be retrieved in. */
  readonly file: string;
  readonly body: Element;
}

/** A component whose files are kept as they are: an LWC bundle, a page, a layout. */
export interface KeptComponent {
  readonly type: string;
  readonly name: string;
  readonly file: string;
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[];
}

export interface Problem {
  readonly type: string;
  readonly name: string;
  readonly file: string;
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
  readonly isWarning?: boolean;
}

/** Collects what is wrong; a deployment with one error changes nothing. */
export type Report = (component: Pick<Component, 'type' | 'name' | 'file'>, problem: string) => void;

/** Types kept in files of their own, by folder. */
export const keptFolders: Readonly<Record<string, { readonly type: string; readonly suffix: string }>> = {
  tabs: { type: 'CustomTab', suffix: 'tab' },
  applications: { type: 'CustomApplication', suffix: 'app' },
  flexipages: { type: 'FlexiPage', suffix: 'flexipage' },
  layouts: { type: 'Layout', suffix: 'layout' },
  lwc: { type: 'LightningComponentBundle', suffix: '' },
  quickActions: { type: 'QuickAction', suffix: 'quickAction' },
  staticresources: { type: 'StaticResource', suffix: 'resource' },
  cspTrustedSites: { type: 'CspTrustedSite', suffix: 'cspTrustedSite' },
  translations: { type: 'Translations', suffix: 'translation' },
  profiles: { type: 'Profile', suffix: 'profile' },
};

/** Types read from a file of their own, by folder. */
export const readFolders: Readonly<Record<string, { readonly type: string; readonly suffix: string }>> = {
  objects: { type: 'CustomObject', suffix: 'object' },
  objectTranslations: { type: 'CustomObjectTranslation', suffix: 'objectTranslation' },
  labels: { type: 'CustomLabels', suffix: 'labels' },
  permissionsets: { type: 'PermissionSet', suffix: 'permissionset' },
  roles: { type: 'Role', suffix: 'role' },
  groups: { type: 'Group', suffix: 'group' },
  queues: { type: 'Queue', suffix: 'queue' },
  sharingRules: { type: 'SharingRules', suffix: 'sharingRules' },
};

/** Elements of an object file that are components of their own. */
export const objectChildren: Readonly<Record<string, string>> = {
  fields: 'CustomField',
  validationRules: 'ValidationRule',
  recordTypes: 'RecordType',
  listViews: 'ListView',
  compactLayouts: 'CompactLayout',
  webLinks: 'WebLink',
  fieldSets: 'FieldSet',
};

/** Elements of a file of sharing rules; the others (guests, territories) have no users here. */
export const ruleChildren: Readonly<Record<string, string>> = {
  sharingCriteriaRules: 'SharingCriteriaRule',
  sharingOwnerRules: 'SharingOwnerRule',
};

const childTags = new Map(Object.entries(objectChildren).map(([tag, type]) => [type, tag]));

export function isSharingRule(type: string): boolean {
  return Object.values(ruleChildren).includes(type);
}

export function childTag(type: string): string | undefined {
  return childTags.get(type);
}

export const supportedTypes: ReadonlySet<string> = new Set([
  ...Object.values(keptFolders).map((one) => one.type),
  ...Object.values(readFolders).map((one) => one.type),
  ...Object.values(objectChildren),
  ...Object.values(ruleChildren),
  'CustomLabel',
]);

export function keyOf(type: string, name: string): string {
  return `${type} ${name}`.toLowerCase();
}

/** `Target__c` of `Target__c.Actual__c`, and `Actual__c`. */
export function splitName(name: string): readonly [string, string] {
  const point = name.indexOf('.');
  return point < 0 ? [name, ''] : [name.slice(0, point), name.slice(point + 1)];
}
