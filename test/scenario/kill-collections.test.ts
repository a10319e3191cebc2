import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place, Request } from './kill.ts';
import { isEverywhere } from './everywhere.ts';
import { change, killedAt, reference } from './kill.ts';
import { Stage, sentBy } from './stage.ts';

const call: Request = { method: 'POST', path: '/services/data/v*/composite' };
const query: Request = { method: 'GET', path: '/services/data/v*/query' };

const wanted = reference('collections');

const places: readonly (Place & { readonly words: string })[] = [
  { words: 'when its rows were cut into parts', step: 'planned' },
  { words: 'while its call was on the way', step: 'sending', held: call },
  { words: 'after its call was carried out without an answer', step: 'sending', unanswered: call, held: query },
  { words: 'when its outcomes were noted', step: 'applied' },
];

for (const { words, ...place } of places) {
  test(`a first push killed ${words} ends, pushed again, as if nobody had disturbed it`, async () => {
    await killedAt(place, 'collections', 'first', await wanted);
  });
  if (place.unanswered === undefined && !isEverywhere) continue;
  test(`a push of changes killed ${words} ends the same`, async () => {
    await killedAt(place, 'collections', 'second', await wanted);
  });
}

test('a delete killed after it was carried out without an answer ends the same', async () => {
  const lost: Place = { step: 'sending', operation: 'delete', unanswered: call, held: query };
  await killedAt(lost, 'collections', 'second', await wanted);
});

/** Outside the load there are no parts, but each step has a request that can be held. */
for (const [step, held] of [
  ['plan', query],
  ['verify', query],
  ['record', call],
] as const) {
  test(`a push killed in the step "${step}" ends, pushed again, as if nobody had disturbed it`, async () => {
    await using stage = await Stage.pushed();
    change(stage);
    const push = stage.start('push');
    await push.line((line) => line['type'] === 'step' && line['step'] === step && line['state'] === 'started');
    const { hit } = stage.world.org.troubles.add({ kind: 'hold', ...held, times: 9 });
    await hit;
    await push.kill();
    stage.world.org.troubles.clear();
    const result = await stage.push();
    assert.equal(result.state, 'matched');
    assert.deepEqual(await stage.businessState(), (await wanted).second);
    assert.deepEqual(sentBy(await stage.push()), {});
  });
}

test('a push that is asked to stop ends between two parts, and the next one goes on', async () => {
  await using stage = await Stage.open();
  const stop = new AbortController();
  const push = stage.push({
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type === 'part' && event.sync === 'target') stop.abort();
    },
  });
  await assert.rejects(push, { code: 'interrupted' });
  const result = await stage.push();
  assert.equal(result.state, 'matched');
  assert.deepEqual(await stage.businessState(), (await wanted).first);
});

test('a push that is asked to stop once its job is closed leaves the rest to the next one', async () => {
  await using stage = await Stage.open();
  stage.useBulk();
  const stop = new AbortController();
  const push = stage.push({
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type === 'part' && event.sync === 'budget' && event.step === 'closed') stop.abort();
    },
  });
  await assert.rejects(push, { code: 'interrupted' });
  const result = await stage.push();
  assert.equal(result.state, 'matched');
  assert.deepEqual(await stage.businessState(), (await wanted).first);
});
