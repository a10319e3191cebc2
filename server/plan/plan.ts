/** Everything a run will do, found out before anything is written. */
import type { MappedSync, Overwritten, Plan, Refusal, SyncPlan } from '../model/model.ts';
import type { Org } from '../org/org.ts';
import type { Project } from '../syncs/syncs.ts';
import type { Draft, ParentSync, Warehouse } from '../warehouse/warehouse.ts';
import { asked } from './asked.ts';
import { withChoices } from './choices.ts';
import { costRefusals, droppedRefusals, emptiedRefusals, judged, refusalsOf, toldAlone } from './guard.ts';
import { adoptExisting, parkOrphans } from './lookups.ts';
import { mapProject, sameName } from './preflight.ts';
import { callsOf, forecastOf, routeOf } from './route.ts';

export { books, mapProject, mismatchesOf, remembering, sameName } from './preflight.ts';
export { withChoices } from './choices.ts';
export { fieldAt, mapSync } from './map.ts';
export type { Describe, Mismatch } from './map.ts';
export { alwaysCompared, rowsPerCall, rowsPerPage } from './route.ts';
export { judged, pullRefusals } from './guard.ts';
export { heldLines, planJson, planText, recordsOf } from './text.ts';

export interface PlanRequest {
  readonly project: Project;
  /** Names of syncs; all when undefined. */
  readonly only: readonly string[] | undefined;
  readonly draft: Draft;
  readonly sourceAsOf: Date;
  /** Fills the draft of a sync; when undefined, with what differs between its model and what is acknowledged. */
  readonly fill?: (mapped: MappedSync) => Promise<void>;
  /** What people have entered that this plan would put other values over; of `rows` records that are there. */
  readonly overwrites?: (mapped: MappedSync, rows: number, org: Org) => Promise<readonly Overwritten[]>;
}

export interface PlanParts {
  readonly warehouse: Warehouse;
  readonly org: Org;
  /** Told as each sync is planned. */
  readonly onSync?: (done: number, total: number, sync: string) => void;
}

/** Needs `mart.*` built. What a guard refuses is in the plan, so that a reader sees both. */
export async function makePlan(request: PlanRequest, given: PlanParts): Promise<Plan> {
  const { project, draft, sourceAsOf } = request;
  const { org, calls: callsAsked } = asked(given.org);
  const parts = { ...given, org };
  const described = await mapProject(project, request.only, (object) => parts.org.describe(object));
  const mapped = await Promise.all(described.map((item) => withChoices(item, parts.org)));
  const syncs: SyncPlan[] = [];
  const refusals: Refusal[] = [];
  for (const [index, item] of mapped.entries()) {
    parts.onSync?.(index, mapped.length, item.sync.name);
    if (request.fill === undefined) {
      await parts.warehouse.changes.stage(item, project.timeZone);
      await parts.warehouse.changes.diff(item, draft);
    } else {
      await request.fill(item);
    }
    // An earlier run that is taken up or back has a mapping of its own.
    const dropped = request.fill === undefined ? await parts.warehouse.changes.dropped(item) : [];
    const result = await planSync(item, mapped, project, draft, parts);
    const { updates, deletes } = result.plan;
    const overwritten = (await request.overwrites?.(item, updates + deletes, org)) ?? [];
    syncs.push({ ...result.plan, dropped, overwritten });
    const emptied = request.fill === undefined ? await parts.warehouse.changes.emptied(item, draft) : [];
    refusals.push(...result.refusals, ...droppedRefusals(item.sync, dropped), ...emptiedRefusals(item.sync, emptied));
  }
  const forecast = { plan: callsAsked(), ...forecastOf(syncs) };
  const calls = forecast.plan + forecast.load + forecast.verify + forecast.record;
  refusals.push(...costRefusals(calls, project.calls.max));
  const { refused, told } = toldAlone(project, refusals);
  const approvals = refused.length === 0 ? [] : await parts.warehouse.approvals.open();
  return { sourceAsOf, syncs, ...judged(refused, approvals), told, calls, forecast };
}

async function planSync(
  mapped: MappedSync,
  all: readonly MappedSync[],
  project: Project,
  draft: Draft,
  { warehouse, org }: PlanParts,
): Promise<{ readonly plan: Omit<SyncPlan, 'dropped' | 'overwritten'>; readonly refusals: readonly Refusal[] }> {
  const { changes } = warehouse;
  const sync = mapped.sync.name;
  await adoptExisting(mapped, draft, warehouse, org);
  const skipped = mapped.sync.mode === 'update' ? await changes.skipNew(sync, draft) : 0;
  const related = mapped.fields.flatMap((field) =>
    field.parent === undefined
      ? []
      : [{ field, parents: parentSyncs(project, field.parent.objects, field.parent.key, all) }],
  );
  for (const { field, parents } of related) await changes.respell(mapped, draft, field, parents);
  await changes.hold(mapped, draft);
  for (const { field, parents } of related) {
    await parkOrphans(mapped, field, parents, draft, warehouse, org);
    if (parents.some((parent) => parent.sync === sync)) await changes.layer(sync, draft, field);
  }
  const counts = await changes.count(mapped, draft);
  const offenders = counts.quarantined === 0 ? [] : await changes.quarantined(sync, 50);
  const send = counts.inserts + counts.updates + counts.archives + counts.deletes - counts.parked - counts.held;
  const route = routeOf(send, project.bulkAbove);
  const plan = {
    mapped,
    rows: counts.rows,
    inserts: counts.inserts,
    updates: counts.updates,
    archives: counts.archives,
    deletes: counts.deletes,
    unchanged: counts.unchanged - skipped,
    skipped,
    quarantined: counts.quarantined,
    parked: counts.parked,
    held: counts.held,
    route,
    calls: callsOf(route, send - counts.deletes, counts.deletes, counts.signatures),
    resent: counts.resent,
  };
  return { plan, refusals: refusalsOf(mapped.sync, counts, offenders) };
}

/** Syncs of the project that write the parent's object by the key the child refers to. */
export function parentSyncs(
  project: Project,
  objects: readonly string[],
  key: string,
  planned: readonly MappedSync[],
): readonly ParentSync[] {
  return project.syncs
    .filter((sync) => objects.some((object) => sameName(object, sync.object)) && sameName(sync.key, key))
    .map((sync) => ({ sync: sync.name, isPlanned: planned.some((item) => item.sync.name === sync.name) }));
}
