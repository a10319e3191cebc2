/** A running org with two orchards and their harvests, the administrator (en_US) and a keeper (ja) with fewer rights. */
import assert from 'node:assert/strict';
import type { PackageFile } from '../../../local-org/local-org.ts';
import { heldClock, startWorld, type Answer, type HeldClock, type World } from '../../world/world.ts';
import { orchards } from './orchard.ts';

export interface Season extends AsyncDisposable {
  readonly world: World;
  readonly clock: HeldClock;
  readonly north: string;
  readonly south: string;
  /** Of the northern orchard by amount: 1,000.50, 2,000, 3,000; the southern has one of 40. */
  readonly harvests: readonly [string, string, string];
  readonly keeperId: string;
  readonly keeperToken: string;
  insert(object: string, values: Readonly<Record<string, unknown>>): string;
  /** `query` and `variables` as the administrator, or with another token. */
  graph(query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<GraphAnswer>;
  ui(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  uiAsKeeper(method: string, path: string, body?: unknown): Promise<Answer>;
}

export interface GraphAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

export const keeperUsername = 'keeper@orchard.test';

function inserter(world: World): Season['insert'] {
  const { engine, admin } = world.org;
  return (object, values) => {
    const request = { operation: 'insert', object, rows: [values], allOrNone: true } as const;
    const [result] = engine.save({ userId: admin.id }, request);
    assert.deepEqual(result?.errors, []);
    assert.ok(typeof result.id === 'string');
    return result.id;
  };
}

function idOf(world: World, soql: string): unknown {
  const { engine, admin } = world.org;
  return engine.query({ userId: admin.id }, soql).records[0]?.['Id'];
}

function addKeeper(world: World, insert: Season['insert']): string {
  const id = insert('User', {
    Username: keeperUsername,
    LastName: '木村',
    FirstName: '雪',
    Email: keeperUsername,
    Alias: 'yuki',
    TimeZoneSidKey: 'Asia/Tokyo',
    LocaleSidKey: 'ja_JP',
    LanguageLocaleKey: 'ja',
    EmailEncodingKey: 'UTF-8',
    ProfileId: idOf(world, "SELECT Id FROM Profile WHERE Name = 'Standard User'"),
  });
  const set = idOf(world, "SELECT Id FROM PermissionSet WHERE Name = 'Keeper'");
  insert('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: set });
  return id;
}

function asker(world: World, prefix: string): (token?: string) => Season['ui'] {
  return (token = world.token) =>
    (method, path, body, headers = {}) =>
      world.ask(method, `/services/data/v66.0/${prefix}${path}`, body, {
        Authorization: `Bearer ${token}`,
        ...headers,
      });
}

export async function startSeason(deploy: readonly PackageFile[] = orchards): Promise<Season> {
  const clock = heldClock('2026-11-02T00:00:00Z');
  const world = await startWorld({ deploy, clock });
  const insert = inserter(world);
  const keeperId = addKeeper(world, insert);
  const north = insert('Orchard__c', {
    Name: 'Northfield',
    Region__c: 'North',
    Keeper__c: keeperId,
    Secret__c: 'gold',
  });
  const south = insert('Orchard__c', { Name: 'Southbank', Region__c: 'South' });
  const harvest = (orchard: string, name: string, amount: number, day: string): string =>
    insert('Harvest__c', {
      Name: name,
      Orchard__c: orchard,
      Amount__c: amount,
      Share__c: 12.5,
      Picked_On__c: day,
      Weighed_At__c: '2026-11-01T20:30:00.000Z',
      Done__c: amount > 1500,
      Note__c: `${name} note`,
    });
  const harvests = [
    harvest(north, 'Apples', 1000.5, '2026-10-05'),
    harvest(north, 'Pears', 2000, '2026-10-12'),
    harvest(north, 'Plums', 3000, '2026-10-19'),
  ] as const;
  harvest(south, 'Figs', 40, '2026-09-30');
  const keeperToken = world.org.tokenFor(keeperUsername);
  const graphql = asker(world, 'graphql');
  const uiApi = asker(world, 'ui-api');
  return {
    world,
    clock,
    north,
    south,
    harvests,
    keeperId,
    keeperToken,
    insert,
    graph: async (query, variables = {}, token) => {
      const { status, json } = await graphql(token)('POST', '', { query, variables });
      const { data, errors } = json as Pick<GraphAnswer, 'data' | 'errors'>; // what the endpoint always answers
      return { status, data, errors };
    },
    ui: uiApi(),
    uiAsKeeper: uiApi(keeperToken),
    [Symbol.asyncDispose]: () => world.close(),
  };
}
