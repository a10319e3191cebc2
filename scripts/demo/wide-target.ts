/** A local org with one rep and one Target of as many project amounts as asked for: what the grid is measured and tried with. */
import type { LocalOrg } from '../../local-org/local-org.ts';
import type { Api, Fields } from './api.ts';
import { provision, type Person } from './people.ts';
import { asAdmin, deployForceApp, startOrg } from './steps.ts';

const rep: Person = {
  key: 'rep.wide',
  name: 'Wide Rep',
  firstName: 'Rep',
  lastName: 'Wide',
  email: 'rep.wide@todoku.example.com',
  username: 'rep.wide@todoku.example.com',
  department: null,
  manager: null,
  role: 'rep',
  language: 'en_US',
};

export interface WideTarget {
  readonly id: string;
  readonly path: string;
}

export interface WideOrg extends AsyncDisposable {
  readonly org: LocalOrg;
  readonly admin: Api;
  /** Access token of the rep whose targets these are. */
  readonly token: string;
  /** A target of its own month for each call; its lines are called `Project 001`, `Project 002`, …, system 1,000,000 each. */
  target(lines: number): Promise<WideTarget>;
}

export const systemAmount = 1_000_000;

async function idBy(api: Api, object: string, field: string, value: string): Promise<string> {
  const [found] = await api.query<{ Id: string }>(`SELECT Id FROM ${object} WHERE ${field} = '${value}'`);
  if (found === undefined) throw new Error(`The org has no ${object} whose ${field} is ${value}.`);
  return found.Id;
}

async function projectsOf(api: Api, count: number): Promise<readonly string[]> {
  const keys = Array.from({ length: count }, (_, index) => `wide-${String(index + 1).padStart(3, '0')}`);
  await api.upsert(
    'Project__c',
    'External_Key__c',
    keys.map((key) => ({ External_Key__c: key, Name: key.replace('wide-', 'Project ') })),
  );
  const known = await api.query<{ Id: string; External_Key__c: string }>(
    "SELECT Id, External_Key__c FROM Project__c WHERE External_Key__c LIKE 'wide-%' ORDER BY External_Key__c",
  );
  return known.slice(0, count).map(({ Id }) => Id);
}

function linesOf(projects: readonly string[], target: string, month: string): readonly Fields[] {
  return projects.map((project, index) => ({
    External_Key__c: `${month}|${index}`,
    Project__c: project,
    Target__c: target,
    In_Landing__c: true,
  }));
}

/** The system's amount of a project is that of its menus: one for each. */
async function enterSystem(api: Api, target: string): Promise<void> {
  const amounts = await api.query<{ Id: string; External_Key__c: string }>(
    `SELECT Id, External_Key__c FROM Project_Amount__c WHERE Target__c = '${target}'`,
  );
  await api.insert(
    'Menu_Amount__c',
    amounts.map(({ Id, External_Key__c }) => ({
      External_Key__c,
      Project_Amount__c: Id,
      Expected_System__c: systemAmount,
    })),
  );
}

export async function startWideOrg(): Promise<WideOrg> {
  const org = await startOrg(undefined, 0);
  await deployForceApp(org);
  const admin = asAdmin(org);
  await provision([rep], admin);
  const Rep__c = await idBy(admin, 'User', 'Username', rep.username);
  let months = 0;
  return {
    org,
    admin,
    token: org.tokenFor(rep.username),
    target: async (lines) => {
      const month = `2026-${String((months += 1)).padStart(2, '0')}`;
      const key = `wide|${month}`;
      await admin.insert('Budget__c', [
        { External_Key__c: key, OwnerId: Rep__c, Period_Start__c: `${month}-01`, Measure__c: 'Revenue' },
      ]);
      const Budget__c = await idBy(admin, 'Budget__c', 'External_Key__c', key);
      const amount = lines * systemAmount;
      await admin.insert('Target__c', [{ External_Key__c: key, Budget__c, Rep__c, Target_Amount__c: amount }]);
      const id = await idBy(admin, 'Target__c', 'External_Key__c', key);
      await admin.insert('Project_Amount__c', linesOf(await projectsOf(admin, lines), id, month));
      await enterSystem(admin, id);
      return { id, path: `/lightning/r/Target__c/${id}/view` };
    },
    [Symbol.asyncDispose]: () => org.close(),
  };
}
