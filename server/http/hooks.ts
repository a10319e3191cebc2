/** Schedules that somebody else starts, by a signed request: the end of a dbt job, of a BigQuery job, of anything. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Router, raw } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Timetable } from '../schedule/schedule.ts';
import type { HookSchedule } from '../syncs/syncs.ts';
import { sendProblem } from './problem.ts';

export interface Hooks {
  readonly schedules: readonly HookSchedule[];
  readonly secret: string;
}

export interface HookParts {
  readonly hooks: Hooks;
  readonly timetable: Pick<Timetable, 'order'>;
  readonly clock: Clock;
}

/** A signature is good for as long; its moment is the due time, so that the same request orders once. */
const goodForMs = 5 * 60_000;

/** `POST /hooks/{schedule}`. The signature is the proof; no token is asked for, since the sender is not one of us. */
export function hooks(parts: HookParts): Router {
  const router = Router();
  const body = raw({ type: () => true, limit: '64kb' });
  router.post('/:schedule', body, (request, response) => take(parts, request, response));
  return router;
}

/** What a request proves: that it is signed, and the moment it speaks of; undefined where there is nothing to start. */
interface Signed {
  readonly at: Date | undefined;
}

async function take(
  { hooks: { schedules, secret }, timetable, clock }: HookParts,
  request: Request<{ schedule: string }>,
  response: Response,
): Promise<void> {
  const schedule = schedules.find(({ name }) => name === request.params.schedule);
  // Whoever cannot sign learns nothing of which names there are.
  const signed = schedule === undefined ? undefined : signedBy[schedule.hook](request, secret);
  if (schedule === undefined || signed === undefined) {
    const detail = 'There is no such schedule, or the request is not signed with its secret.';
    const next = 'docs/service.md tells how a request is signed.';
    sendProblem(response, { status: 401, code: 'signature-wrong', detail, next });
    return;
  }
  const { at } = signed;
  if (at === undefined) {
    response.json({ outcome: 'ignored' });
    return;
  }
  if (Math.abs(clock.now() - at.getTime()) > goodForMs) {
    const detail = 'The request was signed more than five minutes ago, or for a moment to come.';
    sendProblem(response, { status: 401, code: 'signature-old', detail, next: 'Sign it anew; compare the clocks.' });
    return;
  }
  const asked = await timetable.order(schedule, at);
  if ('status' in asked) {
    response.status(202).location(`/runs/${asked.status.id}`).json({ outcome: 'ordered', run: asked.status.id });
  } else if ('busy' in asked) response.json({ outcome: 'skipped', run: asked.busy.id });
  else response.json({ outcome: 'taken' });
}

type Check = (request: Request, secret: string) => Signed | undefined;

const bytesOf = (request: Request): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));

function isHmac(given: string | undefined, secret: string, ...signed: readonly (string | Buffer)[]): boolean {
  const hmac = createHmac('sha256', secret);
  for (const part of signed) hmac.update(part);
  const wanted = hmac.digest();
  const found = Buffer.from(given ?? '', 'hex');
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}

/** `X-Todoku-Signature: t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. */
const ourForm: Check = (request, secret) => {
  const [, seconds = '', signature] =
    /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(request.get('X-Todoku-Signature') ?? '') ?? [];
  if (!isHmac(signature, secret, `${seconds}.`, bytesOf(request))) return undefined;
  return { at: new Date(Number(seconds) * 1000) };
};

const dbtEvent = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  eventType: z.string(),
  data: z.object({ runStatus: z.string() }),
});

/**
 * dbt signs the body alone, as hex HMAC-SHA256 in the Authorization header, and tells of runs that failed too
 * (docs.getdbt.com, "Webhooks for your jobs": Validate a webhook, job.run.completed).
 */
const dbtForm: Check = (request, secret) => {
  const body = bytesOf(request);
  if (!isHmac(request.get('Authorization'), secret, body)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return { at: undefined }; // signed, and about something we know nothing of
  }
  const event = dbtEvent.safeParse(json);
  if (!event.success) return { at: undefined };
  const { eventType, timestamp, data } = event.data;
  const hasSucceeded = eventType === 'job.run.completed' && data.runStatus === 'Success';
  return { at: hasSucceeded ? new Date(timestamp) : undefined };
};

const signedBy: Readonly<Record<HookSchedule['hook'], Check>> = { signed: ourForm, dbt: dbtForm };
