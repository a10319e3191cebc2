import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * How long a connection may idle between two requests (how long the platform's may is unverified). After Node's five
 * seconds, clients that are busy meanwhile meet a connection that closes while they write their next request.
 */
const idleMs = 120_000;

export interface Listening {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly origin: string;
  /** Stops listening and cuts every connection that is still open. */
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface only; port 0 takes a free one. The application is built when the origin is known,
 * because tokens, identities and redirects name it. Rejects with Node's `EADDRINUSE` when the port is taken.
 */
export async function listen(port: number, application: (origin: string) => RequestListener): Promise<Listening> {
  // Above the platform's own limit, so that limitUris answers and not Node.
  const server = createServer({ maxHeaderSize: 128 * 1024, requestTimeout: 0, keepAliveTimeout: idleMs });
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  const address = server.address() as AddressInfo; // a TCP server that listens has one
  const origin = `http://127.0.0.1:${address.port}`;
  server.on('request', application(origin));
  return {
    origin,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
