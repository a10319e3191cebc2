/** One run from its first line in the ledger to its last: who watches, what failed, what is said at the end. */
import { randomBytes } from 'node:crypto';
import { Fault, stopIfAsked } from '../faults.ts';
import type { LoadContext } from '../load/load.ts';
import { Pace } from '../load/load.ts';
import type { Approved, HeldRow, RunState, SyncResult, SyncVerdict } from '../model/model.ts';
import { isDeferral } from '../org/org.ts';
import type { RecordParts } from '../record/record.ts';
import { closeBatches } from '../record/record.ts';
import type { Project } from '../syncs/syncs.ts';
import { refusedIn } from './approve.ts';
import type { CorrectedRows } from './corrections.ts';
import type { OnEvent, RunStep } from './events.ts';
import type { Parts, RunOptions } from './parts.ts';
import type { Prepared } from './prepare.ts';
import { finishUnfinished } from './recovery.ts';
import type { ApprovedReport, FaultReport, RunResult } from './result.ts';
import { runState } from './result.ts';
import { StepRecords } from './step-records.ts';

export interface Ending {
  readonly prepared: Prepared;
  readonly verdicts: readonly SyncVerdict[];
  readonly objects: readonly SyncResult[];
  readonly approved: readonly Approved[];
  readonly held: readonly HeldRow[];
  readonly corrected?: ReadonlyMap<string, CorrectedRows> | undefined;
  readonly faults: readonly FaultReport[];
}

export class RunSession {
  readonly run: string;
  readonly project: Project;
  readonly parts: Parts;
  readonly options: RunOptions;
  readonly startedAt: Date;
  readonly watch: OnEvent;
  readonly #command: RunResult['command'];
  readonly #warnings: { code: string; message: string }[] = [];
  readonly #callsBefore: number;
  readonly #steps: StepRecords;
  #recovered: readonly string[] = [];
  /** Keeps other runners out of the warehouse until the run has ended. */
  #held = new AsyncDisposableStack();

  private constructor(command: RunResult['command'], project: Project, parts: Parts, options: RunOptions) {
    this.#command = command;
    this.project = project;
    this.parts = parts;
    this.options = options;
    this.startedAt = new Date(parts.clock.now());
    this.run = options.name ?? runNameAt(this.startedAt);
    this.#callsBefore = parts.org.usage().calls;
    this.#steps = new StepRecords(
      () => new Date(parts.clock.now()),
      () => parts.org.usage().calls,
    );
    this.watch = (event) => {
      this.#steps.see(event);
      if (event.type === 'warning') this.#warnings.push({ code: event.code, message: event.message });
      options.onEvent?.(event);
    };
  }

  /** Follows runs that were left behind to their end, then opens its own line in the ledger. */
  static async begin(
    command: RunResult['command'],
    project: Project,
    parts: Parts,
    options: RunOptions,
  ): Promise<RunSession> {
    const session = new RunSession(command, project, parts, options);
    await using opening = new AsyncDisposableStack();
    opening.use(await parts.warehouse.hold());
    session.#recovered = await finishUnfinished(parts, session.recording, session.watch);
    await parts.warehouse.ledger.begin(session.run, project.name, session.startedAt);
    session.watch({ type: 'run', run: session.run, project: project.name });
    session.#held = opening.move();
    return session;
  }

  get recording(): RecordParts {
    const { warehouse, org, clock } = this.parts;
    return {
      warehouse,
      org,
      clock,
      onWarning: (code, message) => {
        this.watch({ type: 'warning', code, message });
      },
    };
  }

  get loading(): LoadContext {
    return loadContext(this.run, this.parts, this.options.signal, this.watch, this.project.calls.reserve);
  }

  async step<T>(step: RunStep, work: () => Promise<T>): Promise<T> {
    stopIfAsked(this.options.signal, `The ${this.#command} was stopped before the step "${step}".`);
    this.watch({ type: 'step', step, state: 'started' });
    const result = await work();
    this.watch({ type: 'step', step, state: 'finished' });
    return result;
  }

  /** For steps that go sync by sync. */
  onSync(step: RunStep): (done: number, total: number, sync: string) => void {
    return (done, total, sync) => {
      this.watch({ type: 'progress', step, sync, done, total });
    };
  }

  async end({ prepared, verdicts, objects, approved, held, corrected, faults }: Ending): Promise<RunResult> {
    const finishedAt = new Date(this.parts.clock.now());
    const state = faults.length > 0 ? 'partial' : runState(objects, verdicts);
    const result: RunResult = {
      command: this.#command,
      run: this.run,
      project: this.project.name,
      state: verdicts.some((verdict) => verdict.state === 'Mismatch') ? 'mismatch' : state,
      sourceAsOf: prepared.sourceAsOf.toISOString(),
      startedAt: this.startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      calls: this.parts.org.usage().calls - this.#callsBefore,
      processed: this.parts.warehouse.usage(),
      objects,
      verdicts,
      coverage: prepared.coverage,
      approved: approved.map(reportApproved),
      held,
      corrected: correctedReports(corrected),
      faults,
      warnings: this.#warnings,
      recovered: this.#recovered,
    };
    await this.parts.warehouse.ledger.end(this.run, result.state, finishedAt, result, this.#steps.all());
    await this.#held.disposeAsync();
    return result;
  }

  /** When not even what was sent can be noted: the line stays open, and the next run follows it to its end. */
  async leave(error: unknown): Promise<void> {
    await using _held = this.#held;
    this.watch({ type: 'warning', code: 'run-left-open', message: reportOf(error, undefined).message });
  }

  /** The line in the ledger for a run that could not be done; its batches are closed if Salesforce can be reached. */
  async fail(error: unknown, batches: readonly string[], refused = refusedIn(error)): Promise<void> {
    await using _held = this.#held;
    const fault = reportOf(error, undefined);
    const at = new Date(this.parts.clock.now());
    const result = {
      command: this.#command,
      calls: this.parts.org.usage().calls - this.#callsBefore,
      // Then the values that the run before had planned are no longer what is kept.
      isCorrected: this.options.corrections !== undefined,
      fault,
      ...refused,
    };
    await this.parts.warehouse.ledger.end(this.run, stateOfFault(error), at, result, this.#steps.all());
    if (batches.length === 0) return;
    const closed = batches.map((sync) => ({
      sync,
      state: 'Failed' as const,
      message: fault.message,
      counts: undefined,
    }));
    try {
      await closeBatches(this.run, closed, this.recording);
    } catch (second) {
      this.watch({ type: 'warning', code: 'batch-not-closed', message: reportOf(second, undefined).message });
    }
  }
}

function reportApproved({ refusal, approval: { by, reason } }: Approved): ApprovedReport {
  return { sync: refusal.sync, guard: refusal.code, by, reason };
}

function correctedReports(corrected: Ending['corrected'] = new Map()): RunResult['corrected'] {
  return [...corrected].map(([sync, { values }]) => ({
    sync,
    rows: new Set(values.map(({ key }) => key)).size,
    values: values.length,
  }));
}

export function stateOfFault(error: unknown): RunState {
  if (isDeferral(error)) return 'deferred';
  return error instanceof Fault && error.kind === 'refused' ? 'refused' : 'failed';
}

export function loadContext(
  run: string,
  { warehouse, org, clock, dir }: Parts,
  signal: AbortSignal | undefined,
  watch: OnEvent,
  reserve: number,
): LoadContext {
  return {
    run,
    warehouse,
    org,
    clock,
    pace: new Pace(),
    dir,
    signal,
    reserve,
    onPart: (part, counts) => {
      const { sync, number, operation, route, rows, step, jobId } = part;
      watch({ type: 'part', run, sync, part: number, operation, route, rows, step, jobId, counts });
    },
  };
}

export function reportOf(error: unknown, sync: string | undefined): FaultReport {
  if (error instanceof Fault) return { code: error.code, message: error.message, next: error.next, sync };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', message, next: 'Report this with the log.', sync };
}

/** Sorts by time and names one run in the world: `20260401T060000Z-3f2a9c`. */
export function runNameAt(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${randomBytes(3).toString('hex')}`;
}
