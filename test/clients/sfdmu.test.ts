/** SFDMU, a plugin of the Salesforce CLI, brings CSV files into the org: parents by external keys, many rows in bulk. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { installTool } from '../../scripts/tools.ts';
import { parcels } from '../world/parcels.ts';
import { startWorld, type World } from '../world/world.ts';
import { openSf, type Ran, type Sf } from './sf.ts';

const opened = new AsyncDisposableStack();
let world: World;
let sf: Sf;
before(async () => {
  world = opened.use(await startWorld({ deploy: parcels }));
  sf = opened.use(openSf());
  link(sf);
});
after(() => opened.disposeAsync());

/** What `sf plugins link` writes, without a start of the CLI. */
function link({ home }: Sf): void {
  const root = join(installTool('sfdmu'), 'node_modules', 'sfdmu');
  const folder = join(home, '.local', 'share', 'sf');
  mkdirSync(folder, { recursive: true });
  const oclif = { schema: 1, plugins: [{ type: 'link', name: 'sfdmu', root }] };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, oclif, dependencies: {} }));
}

const depotQuery = 'SELECT Name, External_Key__c FROM Depot__c';
const parcelQuery = 'SELECT Name, External_Key__c, Weight__c, Depot__c FROM Parcel__c';

/** Writes the job and runs it. The org is named in its file, since this release cannot read the CLI's own list. */
async function run(
  files: Readonly<Record<string, string>>,
  queries = [depotQuery, parcelQuery],
  accessToken = world.token,
): Promise<Ran> {
  const objects = queries.map((query) => ({ query, operation: 'Upsert', externalId: 'External_Key__c' }));
  const orgs = [{ name: 'target', instanceUrl: world.url, accessToken }];
  sf.write('job/export.json', JSON.stringify({ orgs, objects }));
  for (const [name, text] of Object.entries(files)) sf.write(`job/${name}.csv`, text);
  return sf.run(['sfdmu:run', '--sourceusername', 'csvfile', '--targetusername', 'target', '-p', 'job', '--noprompt']);
}

async function rows(): Promise<unknown> {
  const soql = 'SELECT Name, Depot__r.Name, Weight__c FROM Parcel__c ORDER BY Name LIMIT 3';
  const { records } = await world.connect().query(soql);
  return JSON.parse(JSON.stringify(records, (key, value: unknown) => (key === 'attributes' ? undefined : value)));
}

const header = 'Name,External_Key__c,Weight__c,Depot__r.External_Key__c\n';

test('rows come in once, with their parents by key, and afterwards only what changed', async () => {
  const Depot__c = 'Name,External_Key__c\nNorth,N\n"South, ""old""",S\n';
  const first = await run({ Depot__c, Parcel__c: `${header}P1,P1,1.5,N\nP2,P2,2,S\n` });
  assert.equal(first.code, 0, first.out + first.err);
  assert.deepEqual(await rows(), [
    { Name: 'P1', Depot__r: { Name: 'North' }, Weight__c: 1.5 },
    { Name: 'P2', Depot__r: { Name: 'South, "old"' }, Weight__c: 2 },
  ]);
  const second = await run({ Depot__c, Parcel__c: `${header}P1,P1,1.5,N\nP2,P2,7,N\n` });
  assert.match(second.out, /\{Parcel__c\} Total processed within all steps \(Insert \+ Update\): 1 records/);
  assert.deepEqual(await rows(), [
    { Name: 'P1', Depot__r: { Name: 'North' }, Weight__c: 1.5 },
    { Name: 'P2', Depot__r: { Name: 'North' }, Weight__c: 7 },
  ]);
});

test('more rows than two hundred go through Bulk API 2.0', async () => {
  const many = Array.from({ length: 450 }, (_, index) => `Depot ${index},D${index}`).join('\n');
  const ran = await run({ Depot__c: `Name,External_Key__c\n${many}\n` }, [depotQuery]);
  assert.match(ran.out, /Bulk/);
  assert.equal(ran.code, 0, ran.out + ran.err);
  const { totalSize } = await world.connect().query("SELECT COUNT() FROM Depot__c WHERE Name LIKE 'Depot %'");
  assert.equal(totalSize, 450);
});

test('a row that the org refuses is counted as failed; a token or an object that is not there ends the run', async () => {
  const Depot__c = 'Name,External_Key__c\nNorth,N\n';
  const refused = await run({ Depot__c, Parcel__c: `${header}P3,P3,2000,N\n` });
  assert.match(refused.err, /\{Parcel__c\} Incompleted\. 0 records succeeded, 1 records failed/);
  const { totalSize } = await world.connect().query("SELECT COUNT() FROM Parcel__c WHERE Name = 'P3'");
  assert.equal(totalSize, 0);
  const stranger = await run({ Depot__c }, [depotQuery], `${world.org.organizationId}!none`);
  assert.deepEqual(
    [stranger.code, /Access token to the target has expired/.test(stranger.err)],
    [2, true],
    stranger.err,
  );
  const unknown = await run({ Depot__c }, ['SELECT Name, External_Key__c FROM Nope__c']);
  assert.deepEqual([unknown.code, /Object Nope__c is missing in the Target/.test(unknown.err)], [3, true], unknown.err);
});
