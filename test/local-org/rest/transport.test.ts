/** What holds for every REST request: methods, forms, compression, conditions (REST API Developer Guide). */
import assert from 'node:assert/strict';
import { request as rawRequest } from 'node:http';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { heldClock, startWorld, type World } from '../../world/world.ts';

const stack = new AsyncDisposableStack();
const clock = heldClock('2026-11-24T10:00:00Z');
let world: World;

before(async () => {
  world = stack.use(await startWorld({ clock, sessionMs: 1e12 }));
});
after(() => stack.disposeAsync());

const code = (json: unknown): string | undefined => (json as { errorCode: string }[])[0]?.errorCode; // a refusal's body

async function account(name: string): Promise<string> {
  const { json } = await world.ask('POST', 'sobjects/Account', { Name: name });
  return (json as { id: string }).id; // the body of a 201
}

interface Raw {
  readonly status: number | undefined;
  readonly encoding: string | undefined;
  readonly body: Buffer;
}

/** fetch unpacks by itself and sets headers of its own; here they are as given. */
function raw(path: string, headers: Record<string, string>, method = 'GET', body?: Uint8Array): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { Authorization: `Bearer ${world.token}`, ...headers }, agent: false };
    const sent = rawRequest(`${world.url}/services/data/v62.0/${path}`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const encoding = response.headers['content-encoding'];
        resolve({ status: response.statusCode, encoding, body: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject).end(body);
  });
}

test('a POST may stand for another method by _HttpMethod', async () => {
  const id = await account('old');
  const changed = await world.ask('POST', `sobjects/Account/${id}?_HttpMethod=PATCH`, { Name: 'new' });
  assert.equal(changed.status, 204);
  const { json } = await world.ask('GET', `sobjects/Account/${id}?fields=Name&_HttpMethod=DELETE`);
  assert.equal((json as { Name: string }).Name, 'new');
  assert.equal((await world.ask('POST', `sobjects/Account/${id}?_HttpMethod=DELETE`)).status, 204);
  assert.equal((await world.ask('GET', `sobjects/Account/${id}`)).status, 404);
});

test('a method that a resource does not have is 405, and the others are named', async () => {
  const { status, json } = await world.ask('POST', 'limits', {});
  assert.equal(status, 405);
  assert.deepEqual(json, [
    { message: "HTTP Method 'POST' not allowed. Allowed are HEAD,GET", errorCode: 'METHOD_NOT_ALLOWED' },
  ]);
});

test('HEAD answers as GET does, without the body', async () => {
  const { status, text, headers } = await world.ask('HEAD', 'limits');
  assert.deepEqual([status, text], [200, '']);
  assert.match(headers.get('content-type') ?? '', /^application\/json/);
});

test('XML is neither read nor written', async () => {
  const asked = await world.ask('GET', 'limits', undefined, { Accept: 'application/xml' });
  assert.deepEqual([asked.status, code(asked.json)], [406, 'NOT_ACCEPTABLE']);
  for (const Accept of [
    'application/json',
    'text/html,application/xml;q=0.9,*/*;q=0.8',
    'application/xml, application/json',
  ]) {
    assert.equal((await world.ask('GET', 'limits', undefined, { Accept })).status, 200, Accept);
  }
  const sent = await world.ask('POST', 'sobjects/Account', '<Account/>', { 'Content-Type': 'application/xml' });
  assert.deepEqual([sent.status, code(sent.json)], [400, 'JSON_PARSER_ERROR']);
  const form = await world.ask('POST', 'sobjects/Account', '{"Name":"x"}', {
    'Content-Type': 'application/x-www-form-urlencoded',
  });
  assert.deepEqual([form.status, code(form.json)], [415, 'UNSUPPORTED_MEDIA_TYPE']);
});

/** "Use Compression". */
test('replies are packed for a client that takes it, and packed requests are read', async () => {
  const plain = await raw('sobjects/Account/describe', {});
  assert.equal(plain.encoding, undefined);
  const packed = await raw('sobjects/Account/describe', { 'Accept-Encoding': 'gzip' });
  assert.equal(packed.encoding, 'gzip');
  assert.deepEqual(gunzipSync(packed.body), plain.body);
  assert.ok(packed.body.length * 4 < plain.body.length);
  const headers = { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' };
  const sent = await raw('sobjects/Account', headers, 'POST', gzipSync('{"Name":"packed"}'));
  assert.equal(sent.status, 201);
  const broken = await raw('sobjects/Account', headers, 'POST', Buffer.from('{"Name":"packed"}'));
  assert.deepEqual([broken.status, code(JSON.parse(broken.body.toString()))], [400, 'JSON_PARSER_ERROR']);
  const unknown = await raw('sobjects/Account', { ...headers, 'Content-Encoding': 'br' }, 'POST', Buffer.from('{}'));
  assert.equal(unknown.status, 415);
});

/** "Conditional Request Headers": rows, describe and global describe. */
test('a description that the client has already is 304, until something in it changes', async () => {
  const first = await world.ask('GET', 'sobjects/Case/describe');
  const seen = first.headers.get('last-modified') ?? '';
  assert.equal(seen, 'Tue, 24 Nov 2026 10:00:00 GMT');
  clock.advance(3_600_000);
  const since = (): Promise<{ status: number; text: string }> =>
    world.ask('GET', 'sobjects/Case/describe', undefined, { 'If-Modified-Since': seen });
  assert.deepEqual([(await since()).status, (await since()).text], [304, '']);
  await world.ask('PATCH', `sobjects/User/${world.org.admin.id}`, { LanguageLocaleKey: 'ja' });
  assert.equal((await since()).status, 200, 'the labels are in another language now');
  const global = await world.ask('GET', 'sobjects', undefined, {
    'If-Modified-Since': 'Wed, 01 Jan 2025 00:00:00 GMT',
  });
  assert.equal(global.status, 200);
  const again = { 'If-Modified-Since': global.headers.get('last-modified') ?? '' };
  assert.equal((await world.ask('GET', 'sobjects', undefined, again)).status, 304);
  const bad = await world.ask('GET', 'sobjects', undefined, { 'If-Modified-Since': 'yesterday' });
  assert.equal(bad.status, 200);
});

test('a record is read or changed under the condition of its date', async () => {
  const { json } = await world.ask('POST', 'sobjects/Contact', { LastName: 'Sato' });
  const path = `sobjects/Contact/${(json as { id: string }).id}`;
  const now = new Date(clock.now()).toUTCString();
  const before = new Date(clock.now() - 60_000).toUTCString();
  const status = async (method: string, headers: Record<string, string>): Promise<number> =>
    (await world.ask(method, path, method === 'PATCH' ? { Title: 'x' } : undefined, headers)).status;
  assert.equal(await status('GET', { 'If-Modified-Since': now }), 304);
  assert.equal(await status('GET', { 'If-Modified-Since': before }), 200);
  assert.equal(await status('PATCH', { 'If-Unmodified-Since': before }), 412);
  assert.equal(await status('PATCH', { 'If-Unmodified-Since': now }), 204);
  assert.equal(await status('PATCH', { 'If-Unmodified-Since': 'soon' }), 400);
});

test('a row of Account carries a tag, a row of Contact does not', async () => {
  const path = `sobjects/Account/${await account('tagged')}`;
  const { headers } = await world.ask('GET', `${path}?fields=Name`);
  const tag = headers.get('etag') ?? '';
  assert.match(tag, /^"[\w-]+"$/);
  assert.equal((await world.ask('GET', path, undefined, { 'If-None-Match': tag })).status, 304);
  assert.equal((await world.ask('PATCH', path, { Name: 'again' }, { 'If-Match': tag })).status, 204);
  const late = await world.ask('PATCH', path, { Name: 'too late' }, { 'If-Match': tag });
  assert.deepEqual([late.status, code(late.json)], [412, 'PRECONDITION_FAILED']);
  const { json } = await world.ask('POST', 'sobjects/Contact', { LastName: 'Ito' });
  const contact = await world.ask('GET', `sobjects/Contact/${(json as { id: string }).id}`);
  assert.equal(contact.headers.get('etag'), null);
});
