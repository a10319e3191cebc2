/** A mail server on this machine that keeps what it takes over. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mailbox extends AsyncDisposable {
  /** With the user and password that it wants. */
  readonly url: string;
  readonly password: string;
  /** As they came over the wire, in the order in which they came. */
  readonly letters: readonly { readonly to: string; readonly raw: string }[];
  /** Addresses it does not take letters for. */
  readonly unknown: Set<string>;
}

export async function openMailbox(): Promise<Mailbox> {
  const letters: { to: string; raw: string }[] = [];
  const unknown = new Set<string>();
  const password = 'p4ss-word-of-the-mailbox';
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      if (auth.password === password) done(null, { user: auth.username });
      else done(new Error('Wrong user or password'));
    },
    onRcptTo: ({ address }, _session, done) => {
      if (!unknown.has(address)) done();
      else done(Object.assign(new Error(`${address}: no such mailbox`), { responseCode: 550 }));
    },
    onData: (stream, session, done) => {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => (raw += part));
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(' '), raw });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo; // of a socket that listens on a port
  return {
    url: `smtp://todoku:${password}@127.0.0.1:${port}`,
    password,
    letters,
    unknown,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
