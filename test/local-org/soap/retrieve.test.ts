/** What comes out of an org over SOAP: files that go in again, lists and descriptions. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { readPackage } from '../../../local-org/local-org.ts';
import { elements, isTrue, textOf, type Element } from '../../../local-org/xml.ts';
import { forceApp, startWorld, type World } from '../../world/world.ts';
import { call, faultOf, result, results } from './client.ts';

const opened = new AsyncDisposableStack();
let world: World;
before(async () => {
  world = opened.use(await startWorld({ deploy: true }));
});
after(() => opened.disposeAsync());

const typesXml = (types: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(types)
    .map(
      ([name, members]) =>
        `<types>${members.map((one) => `<members>${one}</members>`).join('')}<name>${name}</name></types>`,
    )
    .join('');

async function retrieve(
  types: Readonly<Record<string, readonly string[]>>,
): Promise<{ status: Element; zip: Uint8Array }> {
  const inner = `<retrieveRequest><apiVersion>67.0</apiVersion><unpackaged>${typesXml(types)}<version>67.0</version></unpackaged></retrieveRequest>`;
  const queued = await result(world, 'retrieve', inner);
  const id = textOf(queued, 'id') ?? '';
  const status = await result(world, 'checkRetrieveStatus', `<asyncProcessId>${id}</asyncProcessId>`);
  return { status, zip: Buffer.from(textOf(status, 'zipFile') ?? '', 'base64') };
}

const pathsOf = (zip: Uint8Array): readonly string[] => Object.keys(unzipSync(zip)).sort();
const textIn = (zip: Uint8Array, path: string): string => new TextDecoder().decode(unzipSync(zip)[path]);

test('everything retrieved is deployed again without a change', async () => {
  const wildcards = ['CustomObject', 'CustomObjectTranslation', 'CustomLabels', 'CustomPermission', 'Translations', 'PermissionSet', 'Layout', 'FlexiPage', 'CustomTab', 'CustomApplication', 'LightningComponentBundle']; // prettier-ignore
  const standard = ['Account', 'Opportunity', 'Product2', 'User'];
  const { status, zip } = await retrieve({
    ...Object.fromEntries(wildcards.map((type) => [type, ['*']])),
    CustomObject: ['*', ...standard],
  });
  assert.deepEqual([textOf(status, 'status'), elements(status, 'messages')], ['Succeeded', []]);
  const sent = await forceApp();
  assert.deepEqual(
    pathsOf(zip),
    sent.map(({ path }) => `unpackaged/${path}`).sort(),
    'the files that were deployed come back',
  );
  const outcome = world.org.engine.deploy(readPackage(zip), { checkOnly: true });
  assert.equal(outcome.success, true, JSON.stringify(outcome.messages.filter(({ success }) => !success)));
  const touched = outcome.messages.filter(({ created, changed }) => created || changed).map(({ fullName }) => fullName);
  assert.deepEqual(touched.sort(), standard, 'only the definitions of standard objects, which no package brought');
});

test('an object comes with all its children, a child alone', async () => {
  const whole = await retrieve({ CustomObject: ['Target__c'] });
  const object = textIn(whole.zip, 'unpackaged/objects/Target__c.object');
  for (const part of ['<fields>', '<listViews>', '<validationRules>', '<compactLayouts>', '<sharingModel>']) {
    assert.ok(object.includes(part), part);
  }
  const { zip } = await retrieve({ CustomField: ['Target__c.Plan_Amount__c'] });
  const single = textIn(zip, 'unpackaged/objects/Target__c.object');
  assert.deepEqual([...single.matchAll(/<fields>/g)].length, 1);
  assert.equal(single.includes('<sharingModel>'), false);
});

test('what is not there is told, the rest comes', async () => {
  const { status, zip } = await retrieve({ CustomTab: ['Nothing__c', 'Target__c'], Magic: ['x'] });
  assert.deepEqual(
    elements(status, 'messages').map((message) => textOf(message, 'problem')),
    [
      "Entity of type 'CustomTab' named 'Nothing__c' cannot be found",
      "Entity type: 'Magic' is unknown",
      "Entity of type 'Magic' named 'x' cannot be found",
    ],
  );
  assert.deepEqual(pathsOf(zip), ['unpackaged/package.xml', 'unpackaged/tabs/Target__c.tab']);
});

test('components are listed with their ids and people, standard ones among them', async () => {
  const listed = await results(
    world,
    'listMetadata',
    '<queries><type>CustomObject</type></queries><asOfVersion>67.0</asOfVersion>',
  );
  const of = (name: string): Element => listed.find((one) => textOf(one, 'fullName') === name) ?? assert.fail(name);
  assert.deepEqual(
    ['fileName', 'type', 'createdByName', 'manageableState'].map((key) => textOf(of('Target__c'), key)),
    ['objects/Target__c.object', 'CustomObject', 'Ada Admin', 'unmanaged'],
  );
  assert.match(textOf(of('Target__c'), 'id') ?? '', /^01I\w{15}$/);
  assert.ok(of('Account'));
  const [set] = await results(world, 'listMetadata', '<queries><type>PermissionSet</type></queries>');
  assert.match((set === undefined ? undefined : textOf(set, 'id')) ?? '', /^0PS\w{15}$/, "the record's own id");
  assert.deepEqual(await results(world, 'listMetadata', '<queries><type>ApexClass</type></queries>'), []);
  const queries = '<queries><type>Layout</type></queries>'.repeat(4);
  assert.equal(faultOf(await call(world, 'listMetadata', queries))[0], 'sf:LIMIT_EXCEEDED');
});

test('types and their elements are described', async () => {
  const described = await result(world, 'describeMetadata', '<asOfVersion>67.0</asOfVersion>');
  const types = elements(described, 'metadataObjects');
  const of = (name: string): Element => types.find((one) => textOf(one, 'xmlName') === name) ?? assert.fail(name);
  assert.deepEqual(
    [textOf(of('CustomObject'), 'directoryName'), textOf(of('CustomObject'), 'suffix')],
    ['objects', 'object'],
  );
  assert.ok(elements(of('CustomObject'), 'childXmlNames').some(({ text }) => text === 'CustomField'));
  assert.deepEqual([isTrue(of('StaticResource'), 'metaFile'), isTrue(of('Layout'), 'metaFile')], [true, false]);
  const value = await result(
    world,
    'describeValueType',
    '<type>{http://soap.sforce.com/2006/04/metadata}CustomTab</type>',
  );
  assert.ok(elements(value, 'valueTypeFields').some((one) => textOf(one, 'name') === 'motif'));
});
