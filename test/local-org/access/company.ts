/**
 * A company whose plans are private: two units below a head, each with a manager and a rep. A plan has steps (its
 * details), an account-like client that is private too, and a note that everyone reads.
 */
import type { PackageFile, Session } from '../../../local-org/engine/engine.ts';
import {
  currency,
  externalKey,
  file,
  formula,
  lookup,
  master,
  newOrg,
  newUser,
  object,
  rollup,
  text,
  type Hand,
} from '../engine/build.ts';

/** The object of a package with this organisation-wide default. */
export function sharedAs(model: string, { path, content }: PackageFile): PackageFile {
  const source = new TextDecoder().decode(content);
  const sharing = `<sharingModel>${model}</sharingModel>`;
  return { path, content: new TextEncoder().encode(source.replace(/<sharingModel>\w+<\/sharingModel>/, sharing)) };
}

export const rights = (name: string, ...granted: readonly string[]): string =>
  `<objectPermissions>${granted.map((one) => `<${one}>true</${one}>`).join('')}<object>${name}</object></objectPermissions>`;

export const set = (name: string, inner: string): PackageFile =>
  file(`permissionsets/${name}.permissionset`, 'PermissionSet', `<label>${name}</label>${inner}`);

const full = ['allowRead', 'allowCreate', 'allowEdit', 'allowDelete'];
const role = (name: string, above?: string): PackageFile =>
  file(
    `roles/${name}.role`,
    'Role',
    `<name>${name}</name>${above === undefined ? '' : `<parentRole>${above}</parentRole>`}`,
  );
const field = (name: string, isEditable: boolean): string =>
  `<fieldPermissions><editable>${isEditable}</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;
const fields = [
  ...[
    'Client__c.Key__c',
    'Plan__c.Key__c',
    'Plan__c.Amount__c',
    'Plan__c.Client__c',
    'Step__c.Key__c',
    'Step__c.Cost__c',
  ],
  'Note__c.Body__c',
]
  .map((name) => field(name, true))
  .concat(['Plan__c.Total__c', 'Plan__c.Client_Name__c'].map((name) => field(name, false)))
  .join('');

export const names = ['head', 'east', 'eastRep', 'eastPeer', 'west', 'westRep'] as const;
export type Name = (typeof names)[number];

const roleOf: Readonly<Record<Name, string>> = {
  head: 'Head',
  east: 'East',
  eastRep: 'East_Rep',
  eastPeer: 'East_Rep',
  west: 'West',
  westRep: 'West_Rep',
};

export interface Company {
  readonly admin: Hand;
  readonly people: Readonly<Record<Name, Hand>>;
  /** Plan `E` belongs to the rep of east, `W` to the rep of west. */
  readonly plans: { readonly E: string; readonly W: string };
  /** Gives a person a permission set. */
  readonly assign: (person: Name, set: string) => void;
}

/** The plan with this organisation-wide default. */
export const sharedPlan = (model: string): PackageFile =>
  sharedAs(
    model,
    object(
      'Plan__c',
      externalKey(),
      currency('Amount__c'),
      lookup('Client__c', 'Client__c', 'Plans'),
      formula('Client_Name__c', 'Text', 'Client__r.Name'),
      rollup('Total__c', 'Step__c', 'Plan__c', 'sum', 'Cost__c'),
    ),
  );

const files: readonly PackageFile[] = [
  sharedAs('Private', object('Client__c', externalKey())),
  sharedPlan('Private'),
  object('Step__c', externalKey(), currency('Cost__c'), master('Plan__c', 'Plan__c', 'Steps')),
  object('Note__c', text('Body__c'), master('Plan__c', 'Plan__c', 'Notes', { writeRequiresMasterRead: true })),
  set('Worker', ['Client__c', 'Plan__c', 'Step__c', 'Note__c'].map((name) => rights(name, ...full)).join('') + fields),
  set('Viewer', rights('Plan__c', 'allowRead', 'viewAllRecords')),
  set('Owner_Of_All', rights('Plan__c', ...full, 'viewAllRecords', 'modifyAllRecords')),
  role('Head'),
  role('East', 'Head'),
  role('East_Rep', 'East'),
  role('West', 'Head'),
  role('West_Rep', 'West'),
];

export function openCompany(): Company {
  const admin = newOrg();
  admin.deploy(...files);
  const idOf = (soql: string): unknown => admin.rows(soql)[0]?.['Id'];
  const sessions = new Map<Name, Session>();
  const assign = (person: Name, permissionSet: string): void => {
    const PermissionSetId = idOf(`SELECT Id FROM PermissionSet WHERE Name = '${permissionSet}'`);
    admin.put('insert', 'PermissionSetAssignment', [{ AssigneeId: sessions.get(person)?.userId, PermissionSetId }]);
  };
  const open = (name: Name): Hand => {
    const UserRoleId = idOf(`SELECT Id FROM UserRole WHERE DeveloperName = '${roleOf[name]}'`);
    const session = newUser(admin, `${name}@example.com`, 'Minimum Access - Salesforce', { UserRoleId });
    sessions.set(name, session);
    assign(name, 'Worker');
    return admin.as(session);
  };
  const people = {
    head: open('head'),
    east: open('east'),
    eastRep: open('eastRep'),
    eastPeer: open('eastPeer'),
    west: open('west'),
    westRep: open('westRep'),
  };
  const plant = (person: Hand, key: string, amount: number): string => {
    const [client] = person.put('insert', 'Client__c', [{ Name: `Client ${key}`, Key__c: key }]);
    const [plan = ''] = person.put('insert', 'Plan__c', [
      { Name: key, Key__c: key, Amount__c: amount, Client__c: client },
    ]);
    person.put('insert', 'Step__c', [{ Name: key, Key__c: key, Cost__c: amount / 10, Plan__c: plan }]);
    person.put('insert', 'Note__c', [{ Name: key, Body__c: key, Plan__c: plan }]);
    return plan;
  };
  return { admin, people, plans: { E: plant(people.eastRep, 'E', 100), W: plant(people.westRep, 'W', 30) }, assign };
}

/** Names of the records that somebody sees, in order. */
export function seen(hand: Hand, from = 'Plan__c'): readonly unknown[] {
  return hand.rows(`SELECT Name FROM ${from} ORDER BY Name`).map((row) => row['Name']);
}
