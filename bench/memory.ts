/** How much memory a process holds, asked from outside, so that any program can be measured. Linux alone tells. */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export interface Memory {
  /** Now, in MB. */
  readonly nowMb: number;
  /** The most at once since the process began, in MB. */
  readonly peakMb: number;
}

/** Undefined when the process is gone, or where there is no `/proc`. */
export function memoryOf(pid: number): Memory | undefined {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return undefined; // a process that ended has no file
  }
  if (!status.includes('VmHWM:')) return undefined; // it has ended and was not yet waited for
  const mb = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { nowMb: mb('VmRSS'), peakMb: mb('VmHWM') };
}

export interface MemoryWatch extends AsyncDisposable {
  /** The most that the process and its children held, each at its own highest, in MB; undefined where nobody tells. */
  peakMb(): number | undefined;
}

function childrenOf(pid: number): readonly number[] {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return list.flatMap((child) => [child, ...childrenOf(child)]);
  } catch {
    return []; // it ended between two looks
  }
}

/** Looks at a process and those it started, ten times a second, until it is disposed of. */
export function watchMemory(pid: number): MemoryWatch {
  const peaks = new Map<number, number>();
  const stop = new AbortController();
  const look = (): void => {
    for (const one of [pid, ...childrenOf(pid)]) {
      const memory = memoryOf(one);
      if (memory !== undefined) peaks.set(one, memory.peakMb);
    }
  };
  const watching = (async (): Promise<void> => {
    while (!stop.signal.aborted) {
      look();
      await wait(100, undefined, { signal: stop.signal }).catch(() => undefined); // aborted: the last look was taken
    }
  })();
  return {
    peakMb: () => {
      look();
      return peaks.size === 0 ? undefined : [...peaks.values()].reduce((sum, peak) => sum + peak, 0);
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await watching;
    },
  };
}
