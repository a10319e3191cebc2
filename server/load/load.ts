/** From a plan to exactly one outcome for each key: parents first, deletes children first, every step journaled. */
import type { Counts, MappedSync, Plan, SyncPlan } from '../model/model.ts';
import { plannedRows, rowsToSend, writtenRows } from '../model/model.ts';
import { OrgRefused, classOf, codesOf, lockBudget, nextWait } from '../org/org.ts';
import { rowsPerCall, sameName } from '../plan/plan.ts';
import { writeOf } from '../warehouse/warehouse.ts';
import type { Part, PartLimits } from '../warehouse/warehouse.ts';
import { Fault } from '../faults.ts';
import { sendBulk } from './bulk.ts';
import { sendCollections } from './collections.ts';
import type { LoadContext } from './context.ts';
import { checkGoing, pause, removeFolder } from './context.ts';

export { recover } from './recover.ts';
export { removeFolder } from './context.ts';
export { Pace } from './pace.ts';
export type { LoadContext } from './context.ts';

/** Salesforce asks for at most 100 MB a file (150 MB once encoded); a tenth is left for what we count too small. */
const bulkLimits: PartLimits = { rows: Number.MAX_SAFE_INTEGER, bytes: 90_000_000 };

/** One Composite call; its size is limited by time rather than by a documented number of bytes. */
const callLimits: PartLimits = { rows: rowsPerCall, bytes: 2_000_000 };

/** Rows in a call that is sent again because of a lock: small, so that few parents are held at once. */
const smallCalls: PartLimits = { rows: 50, bytes: callLimits.bytes };

/** Beyond this many rows small calls would eat the day's allocation; a second job is the lesser evil. */
const redrivenAtMost = 20_000;

/** Why a sync was left before its last row. */
export interface Stopped {
  readonly sync: string;
  readonly fault: Fault;
}

/** Batches by sync name: the Load_Batch__c every record of the sync will carry. */
export async function load(
  plan: Plan,
  batches: ReadonlyMap<string, string>,
  context: LoadContext,
): Promise<readonly Stopped[]> {
  const stopped: Stopped[] = [];
  const steps = [
    ...plan.syncs.filter((sync) => writtenRows(sync) > 0).map((sync) => ({ sync, operation: writeOf(sync.mapped) })),
    ...plan.syncs
      .toReversed()
      .filter((sync) => sync.deletes > 0)
      .map((sync) => ({ sync, operation: 'delete' as const })),
  ];
  for (const { sync, operation } of steps) {
    const name = sync.mapped.sync.name;
    if (stopped.some((item) => item.sync === name)) continue;
    if (operation !== 'delete') {
      await context.warehouse.journal.parkOrphans(context.run, sync.mapped, parentsOf(sync.mapped, plan));
    } else {
      await context.warehouse.journal.parkParents(context.run, name, childrenOf(sync.mapped, plan));
    }
    if (rowsToSend(sync) === 0) continue;
    const loadBatch = batches.get(name);
    if (loadBatch === undefined) {
      throw new Fault('bug', 'batch-missing', `Sync ${name} has no batch.`, { next: 'Report this.' });
    }
    const fault = await loadSync(sync, operation, { sourceAsOf: plan.sourceAsOf, loadBatch }, context);
    if (fault !== undefined) stopped.push({ sync: name, fault });
  }
  for (const sync of plan.syncs.filter((one) => plannedRows(one) > 0)) {
    await context.warehouse.journal.closeBooks(context.run, sync.mapped.sync.name, 'SYNC_STOPPED');
  }
  removeFolder(context.dir, context.run);
  return stopped;
}

/** Field → syncs of this plan that write its parents: their failed inserts orphan the rows below. */
function parentsOf(mapped: MappedSync, plan: Plan): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, readonly string[]>();
  for (const { name, parent } of mapped.fields) {
    if (parent === undefined) continue;
    // Not the sync itself: its own layers are sent one after the other.
    const others = plan.syncs.filter((item) => item.mapped !== mapped);
    const syncs = others.filter(({ mapped: { sync } }) =>
      parent.objects.some((object) => sameName(object, sync.object)),
    );
    parents.set(
      name,
      syncs.map((item) => item.mapped.sync.name),
    );
  }
  return parents;
}

/** Syncs of this plan → their fields that look up the records of the one given. */
function childrenOf(mapped: MappedSync, plan: Plan): ReadonlyMap<string, readonly string[]> {
  const others = plan.syncs.filter((item) => item.mapped !== mapped);
  const lookups = others.map(({ mapped: { sync, fields } }) => {
    const ours = fields.filter((field) => field.parent?.objects.some((name) => sameName(name, mapped.object.name)));
    return [sync.name, ours.map((field) => field.name)] as const;
  });
  return new Map(lookups.filter(([, fields]) => fields.length > 0));
}

type Stamps = { readonly sourceAsOf: Date; readonly loadBatch: string };

/** The fault when the sync was given up: what concerns its configuration would refuse every further row too. */
async function loadSync(
  sync: SyncPlan,
  operation: Part['operation'],
  stamps: Stamps,
  context: LoadContext,
): Promise<Fault | undefined> {
  const { mapped, route } = sync;
  const limits = route === 'bulk' ? bulkLimits : callLimits;
  const parts = await context.warehouse.journal.plan(context.run, mapped, operation, route, limits);
  try {
    for (const part of parts) {
      context.onPart(part, undefined);
      checkGoing(context);
      const counts = await send(context, mapped, part, stamps);
      await refuseHopeless(context, mapped, counts);
    }
    if (parts.length > 0) await redrive(context, mapped, stamps);
    return undefined;
  } catch (error) {
    if (error instanceof OrgRefused && error.errorClass === 'configuration') return error;
    throw error;
  }
}

function send(context: LoadContext, mapped: MappedSync, part: Part, stamps: Stamps): Promise<Counts> {
  return part.route === 'bulk' ? sendBulk(context, part, stamps) : sendCollections(context, mapped, part, stamps);
}

/** Rows refused in passing (locks above all) go again: small calls, one after the other, a little later each time. */
async function redrive(context: LoadContext, mapped: MappedSync, stamps: Stamps): Promise<void> {
  const { journal } = context.warehouse;
  const passing = [...codesOf('transient'), 'NO_ANSWER'];
  for (let attempt = 1; ; attempt += 1) {
    const codes = await journal.codes(context.run, mapped.sync.name);
    const rows = codes.filter((item) => passing.includes(item.code)).reduce((sum, item) => sum + item.rows, 0);
    const wait = nextWait(attempt, lockBudget, Math.random());
    if (rows === 0 || wait === 'stop') return;
    await pause(context, wait);
    const [route, limits] =
      rows > redrivenAtMost ? (['bulk', bulkLimits] as const) : (['collections', smallCalls] as const);
    for (const part of await journal.replan(context.run, mapped, passing, route, limits)) {
      context.onPart(part, undefined);
      checkGoing(context);
      await send(context, mapped, part, stamps);
    }
  }
}

/** Nothing of a part was written and every reason lies in the configuration, or one reason concerns the whole run. */
async function refuseHopeless(context: LoadContext, mapped: MappedSync, counts: Counts): Promise<void> {
  if (counts.rejected === 0) return;
  const codes = await context.warehouse.journal.codes(context.run, mapped.sync.name);
  const fatal = codes.find((item) => classOf(item.code) === 'fatal');
  const isWrittenTo = counts.created + counts.updated + counts.deleted > 0;
  const isHopeless =
    !isWrittenTo && codes.every((item) => item.status !== 'rejected' || classOf(item.code) === 'configuration');
  const code = fatal?.code ?? (isHopeless ? codes.find((item) => item.status === 'rejected')?.code : undefined);
  if (code === undefined) return;
  throw new OrgRefused(400, code, `${code} for ${counts.rejected} rows`, `write ${mapped.object.name}`);
}
