/** Deployments over SOAP as the Metadata API Developer Guide describes the calls, and by jsforce. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { element, elements, textOf } from '../../../local-org/xml.ts';
import { parcels } from '../../world/parcels.ts';
import { heldClock, startWorld, type World } from '../../world/world.ts';
import { call, deploy, deployXml, ended, faultOf, post, result, startDeploy, zipOf } from './client.ts';

async function hasDepots(world: World): Promise<boolean> {
  return (await world.ask('GET', 'sobjects/Depot__c/describe')).status === 200;
}

test('a package is queued, deployed and reported component by component', async () => {
  await using world = await startWorld();
  const queued = await result(world, 'deploy', deployXml(zipOf(parcels)));
  assert.deepEqual([textOf(queued, 'done'), textOf(queued, 'state')], ['false', 'Queued']);
  const done = await ended(world, textOf(queued, 'id') ?? '');
  assert.deepEqual([textOf(done, 'status'), textOf(done, 'success')], ['Succeeded', 'true']);
  const details = element(done, 'details');
  assert.ok(details);
  const messages = elements(details, 'componentSuccesses');
  const depot = messages.find((message) => textOf(message, 'fullName') === 'Depot__c');
  assert.ok(depot);
  assert.deepEqual(
    ['componentType', 'created', 'fileName', 'success'].map((name) => textOf(depot, name)),
    ['CustomObject', 'true', 'objects/Depot__c.object', 'true'],
  );
  assert.equal(Number(textOf(done, 'numberComponentsTotal')), messages.length);
  assert.equal(await hasDepots(world), true);
});

test('a deployment of one protocol is followed in the other', async () => {
  await using world = await startWorld();
  const id = await startDeploy(world, zipOf(parcels));
  await ended(world, id);
  const { json } = await world.ask('GET', `metadata/deployRequest/${id.slice(0, 15)}`);
  const { deployResult } = json as { deployResult: { id: string; status: string } }; // the reply's keys
  assert.deepEqual([deployResult.id, deployResult.status], [id, 'Succeeded']);
});

test('details are told only when they are asked for', async () => {
  await using world = await startWorld();
  const id = textOf(await deploy(world, parcels), 'id') ?? '';
  const status = await result(world, 'checkDeployStatus', `<asyncProcessId>${id}</asyncProcessId>`);
  assert.equal(element(status, 'details'), undefined);
});

test('a call without a living session is INVALID_SESSION_ID', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock, sessionMs: 60_000 });
  const [code] = faultOf(await call(world, 'describeMetadata', '', { token: 'nobody' }));
  assert.equal(code, 'sf:INVALID_SESSION_ID');
  clock.advance(60_001);
  const [expired, message] = faultOf(await call(world, 'deploy', deployXml(zipOf(parcels))));
  assert.deepEqual([expired, message.startsWith('INVALID_SESSION_ID: ')], ['sf:INVALID_SESSION_ID', true]);
});

test('ids that are none, foreign ids and unknown operations are faults', async () => {
  await using world = await startWorld();
  const check = async (id: string): Promise<string> =>
    faultOf(await call(world, 'checkDeployStatus', `<asyncProcessId>${id}</asyncProcessId>`))[0];
  assert.equal(await check('001000000000001AAA'), 'sf:INVALID_ID_FIELD');
  assert.equal(await check('0Af000000000001AAA'), 'sf:INVALID_CROSS_REFERENCE_KEY');
  assert.equal(faultOf(await call(world, 'brew', ''))[0], 'sf:UNKNOWN_EXCEPTION');
  assert.equal(faultOf(await post(world, 'no xml'))[0], 'sf:UNKNOWN_EXCEPTION');
});

test('an envelope with a document type is refused, whatever it declares', async () => {
  await using world = await startWorld();
  const text = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Envelope><Body><deploy>&b;</deploy></Body></Envelope>`;
  const [code, message] = faultOf(await post(world, text));
  assert.equal(code, 'sf:UNKNOWN_EXCEPTION');
  assert.match(message, /document type/);
});

test('a deployment that is over cannot be canceled', async () => {
  await using world = await startWorld();
  const id = textOf(await deploy(world, parcels), 'id') ?? '';
  const [code, message] = faultOf(await call(world, 'cancelDeploy', `<id>${id}</id>`));
  assert.deepEqual([code, message], ['sf:INVALID_ID_FIELD', 'INVALID_ID_FIELD: Deployment already completed']);
});

test('a validation is deployed quickly within ten days, once', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock, sessionMs: 1e12 });
  const validate = async (): Promise<string> =>
    textOf(await deploy(world, parcels, '<m:checkOnly>true</m:checkOnly>'), 'id') ?? '';
  const quick = (id: string): ReturnType<typeof call> =>
    call(world, 'deployRecentValidation', `<validationId>${id}</validationId>`);

  const stale = await validate();
  clock.advance(10 * 24 * 3600 * 1000 + 1000);
  assert.equal(faultOf(await quick(stale))[0], 'sf:INVALID_ID_FIELD', 'older than ten days');
  const [used, other] = [await validate(), await validate()];
  assert.equal(await hasDepots(world), false);
  const { body } = await quick(used);
  const id = textOf(body, 'result') ?? '';
  assert.notEqual(id, used);
  const done = await ended(world, id);
  assert.deepEqual([textOf(done, 'status'), textOf(done, 'checkOnly')], ['Succeeded', 'false']);
  assert.equal(await hasDepots(world), true);
  assert.equal(faultOf(await quick(other))[0], 'sf:INVALID_ID_FIELD', 'something was deployed since');
  assert.equal(faultOf(await quick(id))[0], 'sf:INVALID_ID_FIELD', 'not a validation');
});

test('jsforce deploys a package and reads the result', async () => {
  await using world = await startWorld();
  const deployed = await world
    .connect()
    .metadata.deploy(Buffer.from(zipOf(parcels)), { rollbackOnError: true, singlePackage: true })
    .complete(true);
  assert.deepEqual([deployed.status, deployed.success, deployed.numberComponentErrors], ['Succeeded', true, 0]);
});
