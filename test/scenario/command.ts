/** A command line that runs as a process of its own, and what it says. */
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of standard output as JSON. */
  readonly json: unknown;
}

/** A line of progress as the command line writes it where nobody watches. */
export type Line = Readonly<Record<string, unknown>>;

export interface Running {
  /** Resolves with the first line of progress that fits. */
  line(fits: (line: Line) => boolean): Promise<Line>;
  kill(): Promise<void>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** Follows a process from its first line to its last. */
export function watched(child: ChildProcessByStdio<null, Readable, Readable>): Running {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const seen: Line[] = [];
  const waiting = new Set<(line: Line) => void>();
  createInterface({ input: child.stderr }).on('line', (text) => {
    stderr += `${text}\n`;
    const line = parseLine(text);
    if (line === undefined) return;
    seen.push(line);
    for (const tell of waiting) tell(line);
  });
  const ended = once(child, 'close').then(() => endedWith({ exitCode: child.exitCode, stdout, stderr }));
  return {
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    line: (fits) =>
      new Promise((resolve, reject) => {
        const found = seen.find(fits);
        if (found !== undefined) {
          resolve(found);
          return;
        }
        waiting.add((line) => {
          if (fits(line)) resolve(line);
        });
        void ended.then(({ exitCode }) => {
          reject(new Error(`the command ended with ${String(exitCode)} before that line\n${stderr}`));
        });
      }),
  };
}

export function endedWith(said: Omit<Ended, 'json'>): Ended {
  return { ...said, json: parseLine(said.stdout.trimEnd().split('\n').at(-1) ?? '') };
}

function parseLine(text: string): Line | undefined {
  if (!text.startsWith('{')) return undefined;
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
}
