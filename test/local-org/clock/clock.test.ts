/** The clock of a local org is set by whoever wants to live through a week (local-org/README.md, "Time"). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movableClock } from '../../../local-org/local-org.ts';
import { startWorld } from '../../world/world.ts';

const nextWeek = (): string => new Date(Date.now() + 7 * 86_400_000).toISOString();
const far = 3_600_000;

test('the clock that was set goes on from there, in records as in answers', async () => {
  await using world = await startWorld({ clock: movableClock(), sessionMs: 30 * 86_400_000 });
  const at = nextWeek();
  const { status, json } = await world.ask('POST', '/local-org/clock', { at });
  const { now } = json as { readonly now: string };
  assert.equal(status, 200);
  assert.ok(Date.parse(now) >= Date.parse(at) && Date.parse(now) - Date.parse(at) < far, now);
  const made = await world.ask('POST', 'sobjects/Account', { Name: 'Made next week' });
  const { id } = made.json as { readonly id: string };
  const { json: account } = await world.ask('GET', `sobjects/Account/${id}?fields=CreatedDate`);
  const { CreatedDate } = account as { readonly CreatedDate: string };
  assert.ok(Date.parse(CreatedDate) >= Math.floor(Date.parse(at) / 1000) * 1000, CreatedDate);
});

test('a session that is older than its life by the new time has ended', async () => {
  await using world = await startWorld({ clock: movableClock() });
  await world.ask('POST', '/local-org/clock', { at: nextWeek() });
  assert.equal((await world.ask('GET', 'sobjects')).status, 401);
});

test('the clock never goes back, and takes a moment with its zone as JSON alone', async () => {
  await using world = await startWorld({ clock: movableClock() });
  const refused = async (body: unknown, headers = {}): Promise<unknown> => {
    const { status, json } = await world.ask('POST', '/local-org/clock', body, headers);
    assert.equal(status, 400);
    return (json as readonly { readonly errorCode: string }[])[0]?.errorCode;
  };
  assert.equal(await refused({ at: '2020-01-01T00:00:00Z' }), 'CLOCK_GOES_BACK');
  assert.equal(await refused({ at: '2099-01-01T00:00:00' }), 'INVALID_CLOCK');
  assert.equal(await refused({ at: 'Wednesday' }), 'INVALID_CLOCK');
  assert.equal(await refused('at=2099-01-01T00:00:00Z', { 'Content-Type': 'text/plain' }), 'INVALID_CLOCK');
});

test('an org on the clock of the machine, or of a test, has none to set', async () => {
  await using world = await startWorld();
  assert.equal((await world.ask('GET', '/local-org/clock')).status, 404);
});
