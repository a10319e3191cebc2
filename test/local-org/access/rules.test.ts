/** Sharing rules of a package, the groups that they name, and what is wrong with a rule. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PackageFile } from '../../../local-org/engine/engine.ts';
import { complaints, file, packageOf } from '../engine/build.ts';
import { names, openCompany, seen, sharedPlan, type Company } from './company.ts';

const rules = (...inner: readonly string[]): PackageFile =>
  file('sharingRules/Plan__c.sharingRules', 'SharingRules', inner.join(''));
const rule = (tag: string, name: string, level: string, inner: string): string =>
  `<${tag}><fullName>${name}</fullName><accessLevel>${level}</accessLevel><label>${name}</label>${inner}</${tag}>`;
const byOwner = (name: string, level: string, from: string, to: string): string =>
  rule('sharingOwnerRules', name, level, `<sharedTo>${to}</sharedTo><sharedFrom>${from}</sharedFrom>`);
const criterion = (field: string, operation: string, value: string): string =>
  `<criteriaItems><field>${field}</field><operation>${operation}</operation><value>${value}</value></criteriaItems>`;
const byCriteria = (name: string, level: string, to: string, inner: string): string =>
  rule('sharingCriteriaRules', name, level, `<sharedTo>${to}</sharedTo>${inner}`);

const noRight = [['INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id']];

function everyone({ people }: Company): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(names.map((name) => [name, seen(people[name])]));
}

function change(
  { people, plans }: Company,
  name: 'east' | 'eastPeer',
  plan: 'E' | 'W',
): readonly (readonly string[])[] {
  return complaints(people[name].save('update', 'Plan__c', [{ Id: plans[plan], Amount__c: 1 }]));
}

test('a rule by owner opens the records of a role to a role, and to those above it', () => {
  const company = openCompany();
  company.admin.deploy(rules(byOwner('Colleagues', 'Read', '<role>East_Rep</role>', '<role>East_Rep</role>')));
  assert.deepEqual(everyone(company), {
    ...{ head: ['E', 'W'], east: ['E'], eastRep: ['E'], eastPeer: ['E'], west: ['W'], westRep: ['W'] },
  });
  assert.deepEqual(change(company, 'eastPeer', 'E'), noRight);
  company.admin.deploy(
    rules(byOwner('West', 'Edit', '<roleAndSubordinates>West</roleAndSubordinates>', '<role>East</role>')),
  );
  assert.deepEqual(everyone(company)['east'], ['E', 'W']);
  assert.deepEqual(everyone(company)['eastPeer'], ['E'], 'the first rule stays, the second is not for those below');
  assert.deepEqual(change(company, 'east', 'W'), [[]]);
  assert.deepEqual(complaints(company.people.east.save('delete', 'Plan__c', [{ Id: company.plans.W }])), noRight);
});

test('a rule by criteria follows the values of the record', () => {
  const company = openCompany();
  const { admin, plans } = company;
  const items = criterion('Amount__c', 'greaterThan', '50') + criterion('Name', 'equals', 'E,X');
  admin.deploy(rules(byCriteria('Big', 'Edit', '<allInternalUsers></allInternalUsers>', items)));
  assert.deepEqual(everyone(company)['westRep'], ['E', 'W']);
  assert.deepEqual(seen(company.people.westRep, 'Step__c'), ['E', 'W']);
  assert.deepEqual(seen(company.people.westRep, `Plan__c WHERE Id = '${plans.E}'`), ['E']);
  admin.put('update', 'Plan__c', [{ Id: plans.E, Amount__c: 50 }]);
  assert.deepEqual(everyone(company)['westRep'], ['W']);
});

test('a filter logic combines criteria', () => {
  const company = openCompany();
  const items =
    criterion('Name', 'equals', 'E') + criterion('Name', 'equals', 'W') + criterion('Amount__c', 'lessThan', '50');
  company.admin.deploy(
    rules(byCriteria('One', 'Read', '<role>East_Rep</role>', `<booleanFilter>(1 OR 2) AND 3</booleanFilter>${items}`)),
  );
  assert.deepEqual(everyone(company)['eastPeer'], ['W']);
});

test('a public group stands for its members, the groups inside, and where it says so for their bosses', () => {
  const company = openCompany();
  const { admin, people } = company;
  admin.deploy(
    file('groups/Outer.group', 'Group', '<doesIncludeBosses>false</doesIncludeBosses><name>Outer</name>'),
    file('groups/Inner.group', 'Group', '<doesIncludeBosses>true</doesIncludeBosses><name>Inner</name>'),
    rules(byOwner('East', 'Read', '<roleAndSubordinates>East</roleAndSubordinates>', '<group>Outer</group>')),
  );
  const groups = new Map(
    admin
      .rows("SELECT Id, DeveloperName FROM Group WHERE Type = 'Regular'")
      .map((row) => [row['DeveloperName'], row['Id']]),
  );
  const join = (GroupId: unknown, UserOrGroupId: unknown): void => {
    admin.put('insert', 'GroupMember', [{ GroupId, UserOrGroupId }]);
  };
  assert.deepEqual(everyone(company)['westRep'], ['W']);
  join(groups.get('Outer'), people.westRep.session.userId);
  assert.deepEqual([everyone(company)['westRep'], everyone(company)['west']], [['E', 'W'], ['W']]);
  admin.put('delete', 'GroupMember', [{ Id: admin.rows('SELECT Id FROM GroupMember')[0]?.['Id'] }]);
  join(groups.get('Inner'), people.westRep.session.userId);
  join(groups.get('Outer'), groups.get('Inner'));
  assert.deepEqual([everyone(company)['westRep'], everyone(company)['west']], [['E', 'W'], ['W']]);
});

test('a rule goes with destructive changes', () => {
  const company = openCompany();
  company.admin.deploy(rules(byOwner('Colleagues', 'Read', '<role>East_Rep</role>', '<role>East_Rep</role>')));
  const gone = file(
    'destructiveChanges.xml',
    'Package',
    '<types><members>Plan__c.Colleagues</members><name>SharingOwnerRule</name></types>',
  );
  company.admin.deploy(gone);
  assert.deepEqual(everyone(company)['eastPeer'], []);
});

test('a rule that opens nothing, or that names nobody, is refused with its place', () => {
  const { admin } = openCompany();
  const problems = (...files: readonly PackageFile[]): readonly (string | undefined)[] =>
    admin.engine
      .deploy(packageOf(...files), { checkOnly: true })
      .messages.filter((message) => !message.success)
      .map(({ componentType, fullName, problem }) => `${componentType} ${fullName}: ${problem ?? ''}`);
  const east = '<role>East</role>';
  assert.deepEqual(problems(sharedPlan('ReadWrite'), rules(byOwner('A', 'Read', east, east))), [
    'SharingOwnerRule Plan__c.A: Plan__c cannot have sharing rules: its organization-wide default is ReadWrite',
  ]);
  assert.deepEqual(problems(rules(byOwner('A', 'Read', '<role>Nobody</role>', east))), [
    'SharingOwnerRule Plan__c.A: In field: role - no Role named Nobody found',
  ]);
  assert.deepEqual(problems(rules(byOwner('A', 'All', east, '<territory>T</territory>'))), [
    'SharingOwnerRule Plan__c.A: accessLevel must be Read or Edit, not All',
    'SharingOwnerRule Plan__c.A: sharedTo: territory is not supported by the local org',
  ]);
  assert.deepEqual(problems(rules(byCriteria('B', 'Read', east, criterion('Client_Name__c', 'equals', 'x')))), [
    'SharingCriteriaRule Plan__c.B: In field: field - Plan__c.Client_Name__c cannot be used in a sharing rule',
  ]);
  const logic = `<booleanFilter>1 AND (2</booleanFilter>${criterion('Name', 'equals', 'x')}`;
  assert.deepEqual(problems(rules(byCriteria('B', 'Read', east, logic))), [
    'SharingCriteriaRule Plan__c.B: booleanFilter is not valid: 1 AND (2',
  ]);
  const guests = '<sharingGuestRules><fullName>G</fullName></sharingGuestRules>';
  assert.deepEqual(problems(rules(guests)), [
    'SharingGuestRule Plan__c.G: Not available for deploy for this organization',
  ]);
});
