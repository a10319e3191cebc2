/** The one listening socket. What answers may change while it listens: first "starting", then the service. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { Clock } from '../clock.ts';
import { Fault } from '../faults.ts';

export interface Listening {
  /** For a program on this machine. */
  readonly url: string;
  answer(listener: RequestListener): void;
  /** Lets answers that are under way be finished, for a moment. */
  close(): Promise<void>;
}

const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const lastAnswersMs = 2000;

export async function listen(host: string, port: number, first: RequestListener, clock: Clock): Promise<Listening> {
  let current = first;
  const server = createServer((request, response) => {
    current(request, response);
  });
  server.headersTimeout = headersTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw unheard(host, port, cause);
  }
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    const patience = new AbortController();
    const late = clock.sleep(lastAnswersMs, patience.signal).then(
      () => {
        server.closeAllConnections();
      },
      () => undefined,
    );
    await closed;
    patience.abort();
    await late;
  };
  return {
    url: `http://${nameOf(host)}:${actualPort}`,
    answer: (listener) => {
      current = listener;
    },
    close: () => (closing ??= close()),
  };
}

/** A service that listens everywhere is found here too. */
function nameOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function unheard(host: string, port: number, cause: unknown): Fault {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another program listens there',
    EACCES: 'this user may not listen there',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'no machine has that name',
  };
  const reason = reasons[code] ?? code;
  return new Fault('setup', 'port-unavailable', `The service cannot listen on ${host}:${port}: ${reason}.`, {
    next: 'Set TODOKU_HTTP_HOST or TODOKU_HTTP_PORT.',
    cause,
  });
}
