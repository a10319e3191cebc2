import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import type { PackageFile } from '../../../local-org/local-org.ts';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';
import { codes } from '../bulk/jobs.ts';

interface Result {
  readonly id: string;
  readonly done: boolean;
  readonly status: string;
  readonly success: boolean;
  readonly checkOnly: boolean;
  readonly numberComponentErrors: number;
  readonly details: {
    readonly componentSuccesses: readonly Readonly<Record<string, unknown>>[];
    readonly componentFailures: readonly Readonly<Record<string, unknown>>[];
  } | null;
}

const zip = (files: readonly PackageFile[], folder = ''): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ path, content }) => [folder + path, content])));

async function send(world: World, content: Uint8Array, deployOptions: object = {}): Promise<Response> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(content)], { type: 'application/zip' }), 'package.xml');
  form.append('entity_content', new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' }));
  return fetch(`${world.url}/services/data/v62.0/metadata/deployRequest`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${world.token}` },
    body: form,
  });
}

async function deploy(world: World, content: Uint8Array, options: object = {}): Promise<Result> {
  const response = await send(world, content, options);
  assert.equal(response.status, 201);
  const { id, deployResult } = (await response.json()) as { id: string; deployResult: Result }; // the reply's keys
  assert.match(id, /^0Af\w{15}$/);
  assert.deepEqual([deployResult.done, deployResult.status], [false, 'Pending']);
  for (let turn = 0; turn < 100; turn += 1) {
    const { json } = await world.ask('GET', `metadata/deployRequest/${id}?includeDetails=true`);
    const result = (json as { deployResult: Result }).deployResult; // the reply's key
    if (result.done) return result;
  }
  throw new Error('the deployment does not end');
}

async function hasDepots(world: World): Promise<boolean> {
  return (await world.ask('GET', 'sobjects/Depot__c/describe')).status === 200;
}

/** Deploy Metadata with Apex Testing Using REST: parts `file` and `entity_content`, 201, then polling. */
test('a package is deployed by REST and reports each component', async () => {
  await using world = await startWorld();
  const result = await deploy(world, zip(parcels), { rollbackOnError: true, singlePackage: true });
  assert.deepEqual(
    [result.status, result.success, result.numberComponentErrors],
    ['Succeeded', true, 0],
    JSON.stringify(result),
  );
  const object = result.details?.componentSuccesses.find((message) => message['fullName'] === 'Depot__c');
  assert.deepEqual([object?.['componentType'], object?.['created'], object?.['success']], ['CustomObject', true, true]);
  assert.equal(await hasDepots(world), true);
  const { json } = await world.ask('GET', `metadata/deployRequest/${result.id}`);
  assert.equal((json as { deployResult: Result }).deployResult.details, null);
});

test('a package may lie in a folder of its zip', async () => {
  await using world = await startWorld();
  assert.equal((await deploy(world, zip(parcels, 'zip/unpackaged/'))).status, 'Succeeded');
});

test('checkOnly changes nothing', async () => {
  await using world = await startWorld();
  const result = await deploy(world, zip(parcels), { checkOnly: true });
  assert.deepEqual([result.status, result.checkOnly], ['Succeeded', true]);
  assert.equal(await hasDepots(world), false);
});

test('one error refuses the whole package and names the place', async () => {
  await using world = await startWorld();
  const broken = parcels.map((file) =>
    file.path === 'objects/Parcel__c.object'
      ? {
          ...file,
          content: new TextEncoder().encode(
            new TextDecoder().decode(file.content).replace('<referenceTo>Depot__c', '<referenceTo>Nothing__c'),
          ),
        }
      : file,
  );
  const result = await deploy(world, zip(broken));
  assert.deepEqual([result.status, result.success], ['Failed', false]);
  const [failure] = result.details?.componentFailures ?? [];
  assert.equal(failure?.['problemType'], 'Error');
  assert.equal(failure['fileName'], 'objects/Parcel__c.object');
  assert.equal(await hasDepots(world), false);
});

test('no zip, no package.xml, NoTestRun and a partial deployment are refused at once', async () => {
  await using world = await startWorld();
  const cases: readonly [Uint8Array, object, string][] = [
    [new Uint8Array([1, 2, 3]), {}, 'INVALID_FILE'],
    [zip(parcels.slice(1)), {}, 'INVALID_FILE'],
    [zip(parcels), { testLevel: 'NoTestRun' }, 'INVALID_OPERATION'],
    [zip(parcels), { rollbackOnError: false }, 'INVALID_OPERATION'],
  ];
  for (const [content, options, code] of cases) {
    const response = await send(world, content, options);
    assert.deepEqual([response.status, codes(await response.json())], [400, [code]]);
  }
  assert.equal((await world.ask('GET', 'metadata/deployRequest/0Af000000000001AAA')).status, 404);
});
