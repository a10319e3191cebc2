/** An org for the contract of the Org port: a fresh local org with force-app deployed, signed in as the loader signs in. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FieldValue, Org, OrgRow } from '../../server/org/org.ts';
import { salesforceOrg } from '../../server/org/salesforce.ts';
import { impatientClock } from '../scenario/stage.ts';
import type { World, WorldOptions } from '../world/world.ts';
import { startWorld } from '../world/world.ts';

export interface Site extends AsyncDisposable {
  readonly world: World;
  readonly org: Org;
  readonly dir: string;
  file(name: string, text: string): string;
}

export async function open(options: WorldOptions = {}): Promise<Site> {
  const world = await startWorld({ deploy: true, ...options });
  const dir = mkdtempSync(join(tmpdir(), 'todoku-contract-'));
  const { clientId, clientSecret } = world.org.client;
  return {
    world,
    dir,
    org: salesforceOrg({ kind: 'client-credentials', url: world.url, clientId, clientSecret }, impatientClock),
    file: (name, text) => {
      const path = join(dir, name);
      writeFileSync(path, text);
      return path;
    },
    [Symbol.asyncDispose]: async () => {
      await world.close();
      rmSync(dir, { recursive: true });
    },
  };
}

export async function rows(org: Org, soql: string): Promise<readonly OrgRow[]> {
  const all: OrgRow[] = [];
  for await (const page of org.query(soql)) all.push(...page);
  return all;
}

export const record = (fields: Readonly<Record<string, FieldValue>>): ReadonlyMap<string, FieldValue> =>
  new Map(Object.entries(fields));

export const department = (
  key: string,
  more: Readonly<Record<string, FieldValue>> = {},
): ReadonlyMap<string, FieldValue> => record({ External_Key__c: key, Name: `Department ${key}`, ...more });

export function upsert(
  org: Org,
  object: string,
  records: readonly ReadonlyMap<string, FieldValue>[],
): ReturnType<Org['collect']> {
  return org.collect([{ operation: 'upsert', object, key: 'External_Key__c', records }]);
}
