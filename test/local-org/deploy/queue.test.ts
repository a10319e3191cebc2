/** Deployments one after the other: what waits can be taken back, what an org was stopped in is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deployOptions, deployResult, openDeployments, type Deployments } from '../../../local-org/deploy/deploy.ts';
import { parcels } from '../../world/parcels.ts';
import { file, newOrg, newUser, type Hand } from '../engine/build.ts';
import { zipOf } from '../soap/client.ts';

function deploymentsOf(org: Hand): Deployments {
  return openDeployments({
    engine: org.engine,
    report: (error) => {
      throw error;
    },
  });
}

const zip = zipOf(parcels);
const statusOf = (deployments: Deployments, org: Hand, id: string): unknown =>
  deployResult(deployments.find(org.session, id), false)['status'];

test('one that waits is canceled at once, one that begins is canceled before it changes anything', async () => {
  const org = newOrg();
  const deployments = deploymentsOf(org);
  const [first, second] = [0, 1].map(() => deployments.start(org.session, zip, deployOptions({})));
  assert.ok(first && second);
  assert.notEqual(deployments.cancel(org.session, second.id).finishedAt, undefined);
  assert.equal(statusOf(deployments, org, second.id), 'Canceled');
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  assert.equal(statusOf(deployments, org, first.id), 'InProgress');
  assert.equal(deployments.cancel(org.session, first.id).finishedAt, undefined);
  assert.equal(statusOf(deployments, org, first.id), 'Canceling');
  await deployments.close();
  assert.equal(statusOf(deployments, org, first.id), 'Canceled');
  assert.equal(org.engine.schema().objects.has('depot__c'), false);
});

test('what was waiting when the org stopped has failed', async () => {
  const org = newOrg();
  const deployments = deploymentsOf(org);
  const { id } = deployments.start(org.session, zip, deployOptions({}));
  await deployments.close();
  assert.equal(statusOf(deployments, org, id), 'Pending');
  assert.equal(statusOf(deploymentsOf(org), org, id), 'Failed');
});

test('who may modify metadata deploys, by profile or permission set; a rep neither deploys nor sees', () => {
  const org = newOrg();
  const deployments = deploymentsOf(org);
  const administrator = newUser(org, 'second@example.com', 'System Administrator');
  const rep = newUser(org, 'rep@example.com', 'Standard User');
  const { id } = deployments.start(administrator, zip, deployOptions({}));
  const refused = { errorCode: 'INSUFFICIENT_ACCESS' };
  assert.throws(() => deployments.start(rep, zip, deployOptions({})), refused);
  assert.throws(() => deployments.find(rep, id), refused);
  const grant = (right: string): void => {
    const body = `<label>${right}</label><userPermissions><enabled>true</enabled><name>${right}</name></userPermissions>`;
    org.deploy(file(`permissionsets/${right}.permissionset`, 'PermissionSet', body));
    const [set] = org.rows(`SELECT Id FROM PermissionSet WHERE Name = '${right}'`);
    org.put('insert', 'PermissionSetAssignment', [{ AssigneeId: rep.userId, PermissionSetId: set?.['Id'] }]);
  };
  grant('CustomizeApplication');
  assert.throws(() => deployments.find(rep, id), refused);
  grant('ModifyMetadata');
  assert.equal(deployments.find(rep, id).id, id);
});
