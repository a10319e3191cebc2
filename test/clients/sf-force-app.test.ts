/** `npm run deploy`: the CLI brings force-app into an empty org, which is then the one that `npm start` builds. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { textOf } from '../../local-org/xml.ts';
import { deployForceApp, startOrg } from '../../scripts/demo/steps.ts';
import { result } from '../local-org/soap/client.ts';
import { worldOf, type World } from '../world/world.ts';
import { output, signedIn, type Ran, type SignedIn } from './sf.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const opened = new AsyncDisposableStack();
let byCli: SignedIn;
let byStart: World;
before(async () => {
  byCli = opened.use(await signedIn());
  byStart = opened.use(worldOf(await startOrg(undefined, 0)));
});
after(() => opened.disposeAsync());

const deploy = (...args: readonly string[]): Promise<Ran> =>
  output(process.execPath, ['scripts/deploy.ts', ...args], root, byCli.sf.env);

/** Files of everything that a package may hold, as the org gives them back. */
async function metadataOf(world: World): Promise<ReadonlyMap<string, string>> {
  const wildcards = ['ApexClass', 'CustomApplication', 'CustomLabels', 'CustomObject', 'CustomObjectTranslation', 'CustomPermission', 'CustomTab', 'FlexiPage', 'Layout', 'LightningComponentBundle', 'PermissionSet', 'Profile', 'Translations']; // prettier-ignore
  const standard = ['Account', 'Opportunity', 'Product2', 'User'].map((name) => `<members>${name}</members>`);
  const types = wildcards.map(
    (name) =>
      `<types><members>*</members>${name === 'CustomObject' ? standard.join('') : ''}<name>${name}</name></types>`,
  );
  const unpackaged = `<unpackaged>${types.join('')}<version>66.0</version></unpackaged>`;
  const queued = await result(world, 'retrieve', `<retrieveRequest>${unpackaged}</retrieveRequest>`);
  const id = textOf(queued, 'id') ?? '';
  const status = await result(world, 'checkRetrieveStatus', `<asyncProcessId>${id}</asyncProcessId>`);
  assert.equal(textOf(status, 'status'), 'Succeeded');
  const files = unzipSync(Buffer.from(textOf(status, 'zipFile') ?? '', 'base64'));
  return new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content).toString('utf8')]));
}

interface Listed {
  readonly sobjects: readonly { readonly name: string; readonly custom: boolean }[];
}

/** Describes of all objects, whole: fields, record types, layouts, key prefixes. Only the address differs. */
async function describesOf(world: World): Promise<ReadonlyMap<string, unknown>> {
  const { json } = await world.ask('GET', 'sobjects');
  const names = (json as Listed).sobjects.map(({ name }) => name); // describeGlobal
  const describes = new Map<string, unknown>();
  for (const name of names) {
    const { text } = await world.ask('GET', `sobjects/${name}/describe`);
    describes.set(name, JSON.parse(text.replaceAll(world.url, 'http://org')));
  }
  return describes;
}

const rights = {
  objects:
    'SELECT Parent.Name, SobjectType, PermissionsCreate, PermissionsDelete, PermissionsEdit, PermissionsModifyAllRecords, PermissionsRead, PermissionsViewAllRecords FROM ObjectPermissions ORDER BY Parent.Name, SobjectType',
  fields:
    'SELECT Parent.Name, Field, PermissionsEdit, PermissionsRead FROM FieldPermissions ORDER BY Parent.Name, Field',
};

async function rowsOf(world: World, soql: string): Promise<readonly unknown[]> {
  const { records } = await world.connect().query(soql, { autoFetch: true, maxFetch: 10_000 });
  assert.ok(records.length > 0, soql);
  const withoutIds = (key: string, value: unknown): unknown => (key === 'attributes' ? undefined : value);
  return JSON.parse(JSON.stringify(records, withoutIds)) as readonly unknown[];
}

test('what is wrong is said before anything is compiled, and by the CLI where it knows better', async () => {
  const [none, unknown, org] = await Promise.all([
    deploy(),
    deploy('--target-org', 'x', '--nope'),
    deploy('--target-org', 'nobody'),
  ]);
  assert.deepEqual([none.code, unknown.code], [2, 2]);
  assert.match(none.err, /--target-org ORG is missing[\s\S]*usage: npm run deploy/);
  assert.match(unknown.err, /Unknown option '--nope'/);
  assert.deepEqual([org.code, /No authorization information found for nobody/.test(org.err)], [2, true], org.err);
});

test('force-app comes into an empty org as npm start brings it there', async () => {
  const target = ['--target-org', byCli.world.org.admin.username];
  const checked = await deploy(...target, '--check-only');
  assert.deepEqual([checked.code, /Nothing was changed\./.test(checked.out)], [0, true], checked.out + checked.err);
  assert.equal((await byCli.world.ask('GET', 'sobjects/Target__c/describe')).status, 404);
  const [deployed] = await Promise.all([deploy(...target), deployForceApp(byStart.org)]);
  assert.equal(deployed.code, 0, deployed.out + deployed.err);
  assert.match(deployed.out, /Todoku Rep +sf org assign permset --name Todoku_Rep --target-org /);
  const orgs = [byCli.world, byStart] as const;
  const [files, expectedFiles] = await Promise.all(orgs.map(metadataOf));
  assert.deepEqual(files, expectedFiles);
  assert.ok(files?.has('unpackaged/permissionsets/Todoku_Rep.permissionset'));
  const [describes, expectedDescribes] = await Promise.all(orgs.map(describesOf));
  assert.ok(describes?.has('Target__c'));
  assert.deepEqual(describes, expectedDescribes);
  for (const soql of Object.values(rights)) {
    const [rows, expectedRows] = await Promise.all(orgs.map((world) => rowsOf(world, soql)));
    assert.deepEqual(rows, expectedRows);
  }
});
