/** The local org as a process of its own, as `npm run local-org` starts it, with a file, so that its memory can be watched. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

export interface PackageFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export interface JobInfo {
  readonly id: string;
  readonly state: string;
  readonly numberRecordsProcessed: number;
  readonly numberRecordsFailed: number;
  readonly errorMessage?: string;
}

export interface ServedOrg extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  readonly folder: string;
  /** Size of the org's file, in MB. */
  fileMb(): number;
  /** A request as the administrator; the JSON of its answer. Throws for a refusal. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Loads a CSV file by one Bulk API 2.0 job and waits for its end. Throws when rows fail. */
  load(job: object, path: string, tell?: (info: JobInfo) => void): Promise<JobInfo>;
}

const version = '/services/data/v62.0';
const cli = fileURLToPath(new URL('../local-org/cli.ts', import.meta.url));

async function startLine(child: ChildProcess): Promise<{ readonly instanceUrl: string; readonly accessToken: string }> {
  if (child.stdout === null) throw new Error('the org has no standard output');
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'close').then(() => {
      throw new Error('the org did not start; its message is above');
    }),
  ])) as [string]; // one line
  return JSON.parse(line) as { instanceUrl: string; accessToken: string }; // the command's documented line
}

interface Sent {
  readonly body?: NonNullable<RequestInit['body']>;
  readonly type?: string;
}

async function request(url: string, token: string, method: string, path: string, sent: Sent): Promise<unknown> {
  const response = await fetch(url + (path.startsWith('/') ? path : `${version}/${path}`), {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(sent.type === undefined ? {} : { 'Content-Type': sent.type }) },
    ...(sent.body === undefined ? {} : { body: sent.body, duplex: 'half' }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

async function ended(ask: ServedOrg['ask'], id: string, tell: (info: JobInfo) => void): Promise<JobInfo> {
  for (;;) {
    const info = (await ask('GET', `jobs/ingest/${id}`)) as JobInfo; // job JSON
    if (['JobComplete', 'Failed', 'Aborted'].includes(info.state)) return info;
    tell(info);
    await wait(200);
  }
}

export async function serveOrg(files: readonly PackageFile[]): Promise<ServedOrg> {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-bench-'));
  const zip = join(folder, 'package.zip');
  writeFileSync(zip, zipSync(Object.fromEntries(files.map(({ path, content }) => [path, content]))));
  const file = join(folder, 'org.sqlite');
  const flags = ['--disable-warning=ExperimentalWarning', cli, '--file', file, '--package', zip];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const { instanceUrl: url, accessToken: token } = await startLine(child);
  const ask: ServedOrg['ask'] = (method, path, body) =>
    request(url, token, method, path, {
      ...(body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' }),
    });
  return {
    url,
    token,
    pid: child.pid ?? 0,
    folder,
    fileMb: () => statSync(file).size / 2 ** 20,
    ask,
    load: async (job, path, tell = () => undefined) => {
      const { id } = (await ask('POST', 'jobs/ingest', job)) as JobInfo; // job JSON
      await request(url, token, 'PUT', `jobs/ingest/${id}/batches`, {
        body: Readable.toWeb(createReadStream(path)) as ReadableStream, // Node's own stream type, named twice
        type: 'text/csv',
      });
      await ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
      const info = await ended(ask, id, tell);
      if (info.state === 'JobComplete' && info.numberRecordsFailed === 0) return info;
      throw new Error(
        `the job ended ${info.state}: ${info.numberRecordsFailed} rows failed ${info.errorMessage ?? ''}`,
      );
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
