/** A PostgreSQL server of the test's own, from Debian's package, on a free port of this machine. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Postgres extends AsyncDisposable {
  readonly url: string;
}

const programs = (): string | undefined => globSync('/usr/lib/postgresql/*/bin').sort().at(-1);

/** The folder with initdb and postgres; installed where that can be done, else told. */
function installed(): string {
  const found = programs();
  if (found !== undefined) return found;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    throw new Error('PostgreSQL is needed for this test and was not found: install the Debian package "postgresql".');
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']]) {
    execFileSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 2, 2], env });
  }
  const now = programs();
  if (now === undefined) throw new Error('The Debian package "postgresql" has no /usr/lib/postgresql/*/bin.');
  return now;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('No port is free.');
}

/** PostgreSQL refuses to run as root; its package makes a user for it. */
function owner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

export async function startPostgres(): Promise<Postgres> {
  const bin = installed();
  const as = owner();
  const dir = mkdtempSync(join(tmpdir(), 'todoku-postgres-'));
  if (as !== undefined) chownSync(dir, as.uid, as.gid);
  const data = join(dir, 'data');
  const run = { cwd: dir, ...as } as const;
  const setUp = ['-D', data, '-U', 'todoku', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), setUp, { ...run, stdio: 'ignore' });
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: dir, fsync: 'off' };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...args], { ...run, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(server, 'exit');
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes('ready to accept connections')) break;
  }
  server.stderr.resume();
  return {
    url: `postgres://todoku@127.0.0.1:${port}/postgres`,
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGINT'); // fast shutdown: open connections are ended
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
