/** `sf project retrieve`, `sf org list metadata` and what a deployment deletes or is refused for. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { source, weight, weightPath, writeCrates, xml } from './crates.ts';
import { assertRefused, signedIn, type Sf, type SignedIn } from './sf.ts';

let opened: SignedIn;
let sf: Sf;
before(async () => {
  opened = await signedIn();
  ({ sf } = opened);
  writeCrates(sf);
  await sf.result(['project', 'deploy', 'start', '-d', 'force-app']);
});
after(() => opened[Symbol.asyncDispose]());

interface Message {
  readonly componentType: string;
  readonly fullName: string;
  readonly deleted: boolean;
  readonly problem?: string;
  readonly problemType?: string;
}

interface Deployed {
  readonly status: string;
  readonly details: { readonly componentSuccesses: readonly Message[]; readonly componentFailures: readonly Message[] };
}

interface Retrieved {
  readonly status: string;
  readonly files: readonly { readonly type: string; readonly fullName: string; readonly state: string }[];
}

const nameOf = ({ componentType, fullName }: Message): string => `${componentType} ${fullName}`;
const filesOf = ({ files }: Retrieved): readonly string[] =>
  [...new Set(files.map(({ type, fullName, state }) => `${type} ${fullName} ${state}`))].sort();

const path = (file: string): string => join(sf.folder, source, file);

/** A package.xml, or destructive changes. */
function manifest(name: string, types: Readonly<Record<string, string>>): string {
  const lists = Object.entries(types).map(([type, member]) => `<types><members>${member}</members><name>${type}</name></types>`); // prettier-ignore
  return sf.write(name, xml('Package', `${lists.join('')}<version>67.0</version>`));
}

test('components come back by name, by manifest and by their place in the project', async () => {
  const bundle = readFileSync(path('lwc/crate/crate.js'), 'utf8');
  rmSync(path('lwc'), { recursive: true });
  sf.write(`${source}/${weightPath}`, weight('Text'));
  const retrieve = ['project', 'retrieve', 'start'];
  manifest('retrieve.xml', { PermissionSet: 'Packers', CustomObject: 'Crate__c' });
  const named = await sf.result<Retrieved>([
    ...retrieve,
    '-m',
    'LightningComponentBundle:crate',
    '-m',
    'CustomTab:Nope__c',
  ]);
  assert.deepEqual(filesOf(named), ['CustomTab Nope__c Failed', 'LightningComponentBundle crate Created']);
  assert.equal(readFileSync(path('lwc/crate/crate.js'), 'utf8'), bundle);
  const listed = await sf.result<Retrieved>([...retrieve, '-x', 'retrieve.xml']);
  assert.deepEqual(filesOf(listed), [
    'CustomField Crate__c.Weight__c Changed',
    'CustomObject Crate__c Changed',
    'PermissionSet Packers Changed',
  ]);
  assert.match(readFileSync(path(weightPath), 'utf8'), /<type>Number<\/type>/);
  const placed = await sf.result<Retrieved>([...retrieve, '-d', `${source}/labels`]);
  assert.deepEqual(filesOf(placed), ['CustomLabels CustomLabels Changed']);
});

test('components and their types are listed', async () => {
  const list = (type: string): Promise<readonly { fullName: string }[]> =>
    sf.result(['org', 'list', 'metadata', '-m', type]);
  const [bundles, objects, none, described] = await Promise.all([
    list('LightningComponentBundle'),
    list('CustomObject'),
    list('Magic'),
    sf.result<{ metadataObjects: readonly { xmlName: string }[] }>(['org', 'list', 'metadata-types']),
  ]);
  assert.partialDeepStrictEqual(bundles, [{ fullName: 'crate', fileName: 'lwc/crate', manageableState: 'unmanaged' }]);
  for (const name of ['Account', 'Crate__c']) assert.ok(objects.some(({ fullName }) => fullName === name));
  assert.deepEqual(none, []);
  assert.ok(described.metadataObjects.some(({ xmlName }) => xmlName === 'FlexiPage'));
  await assertRefused(sf, [
    { args: ['project', 'retrieve', 'preview'], name: 'NonSourceTrackedOrgError' },
    { args: ['project', 'retrieve', 'start', '-m', 'Magic:x'], name: 'RegistryError' },
  ]);
});

const field = (name: string, body: string): readonly [string, string] => [
  `objects/Crate__c/fields/${name}.field-meta.xml`,
  xml('CustomField', `<fullName>${name}</fullName>${body}`),
];

const wrong: Readonly<Record<string, string>> = Object.fromEntries([
  field('Count__c', '<formula>Nope__c + 1</formula><label>Count</label><precision>10</precision><scale>0</scale><type>Number</type>'), // prettier-ignore
  field('Unnamed__c', '<length>10</length><type>Text</type>'),
  field('Code__c', '<label>Code</label><length>10</length><required>true</required><type>Text</type>'),
  field('Account__c', '<label>Account</label><referenceTo>Account</referenceTo><relationshipName>Crates</relationshipName><type>Lookup</type>'), // prettier-ignore
  [
    'objects/Account/fields/Crates__c.field-meta.xml',
    xml('CustomField', '<fullName>Crates__c</fullName><label>Crates</label><summaryForeignKey>Crate__c.Account__c</summaryForeignKey><summaryOperation>count</summaryOperation><type>Summary</type>'), // prettier-ignore
  ],
  [
    'permissionsets/Stackers.permissionset-meta.xml',
    xml('PermissionSet', '<fieldPermissions><editable>true</editable><field>Crate__c.Code__c</field><readable>true</readable></fieldPermissions><label>Stackers</label>'), // prettier-ignore
  ],
  ['lwc/lid/lid.html', '<template><p>Lid</template>\n'],
  ['lwc/lid/lid.js', "import { LightningElement } from 'lwc';\nexport default class Lid extends LightningElement {}\n"],
  ['lwc/lid/lid.js-meta.xml', xml('LightningComponentBundle', '<apiVersion>67.0</apiVersion>')],
  ['classes/Stack.cls', 'public class Stack {}\n'],
  ['classes/Stack.cls-meta.xml', xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>')],
]);

const problems: Readonly<Record<string, RegExp>> = {
  'ApexClass Stack': /Not available for deploy for this organization/,
  'CustomField Account.Crates__c': /must be a master-detail field/,
  'CustomField Crate__c.Count__c': /Field Nope__c does not exist/,
  'CustomField Crate__c.Unnamed__c': /label/,
  'LightningComponentBundle lid': /^LWC1\d{3}/,
  'PermissionSet Stackers': /You cannot deploy to a required field: Crate__c\.Code__c/,
};

test('each component that is wrong is named with what is wrong in it, and none comes in', async () => {
  for (const [file, content] of Object.entries(wrong)) sf.write(`wrong/${file}`, content);
  const project = { packageDirectories: [{ path: 'force-app', default: true }, { path: 'wrong' }] };
  sf.write('sfdx-project.json', JSON.stringify({ ...project, sourceApiVersion: '67.0' }));
  const told = await sf.json<Deployed>(['project', 'deploy', 'start', '-d', 'wrong']);
  assert.deepEqual([told.code, told.result.status], [1, 'Failed']);
  const failures = told.result.details.componentFailures;
  assert.deepEqual([...new Set(failures.map(nameOf))].sort(), Object.keys(problems));
  for (const failure of failures) assert.match(failure.problem ?? '', problems[nameOf(failure)] ?? /$^/);
  const described = (await opened.world.ask('GET', 'sobjects/Crate__c/describe')).json as {
    fields: { name: string }[];
  }; // a describe
  assert.ok(!described.fields.some(({ name }) => name === 'Code__c'));
});

test('destructive changes come before and after, and what is not there is a warning that fails unless it is ignored', async () => {
  manifest('pre.xml', { LightningComponentBundle: 'crate' });
  manifest('post.xml', { CustomLabel: 'Crate_Full', CustomField: 'Crate__c.Nope__c' });
  manifest('package.xml', { PermissionSet: 'Packers' });
  const changes = ['--pre-destructive-changes', 'pre.xml', '--post-destructive-changes', 'post.xml'];
  const deploy = ['project', 'deploy', 'start', '-x', 'package.xml', ...changes];
  const refused = await sf.json<Deployed>(deploy);
  assert.deepEqual([refused.code, refused.result.status], [1, 'Failed']);
  const warned = refused.result.details.componentFailures.map((one) => [nameOf(one), one.problemType, one.problem]);
  const warning = ['CustomField Crate__c.Nope__c', 'Warning', 'No CustomField named: Crate__c.Nope__c found'];
  assert.deepEqual(warned, [warning]);
  const deployed = await sf.result<Deployed>([...deploy, '--ignore-warnings']);
  const gone = deployed.details.componentSuccesses.filter(({ deleted }) => deleted).map(nameOf);
  assert.deepEqual(gone.sort(), ['CustomLabel Crate_Full', 'LightningComponentBundle crate']);
  const retrieved = await sf.result<Retrieved>([
    'project',
    'retrieve',
    'start',
    '-m',
    'LightningComponentBundle:crate',
  ]);
  assert.deepEqual(filesOf(retrieved), ['LightningComponentBundle crate Failed']);
  assert.ok(existsSync(path('lwc/crate')), 'a retrieve deletes nothing of the project');
});
