/**
 * An agency studio: the tests' own org for a day's work in the page host. A rep of the east and one of the west have
 * targets of their own (private), a manager sees them all; projects belong to everybody.
 */
import assert from 'node:assert/strict';
import type { PackageFile } from '../../../local-org/local-org.ts';
import { heldClock, startWorld, type HeldClock, type World } from '../../world/world.ts';
import { componentFiles, componentNames } from './components.ts';
import { element, elements, file, xml } from './metadata.ts';
import { objectFiles } from './objects.ts';
import { pageFiles, tabNames, targetActions } from './pages.ts';

const objectRights = (object: string, rights: readonly string[]): string => {
  const names = ['allowCreate', 'allowDelete', 'allowEdit', 'allowRead', 'modifyAllRecords'];
  const flags = Object.fromEntries(names.map((name) => [name, rights.includes(name)]));
  return element(
    'objectPermissions',
    elements({ ...flags, object, viewAllRecords: rights.includes('viewAllRecords') }),
  );
};

const fieldRights = (names: readonly string[]): string =>
  names.map((name) => element('fieldPermissions', elements({ editable: true, field: name, readable: true }))).join('');

const fields = fieldRights([
  ...['Amount__c', 'Plan__c', 'Goal__c'].map((name) => `Target__c.${name}`),
  ...['Target__c', 'Client__c', 'Medium__c', 'Product__c', 'Budget__c', 'Starts_On__c', 'Closed__c', 'Site__c'].map(
    (name) => `Project__c.${name}`,
  ),
]);

const whole = ['allowCreate', 'allowDelete', 'allowEdit', 'allowRead'];

function permissionSet(label: string, apps: readonly string[], objects: string): string {
  const visible = apps.map((application) =>
    element('applicationVisibilities', elements({ application, visible: true })),
  );
  const types = ['Campaign', 'Retainer'].map((name) =>
    element('recordTypeVisibilities', elements({ recordType: `Project__c.${name}`, visible: true })),
  );
  const tabs = tabNames.map((tab) => element('tabSettings', elements({ tab, visibility: 'Visible' })));
  return xml(
    'PermissionSet',
    `${visible.join('')}${fields}<hasActivationRequired>false</hasActivationRequired><label>${label}</label>${objects}
    ${types.join('')}${tabs.join('')}`,
  );
}

const rep = permissionSet(
  'Studio Rep',
  ['Studio'],
  objectRights('Target__c', ['allowEdit', 'allowRead']) + objectRights('Project__c', whole),
);
const manager = permissionSet(
  'Studio Manager',
  ['Studio', 'Archive'],
  objectRights('Target__c', [...whole, 'viewAllRecords']) + objectRights('Project__c', whole),
);

const withActions = (files: readonly PackageFile[]): readonly PackageFile[] =>
  files.map((one) => {
    if (!one.path.includes('Target Layout')) return one;
    return file(one.path, new TextDecoder().decode(one.content).replace('</Layout>', `${targetActions}</Layout>`));
  });

const wildcards = [
  'CustomObject',
  'CustomField',
  'CompactLayout',
  'ListView',
  'RecordType',
  'ValidationRule',
  'Layout',
  'CustomTab',
  'CustomApplication',
  'FlexiPage',
  'QuickAction',
  'PermissionSet',
  'CustomObjectTranslation',
];

function manifest(): PackageFile {
  const types = (members: readonly string[], name: string): string =>
    element('types', members.map((one) => element('members', one)).join('') + element('name', name));
  const listed = wildcards.map((name) => types(['*'], name)).join('');
  const bundles = types(componentNames, 'LightningComponentBundle');
  return file('package.xml', xml('Package', `${listed}${bundles}<version>66.0</version>`));
}

export const studioPackage: readonly PackageFile[] = [
  manifest(),
  ...withActions(objectFiles),
  ...pageFiles,
  ...componentFiles,
  file('permissionsets/Studio_Rep.permissionset', rep),
  file('permissionsets/Studio_Manager.permissionset', manager),
];

export interface StudioPerson {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

export interface Studio extends AsyncDisposable {
  readonly world: World;
  readonly clock: HeldClock;
  readonly east: StudioPerson;
  readonly west: StudioPerson;
  readonly boss: StudioPerson;
  /** Of the rep of the east: one of 1,200,000 and one of 50. */
  readonly targets: readonly [string, string];
  readonly westTarget: string;
  insert(object: string, values: Readonly<Record<string, unknown>>): string;
  /** As the administrator. */
  query(soql: string): readonly Readonly<Record<string, unknown>>[];
}

function inserterOf(world: World): Studio['insert'] {
  const { engine, admin } = world.org;
  return (object, values) => {
    const request = { operation: 'insert', object, rows: [values], allOrNone: true } as const;
    const [result] = engine.save({ userId: admin.id }, request);
    assert.deepEqual(result?.errors, []);
    return String(result.id);
  };
}

interface Hired {
  readonly name: string;
  readonly set: string;
  readonly department: string;
}

function hire(studio: Pick<Studio, 'world' | 'insert' | 'query'>, { name, set, department }: Hired): StudioPerson {
  const username = `${name.toLowerCase()}@studio.test`;
  const one = (soql: string): unknown => studio.query(soql)[0]?.['Id'];
  const id = studio.insert('User', {
    Username: username,
    FirstName: name,
    LastName: department,
    Department: department,
    Email: username,
    Alias: name.toLowerCase(),
    TimeZoneSidKey: 'Asia/Tokyo',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    ProfileId: one("SELECT Id FROM Profile WHERE Name = 'Standard User'"),
  });
  const permissionSetId = one(`SELECT Id FROM PermissionSet WHERE Name = '${set}'`);
  studio.insert('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: permissionSetId });
  return { id, name: `${name} ${department}`, token: studio.world.org.tokenFor(username) };
}

export async function startStudio(): Promise<Studio> {
  const clock = heldClock('2026-11-02T00:00:00Z');
  const world = await startWorld({ deploy: studioPackage, clock });
  const insert = inserterOf(world);
  const query: Studio['query'] = (soql) => world.org.engine.query({ userId: world.org.admin.id }, soql).records;
  const parts = { world, insert, query };
  const east = hire(parts, { name: 'Emi', set: 'Studio_Rep', department: 'East' });
  const west = hire(parts, { name: 'Wes', set: 'Studio_Rep', department: 'West' });
  const boss = hire(parts, { name: 'Mona', set: 'Studio_Manager', department: 'Board' });
  const target = (owner: StudioPerson, name: string, amount: number): string =>
    insert('Target__c', { Name: name, OwnerId: owner.id, Amount__c: amount, Plan__c: amount });
  const targets = [target(east, 'November East', 1_200_000), target(east, 'December East', 50)] as const;
  const westTarget = target(west, 'November West', 900_000);
  const client = insert('Account', { Name: 'Harbour Ltd' });
  insert('Account', { Name: 'Hartwell & Sons' });
  insert('Project__c', { Name: 'Autumn fair', Target__c: targets[0], Client__c: client, Budget__c: 300_000 });
  return {
    ...parts,
    clock,
    east,
    west,
    boss,
    targets,
    westTarget,
    [Symbol.asyncDispose]: () => world.close(),
  };
}
