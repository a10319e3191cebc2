/** The metadata types that this org has: where their files lie, and how their components are kept. */

/**
 * `tree`: XML that is read, kept as a tree and written again. `content`: a file of any kind with its description
 * beside it. `bundle`: a folder of files with its description among them.
 */
export type Shape = 'tree' | 'content' | 'bundle';

export interface TypeFacts {
  readonly type: string;
  /** Folder of a package, and the end of a file's name; `''` for a bundle. */
  readonly folder: string;
  readonly suffix: string;
  readonly shape: Shape;
  /** First characters of a component's id; unverified where no document shows one. */
  readonly prefix: string;
  /** Nothing in this org looks at it; it is checked and given back. */
  readonly isKeptOnly?: true;
  /** A file adds to what is there, and what it does not name stays (Metadata API Developer Guide, "Profile"). */
  readonly isMerged?: true;
}

export interface ChildFacts {
  readonly type: string;
  readonly parent: string;
  /** Element of the parent's file. */
  readonly tag: string;
  readonly prefix: string;
}

type Options = Pick<TypeFacts, 'isKeptOnly' | 'isMerged'> & { readonly shape?: Shape };

const of = (type: string, folder: string, suffix: string, prefix: string, options: Options = {}): TypeFacts => ({
  type,
  folder,
  suffix,
  prefix,
  shape: 'tree',
  ...options,
});

const kept = { isKeptOnly: true } as const;
const merged = { isMerged: true } as const;

const types: readonly TypeFacts[] = [
  of('CustomObject', 'objects', 'object', '01I'),
  of('CustomObjectTranslation', 'objectTranslations', 'objectTranslation', '01h', merged),
  of('StandardValueSet', 'standardValueSets', 'standardValueSet', '0Nu'),
  of('GlobalValueSet', 'globalValueSets', 'globalValueSet', '0Nt'),
  of('CustomMetadata', 'customMetadata', 'md', 'm00'),
  of('CustomLabels', 'labels', 'labels', '101'),
  of('Translations', 'translations', 'translation', '01h', merged),
  of('CustomPermission', 'customPermissions', 'customPermission', '0CP'),
  of('PermissionSet', 'permissionsets', 'permissionset', '0PS'),
  of('MutingPermissionSet', 'mutingpermissionsets', 'mutingpermissionset', '0QM'),
  of('PermissionSetGroup', 'permissionsetgroups', 'permissionsetgroup', '0PG'),
  of('Profile', 'profiles', 'profile', '00e', merged),
  of('Role', 'roles', 'role', '00E'),
  of('Group', 'groups', 'group', '00G'),
  of('Queue', 'queues', 'queue', '00G'),
  of('SharingRules', 'sharingRules', 'sharingRules', '02k'),
  of('StaticResource', 'staticresources', 'resource', '081', { shape: 'content' }),
  of('ContentAsset', 'contentassets', 'asset', '03S', { shape: 'content' }),
  of('LightningMessageChannel', 'messageChannels', 'messageChannel', '0Mt'),
  of('LightningComponentBundle', 'lwc', '', '0Rb', { shape: 'bundle' }),
  of('QuickAction', 'quickActions', 'quickAction', '09D'),
  of('Layout', 'layouts', 'layout', '00h'),
  of('FlexiPage', 'flexipages', 'flexipage', '0M0'),
  of('CustomTab', 'tabs', 'tab', '01r'),
  of('CustomApplication', 'applications', 'app', '02u'),
  of('ExternalClientApplication', 'externalClientApps', 'eca', '0xI'),
  of('ExtlClntAppOauthSettings', 'extlClntAppOauthSettings', 'ecaOauth', '0xJ'),
  of('ExtlClntAppGlobalOauthSettings', 'extlClntAppGlobalOauthSets', 'ecaGlblOauth', '0xK'),
  of('ExtlClntAppOauthConfigurablePolicies', 'extlClntAppOauthPolicies', 'ecaOauthPlcy', '0xL'),
  of('ExtlClntAppConfigurablePolicies', 'extlClntAppPolicies', 'ecaPlcy', '0xM'),
  of('CspTrustedSite', 'cspTrustedSites', 'cspTrustedSite', '08y', kept),
  of('RemoteSiteSetting', 'remoteSiteSettings', 'remoteSite', '0rp', kept),
  of('CorsWhitelistOrigin', 'corsWhitelistOrigins', 'corsWhitelistOrigin', '07d', kept),
  of('PathAssistant', 'pathAssistants', 'pathAssistant', '0Pa', kept),
  of('BrandingSet', 'brandingSets', 'brandingSet', '0BS', kept),
  of('LightningExperienceTheme', 'lightningExperienceThemes', 'lightningExperienceTheme', '0LE', kept),
  of('Prompt', 'prompts', 'prompt', '0Po', kept),
  of('CustomNotificationType', 'notificationtypes', 'notiftype', '0ML', kept),
  of('GlobalValueSetTranslation', 'globalValueSetTranslations', 'globalValueSetTranslation', '01h', kept),
  of('StandardValueSetTranslation', 'standardValueSetTranslations', 'standardValueSetTranslation', '01h', kept),
];

const child = (parent: string, type: string, tag: string, prefix: string): ChildFacts => ({
  type,
  parent,
  tag,
  prefix,
});

const children: readonly ChildFacts[] = [
  child('CustomObject', 'CustomField', 'fields', '00N'),
  child('CustomObject', 'Index', 'indexes', '08k'),
  child('CustomObject', 'BusinessProcess', 'businessProcesses', '019'),
  child('CustomObject', 'RecordType', 'recordTypes', '012'),
  child('CustomObject', 'CompactLayout', 'compactLayouts', '0AH'),
  child('CustomObject', 'WebLink', 'webLinks', '00b'),
  child('CustomObject', 'ValidationRule', 'validationRules', '03d'),
  child('CustomObject', 'SharingReason', 'sharingReasons', '02c'),
  child('CustomObject', 'ListView', 'listViews', '00B'),
  child('CustomObject', 'FieldSet', 'fieldSets', '0IX'),
  child('CustomLabels', 'CustomLabel', 'labels', '101'),
  child('SharingRules', 'SharingOwnerRule', 'sharingOwnerRules', '02k'),
  child('SharingRules', 'SharingCriteriaRule', 'sharingCriteriaRules', '02k'),
];

/** Elements of a file of sharing rules that are about people whom this org does not have. */
export const foreignChildren: Readonly<Record<string, string>> = {
  sharingGuestRules: 'SharingGuestRule',
  sharingTerritoryRules: 'SharingTerritoryRule',
};

const byType = new Map(types.map((one) => [one.type, one]));
const byFolder = new Map(types.map((one) => [one.folder, one]));
const childByType = new Map(children.map((one) => [one.type, one]));
const childrenByParent = Map.groupBy(children, ({ parent }) => parent);

export const supportedTypes: readonly TypeFacts[] = types;

export const factsOf = (type: string): TypeFacts | undefined => byType.get(type);
export const factsOfFolder = (folder: string): TypeFacts | undefined => byFolder.get(folder);
export const childFacts = (type: string): ChildFacts | undefined => childByType.get(type);
export const childrenOf = (parent: string): readonly ChildFacts[] => childrenByParent.get(parent) ?? [];
export const isSupported = (type: string): boolean => byType.has(type) || childByType.has(type);

/** Children of objects and sharing rules carry the name of their parent, labels do not. */
export function childName(facts: ChildFacts, parent: string, fullName: string): string {
  return facts.parent === 'CustomLabels' ? fullName : `${parent}.${fullName}`;
}

export function fileOf({ folder, suffix }: TypeFacts, name: string): string {
  return suffix === '' ? `${folder}/${name}` : `${folder}/${name}.${suffix}`;
}
