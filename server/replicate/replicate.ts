/**
 * Brings back what people entered: an object's records as a table of the warehouse, read whole, added up on both sides,
 * and put in the place of the last reading all at once. Deleted records are gone from it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { Fault, stopIfAsked } from '../faults.ts';
import type { MappedPull, PullRoute, Pulled, Total } from '../model/model.ts';
import { atScale, pulledAt } from '../model/model.ts';
import type { Org, OrgRow } from '../org/org.ts';
import { OrgRefused, checkBudget } from '../org/org.ts';
import { rowsPerPage } from '../plan/plan.ts';
import type { PulledRow, StagedPull, Warehouse } from '../warehouse/warehouse.ts';
import { recordsQuery, totalsQuery } from './soql.ts';

export { declarePulls } from './declared.ts';
export { examined, mapPulls } from './map.ts';
export type { PullMismatch } from './map.ts';

export interface PullParts {
  readonly warehouse: Warehouse;
  readonly org: Org;
  readonly clock: Clock;
  /** Folder for rows on their way. */
  readonly dir: string;
  /** Percent of the org's calls of a day that is left to others. */
  readonly reserve: number;
  readonly signal?: AbortSignal | undefined;
}

/** Readings of an object that people go on editing; each is compared with what the object is after it. */
const mostReadings = 3;

/** What the org adds up: the number of records, and a sum each. */
interface OrgTotals {
  readonly count: string;
  readonly sums: readonly string[];
}

/** An object before it is read: what it adds up to, and what reading it is expected to cost. */
export interface Measured {
  readonly mapped: MappedPull;
  readonly totals: OrgTotals;
  readonly route: PullRoute;
  readonly calls: number;
}

export async function measure(mapped: MappedPull, org: Org): Promise<Measured> {
  const totals = await orgTotals(mapped, org);
  const rows = Number(totals.count);
  const route: PullRoute = rows > mapped.pull.bulkAbove ? 'bulk' : 'query';
  return { mapped, totals, route, calls: callsOf(route, rows) };
}

/** Under `run` the reading is noted in `todoku.pulls`. When it cannot be proven, the table stays as it was. */
export async function replicate(run: string, measured: Measured, parts: PullParts): Promise<Pulled> {
  const { warehouse, org, clock } = parts;
  const startedAt = new Date(clock.now());
  const { mapped, route } = measured;
  // The totals before were a call too.
  const callsBefore = org.usage().calls - 1;
  let before = measured.totals;
  for (let readings = 1; ; readings += 1) {
    stopIfAsked(parts.signal, stoppedAt(mapped));
    const at = new Date(clock.now());
    checkBudget(org.usage(), parts.reserve, measured.calls);
    const staged = await read(mapped, route, at, parts);
    let totals = compared(mapped, staged, before);
    if (totals.some(({ matches }) => !matches)) {
      before = await orgTotals(mapped, org);
      totals = compared(mapped, staged, before);
    }
    const isWhole = totals.every(({ matches }) => matches);
    if (!isWhole && readings < mostReadings) continue;
    if (isWhole) checkKey(mapped, staged);
    const pulled: Pulled = {
      name: mapped.pull.name,
      object: mapped.object,
      state: isWhole ? 'Matched' : 'Mismatch',
      rows: staged.rows,
      route,
      readings,
      calls: org.usage().calls - callsBefore,
      pulledAt: at.toISOString(),
      totals,
    };
    const note = { run, startedAt, finishedAt: new Date(clock.now()), pulled };
    if (isWhole) await warehouse.pulls.publish(mapped.shape, note);
    else await warehouse.pulls.note(note);
    return pulled;
  }
}

function stoppedAt({ pull }: MappedPull): string {
  return `The run was stopped while pulled.${pull.name} was being read; the table is what it was before.`;
}

/** Creating a job and about five looks at it, and a request for each result file. */
const callsPerJob = 6;
const rowsPerResult = 100_000;

/** What a reading is expected to cost, with the totals after it. */
export function callsOf(route: PullRoute, rows: number): number {
  const pages = route === 'bulk' ? callsPerJob + Math.ceil(rows / rowsPerResult) : Math.ceil(rows / rowsPerPage);
  return Math.max(pages, 1) + 1;
}

async function orgTotals(mapped: MappedPull, org: Org): Promise<OrgTotals> {
  const rows: OrgRow[] = [];
  try {
    for await (const page of org.query(totalsQuery(mapped))) rows.push(...page);
  } catch (error) {
    throw refused(mapped, error);
  }
  const [row = {}] = rows;
  return { count: row['n'] ?? '0', sums: mapped.sums.map((_sum, index) => row[`s${index}`] ?? '0') };
}

/** Describe has confirmed every field: a query that is refused all the same is refused for its condition. */
function refused({ pull }: MappedPull, error: unknown): unknown {
  if (!(error instanceof OrgRefused) || error.status !== 400 || pull.where === undefined) return error;
  return new Fault('setup', 'pull-where-refused', `${pull.place}: ${error.message}`, {
    next: `Correct where: of "${pull.name}"; nothing was read.`,
    place: pull.place,
    cause: error,
  });
}

async function read(mapped: MappedPull, route: PullRoute, at: Date, parts: PullParts): Promise<StagedPull> {
  const { org, warehouse, dir, signal } = parts;
  mkdirSync(dir, { recursive: true });
  const soql = recordsQuery(mapped);
  const pages = route === 'bulk' ? org.bulkQuery(soql, dir) : org.query(soql);
  const moment = at.toISOString();
  async function* rows(): AsyncGenerator<readonly PulledRow[]> {
    for await (const page of pages) {
      stopIfAsked(signal, stoppedAt(mapped));
      yield page.map((row) => toPulledRow(mapped, row, moment));
    }
  }
  return warehouse.pulls.stage(mapped.shape, rows(), join(dir, `pulled-${mapped.pull.name}.json`));
}

/** A parent that is not there gives no path at all. */
function toPulledRow({ paths }: MappedPull, row: OrgRow, moment: string): PulledRow {
  const values = paths.map(({ column, path }) => [column, row[path] ?? null] as const);
  return { ...Object.fromEntries(values), [pulledAt.name]: moment };
}

/** Both sides of each total; sums at the scale of their field. */
function compared(mapped: MappedPull, staged: StagedPull, org: OrgTotals): readonly Total[] {
  const line = (measure: string, warehouse: string, salesforce: string, scale: number): Total => {
    const [ours, theirs] = [atScale(warehouse, scale), atScale(salesforce, scale)];
    return { measure, period: undefined, warehouse: ours, salesforce: theirs, matches: ours === theirs };
  };
  return [
    line('COUNT', String(staged.rows - staged.twice), org.count, 0),
    ...(staged.twice === 0 ? [] : [line('TWICE', String(staged.twice), '0', 0)]),
    ...mapped.sums.map(({ field }, index) =>
      line(field.name, staged.sums[index] ?? '0', org.sums[index] ?? '0', field.scale),
    ),
  ];
}

function checkKey({ pull }: MappedPull, { keyless, ambiguous }: StagedPull): void {
  if (keyless === 0 && ambiguous.length === 0) return;
  const told = [
    ...(keyless === 0 ? [] : [`empty in ${keyless} records`]),
    ...ambiguous.map((key) => `"${key}" in several`),
  ];
  throw new Fault(
    'refused',
    'pulled-key-not-unique',
    `${pull.place}: ${pull.key?.path ?? ''} has to name each ${pull.object} once: ${told.join('; ')}.`,
    { next: 'Correct the records, narrow where:, or take the key out of the pull.', place: pull.place },
  );
}
