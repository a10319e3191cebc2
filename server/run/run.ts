/** The five steps on one page: warehouse → plan → load → verify → record. Called by the command line and the service. */
import type { Stopped } from '../load/load.ts';
import { load } from '../load/load.ts';
import type { MappedSync, Plan, SyncVerdict } from '../model/model.ts';
import { checkBudget, isDeferral } from '../org/org.ts';
import { makePlan, mapProject } from '../plan/plan.ts';
import type { Checked } from '../record/record.ts';
import { acknowledge, openBatches, reconcile, record, resultsOf } from '../record/record.ts';
import type { Project } from '../syncs/syncs.ts';
import { verify } from '../verify/verify.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { PlanRefused } from './approve.ts';
import type { Parts, RunOptions } from './parts.ts';
import type { CoverageReport, FaultReport, RunResult } from './result.ts';
import type { Prepared } from './prepare.ts';
import { prepare } from './prepare.ts';
import type { Preview } from './preview.ts';
import { RunSession, reportOf } from './session.ts';

export { isDeferralCode } from '../org/org.ts';
export type { OnEvent, RunEvent, RunStep } from './events.ts';
export type { Parts, RunOptions } from './parts.ts';
export type { CoverageReport, FaultReport, RunResult } from './result.ts';
export { PlanRefused, approve } from './approve.ts';
export type { ApprovalOrder, ApprovalReport } from './approve.ts';
export { checkProject } from './check.ts';
export type { ProjectCheck } from './check.ts';
export { reportPreview } from './preview.ts';
export type { Preview, PreviewReport } from './preview.ts';
export { runNameAt } from './session.ts';
export type { RunRecord } from '../warehouse/warehouse.ts';

/** Held rows that a result lists. */
const listedHeld = 100;

/** Sends what differs, proves that both sides agree, and says how it went. A Fault means that it could not be done. */
export async function push(project: Project, parts: Parts, options: RunOptions = {}): Promise<RunResult> {
  const session = await RunSession.begin('push', project, parts, options);
  const { run } = session;
  const { warehouse } = parts;
  let syncs: readonly string[] = [];
  let batches: ReadonlyMap<string, string> = new Map();
  try {
    const prepared = await prepare(project, options.rawDir ?? project.rawDir, warehouse, session.watch);
    await warehouse.ledger.setSource(run, prepared.sourceAsOf);

    const plan = await session.step('plan', () => planned(session, prepared));
    const mapped = plan.syncs.map((sync) => sync.mapped);
    syncs = mapped.map(({ sync }) => sync.name);
    await warehouse.ledger.setPlanned(run, syncs);
    checkBudget(parts.org.usage(), project.calls.reserve, plan.calls);

    batches = await openBatches(run, project.name, plan, session.recording);
    const stopped = await session.step('load', () => load(plan, batches, session.loading));
    await acknowledge(run, syncs, warehouse);

    const openRows = await openRowsOf(run, plan, warehouse);
    const verdicts = await session.step('verify', () => verified(session, mapped, run, openRows));
    const objects = await resultsOf(run, plan, verdicts, warehouse);
    const checked = checkedOf(session, prepared, mapped, verdicts);
    await session.step('record', () => record(run, batches, objects, checked, session.recording));
    await warehouse.approvals.close(run, syncs);
    const { approved } = plan;
    const held = (await warehouse.approvals.heldBy(run)).slice(0, listedHeld);
    return await session.end({ prepared, verdicts, objects, approved, held, faults: stopped.map(stoppedReport) });
  } catch (error) {
    if (isDeferral(error)) for (const sync of syncs) await warehouse.journal.closeBooks(run, sync, 'DEFERRED');
    await acknowledge(run, syncs, warehouse);
    await session.fail(error, [...batches.keys()]);
    throw error;
  }
}

/** Compares Salesforce with the raw data as it is now, and tells the panels; nothing else is written. */
export async function verifyProject(project: Project, parts: Parts, options: RunOptions = {}): Promise<RunResult> {
  const session = await RunSession.begin('verify', project, parts, options);
  const { warehouse, org } = parts;
  try {
    const prepared = await prepare(project, options.rawDir ?? project.rawDir, warehouse, session.watch);
    await warehouse.ledger.setSource(session.run, prepared.sourceAsOf);
    const mapped = await session.step('plan', async () => {
      const all = await mapProject(project, options.only, (object) => org.describe(object));
      for (const one of all) await warehouse.changes.stage(one, project.timeZone);
      return all;
    });
    const loadedBy = await warehouse.ledger.lastPush();
    const verdicts = await session.step('verify', () => verified(session, mapped, loadedBy, undefined));
    const checked = checkedOf(session, prepared, mapped, verdicts);
    await session.step('record', () => reconcile(session.run, checked, session.recording));
    return await session.end({ prepared, verdicts, objects: [], approved: [], held: [], faults: [] });
  } catch (error) {
    await session.fail(error, []);
    throw error;
  }
}

/** What a push would do now. Writes nothing to Salesforce; what a guard refuses is in the plan. */
export async function preview(project: Project, parts: Parts, options: RunOptions = {}): Promise<Preview> {
  const watch = options.onEvent ?? ((): void => undefined);
  const prepared = await prepare(project, options.rawDir ?? project.rawDir, parts.warehouse, watch);
  const { sourceAsOf, coverage } = prepared;
  const plan = await makePlan({ project, only: options.only, draft: 'preview', sourceAsOf }, parts);
  const unfinished = (await parts.warehouse.ledger.unfinished()).map((record) => record.run);
  return { plan, coverage, unfinished };
}

/** Where each raw row goes, without asking Salesforce anything. */
export async function coverProject(
  project: Project,
  warehouse: Warehouse,
  options: RunOptions = {},
): Promise<readonly CoverageReport[]> {
  const watch = options.onEvent ?? ((): void => undefined);
  return (await prepare(project, options.rawDir ?? project.rawDir, warehouse, watch)).coverage;
}

async function planned(session: RunSession, { sourceAsOf }: Prepared): Promise<Plan> {
  const { project, parts, options } = session;
  const request = { project, only: options.only, draft: 'change' as const, sourceAsOf };
  const plan = await makePlan(request, { ...parts, onSync: session.onSync('plan') });
  if (plan.refusals.length > 0) throw new PlanRefused(session.run, plan.refusals);
  return plan;
}

function verified(
  session: RunSession,
  syncs: readonly MappedSync[],
  loadedBy: string | undefined,
  openRows: ReadonlyMap<string, number> | undefined,
): Promise<readonly SyncVerdict[]> {
  const { options, parts, run } = session;
  return verify(
    {
      run,
      loadedBy,
      syncs,
      openRows,
      isPartial: (options.only ?? []).length > 0,
      isDeep: options.isDeep === true || openRows === undefined,
    },
    { ...parts, onSync: session.onSync('verify') },
  );
}

/** Rows that the run planned or set aside and that Salesforce does not have. */
async function openRowsOf(run: string, plan: Plan, warehouse: Warehouse): Promise<ReadonlyMap<string, number>> {
  const open = new Map<string, number>();
  for (const { mapped, quarantined } of plan.syncs) {
    const { rejected, unprocessed, parked, held } = await warehouse.journal.counts(run, mapped.sync.name);
    open.set(mapped.sync.name, quarantined + rejected + unprocessed + parked + held);
  }
  return open;
}

function checkedOf(
  session: RunSession,
  prepared: Prepared,
  mapped: readonly MappedSync[],
  verdicts: readonly SyncVerdict[],
): readonly Checked[] {
  const common = {
    project: session.project.name,
    sourceAsOf: prepared.sourceAsOf,
    checkedAt: new Date(session.parts.clock.now()),
  };
  return mapped.flatMap((one) => {
    const verdict = verdicts.find((item) => item.sync === one.sync.name);
    return verdict === undefined ? [] : [{ ...common, mapped: one, verdict }];
  });
}

function stoppedReport({ sync, fault }: Stopped): FaultReport {
  return reportOf(fault, sync);
}
