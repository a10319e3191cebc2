/** `sf project deploy` and `project delete source`: a project goes into the org, is checked, followed and taken out again. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { source, weight, weightPath, writeCrates } from './crates.ts';
import { assertRefused, signedIn, type Sf, type SignedIn } from './sf.ts';

let opened: SignedIn;
let sf: Sf;
before(async () => {
  opened = await signedIn();
  ({ sf } = opened);
  writeCrates(sf);
});
after(() => opened[Symbol.asyncDispose]());

interface Message {
  readonly componentType: string;
  readonly fullName: string;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  readonly problem?: string;
}

interface Deployed {
  readonly id: string;
  readonly status: string;
  readonly checkOnly: boolean;
  readonly details: { readonly componentSuccesses: readonly Message[]; readonly componentFailures: readonly Message[] };
}

const start = ['project', 'deploy', 'start', '-d', 'force-app'];

const names = (messages: readonly Message[]): readonly string[] =>
  messages
    .filter(({ componentType }) => componentType !== '')
    .map(({ componentType, fullName }) => `${componentType} ${fullName}`)
    .sort();

const components = [
  'CustomField Crate__c.Weight__c',
  'CustomLabel Crate_Full',
  'CustomObject Crate__c',
  'LightningComponentBundle crate',
  'PermissionSet Packers',
];

async function fieldsOf(object: string): Promise<readonly string[]> {
  const { status, json } = await opened.world.ask('GET', `sobjects/${object}/describe`);
  if (status !== 200) return [];
  return (json as { fields: { name: string }[] }).fields.map(({ name }) => name); // a describe
}

test('a validation changes nothing, and is deployed quickly afterwards, once', async () => {
  const validated = await sf.result<Deployed>(['project', 'deploy', 'validate', '-d', 'force-app']);
  assert.partialDeepStrictEqual(validated, { status: 'Succeeded', checkOnly: true });
  assert.deepEqual(names(validated.details.componentSuccesses), components);
  assert.deepEqual(await fieldsOf('Crate__c'), []);
  const quick = ['project', 'deploy', 'quick', '--job-id', validated.id];
  const deployed = await sf.result<Deployed>(quick);
  assert.partialDeepStrictEqual(deployed, { status: 'Succeeded', checkOnly: false });
  assert.ok((await fieldsOf('Crate__c')).includes('Weight__c'));
  await assertRefused(sf, [{ args: quick, name: 'CannotQuickDeployError' }]);
});

test('a deployment is followed by its id, over SOAP and over REST, and tells what changed', async () => {
  sf.write(`${source}/${weightPath}`, weight().replace('<label>Weight<', '<label>Mass<'));
  const rest = { env: { SF_ORG_METADATA_REST_DEPLOY: 'true' } };
  const { id } = await sf.result<Deployed>([...start, '--async']);
  const byRest = await sf.result<Deployed>([...start, '--dry-run'], rest);
  assert.deepEqual(names(byRest.details.componentSuccesses), components);
  const reports = await Promise.all([
    sf.result<Deployed>(['project', 'deploy', 'report', '--job-id', id]),
    sf.result<Deployed>(['project', 'deploy', 'resume', '--job-id', id]),
  ]);
  for (const { status, details } of reports) {
    assert.equal(status, 'Succeeded');
    const changed = details.componentSuccesses.filter((message) => message.changed);
    assert.deepEqual(names(changed), ['CustomField Crate__c.Weight__c']);
  }
  await assertRefused(sf, [
    { args: ['project', 'deploy', 'cancel', '--job-id', id], name: 'CannotCancelDeployError' },
    { args: ['project', 'deploy', 'report', '--job-id', '0Af000000000001AAA'], name: 'InvalidDeployIdError' },
  ]);
});

test('a component that is wrong is named, and nothing of the deployment stays', async () => {
  sf.write(`${source}/${weightPath}`, weight('Numbr'));
  const told = await sf.json<Deployed>(start);
  assert.deepEqual([told.code, told.result.status], [1, 'Failed']);
  assert.deepEqual(names(told.result.details.componentFailures), ['CustomField Crate__c.Weight__c']);
  assert.match(told.result.details.componentFailures[0]?.problem ?? '', /Numbr/);
  sf.write(`${source}/${weightPath}`, weight());
  await assertRefused(sf, [
    { args: ['project', 'deploy', 'start', '-m', 'CustomObject:Nope__c'], name: 'ComponentSetError' },
    { args: ['project', 'deploy', 'preview', '-d', 'force-app'], name: 'NonSourceTrackedOrgError' },
  ]);
});

test('what is deleted from the project leaves the org, field and permission set together', async () => {
  await sf.result([...start]);
  const remove = ['project', 'delete', 'source', '--no-prompt', '-m'];
  const deleted = await sf.result<Deployed>([
    ...remove,
    'PermissionSet:Packers',
    '-m',
    'CustomField:Crate__c.Weight__c',
  ]);
  const gone = deleted.details.componentSuccesses.filter((message) => message.deleted);
  assert.deepEqual(names(gone), ['CustomField Crate__c.Weight__c', 'PermissionSet Packers']);
  assert.ok(!(await fieldsOf('Crate__c')).includes('Weight__c'));
  assert.ok(!existsSync(join(sf.folder, source, weightPath)));
});
