/** A run as it goes, by Server-Sent Events (HTML Living Standard, 9.2): an event a line, ended with the run. */
import type { Request, Response } from 'express';
import type { Clock } from '../clock.ts';
import type { Desk, DeskChange, NumberedEvent, RunStatus } from '../schedule/schedule.ts';
import { orderIdOf } from '../schedule/schedule.ts';
import { sendProblem } from './problem.ts';

export interface StreamParts {
  readonly desk: Desk;
  readonly clock: Clock;
}

/** Proxies close what is silent for a minute. */
const silenceMs = 15_000;
/** How long a browser waits before it connects again. */
const reconnectMs = 2000;

/**
 * `event: run` carries one numbered event of the run; `event: status` the order whenever it has changed, and `event: end`
 * its last status, after which the stream closes. The number is the id, so that a client that comes back with
 * Last-Event-ID goes on where it was; events that were forgotten meanwhile are left out.
 */
export async function streamEvents(
  { desk, clock }: StreamParts,
  request: Request<{ id: string }>,
  response: Response,
): Promise<void> {
  const id = orderIdOf(request.params.id);
  const isElsewhere = (await desk.look(id))?.phase === 'running' && desk.find(id)?.phase !== 'running';
  const status = isElsewhere ? undefined : desk.find(id);
  if (status === undefined) {
    sendProblem(response, {
      status: 404,
      code: 'run-not-followed',
      detail: `This service does not follow a run ${request.params.id}.`,
      next: 'GET /runs/{id} tells what the ledger has.',
    });
    return;
  }
  const lastSeen = Number(request.get('Last-Event-ID') ?? '0');
  const gone = new AbortController();
  response.on('close', () => {
    gone.abort();
  });
  response.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  response.write(`retry: ${reconnectMs}\n\n`);
  const follow = follower(response);
  for (const event of desk.events(id, Number.isSafeInteger(lastSeen) ? lastSeen : 0)) follow.event(event);
  if (follow.status(status)) return;
  const unwatch = desk.watch((change: DeskChange) => {
    if (change.status.id !== id) return;
    if (change.event !== undefined) follow.event(change.event);
    else if (follow.status(change.status)) gone.abort();
  });
  gone.signal.addEventListener('abort', unwatch, { once: true });
  void keepAlive(response, clock, gone.signal);
}

interface Follower {
  event(event: NumberedEvent): void;
  /** True when it was the last word. */
  status(status: RunStatus): boolean;
}

function follower(response: Response): Follower {
  const send = (name: string, data: unknown, id?: number): void => {
    response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  return {
    event: (event) => {
      send('run', event, event.number);
    },
    status: (status) => {
      const isEnd = status.phase === 'ended';
      send(isEnd ? 'end' : 'status', status);
      if (isEnd) response.end();
      return isEnd;
    },
  };
}

async function keepAlive(response: Response, clock: Clock, gone: AbortSignal): Promise<void> {
  while (!gone.aborted) {
    const isStill = await clock.sleep(silenceMs, gone).then(
      () => true,
      () => false,
    );
    if (isStill && !response.writableEnded) response.write(': still here\n\n');
  }
}
