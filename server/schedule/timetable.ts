/** Keeps a project's schedules: orders a push at each due time, and notes those that could not be kept, with the reason. */
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { ChainSchedule, CronSchedule, HookSchedule, Schedule } from '../syncs/syncs.ts';
import type { AskedDue, Desk } from './desk.ts';
import { dueAfter, passed } from './due.ts';
import type { DueNote, JobStore } from './store.ts';

export interface TimetableParts {
  readonly schedules: readonly Schedule[];
  readonly timeZone: string;
  readonly store: JobStore;
  readonly desk: Pick<Desk, 'askDue'>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface ScheduleView {
  readonly name: string;
  readonly timeZone: string;
  /** One of these says when it is due. */
  readonly cron: string | undefined;
  readonly after: string | undefined;
  readonly hook: 'signed' | 'dbt' | undefined;
  /** Undefined: all. */
  readonly syncs: readonly string[] | undefined;
  /** Pulls that come before them; none when undefined. */
  readonly pull: readonly string[] | undefined;
  /** Empty where no time says when it is due. */
  readonly next: readonly Date[];
  /** Newest first. */
  readonly recent: readonly DueNote[];
}

/** A due time this long ago is still kept: a restart at the wrong moment must not cost a week. */
const graceMs = 5 * 60_000;

/** Wake-ups in between notice a machine that slept, or a clock that was set. */
const longestSleepMs = 30_000;

const shown = { next: 3, recent: 10 };

function isTimed(schedule: Schedule): schedule is CronSchedule {
  return 'cron' in schedule;
}

export class Timetable {
  readonly #parts: TimetableParts;
  readonly #openedAt: Date;

  private constructor(parts: TimetableParts, openedAt: Date) {
    this.#parts = parts;
    this.#openedAt = openedAt;
  }

  static async open(parts: TimetableParts): Promise<Timetable> {
    const now = new Date(parts.clock.now());
    const registered = parts.schedules
      .filter(isTimed)
      .map(({ name, cron }) => ({ name, cron, timeZone: parts.timeZone }));
    await parts.store.register(registered, now);
    return new Timetable(parts, now);
  }

  /** Orders what is due until the signal is aborted. */
  async keep(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#parts;
    while (!signal.aborted && this.#timed().length > 0) {
      try {
        await this.look();
      } catch (error) {
        // The job database is away: the due times stay, and are dealt with when it is back.
        log.error({ type: 'schedules', reason: error instanceof Error ? error.message : String(error) });
      }
      await clock.sleep(this.#untilNext(), signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }

  /** Deals with every due time that has passed. */
  async look(): Promise<void> {
    const now = new Date(this.#parts.clock.now());
    const standing = await this.#parts.store.standing();
    for (const schedule of this.#widestFirst()) {
      await this.#lookAt(schedule, standing.get(schedule.name) ?? this.#openedAt, now);
    }
  }

  view(): Promise<readonly ScheduleView[]> {
    const { schedules, timeZone, store, clock } = this.#parts;
    const now = new Date(clock.now());
    return Promise.all(
      schedules.map(async (schedule) => ({
        name: schedule.name,
        timeZone,
        cron: 'cron' in schedule ? schedule.cron : undefined,
        after: 'after' in schedule ? schedule.after : undefined,
        hook: 'hook' in schedule ? schedule.hook : undefined,
        syncs: schedule.syncs,
        pull: schedule.pull,
        next: isTimed(schedule) ? dueAfter({ cron: schedule.cron, timeZone }, now, shown.next) : [],
        recent: await store.notes(schedule.name, shown.recent),
      })),
    );
  }

  /** What has come from elsewhere than a clock: a push of it is ordered, and that is noted. */
  async order(schedule: ChainSchedule | HookSchedule, at: Date): Promise<AskedDue> {
    return await this.#order(schedule, at);
  }

  async #lookAt(schedule: CronSchedule, dealtWith: Date, now: Date): Promise<void> {
    const { name } = schedule;
    const cron = { cron: schedule.cron, timeZone: this.#parts.timeZone };
    const times = passed(cron, dealtWith, now);
    if (times === undefined) return;
    const isKept = now.getTime() - times.last.getTime() <= graceMs;
    const lastMissed = isKept ? times.lastButOne : times.last;
    if (lastMissed !== undefined) {
      const missed = isKept ? times.times - 1 : times.times;
      const reason = this.#whyMissed(times.first, lastMissed, now);
      await this.#note({ schedule: name, dueAt: lastMissed, times: missed, outcome: 'missed', run: undefined, reason });
    }
    if (isKept) await this.#order(schedule, times.last);
  }

  async #order({ name, syncs, pull }: Schedule, dueAt: Date): Promise<AskedDue> {
    const asked = await this.#parts.desk.askDue({ schedule: name, at: dueAt.toISOString() }, syncs ?? [], pull ?? []);
    if ('taken' in asked) return asked;
    const note = { schedule: name, dueAt, times: 1 };
    if ('status' in asked) {
      await this.#note({ ...note, outcome: 'started', run: asked.status.id, reason: undefined });
      return asked;
    }
    const { id, phase, due } = asked.busy;
    const by = due === undefined ? 'by request' : `by schedule ${due.schedule}`;
    const doing = phase === 'waiting' ? 'was waiting' : 'was running';
    await this.#note({ ...note, outcome: 'skipped', run: id, reason: `Push ${id}, ordered ${by}, ${doing}.` });
    return asked;
  }

  async #note(note: DueNote): Promise<void> {
    await this.#parts.store.note(note);
    this.#parts.log[note.outcome === 'started' ? 'info' : 'warn']({ type: 'due', ...note });
  }

  #whyMissed(first: Date, last: Date, now: Date): string {
    const [from, to] = [first.toISOString(), last.toISOString()];
    const when = from === to ? `at ${from}` : `from ${from} to ${to}`;
    if (last <= this.#openedAt) return `The service was not running ${when}.`;
    return `The service was held up (machine asleep, or clock set) ${when}, and woke at ${now.toISOString()}.`;
  }

  /** Of schedules due at one moment, a wide one makes the narrow ones needless; the other way round both would run. */
  #widestFirst(): readonly CronSchedule[] {
    const width = ({ syncs }: Schedule): number => syncs?.length ?? Number.MAX_SAFE_INTEGER;
    return this.#timed().toSorted((one, other) => width(other) - width(one));
  }

  #timed(): readonly CronSchedule[] {
    return this.#parts.schedules.filter(isTimed);
  }

  #untilNext(): number {
    const { timeZone, clock } = this.#parts;
    const now = new Date(clock.now());
    const next = this.#timed()
      .flatMap(({ cron }) => dueAfter({ cron, timeZone }, now, 1))
      .map((time) => time.getTime());
    return Math.min(...next.map((time) => time - now.getTime()), longestSleepMs);
  }
}
