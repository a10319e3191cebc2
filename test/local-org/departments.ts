/** Two departments of force-app with their people, roles and rules, made as `npm start` makes them; 700 in east, 900 in west. */
import assert from 'node:assert/strict';
import { integrationUsername, provision, type Person } from '../../scripts/demo/people.ts';
import { asAdmin, asUser } from '../../scripts/demo/steps.ts';
import { heldClock, startWorld, type HeldClock, type World } from '../world/world.ts';

/** In the months of the budgets. */
export const today = '2026-11-25T03:00:00Z';

const person = (key: string, role: Person['role'], department: string | null, manager: string | null): Person => ({
  key,
  name: key,
  firstName: null,
  lastName: key,
  email: `${key}@example.com`,
  username: `${key}@todoku.example.com`,
  department,
  manager,
  role,
  language: 'en_US',
});

const people: readonly Person[] = [
  person('chief', 'manager', 'HQ', null),
  person('east.head', 'unit-manager', 'EAST', 'chief'),
  person('west.head', 'unit-manager', 'WEST', 'chief'),
  person('east.rep', 'rep', 'EAST', 'east.head'),
  person('east.peer', 'rep', 'EAST', 'east.head'),
  person('west.rep', 'rep', 'WEST', 'west.head'),
  person('ops', 'revops', null, null),
];

/** Two departments, each with a budget, a rep's target, a project's amount and its menu. Ids by `object key`. */
async function load(world: World): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const api = asUser(world.org, integrationUsername);
  const save = async (object: string, records: readonly Readonly<Record<string, unknown>>[]): Promise<void> => {
    await api.upsert(object, 'External_Key__c', records);
    for (const row of await api.query<{ Id: string; External_Key__c: string }>(
      `SELECT Id, External_Key__c FROM ${object}`,
    )) {
      ids.set(`${object} ${row.External_Key__c}`, row.Id);
    }
  };
  const key = (External_Key__c: string): { External_Key__c: string } => ({ External_Key__c });
  const both = ['EAST', 'WEST'];
  await save(
    'Department__c',
    both.map((name) => ({ ...key(name), Name: name, Active__c: true })),
  );
  const month = { Period_Start__c: '2026-11-01', Measure__c: 'Revenue' };
  await save(
    'Budget__c',
    both.map((name) => ({ ...key(name), Department__r: key(name), Department_Key__c: name, ...month })),
  );
  await save(
    'Target__c',
    both.map((name) => ({
      ...key(name),
      Budget__r: key(name),
      Rep__r: { Employee_Key__c: `${name.toLowerCase()}.rep` },
      Target_Amount__c: 1000,
    })),
  );
  await save('Project__c', [{ ...key('P'), Name: 'Campaign' }]);
  await save(
    'Project_Amount__c',
    both.map((name) => ({ ...key(name), Target__r: key(name), Project__r: key('P') })),
  );
  await save('Product2', [{ ...key('M'), Name: 'Search' }]);
  await save(
    'Menu_Amount__c',
    both.map((name) => ({
      ...key(name),
      Project_Amount__r: key(name),
      Menu__r: key('M'),
      Actual__c: name === 'EAST' ? 700 : 900,
    })),
  );
  return ids;
}

export interface Departments extends AsyncDisposable {
  readonly world: World;
  readonly clock: HeldClock;
  /** The same world, asked by one of the people: `east.rep`. */
  readonly as: (name: string) => World;
  readonly idOf: (object: string, key: string) => string;
}

export async function openDepartments(): Promise<Departments> {
  const clock = heldClock(today);
  const world = await startWorld({ deploy: true, clock, client: { runAs: integrationUsername } });
  await provision(people, asAdmin(world.org));
  const ids = await load(world);
  return {
    world,
    clock,
    as: (name) => {
      const token = world.org.tokenFor(`${name}@todoku.example.com`);
      return {
        ...world,
        token,
        ask: (method, path, body, headers) =>
          world.ask(method, path, body, { Authorization: `Bearer ${token}`, ...headers }),
      };
    },
    idOf: (object, key) => ids.get(`${object} ${key}`) ?? '',
    [Symbol.asyncDispose]: () => world.close(),
  };
}

/** The records of a query, without their attributes. */
export async function records(hand: World, soql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { status, json } = await hand.ask('GET', `query?q=${encodeURIComponent(soql)}`);
  assert.equal(status, 200, JSON.stringify(json));
  const page = json as { records: readonly Readonly<Record<string, unknown>>[] }; // a query's reply
  return page.records.map(({ attributes: _attributes, ...record }) => record);
}
