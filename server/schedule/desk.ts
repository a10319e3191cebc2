/** Where runs are asked for, carried out one at a time, and looked up afterwards. */
import type { Clock } from '../clock.ts';
import { Fault } from '../faults.ts';
import type { CycleResult } from '../model/model.ts';
import type { Logger } from '../log.ts';
import type { OnEvent, PreviewReport, PullResult, RunEvent, RunResult } from '../run/run.ts';
import { isDeferralCode, runNameAt } from '../run/run.ts';
import type { DueTime, Order, Request } from './order.ts';
import { covers, runNameOf } from './order.ts';
import type { NumberedEvent, RunEnd, RunStatus } from './status.ts';
import { noteFault } from './status.ts';
import type { Attempt, JobStore, Retry } from './store.ts';

/** Does the work of an order. Faults when it could not be done. */
export type CarryOut = (
  order: Order,
  how: { readonly name: string; readonly signal: AbortSignal; readonly onEvent: OnEvent },
) => Promise<
  | { readonly result: RunResult }
  | { readonly preview: PreviewReport }
  | { readonly pulled: PullResult }
  | { readonly cycled: CycleResult }
>;

export interface DeskParts {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly carryOut: CarryOut;
  /** For orders of schedules. */
  readonly retry?: Retry;
}

export type Asked =
  | { readonly status: RunStatus }
  /** Nothing was ordered: this one waits or is under way. */
  | { readonly busy: RunStatus };

/** `taken`: another backend on the same job database has ordered this very due time. */
export type AskedDue = Asked | { readonly taken: true };

/** Whoever asks sees the fault and decides; a schedule has nobody, and an hour's outage must not cost it a week. */
const never: Retry = { limit: 0, delaySeconds: 0 };
const usualRetry: Retry = { limit: 30, delaySeconds: 60 };

/** Attempts in passing trouble. Only a push that waits for the org's day, which is 24 hours long, is tried further. */
const usualAttempts = 7;

/** An order has a new status, or its run a new event. */
export interface DeskChange {
  readonly status: RunStatus;
  readonly event: NumberedEvent | undefined;
}

/** What is remembered besides the warehouse's own ledger. */
const keptOrders = 50;
const keptEvents = 5000;

interface Kept {
  status: RunStatus;
  readonly events: NumberedEvent[];
  lastNumber: number;
}

export class Desk {
  readonly #parts: DeskParts;
  readonly #kept = new Map<string, Kept>();
  readonly #watchers = new Set<(change: DeskChange) => void>();
  readonly #afterwards: ((status: RunStatus) => Promise<void>)[] = [];
  readonly #stop = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();
  #current: Promise<unknown> = Promise.resolve();

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Called with each order that has ended, before the job database hears of it; what it rejects with is logged. */
  afterEach(work: (status: RunStatus) => Promise<void>): void {
    this.#afterwards.push(work);
  }

  /** Orders that an earlier process left are carried out first. */
  async start(): Promise<void> {
    await this.#parts.store.work((attempt) => this.#attempted(attempt));
  }

  /** Orders a run, unless one waits or is under way already. */
  ask(request: Request): Promise<Asked> {
    return this.#inTurn(async () => {
      const [open] = await this.open();
      if (open !== undefined) return { busy: open };
      return { status: (await this.#place(request, undefined, never)).status };
    });
  }

  /** Orders the push of a due time, behind any other order; unless a push that waits or runs covers its syncs. */
  askDue(due: DueTime, only: readonly string[], pull: readonly string[] = []): Promise<AskedDue> {
    return this.#inTurn(async () => {
      const open = (await this.open()).find((order) => covers(order, only, pull));
      if (open?.due?.schedule === due.schedule && open.due.at === due.at) return { taken: true };
      if (open !== undefined) return { busy: open };
      const request = { command: 'push' as const, only, isDeep: false, ...(pull.length === 0 ? {} : { pull }) };
      const { status, isOurs } = await this.#place(request, due, this.#parts.retry ?? usualRetry);
      return isOurs ? { status } : { taken: true };
    });
  }

  /** Orders what the weekly cycle has due, behind any other order; `due` names it among all backends. */
  askCycle(due: DueTime): Promise<AskedDue> {
    return this.#inTurn(async () => {
      const open = (await this.open()).find(({ command }) => command === 'cycle');
      if (open !== undefined) return { busy: open };
      const request = { command: 'cycle' as const, only: [], isDeep: false, cycle: {} };
      const { status, isOurs } = await this.#place(request, due, this.#parts.retry ?? usualRetry);
      return isOurs ? { status } : { taken: true };
    });
  }

  /** An order that this process has carried out, or will. */
  find(id: string): RunStatus | undefined {
    return this.#kept.get(id)?.status;
  }

  /** An order wherever it is carried out; undefined when it has ended elsewhere, or is not known. */
  async look(id: string): Promise<RunStatus | undefined> {
    const known = this.find(id);
    // One that waits for its next attempt is not open, and has the fault of the last one.
    if (known !== undefined && (known.phase !== 'waiting' || known.end !== undefined)) return known;
    return (await this.open()).find((status) => status.id === id);
  }

  /** Events with a number above `after`, oldest first; the oldest of a long run are forgotten. */
  events(id: string, after: number): readonly NumberedEvent[] {
    return this.#kept.get(id)?.events.filter(({ number }) => number > after) ?? [];
  }

  /** Tells of every change from now on, in order, until the function it gives back is called. */
  watch(watcher: (change: DeskChange) => void): () => void {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  /** Orders that wait or are under way, oldest first. */
  async open(): Promise<readonly RunStatus[]> {
    const open = (await this.#parts.store.open()).map(({ order, isUnderWay }): RunStatus => {
      const status = this.#kept.get(order.id)?.status ?? waitingStatus(order);
      // Under way, and not here: another backend has it, and of its run no more is known than that.
      return status.phase === 'waiting' && isUnderWay ? { ...status, phase: 'running' } : status;
    });
    // The store hears of an end a moment after we do.
    return open.filter((status) => status.end === undefined);
  }

  /** Takes no more orders, lets the part that is under way end, and resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stop.abort(interrupted());
    await this.#turn;
    await this.#current;
  }

  async #place(
    request: Request,
    due: DueTime | undefined,
    retry: Retry,
  ): Promise<{ readonly status: RunStatus; readonly isOurs: boolean }> {
    const now = new Date(this.#parts.clock.now());
    const order: Order = { ...request, id: runNameAt(now), due, askedAt: now.toISOString() };
    const kept = this.#keep(order);
    const isOurs = await this.#parts.store.add(order, retry);
    if (isOurs) this.#parts.log.info({ type: 'ordered', id: order.id, command: order.command, only: order.only, due });
    else this.#kept.delete(order.id);
    return { status: kept.status, isOurs };
  }

  async #attempted(attempt: Attempt): Promise<void> {
    const work = this.#carriedOut(attempt);
    this.#current = work.catch(() => undefined);
    await work;
  }

  /** Rejects when another attempt may help; what no attempt can change has ended. */
  async #carriedOut({ order, attempt, isLast }: Attempt): Promise<void> {
    const kept = this.#kept.get(order.id) ?? this.#keep(order);
    const { log } = this.#parts;
    try {
      const end = await this.#tried(order, attempt, kept);
      this.#end(kept, end, 'ended');
      await this.#follow(kept.status);
      log.info({ type: 'ended', id: order.id, state: stateOf(end) });
    } catch (error) {
      const fault = noteFault(error);
      const isAgain = fault.kind === 'transient' && !isLast && (isDeferralCode(fault.code) || attempt < usualAttempts);
      this.#end(kept, { fault }, isAgain ? 'waiting' : 'ended');
      const stack = fault.kind === 'bug' && error instanceof Error ? error.stack : undefined;
      log.error({ type: 'failed', id: order.id, ...fault, isAgain, stack });
      if (isAgain) throw error;
    }
  }

  async #tried(order: Order, attempt: number, kept: Kept): ReturnType<CarryOut> {
    if (this.#stop.signal.aborted) throw stopping();
    const { clock, carryOut, log } = this.#parts;
    const startedAt = new Date(clock.now()).toISOString();
    kept.status = { ...kept.status, phase: 'running', startedAt, endedAt: undefined, attempt, end: undefined };
    this.#tell(kept, undefined);
    const onEvent = (event: RunEvent): void => {
      if (event.type === 'run') kept.status = { ...kept.status, run: event.run };
      kept.lastNumber += 1;
      const numbered = { number: kept.lastNumber, event };
      kept.events.push(numbered);
      if (kept.events.length > keptEvents) kept.events.shift();
      this.#tell(kept, numbered);
      log[event.type === 'warning' ? 'warn' : 'info']({ id: order.id, ...event });
    };
    return await carryOut(order, { name: runNameOf(order, attempt), signal: this.#stop.signal, onEvent });
  }

  #end(kept: Kept, end: RunEnd, phase: 'waiting' | 'ended'): void {
    kept.status = { ...kept.status, phase, end, endedAt: new Date(this.#parts.clock.now()).toISOString() };
    this.#tell(kept, undefined);
  }

  async #follow(status: RunStatus): Promise<void> {
    for (const work of this.#afterwards) {
      try {
        await work(status);
      } catch (error) {
        // The run has ended well; that nothing follows it is told, and undoes nothing.
        this.#parts.log.error({ type: 'not-followed', id: status.id, ...noteFault(error) });
      }
    }
  }

  #tell({ status }: Kept, event: NumberedEvent | undefined): void {
    for (const watcher of this.#watchers) watcher({ status, event });
  }

  #keep(order: Order): Kept {
    const status = waitingStatus(order);
    const kept: Kept = { status, events: [], lastNumber: 0 };
    this.#kept.set(order.id, kept);
    this.#tell(kept, undefined);
    for (const [id, other] of this.#kept) {
      if (this.#kept.size <= keptOrders) break;
      if (other.status.phase === 'ended') this.#kept.delete(id);
    }
    return kept;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => {
      if (this.#stop.signal.aborted) throw stopping();
      return work();
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

function stateOf(end: Awaited<ReturnType<CarryOut>>): string {
  if ('result' in end) return end.result.state;
  if ('cycled' in end) return end.cycled.steps.map(({ step, outcome }) => `${step} ${outcome}`).join(', ');
  return 'pulled' in end ? end.pulled.state : 'planned';
}

function waitingStatus({ id, command, only, pull, cycle, due, askedAt }: Order): RunStatus {
  const unknown = { startedAt: undefined, endedAt: undefined, run: undefined, end: undefined };
  return { id, command, only, pull, cycle, due, phase: 'waiting', askedAt, attempt: 1, ...unknown };
}

/** The reason of the signal: whatever waits for something is woken with it. */
function interrupted(): Fault {
  return new Fault('transient', 'interrupted', 'The run was stopped, because the service is stopping.', {
    next: 'Push again when it is up: what was sent is known, and the rest follows.',
  });
}

function stopping(): Fault {
  return new Fault('transient', 'stopping', 'The service is stopping.', { next: 'Try again when it is up.' });
}
