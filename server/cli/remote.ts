/** A service that has the warehouse is asked over HTTP, so that a command works whether or not one is running. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { systemClock } from '../clock.ts';
import { serviceSettings, serviceVariables } from '../config.ts';
import type { WeekView } from '../cycle/cycle.ts';
import type { FaultKind } from '../faults.ts';
import { Fault } from '../faults.ts';
import type { CycleOrder, CycleResult } from '../model/model.ts';
import type { RunCommand } from '../schedule/schedule.ts';
import type { FailedRow, RetriedKind } from '../run/run.ts';
import type {
  ApprovalOrder,
  ApprovalReport,
  CorrectionOrder,
  OnEvent,
  PreviewReport,
  PullResult,
  RunRecord,
  RunResult,
} from '../run/run.ts';
import { isLoopback } from '../serve/listen.ts';
import { readToken, tokenFileOf } from '../serve/token.ts';
import { readLock } from '../warehouse/lock.ts';
import { approvalsReply, cycleReply, failedReply, problemReply, runReply, runsReply } from '../api/api.ts';

/** Quick at first: most runs are short. */
const firstPollMs = 100;
const longestPollMs = 1000;
const patienceMs = 60_000;

export interface RemoteRequest {
  readonly command: RunCommand;
  readonly of: string | undefined;
  readonly kinds: readonly RetriedKind[] | undefined;
  readonly corrections: CorrectionOrder | undefined;
  readonly project: string;
  readonly raw: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly pull: readonly string[] | undefined;
  readonly isDeep: boolean;
}

export interface Remote {
  readonly url: string;
  /** Orders the run and follows it to its end. Faults as the run itself would here. */
  run(
    request: RemoteRequest,
    onEvent: OnEvent,
    signal: AbortSignal,
  ): Promise<{
    readonly result?: RunResult | undefined;
    readonly preview?: PreviewReport | undefined;
    readonly pulled?: PullResult | undefined;
  }>;
  runs(limit: number): Promise<readonly RunRecord[]>;
  approve(order: ApprovalOrder): Promise<ApprovalReport>;
  failed(run: string, which: { readonly limit: number; readonly withValues: boolean }): Promise<readonly FailedRow[]>;
  cycle(week: string | undefined): Promise<WeekView>;
  /** Orders it and follows it to its end. Faults as it would here. */
  runCycle(request: CycleRequest, signal: AbortSignal): Promise<CycleResult>;
}

export interface CycleRequest {
  readonly order: CycleOrder;
  readonly project: string;
  readonly raw: string | undefined;
}

/** The service named in the warehouse's lock; undefined when there is none, or it left its lock when it was killed. */
export async function runningService(warehouseFile: string): Promise<Remote | undefined> {
  const settings = serviceSettings();
  const url = readLock(warehouseFile)?.address;
  if (url === undefined || !isTrusted(url, settings.host) || !(await isThere(url))) return undefined;
  const file = tokenFileOf(warehouseFile);
  const token = settings.token ?? readToken(file);
  if (token === undefined) {
    throw new Fault(
      'setup',
      'token-missing',
      `The service at ${url} has the warehouse, and there is no token for it.`,
      {
        next: `Set ${serviceVariables.token} to the token of the service, or stop the service.`,
        place: file,
      },
    );
  }
  const ask = asker(url, token);
  return {
    url,
    run: (request, onEvent, signal) => follow(ask, orderOf(request), onEvent, signal),
    cycle: (week) => ask('GET', week === undefined ? '/cycle' : `/cycle?week=${encodeURIComponent(week)}`, cycleReply),
    runCycle: async ({ order, project, raw }, signal) => {
      const body = { command: 'cycle' as const, cycle: order, ...placesOf(project, raw) };
      const { cycled } = await follow(ask, body, () => undefined, signal);
      if (cycled !== undefined) return cycled;
      throw gone(`The service at ${url} has ended the order without its result.`);
    },
    runs: async (limit) => (await ask('GET', `/runs?limit=${limit}`, runsReply)).runs,
    failed: async (run, { limit, withValues }) => {
      const query = `limit=${Math.min(limit, 999_999_999)}${withValues ? '&values=1' : ''}`;
      return (await ask('GET', `/runs/${encodeURIComponent(run)}/failed?${query}`, failedReply)).rows;
    },
    approve: ({ run, ...order }) => {
      const body = Object.fromEntries(Object.entries(order).filter(([, value]) => value !== undefined));
      return ask('POST', `/runs/${encodeURIComponent(run)}/approvals`, approvalsReply, body);
    },
  };
}

/** A lock file may come with a folder from elsewhere: the token goes to this machine, or where the settings say. */
function isTrusted(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false;
  const named = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isLoopback(named) || named === host;
}

async function isThere(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5000) });
    const text = await response.text();
    return response.ok && text.includes('"todoku"');
  } catch {
    // Nobody listens: DuckDB's own lock decides whether the warehouse is free.
    return false;
  }
}

type Ask = <T>(method: 'GET' | 'POST', path: string, schema: z.ZodType<T>, body?: object) => Promise<T>;

function asker(url: string, token: string): Ask {
  const once = async (method: string, path: string, body?: object): Promise<Response> => {
    try {
      return await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw gone(`The service at ${url} does not answer any more.`, cause);
    }
  };
  return async (method, path, schema, body) => {
    const until = systemClock.now() + patienceMs;
    for (;;) {
      const response = await once(method, path, body);
      const reply: unknown = await response.json();
      if (response.ok) return schema.parse(reply);
      const problem = problemReply.parse(reply);
      if (problem.code !== 'starting' || systemClock.now() > until) throw faultOf(problem);
      await systemClock.sleep(longestPollMs);
    }
  };
}

/** The body of an order: what is undefined is left out of the JSON. */
type Ordered = Readonly<Record<string, unknown>> & { readonly command: RunCommand };

type Ended = Awaited<ReturnType<Remote['run']>> & { readonly cycled?: CycleResult | undefined };

async function follow(ask: Ask, order: Ordered, onEvent: OnEvent, signal: AbortSignal): Promise<Ended> {
  const { command } = order;
  const { id } = await ask('POST', '/runs', runReply, order);
  let seen = 0;
  for (let waitMs = firstPollMs; ; waitMs = Math.min(waitMs * 1.5, longestPollMs)) {
    const { phase, events, end } = await ask('GET', `/runs/${id}?after=${seen}`, runReply);
    for (const { number, event } of events) {
      onEvent(event);
      seen = number;
    }
    if (phase === 'ended' && end !== undefined) {
      if (end.fault === undefined) return end;
      const { kind, code, message, next, place } = end.fault;
      throw new Fault(kind, code, message, { next, ...(place === undefined ? {} : { place }) });
    }
    if (phase === 'left-behind') throw gone(`The service has started anew in the middle of the ${command} ${id}.`);
    try {
      await systemClock.sleep(waitMs, signal);
    } catch (cause) {
      if (!signal.aborted) throw cause;
      throw new Fault('transient', 'not-awaited', `The ${command} ${id} goes on in the service.`, {
        next: '"todoku runs" tells how it ends; to stop it, stop the service.',
        cause,
      });
    }
  }
}

function orderOf({ project, raw, isDeep, command, only, pull, of, kinds, ...rest }: RemoteRequest): Ordered {
  const corrections = rest.corrections && { ...rest.corrections, file: resolve(rest.corrections.file) };
  return { command, ...placesOf(project, raw), only, pull, of, kinds, corrections, deep: isDeep };
}

function placesOf(project: string, raw: string | undefined): object {
  return { project: realpathSync(resolve(project)), raw: raw === undefined ? raw : realpathSync(resolve(raw)) };
}

function gone(message: string, cause?: unknown): Fault {
  return new Fault('transient', 'service-gone', message, {
    next: 'Look at its log; "todoku runs" tells how far the run has come, and a push finishes it.',
    cause,
  });
}

function faultOf({ status, code, detail, next }: z.infer<typeof problemReply>): Fault {
  return new Fault(kindOf(status, code), code, detail, { next });
}

function kindOf(status: number, code: string): FaultKind {
  if (status === 503 || code === 'run-under-way' || code === 'run-unknown') return 'transient';
  return status >= 500 || status === 400 ? 'bug' : 'setup';
}
