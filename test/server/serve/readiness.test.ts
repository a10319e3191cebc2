import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrgAccess } from '../../../server/config.ts';
import { salesforceOrg } from '../../../server/org/salesforce.ts';
import { readinessOf } from '../../../server/serve/readiness.ts';
import { openDuckWarehouse } from '../../../server/warehouse/duckdb/duckdb.ts';
import { startWorld } from '../../world/world.ts';
import type { HeldClock } from '../schedule/stand.ts';
import { heldClock } from '../schedule/stand.ts';

/** Lets time pass for as long as somebody waits. */
async function elapsing<T>(clock: HeldClock, asked: Promise<T>): Promise<T> {
  const answers: T[] = [];
  const answered = asked.then((answer) => answers.push(answer));
  while (answers.length === 0) {
    await Promise.race([clock.asleep(), answered]);
    clock.advance(500);
    await new Promise(setImmediate);
  }
  return asked;
}

test('a warehouse and an org that answer are ready, however often it is asked; what has gone is noticed', async () => {
  const world = await startWorld();
  const { clientId, clientSecret } = world.org.client;
  const access: OrgAccess = { kind: 'client-credentials', url: world.url, clientId, clientSecret };
  const warehouse = await openDuckWarehouse(undefined);
  const clock = heldClock('2026-04-06T00:00:00Z');
  const org = salesforceOrg(access, clock);
  const readiness = readinessOf(warehouse, org, clock);
  const good = { warehouse: undefined, org: undefined };
  assert.deepEqual(await readiness(), good);
  const asked = org.usage().calls;
  assert.deepEqual(await Promise.all([readiness(), readiness(), readiness()]), [good, good, good]);
  assert.equal(org.usage().calls, asked, 'an answer is good for a while');

  await world.close();
  assert.deepEqual(await readiness(), good);
  clock.advance(15_000);
  const gone = await elapsing(clock, readiness());
  assert.equal(gone.org?.kind, 'transient');
  await warehouse.close();
});

test('an org that does not let us in is told as such', async () => {
  await using world = await startWorld();
  const access: OrgAccess = { kind: 'client-credentials', url: world.url, clientId: 'nobody', clientSecret: 'wrong' };
  const warehouse = await openDuckWarehouse(undefined);
  const clock = heldClock('2026-04-06T00:00:00Z');
  const found = await readinessOf(warehouse, salesforceOrg(access, clock), clock)();
  assert.equal(found.org?.kind, 'setup');
  await warehouse.close();
});
