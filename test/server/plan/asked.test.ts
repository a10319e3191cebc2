import assert from 'node:assert/strict';
import { test } from 'node:test';
import { salesforceOrg } from '../../../server/org/salesforce.ts';
import { asked } from '../../../server/plan/asked.ts';
import { impatientClock } from '../../scenario/stage.ts';
import { startWorld } from '../../world/world.ts';

test('what a plan asks is counted as Salesforce counts it: an answer without records, and each page of a long one', async () => {
  await using world = await startWorld();
  const { clientId, clientSecret } = world.org.client;
  const org = salesforceOrg({ kind: 'client-credentials', url: world.url, clientId, clientSecret }, impatientClock);
  const accounts = Array.from({ length: 2001 }, (_, index) => ({ attributes: { type: 'Account' }, Name: `A${index}` }));
  for (let start = 0; start < accounts.length; start += 200) {
    const records = accounts.slice(start, start + 200);
    assert.equal((await world.ask('POST', 'composite/sobjects', { allOrNone: true, records })).status, 200);
  }
  await org.describe('Account'); // signs in
  const { org: counted, calls } = asked(org);
  const before = org.usage().calls;
  const spent = (): number => org.usage().calls - before;
  for await (const _ of counted.query("SELECT Id FROM Account WHERE Name = 'nobody'"));
  assert.deepEqual([calls(), spent()], [1, 1]);
  for await (const _ of counted.query('SELECT Id FROM Account'));
  assert.deepEqual([calls(), spent()], [3, 3]);
  await counted.describe('Account');
  await counted.describe('Nothing__c');
  assert.deepEqual([calls(), spent()], [5, 5]);
});
