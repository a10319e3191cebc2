/** Command lines carried out in a process that others have warmed: it holds locks and dies like any other, but starts once. */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Order {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface Carried {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const host = fileURLToPath(new URL('command-host.ts', import.meta.url));

/** Those that have nothing to do; two commands at once need two. */
const idle: ChildProcess[] = [];

function begun(): ChildProcess {
  // Standard output belongs to the tests' own report.
  return fork(host, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** Nobody waits for the process itself: it may not keep a test file from its end. */
function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  idle.push(child);
}

export async function carriedOut(order: Order): Promise<Carried> {
  const child = idle.pop() ?? begun();
  child.ref();
  child.channel?.ref();
  const ended = new AbortController();
  try {
    const gone = once(child, 'exit', ended).then(([code]) => {
      throw new Error(`the process of the commands ended with ${String(code)}: ${order.args.join(' ')}`);
    });
    child.send(order);
    const [carried] = (await Promise.race([once(child, 'message', ended), gone])) as [Carried]; // what command-host.ts sends
    rest(child);
    return carried;
  } finally {
    ended.abort();
  }
}
