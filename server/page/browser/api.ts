/** Asks the service. The token stays in the tab: no cookie, so no other site can ask in its name. */
import type { z } from 'zod';
import type { cycleReply, projectReply, runReply, runStatus, schedulesReply } from '../../api/api.ts';
import type { PreviewReport, PullResult, RunRecord, RunResult } from '../../run/run.ts';

/** As on the wire: moments are texts, and what is undefined is left out. */
export type Project = z.input<typeof projectReply>;
export type Schedules = z.input<typeof schedulesReply>;
export type Week = z.input<typeof cycleReply>;
export type Status = Omit<z.input<typeof runStatus>, 'end'> & { readonly end?: End };
export type Run = Omit<z.input<typeof runReply>, 'end'> & { readonly end?: End };

/** One of them. */
export interface End {
  readonly result?: RunResult;
  readonly preview?: PreviewReport;
  readonly pulled?: PullResult;
  readonly fault?: { readonly kind: string; readonly code: string; readonly message: string; readonly next: string };
}

/** A line of the ledger. */
export type Entry = Pick<RunRecord, 'run' | 'state' | 'result'> & {
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly sourceAsOf?: string;
};

export interface Runs {
  readonly runs: readonly Entry[];
  readonly open: readonly Status[];
}

/** Each kind calls for something else of the page. */
export type Answer<Reply> =
  | { readonly kind: 'answer'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string; readonly next: string }
  | { readonly kind: 'silent' };

const remembered = 'todoku.token';

export function token(): string | undefined {
  return sessionStorage.getItem(remembered) ?? undefined;
}

export function remember(value: string | undefined): void {
  if (value === undefined) sessionStorage.removeItem(remembered);
  else sessionStorage.setItem(remembered, value);
}

export function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${token() ?? ''}`);
  if (init.body !== undefined) headers.set('Content-Type', 'application/json');
  return fetch(path, { ...init, headers });
}

export async function ask<Reply>(path: string, init: RequestInit = {}): Promise<Answer<Reply>> {
  let response: Response;
  let body: unknown;
  try {
    response = await send(path, init);
    body = await response.json();
  } catch {
    return { kind: 'silent' };
  }
  if (response.ok) return { kind: 'answer', reply: body as Reply }; // what the route's schema says
  const { detail = '', next = '' } = body as { detail?: string; next?: string }; // problem+json, http/problem.ts
  return { kind: 'refused', status: response.status, detail, next };
}

export function order(command: 'push' | 'plan' | 'verify', only: readonly string[]): Promise<Answer<Status>> {
  return ask<Status>('/runs', {
    method: 'POST',
    body: JSON.stringify(only.length === 0 ? { command } : { command, only }),
  });
}

/** About an earlier run: its open rows again, what is left of it, or what it changed taken back (a plan of that first). */
export function orderAbout(command: 'retry' | 'resume' | 'rollback' | 'plan', of: string): Promise<Answer<Status>> {
  return ask<Status>('/runs', { method: 'POST', body: JSON.stringify({ command, of }) });
}
