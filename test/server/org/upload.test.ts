/** Files on their way to the org, against a server that answers as it likes. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '../../../server/clock.ts';
import { OrgSilent } from '../../../server/org/org.ts';
import { Wire, type Reply } from '../../../server/org/wire.ts';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Sends the bytes as a file to a server that answers so. */
async function sent(bytes: Uint8Array, answer: RequestListener): Promise<Reply> {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-upload-'));
  const server = createServer(answer).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const file = join(dir, 'rows.csv');
    writeFileSync(file, bytes);
    const { port } = server.address() as AddressInfo; // it listens on a port
    const url = `http://127.0.0.1:${port}/batches`;
    return await new Wire(systemClock).send({ method: 'PUT', url, headers: {}, what: 'upload', body: { file } });
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(dir, { recursive: true });
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer); // no encoding is set
  return Buffer.concat(pieces);
}

test('a file that is larger than the buffer arrives whole and with its length', async () => {
  const bytes = randomBytes(3_000_001);
  const reply = await sent(bytes, (request, response) => {
    void bytesOf(request).then((body) => {
      const { 'content-length': length, 'transfer-encoding': encoding = 'none' } = request.headers;
      response.writeHead(201, { 'Sforce-Limit-Info': 'api-usage=1/2' });
      response.end([length, encoding, hashOf(body)].join(' '));
    });
  });
  assert.deepEqual([reply.status, reply.text], [201, `${bytes.length} none ${hashOf(bytes)}`]);
  assert.equal(reply.headers.get('sforce-limit-info'), 'api-usage=1/2');
});

test('an empty file has the length 0', async () => {
  const reply = await sent(new Uint8Array(), (request, response) => response.end(request.headers['content-length']));
  assert.equal(reply.text, '0');
});

test('an answer that comes before the end of the file is the answer', async () => {
  const reply = await sent(randomBytes(20_000_000), (_request, response) => {
    response.writeHead(401);
    response.end('[{"errorCode":"INVALID_SESSION_ID"}]');
  });
  assert.deepEqual([reply.status, reply.text], [401, '[{"errorCode":"INVALID_SESSION_ID"}]']);
});

test('a connection that is cut in the middle of the file is silence, not an answer', async () => {
  const cut = sent(randomBytes(20_000_000), (request) => {
    request.once('data', () => request.destroy());
  });
  await assert.rejects(cut, OrgSilent);
});
