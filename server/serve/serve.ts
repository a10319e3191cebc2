/** The service of one project: warehouse, org, schedules and HTTP, put together, started and stopped. */
import { realpathSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import type { OrgAccess, ServiceSettings } from '../config.ts';
import { serviceVariables } from '../config.ts';
import type { KeeperParts } from '../cycle/cycle.ts';
import { keepCycle, movedClockOf, weekView } from '../cycle/cycle.ts';
import { Fault } from '../faults.ts';
import { httpApplication, startingApplication } from '../http/http.ts';
import type { Hooks, HttpParts } from '../http/http.ts';
import type { Logger } from '../log.ts';
import { mailOf } from '../mail/mail.ts';
import { salesforceOrg } from '../org/salesforce.ts';
import { openJobs } from '../schedule/boss.ts';
import type { JobPlace } from '../schedule/boss.ts';
import { Desk, Timetable, keepChains } from '../schedule/schedule.ts';
import type { JobStore } from '../schedule/schedule.ts';
import { approve, failedRows } from '../run/run.ts';
import type { HookSchedule, Project } from '../syncs/syncs.ts';
import { readProject } from '../syncs/syncs.ts';
import { openWarehouse } from '../warehouse/place/place.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Workplace } from './carry-out.ts';
import { carryOutAt } from './carry-out.ts';
import type { Listening } from './listen.ts';
import { isLoopback, listen } from './listen.ts';
import { readinessOf } from './readiness.ts';
import { provideToken, tokenFileOf } from './token.ts';

export interface ServiceOptions {
  /** Project folder. */
  readonly project: string;
  /** Raw files elsewhere than in the project. */
  readonly rawDir?: string | undefined;
  readonly warehouseFile: string;
  readonly access: OrgAccess;
  readonly settings: ServiceSettings;
  readonly log: Logger;
  readonly clock?: Clock;
}

export interface Service {
  /** For a program on this machine. */
  readonly url: string;
  readonly token: string;
  /** The file that holds the token; undefined when the environment gave it. */
  readonly tokenFile: string | undefined;
  /** Takes no more orders, lets the part that is under way end, closes everything. What is left over is resumed. */
  close(): Promise<void>;
}

/** Faults when the project is wrong, the port is taken, or another process has the warehouse or the job database. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { settings, log, warehouseFile } = options;
  const project = readProject(options.project);
  const moved = options.clock === undefined ? await movedClockOf(options.access.url, systemClock) : undefined;
  const clock = options.clock ?? moved ?? systemClock;
  await using starting = new AsyncDisposableStack();
  const listening = await listen(settings.host, settings.port, startingApplication(), clock);
  starting.defer(() => listening.close());
  if (!isLoopback(settings.host)) {
    log.warn({ type: 'service', host: settings.host, reason: 'Others can reach it; put TLS in front of it.' });
  }
  const { token, file: tokenFile } = provideToken(settings.token, tokenFileOf(warehouseFile));
  const warehouse = await openWarehouse({ project, file: warehouseFile, clock, address: listening.url });
  starting.defer(() => warehouse.close());
  const store = await openJobs({ place: placeOf(options), project: project.name, log });
  starting.defer(() => store.close());
  const { desk, timetable } = await schedulesOf(options, project, warehouse, store, { clock, moved });
  listening.answer(
    httpApplication({
      desk,
      timetable,
      token,
      clock,
      log,
      records: (limit) => warehouse.ledger.runs(limit),
      record: (run) => warehouse.ledger.find(run),
      failed: (run, which) => failedRows(run, which, warehouse),
      approve: (order) => approve(order, warehouse, new Date(clock.now())),
      hooks: hooksOf(project, settings),
      cycle: (week) => weekView({ project: readProject(project.dir), warehouse }, week, new Date(clock.now())),
      readiness: readinessOf(warehouse, salesforceOrg(options.access, clock), clock),
      overview: () => overviewOf(readProject(project.dir)),
      project: { dir: realpathSync(project.dir), rawDir: options.rawDir ?? project.rawDir },
    }),
  );
  await desk.start();
  const schedules = project.schedules.map((schedule) => schedule.name);
  log.info({ type: 'service', state: 'started', url: listening.url, project: project.name, tokenFile, schedules });
  const keep = (signal: AbortSignal): Promise<unknown> =>
    Promise.all([timetable.keep(signal), keepWeek({ project, warehouse, desk, clock, log, moved }, signal)]);
  return running({ listening, keep, desk, log, token, tokenFile, opened: starting.move() });
}

/** A project without a cycle has nothing to keep. */
async function keepWeek(parts: KeeperParts, signal: AbortSignal): Promise<void> {
  if (parts.project.cycle !== undefined) await keepCycle(parts, signal);
}

function overviewOf({ name, timeZone, syncs }: Project): ReturnType<HttpParts['overview']> {
  return { name, timeZone, syncs: syncs.map((sync) => ({ name: sync.name, object: sync.object })) };
}

function hooksOf({ schedules }: Project, { hookSecret }: ServiceSettings): Hooks {
  const hooks = schedules.filter((schedule): schedule is HookSchedule => 'hook' in schedule);
  if (hooks.length > 0 && hookSecret === undefined) {
    throw new Fault('setup', 'hook-secret-missing', `Schedule ${hooks[0]?.name ?? ''} waits for signed requests.`, {
      next: `Set ${serviceVariables.hookSecret} to the secret that they are signed with.`,
    });
  }
  return { schedules: hooks, secret: hookSecret ?? '' };
}

interface Running extends Pick<Service, 'token' | 'tokenFile'> {
  readonly listening: Listening;
  /** Orders what is due, until the signal is aborted. */
  readonly keep: (signal: AbortSignal) => Promise<unknown>;
  readonly desk: Desk;
  readonly log: Logger;
  readonly opened: AsyncDisposableStack;
}

function running({ listening, keep, desk, log, token, tokenFile, opened }: Running): Service {
  const stop = new AbortController();
  const keeping = keep(stop.signal);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    log.info({ type: 'service', state: 'stopping' });
    stop.abort();
    await keeping;
    await desk.stop();
    // Who waits for a run hears of its end before the socket closes; who asks after that hears nothing false.
    await listening.close();
    await opened.disposeAsync();
    log.info({ type: 'service', state: 'stopped' });
  };
  return { url: listening.url, token, tokenFile, close: () => (closing ??= close()) };
}

async function schedulesOf(
  options: ServiceOptions,
  project: Project,
  warehouse: Warehouse,
  store: JobStore,
  { clock, moved }: Pick<Workplace, 'clock' | 'moved'>,
): Promise<{ readonly desk: Desk; readonly timetable: Timetable }> {
  const { log, access, rawDir, warehouseFile, settings } = options;
  const files = `${warehouseFile}.files`;
  const mail = mailOf(settings.mail);
  const carryOut = carryOutAt({ dir: project.dir, rawDir, warehouse, files, access, clock, mail, moved });
  const desk = new Desk({ store, clock, log, carryOut });
  const { schedules, timeZone } = project;
  const timetable = await Timetable.open({ schedules, timeZone, store, desk, clock, log });
  keepChains(schedules, desk, timetable);
  return { desk, timetable };
}

function placeOf({ settings, warehouseFile }: ServiceOptions): JobPlace {
  if (settings.jobsUrl !== undefined) return { kind: 'url', url: settings.jobsUrl };
  return { kind: 'folder', folder: `${warehouseFile}.jobs` };
}
