import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import { systemClock } from '../../../server/clock.ts';
import { Fault } from '../../../server/faults.ts';
import { startingApplication } from '../../../server/http/http.ts';
import { isLoopback, listen } from '../../../server/serve/listen.ts';
import { heldClock } from '../schedule/stand.ts';

test('a service that starts lives, is not ready, and says so until it answers itself', async () => {
  const listening = await listen('127.0.0.1', 0, startingApplication(), systemClock);
  assert.equal((await fetch(`${listening.url}/health`)).status, 200);
  const reply = await fetch(`${listening.url}/runs`);
  const { code } = (await reply.json()) as { readonly code: string };
  assert.deepEqual([reply.status, reply.headers.get('retry-after'), code], [503, '1', 'starting']);
  listening.answer((_request, response) => {
    response.end('there');
  });
  assert.equal(await (await fetch(`${listening.url}/runs`)).text(), 'there');
  await listening.close();
});

test('a port that is taken is a fault of setup that names the variables', async () => {
  const listening = await listen('127.0.0.1', 0, startingApplication(), systemClock);
  const port = Number(new URL(listening.url).port);
  await assert.rejects(listen('127.0.0.1', port, startingApplication(), systemClock), (error) => {
    assert.ok(error instanceof Fault);
    assert.deepEqual([error.kind, error.code], ['setup', 'port-unavailable']);
    assert.match(`${error.message} ${error.next}`, /another program listens there.*TODOKU_HTTP_PORT/);
    return true;
  });
  await listening.close();
});

test('a client that never finishes its request holds nobody up for longer than a moment', async () => {
  const clock = heldClock('2026-04-06T00:00:00Z');
  const listening = await listen('127.0.0.1', 0, startingApplication(), clock);
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write('POST /runs HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n');
  await once(socket, 'data');
  const closed = listening.close();
  await clock.asleep();
  clock.advance(2000);
  await closed;
  await listening.close();
});

test('an address that listens everywhere is told as one of this machine', async () => {
  const listening = await listen('0.0.0.0', 0, startingApplication(), systemClock);
  assert.match(listening.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  await listening.close();
  assert.deepEqual(['127.0.0.1', 'localhost', '::1', '0.0.0.0', '10.0.0.1'].map(isLoopback), [
    true,
    true,
    true,
    false,
    false,
  ]);
});
