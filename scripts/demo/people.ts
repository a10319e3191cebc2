/**
 * The people a project's `users` model names, as users of the local org. In a real org they exist already and an admin
 * fills their Employee_Key__c; the loader itself never writes users.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import type { Project } from '../../server/syncs/syncs.ts';
import { coverProject } from '../../server/run/run.ts';
import { openDuckWarehouse } from '../../server/cli/cli.ts';
import type { Api } from './api.ts';
import { roleOf, sharingPackage } from './sharing.ts';

const personShape = z.object({
  employee_key: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string(),
  name: z.string(),
  email: z.string(),
  department_key: z.string().nullable(),
  manager_key: z.string().nullable(),
  role: z.enum(['rep', 'unit-manager', 'manager', 'revops']),
  language: z.enum(['en_US', 'ja']),
});

export interface Person {
  readonly key: string;
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string;
  readonly email: string;
  readonly username: string;
  readonly department: string | null;
  /** Key of the person whom this one reports to. */
  readonly manager: string | null;
  readonly role: 'rep' | 'unit-manager' | 'manager' | 'revops';
  readonly language: 'en_US' | 'ja';
}

export const permissionSets: Readonly<Record<Person['role'] | 'integration', string>> = {
  rep: 'Todoku_Rep',
  'unit-manager': 'Todoku_Unit_Manager',
  manager: 'Todoku_Manager',
  revops: 'Todoku_RevOps',
  integration: 'Todoku_Integration',
};

export const integrationUsername = 'integration@todoku.example.com';

/** Rows of the model `users`, which every project of the demo has. */
export async function peopleOf(project: Project, rawDir: string | undefined): Promise<readonly Person[]> {
  const dir = await mkdtemp(join(tmpdir(), 'todoku-people-'));
  const file = join(dir, 'warehouse.duckdb');
  try {
    const warehouse = await openDuckWarehouse(file);
    try {
      await coverProject(project, warehouse, { rawDir });
    } finally {
      await warehouse.close();
    }
    return (await rowsOf(file, 'select * from mart.users order by employee_key')).map(personOf);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function rowsOf(file: string, sql: string): Promise<readonly unknown[]> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function personOf(row: unknown): Person {
  const { employee_key, first_name, last_name, department_key, manager_key, ...same } = personShape.parse(row);
  return {
    ...same,
    key: employee_key,
    firstName: first_name,
    lastName: last_name,
    username: `${employee_key}@todoku.example.com`,
    department: department_key,
    manager: manager_key,
  };
}

/** By name, and refuses names that the org does not have. */
async function idsOf(api: Api, object: 'Profile' | 'UserRole', field: string): Promise<(name: string) => string> {
  const records = await api.query<Readonly<Record<string, string>>>(`SELECT Id, ${field} FROM ${object}`);
  const ids = new Map(records.map((record) => [record[field], record['Id']]));
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`The org has no ${object} ${name}.`);
    return id;
  };
}

/**
 * Makes or updates the people and gives each the role of the department and the permission set of the job; the load
 * gets its own user, who has no role and sees everything by its permission set.
 */
export async function provision(people: readonly Person[], api: Api): Promise<void> {
  const sharing = sharingPackage(people);
  if (sharing !== undefined) await api.deploy(sharing);
  const profile = await idsOf(api, 'Profile', 'Name');
  const role = await idsOf(api, 'UserRole', 'DeveloperName');
  await api.upsert('User', 'Employee_Key__c', [
    ...people.map((person) => {
      const name = roleOf(person);
      const UserRoleId = name === undefined || sharing === undefined ? null : role(name);
      return { ...userRecord(person, profile('Standard User')), UserRoleId };
    }),
    {
      ...userRecord(loader, profile('Minimum Access - Salesforce')),
      Username: integrationUsername,
    },
  ]);
  const assignments = [
    ...people.map(({ username, role }) => ({ username, role })),
    { username: integrationUsername, role: 'integration' as const },
  ];
  await assign(assignments, api);
}

const loader: Person = {
  key: 'todoku.integration',
  name: 'Todoku Integration',
  firstName: null,
  lastName: 'Todoku Integration',
  email: integrationUsername,
  username: integrationUsername,
  department: null,
  manager: null,
  role: 'revops',
  language: 'en_US',
};

function userRecord(person: Person, profileId: string): Readonly<Record<string, unknown>> {
  return {
    Employee_Key__c: person.key,
    Username: person.username,
    FirstName: person.firstName,
    LastName: person.lastName,
    Email: person.email,
    Alias: person.key.slice(0, 8),
    ProfileId: profileId,
    TimeZoneSidKey: 'Asia/Tokyo',
    LocaleSidKey: person.language === 'ja' ? 'ja_JP' : 'en_US',
    LanguageLocaleKey: person.language,
    EmailEncodingKey: 'UTF-8',
    IsActive: true,
  };
}

async function assign(
  wanted: readonly { readonly username: string; readonly role: keyof typeof permissionSets }[],
  api: Api,
): Promise<void> {
  const [sets, users, present] = await Promise.all([
    api.query<{ Id: string; Name: string }>("SELECT Id, Name FROM PermissionSet WHERE Name LIKE 'Todoku\\_%'"),
    api.query<{ Id: string; Username: string }>('SELECT Id, Username FROM User WHERE Employee_Key__c != null'),
    api.query<{ AssigneeId: string; PermissionSetId: string }>(
      'SELECT AssigneeId, PermissionSetId FROM PermissionSetAssignment',
    ),
  ]);
  const setIds = new Map(sets.map(({ Id, Name }) => [Name, Id]));
  const userIds = new Map(users.map(({ Id, Username }) => [Username.toLowerCase(), Id]));
  const assigned = new Set(present.map(({ AssigneeId, PermissionSetId }) => `${AssigneeId} ${PermissionSetId}`));
  const missing = wanted
    .map(({ username, role }) => ({
      AssigneeId: userIds.get(username.toLowerCase()),
      PermissionSetId: setIds.get(permissionSets[role]),
    }))
    .filter(({ AssigneeId, PermissionSetId }) => !assigned.has(`${AssigneeId ?? ''} ${PermissionSetId ?? ''}`));
  await api.insert('PermissionSetAssignment', missing);
}
