/** Small orgs for the engine's tests: packages written as text, a clock that stands still, the administrator's hand. */
import assert from 'node:assert/strict';
import {
  administratorUsername,
  openEngine,
  type Clock,
  type DeployOutcome,
  type Engine,
  type PackageFile,
  type RowInput,
  type RowResult,
  type SaveRequest,
  type Session,
} from '../../../local-org/engine/engine.ts';

export const fixedClock = (instant = '2026-11-22T01:02:03Z'): Clock => ({ now: () => Date.parse(instant) });

const encoder = new TextEncoder();
const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** `<tag>…</tag>` for every entry; a list becomes repeated elements, markup is given as `{ xml }`. */
export type Body = Readonly<
  Record<string, string | number | boolean | readonly (string | { readonly xml: string })[] | { readonly xml: string }>
>;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const one = (tag: string, value: string | number | boolean | { readonly xml: string }): string =>
  `<${tag}>${typeof value === 'object' ? value.xml : escape(String(value))}</${tag}>`;

export function xml(body: Body): string {
  return Object.entries(body)
    .map(([tag, value]) =>
      Array.isArray(value)
        ? (value as readonly (string | { readonly xml: string })[]).map((each) => one(tag, each)).join('')
        : one(tag, value as string | number | boolean | { readonly xml: string }),
    )
    .join('');
}

export const field = (fullName: string, type: string, more: Body = {}): string =>
  one('fields', { xml: xml({ fullName, label: fullName.replace('__c', '').replaceAll('_', ' '), type, ...more }) });
export const text = (name: string, more: Body = {}): string => field(name, 'Text', { length: 80, ...more });
export const number = (name: string, more: Body = {}): string =>
  field(name, 'Number', { precision: 18, scale: 2, ...more });
export const currency = (name: string, more: Body = {}): string =>
  field(name, 'Currency', { precision: 18, scale: 2, ...more });
export const checkbox = (name: string, initial = false): string => field(name, 'Checkbox', { defaultValue: initial });
export const externalKey = (more: Body = {}): string => text('Key__c', { externalId: true, unique: true, ...more });
export const formula = (name: string, type: string, source: string, more: Body = {}): string =>
  field(name, type, {
    formula: source,
    formulaTreatBlanksAs: 'BlankAsZero',
    ...(['Number', 'Currency', 'Percent'].includes(type) ? { precision: 18, scale: 2 } : {}),
    ...more,
  });
export const lookup = (name: string, to: string, children: string, more: Body = {}): string =>
  field(name, 'Lookup', { referenceTo: to, relationshipName: children, ...more });
export const master = (name: string, to: string, children: string, more: Body = {}): string =>
  field(name, 'MasterDetail', { referenceTo: to, relationshipName: children, relationshipOrder: 0, ...more });
export const rollup = (
  name: string,
  child: string,
  through: string,
  operation: string,
  summed?: string,
  filters = '',
): string =>
  field(name, 'Summary', {
    summaryForeignKey: `${child}.${through}`,
    summaryOperation: operation,
    ...(summed === undefined ? {} : { summarizedField: `${child}.${summed}` }),
  }).replace('</fields>', `${filters}</fields>`);
export const rollupFilter = (path: string, operation: string, value: string): string =>
  one('summaryFilterItems', { xml: xml({ field: path, operation, value }) });
export const picklist = (name: string, values: readonly string[], restricted = true): string =>
  field(name, 'Picklist', {
    valueSet: {
      xml: `<restricted>${restricted}</restricted><valueSetDefinition><sorted>false</sorted>${values
        .map((value) => one('value', { xml: xml({ fullName: value, default: false, label: value }) }))
        .join('')}</valueSetDefinition>`,
    },
  });
/** A record type, and for each picklist that it narrows the values that it offers. */
export const recordType = (fullName: string, offers: Readonly<Record<string, readonly string[]>>): string =>
  one('recordTypes', {
    xml: xml({
      fullName,
      active: true,
      label: fullName,
      picklistValues: Object.entries(offers).map(([picklist, values]) => ({
        xml: xml({
          picklist,
          values: values.map((value) => ({ xml: xml({ fullName: encodeURIComponent(value), default: false }) })),
        }),
      })),
    }),
  });
export const rule = (fullName: string, condition: string, message: string, errorDisplayField?: string): string =>
  one('validationRules', {
    xml: xml({
      fullName,
      active: true,
      errorConditionFormula: condition,
      ...(errorDisplayField === undefined ? {} : { errorDisplayField }),
      errorMessage: message,
    }),
  });

export const file = (path: string, root: string, inner: string): PackageFile => ({
  path,
  content: encoder.encode(`<?xml version="1.0" encoding="UTF-8"?><${root} ${namespace}>${inner}</${root}>`),
});

/** A custom object; with a master-detail field among its parts it is controlled by its parent. */
export function object(name: string, ...parts: readonly string[]): PackageFile {
  const label = name.replace('__c', '').replaceAll('_', ' ');
  const sharingModel = parts.some((part) => part.includes('<type>MasterDetail</type>'))
    ? 'ControlledByParent'
    : 'ReadWrite';
  const own = xml({
    deploymentStatus: 'Deployed',
    label,
    nameField: { xml: xml({ label: `${label} Name`, type: 'Text' }) },
    pluralLabel: `${label}s`,
    sharingModel,
  });
  return file(`objects/${name}.object`, 'CustomObject', parts.join('') + own);
}

/** Fields and the like on an object that is there already. */
export const onObject = (name: string, ...parts: readonly string[]): PackageFile =>
  file(`objects/${name}.object`, 'CustomObject', parts.join(''));

const types: Readonly<Record<string, readonly [string, string]>> = {
  permissionsets: ['PermissionSet', '.permissionset'],
  objectTranslations: ['CustomObjectTranslation', '.objectTranslation'],
  tabs: ['CustomTab', '.tab'],
  layouts: ['Layout', '.layout'],
  flexipages: ['FlexiPage', '.flexipage'],
  applications: ['CustomApplication', '.app'],
  translations: ['Translations', '.translation'],
  profiles: ['Profile', '.profile'],
  roles: ['Role', '.role'],
  groups: ['Group', '.group'],
  queues: ['Queue', '.queue'],
  sharingRules: ['SharingRules', '.sharingRules'],
  permissionsetgroups: ['PermissionSetGroup', '.permissionsetgroup'],
  mutingpermissionsets: ['MutingPermissionSet', '.mutingpermissionset'],
  customPermissions: ['CustomPermission', '.customPermission'],
  customMetadata: ['CustomMetadata', '.md'],
  standardValueSets: ['StandardValueSet', '.standardValueSet'],
  globalValueSets: ['GlobalValueSet', '.globalValueSet'],
  quickActions: ['QuickAction', '.quickAction'],
  messageChannels: ['LightningMessageChannel', '.messageChannel'],
  externalClientApps: ['ExternalClientApplication', '.eca'],
  extlClntAppOauthSettings: ['ExtlClntAppOauthSettings', '.ecaOauth'],
  extlClntAppGlobalOauthSets: ['ExtlClntAppGlobalOauthSettings', '.ecaGlblOauth'],
};

function membersOf({ path, content }: PackageFile): readonly (readonly [string, string])[] {
  const [folder = '', name = ''] = path.split('/');
  if (folder === 'lwc') return [['LightningComponentBundle', name]];
  if (folder === 'labels') return [['CustomLabels', 'CustomLabels']];
  if (folder === 'objects') {
    const owner = name.replace('.object', '');
    const source = new TextDecoder().decode(content);
    const names = (tag: string): readonly string[] =>
      [...source.matchAll(new RegExp(`<${tag}><fullName>([^<]*)<`, 'g'))].map((match) => `${owner}.${match[1] ?? ''}`);
    const children = [
      ...names('fields').map((member) => ['CustomField', member] as const),
      ...names('validationRules').map((member) => ['ValidationRule', member] as const),
      ...names('recordTypes').map((member) => ['RecordType', member] as const),
    ];
    return /<(?:pluralLabel|sharingModel)>/.test(source) ? [['CustomObject', owner], ...children] : children;
  }
  const [type = '', suffix = ''] = types[folder] ?? [];
  return type === '' ? [] : [[type, name.slice(0, -suffix.length)]];
}

/** The files with a package.xml that lists what is in them. */
export function packageOf(...files: readonly PackageFile[]): readonly PackageFile[] {
  const members = files.flatMap(membersOf);
  const inner = members.map(([name, member]) => one('types', { xml: xml({ members: member, name }) })).join('');
  return [file('package.xml', 'Package', `${inner}<version>67.0</version>`), ...files];
}

export interface Hand {
  readonly engine: Engine;
  readonly session: Session;
  readonly deploy: (...files: readonly PackageFile[]) => DeployOutcome;
  /** Saves and answers the outcomes. */
  readonly save: (
    operation: SaveRequest['operation'],
    object: string,
    rows: readonly RowInput[],
    more?: Partial<SaveRequest>,
  ) => readonly RowResult[];
  /** Saves rows that must all succeed; answers their ids. */
  readonly put: (
    operation: SaveRequest['operation'],
    object: string,
    rows: readonly RowInput[],
    more?: Partial<SaveRequest>,
  ) => readonly string[];
  /** Records without their attributes. */
  readonly rows: (soql: string) => readonly Readonly<Record<string, unknown>>[];
  readonly as: (session: Session) => Hand;
}

function withoutAttributes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAttributes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'attributes')
      .map(([key, inner]) => [key, withoutAttributes(inner)]),
  );
}

export function handOf(engine: Engine, session: Session): Hand {
  const save: Hand['save'] = (operation, name, rows, more = {}) =>
    engine.save(session, { operation, object: name, rows, allOrNone: false, ...more });
  return {
    engine,
    session,
    deploy: (...files) => {
      const outcome = engine.deploy(packageOf(...files), { checkOnly: false });
      const problems = outcome.messages.filter((message) => !message.success);
      assert.deepEqual(problems, []);
      return outcome;
    },
    save,
    put: (operation, name, rows, more) =>
      save(operation, name, rows, more).map(({ id, errors }) => {
        assert.deepEqual(errors, []);
        return id ?? '';
      }),
    rows: (soql) =>
      // Nested objects keep their shape without attributes.
      engine
        .query(session, soql)
        .records.map((record) => withoutAttributes(record) as Readonly<Record<string, unknown>>),
    as: (other) => handOf(engine, other),
  };
}

/** An org in memory, and its administrator. */
export function newOrg(options: { readonly file?: string; readonly clock?: Clock } = {}): Hand {
  const engine = openEngine({ clock: fixedClock(), ...options });
  const administrator = engine.findUser(administratorUsername);
  assert.ok(administrator);
  return handOf(engine, { userId: administrator.id });
}

/** A person with this profile; answers a session. */
export function newUser(hand: Hand, username: string, profile: string, more: RowInput = {}): Session {
  const [found] = hand.rows(`SELECT Id FROM Profile WHERE Name = '${profile}'`);
  const [id = ''] = hand.put('insert', 'User', [
    {
      Username: username,
      LastName: username,
      Email: 'someone@example.com',
      Alias: username.slice(0, 8),
      ProfileId: found?.['Id'],
      TimeZoneSidKey: 'Asia/Tokyo',
      LocaleSidKey: 'ja_JP',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'ja',
      ...more,
    },
  ]);
  return { userId: id };
}

/** The codes of one outcome, and what it says. */
export function complaints(results: readonly RowResult[]): readonly (readonly string[])[] {
  return results.map(({ errors }) => errors.map(({ statusCode, message }) => `${statusCode}: ${message}`));
}
