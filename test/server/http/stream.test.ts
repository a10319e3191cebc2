/** A run as it goes, by Server-Sent Events. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { endJobs } from '../schedule/stand.ts';
import { http, problemOf, token, type Http } from './service.ts';

after(endJobs);

interface Message {
  readonly id: string | undefined;
  readonly name: string;
  readonly data: unknown;
}

const messageOf = (text: string): Message => {
  const fields = new Map(
    text.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  return { id: fields.get('id'), name: fields.get('event') ?? '', data: JSON.parse(fields.get('data') ?? 'null') };
};

interface Stream extends AsyncDisposable {
  readonly headers: Headers;
  /** The next block as it stands: an event, a comment, or how long to wait before coming back. */
  block(): Promise<string | undefined>;
  /** The next event; undefined when the stream has ended. */
  next(): Promise<Message | undefined>;
}

async function listen(at: Http, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Stream> {
  const leave = new AbortController();
  const response = await fetch(`${at.url}${path}/events`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: leave.signal,
  });
  assert.equal(response.status, 200);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader !== undefined);
  let buffer = '';
  const block = async (): Promise<string | undefined> => {
    for (;;) {
      const end = buffer.indexOf('\n\n');
      if (end >= 0) {
        const found = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        return found;
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      buffer += value;
    }
  };
  assert.equal(await block(), 'retry: 2000');
  return {
    headers: response.headers,
    block,
    next: async () => {
      const found = await block();
      return found === undefined ? undefined : messageOf(found);
    },
    [Symbol.asyncDispose]: async () => {
      leave.abort();
      await reader.cancel().catch(() => undefined); // it was left before its end on purpose
    },
  };
}

const started = { type: 'step', step: 'ingest', state: 'started' } as const;
const finished = { type: 'step', step: 'ingest', state: 'finished' } as const;

test('a run is told as it goes, and the stream ends with it', async () => {
  await using at = await http('stream');
  const path = (await at.ask('POST', '/runs', { command: 'plan' })).headers.get('location') ?? '';
  const work = await at.work.begun();
  work.tell(started);
  await using stream = await listen(at, path);
  assert.match(stream.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.deepEqual(await stream.next(), { id: '1', name: 'run', data: { number: 1, event: started } });
  const status = await stream.next();
  assert.deepEqual([status?.name, (status?.data as { phase: string }).phase], ['status', 'running']);
  work.tell(finished);
  assert.deepEqual(await stream.next(), { id: '2', name: 'run', data: { number: 2, event: finished } });
  work.finish();
  const end = await stream.next();
  assert.deepEqual([end?.name, (end?.data as { phase: string }).phase], ['end', 'ended']);
  assert.equal(await stream.next(), undefined);
});

test('who comes back with the last event they saw goes on from there', async () => {
  await using at = await http('again');
  const path = (await at.ask('POST', '/runs', { command: 'plan' })).headers.get('location') ?? '';
  const work = await at.work.begun();
  work.tell(started);
  work.tell(finished);
  await using stream = await listen(at, path, { 'Last-Event-ID': '1' });
  assert.deepEqual(await stream.next(), { id: '2', name: 'run', data: { number: 2, event: finished } });
  work.finish();
});

test('a silent run is kept open by a comment, since proxies close what is silent', async () => {
  await using at = await http('silent');
  const path = (await at.ask('POST', '/runs', { command: 'plan' })).headers.get('location') ?? '';
  const work = await at.work.begun();
  await using stream = await listen(at, path);
  assert.equal((await stream.next())?.name, 'status');
  await at.clock.asleep();
  at.clock.advance(15_000);
  assert.equal(await stream.block(), ': still here');
  work.finish();
});

test('a run that has ended is told at once, and one that is not followed is refused', async () => {
  await using at = await http('ended');
  const path = (await at.ask('POST', '/runs', { command: 'plan' })).headers.get('location') ?? '';
  (await at.work.begun()).finish();
  await at.desk.stop();
  await using stream = await listen(at, path);
  assert.equal((await stream.next())?.name, 'end');
  assert.equal(await stream.next(), undefined);
  const unknown = problemOf(await at.ask('GET', '/runs/20260101T000000Z-abcdef/events'));
  assert.deepEqual(unknown.slice(0, 3), [404, 'application/problem+json; charset=utf-8', 'run-not-followed']);
  const stranger = await at.ask('GET', `${path}/events`, undefined, { authorization: '' });
  assert.equal(stranger.status, 401);
});
