/** What record types offer, asked of an org over HTTP; what the warehouse makes of it: test/contract/warehouse/choices.test.ts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectShape } from '../../../server/model/model.ts';
import type { Org } from '../../../server/org/org.ts';
import { salesforceOrg } from '../../../server/org/salesforce.ts';
import { withChoices } from '../../../server/plan/choices.ts';
import { object, packageOf, picklist, recordType } from '../../local-org/engine/build.ts';
import { impatientClock } from '../../scenario/stage.ts';
import { startWorld, type World } from '../../world/world.ts';
import { mappedSync, type SyncSpec } from '../shapes.ts';

const kinds = ['Apple', 'Pear', 'Walnut'];
const tree = object(
  'Tree__c',
  picklist('Kind__c', kinds),
  picklist('Use__c', ['Food', 'Wood'], false),
  recordType('Fruit', { Kind__c: ['Apple', 'Pear'], Use__c: ['Food'] }),
  recordType('Nut', { Kind__c: ['Walnut'] }),
);
const mapped: SyncSpec['fields'] = {
  Kind__c: { kind: 'picklist', shape: { allowed: kinds } },
  Use__c: { kind: 'picklist' },
};

function orgOf({ org, url }: World): Org {
  const { clientId, clientSecret } = org.client;
  return salesforceOrg({ kind: 'client-credentials', url, clientId, clientSecret }, impatientClock);
}

async function described(org: Org): Promise<ObjectShape> {
  const found = await org.describe('Tree__c');
  assert.ok(found !== undefined);
  return found;
}

test('each record type is asked once what it offers of the restricted picklists that are mapped', async () => {
  await using world = await startWorld({ deploy: packageOf(tree) });
  const org = orgOf(world);
  const shape = await described(org);
  assert.equal(shape.recordTypes.length, 2, 'the master is none of them');

  const sync = mappedSync({ fields: { ...mapped, RecordTypeId: { kind: 'reference' } } });
  const { choices } = await withChoices({ ...sync, object: shape }, org);
  assert.deepEqual(
    choices.map(({ field, recordType: type, offered }) => [field.name, type.name, [...offered.values()]]),
    [['Kind__c', 'RecordTypeId', [['Apple', 'Pear'], ['Walnut']]]],
  );
  const ids = shape.recordTypes.map((id) => id.slice(0, 15));
  assert.deepEqual([...(choices[0]?.offered.keys() ?? [])], ids);

  const untyped = await withChoices({ ...mappedSync({ fields: mapped }), object: shape }, org);
  assert.deepEqual(untyped.choices, [], 'whoever does not say the record type is not judged by it');
});

test('an object that the User Interface API does not know is left to Salesforce', async () => {
  await using world = await startWorld({ deploy: packageOf(tree) });
  const org = orgOf(world);
  const shape = await described(org);
  world.org.troubles.add({
    kind: 'answer',
    path: '/services/data/v*/ui-api/object-info/Tree__c/picklist-values/*',
    status: 400,
    errorCode: 'INVALID_TYPE',
    message: 'Object Tree__c is not supported in UI API',
    times: 2,
  });
  const sync = mappedSync({ fields: { ...mapped, RecordTypeId: { kind: 'reference' } } });
  assert.deepEqual((await withChoices({ ...sync, object: shape }, org)).choices, []);
  assert.equal(world.org.troubles.list()[0]?.left, 0, 'both record types were asked for');
});

test('a day whose calls are used up is told, and not taken for record types that offer everything', async () => {
  await using world = await startWorld({ deploy: packageOf(tree) });
  const org = orgOf(world);
  const shape = await described(org);
  world.org.troubles.add({ kind: 'exhaust', path: '/services/data/v*/ui-api/*' });
  const sync = mappedSync({ fields: { ...mapped, RecordTypeId: { kind: 'reference' } } });
  await assert.rejects(withChoices({ ...sync, object: shape }, org), { code: 'REQUEST_LIMIT_EXCEEDED' });
});
