/** Programs that load, each as a process of its own: how long, how many API calls, how much memory. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { streamingFlags } from '../scripts/bootstrap.mjs';
import { memoryOf, watchMemory } from './memory.ts';
import type { ServedOrg } from './served-org.ts';

export interface Measured {
  readonly seconds: number;
  readonly peakMb: number | undefined;
  /** Requests that the org counted. */
  readonly calls: number;
  readonly out: string;
  /** Lines of standard error with the second at which each came. */
  readonly lines: readonly { readonly second: number; readonly text: string }[];
}

interface Limits {
  readonly DailyApiRequests: { readonly Remaining: number };
}

const remaining = async (org: ServedOrg): Promise<number> =>
  ((await org.ask('GET', 'limits')) as Limits).DailyApiRequests.Remaining; // REST API, "Limits"

export interface MeasureOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Told what the program writes to standard error, and the MB that it holds then. */
  readonly onText?: (text: string, nowMb: number) => void;
}

/** Where `npx todoku` has what was compiled at an earlier start; every program has the same from this bench. */
const cache = process.env['NODE_COMPILE_CACHE'];
const compiled = cache === undefined ? {} : { NODE_COMPILE_CACHE: cache };

/** Throws with what the program said when it fails. */
export async function measure(
  org: ServedOrg,
  args: readonly string[],
  options: MeasureOptions = {},
): Promise<Measured> {
  const before = await remaining(org);
  const started = performance.now();
  const second = (): number => (performance.now() - started) / 1000;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: options.cwd ?? org.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
      HOME: org.folder,
      ...compiled,
      ...options.env,
    },
  });
  await using memory = watchMemory(child.pid ?? 0);
  let out = '';
  const lines: { second: number; text: string }[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lines.push({ second: second(), text });
    options.onText?.(text, memoryOf(child.pid ?? 0)?.nowMb ?? 0);
  });
  const [code] = (await once(child, 'close')) as [number | null]; // exit code first
  const seconds = second();
  if (code !== 0) {
    const said = `${out}${lines.map(({ text }) => text).join('')}`;
    throw new Error(`${args.slice(0, 6).join(' ')} ended with ${String(code)}:\n${said.slice(-4000)}`);
  }
  const calls = before - (await remaining(org)) - 1; // the question itself counts
  return { seconds, peakMb: memory.peakMb(), calls, out, lines };
}

/** As `npx todoku` starts it. */
export const todokuCommand = [...streamingFlags, fileURLToPath(new URL('../server/cli.ts', import.meta.url))];
export const jsforceLoad = fileURLToPath(new URL('jsforce-load.mjs', import.meta.url));
