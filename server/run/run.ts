/** The five steps on one page: warehouse → plan → load → verify → record. Called by the command line and the service. */
import { makePlan, mapProject } from '../plan/plan.ts';
import { reconcile } from '../record/record.ts';
import type { Project } from '../syncs/syncs.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { rollbackPlan } from './again.ts';
import type { Parts, RunOptions } from './parts.ts';
import type { CoverageReport, RunResult } from './result.ts';
import { prepare } from './prepare.ts';
import { pullFirst } from './pull.ts';
import type { Preview } from './preview.ts';
import { sent } from './send.ts';
import { RunSession } from './session.ts';
import { checkedOf, verified } from './verified.ts';

export { isDeferralCode } from '../org/org.ts';
export type { OnEvent, RunEvent, RunStep } from './events.ts';
export type { CorrectionOrder, Parts, RunOptions } from './parts.ts';
export type { CoverageReport, FaultReport, RunResult, WritingCommand } from './result.ts';
export { resume, retry, rollback } from './again.ts';
export { PlanRefused, approve } from './approve.ts';
export type { ApprovalOrder, ApprovalReport } from './approve.ts';
export { checkProject } from './check.ts';
export type { ProjectCheck } from './check.ts';
export { failedRows, retriedKinds } from './failed.ts';
export type { FailedRow, RetriedKind } from './failed.ts';
export { pull } from './pull.ts';
export type { PullResult } from './pull.ts';
export { reportPreview } from './preview.ts';
export type { Preview, PreviewReport } from './preview.ts';
export { runNameAt } from './session.ts';
export type { RunRecord } from '../warehouse/warehouse.ts';

/** Sends what differs, proves that both sides agree, and says how it went. A Fault means that it could not be done. */
export async function push(project: Project, parts: Parts, options: RunOptions = {}): Promise<RunResult> {
  const session = await RunSession.begin('push', project, parts, options);
  return sent(session, async () => {
    await pullFirst(session.run, project, options.pull ?? [], parts, { ...options, onEvent: session.watch });
    const prepared = await prepare(project, options.rawDir ?? project.rawDir, parts.warehouse, session.watch);
    await parts.warehouse.ledger.setSource(session.run, prepared.sourceAsOf);
    const request = { project, only: options.only, draft: 'change' as const, sourceAsOf: prepared.sourceAsOf };
    return { prepared, plan: () => makePlan(request, { ...parts, onSync: session.onSync('plan') }) };
  });
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
    const loadedBy = await warehouse.ledger.lastPush(project.name);
    const verdicts = await session.step('verify', () => verified(session, mapped, loadedBy, undefined));
    const checked = checkedOf(session, prepared, mapped, verdicts);
    await session.step('record', () => reconcile(session.run, checked, session.recording));
    return await session.end({ prepared, verdicts, objects: [], approved: [], held: [], faults: [] });
  } catch (error) {
    await session.fail(error, []);
    throw error;
  }
}

/** What a push (or, with `of`, the rollback of a run) would do now. Writes nothing to Salesforce. */
export async function preview(project: Project, parts: Parts, options: RunOptions = {}): Promise<Preview> {
  await using _held = await parts.warehouse.hold();
  if (options.of !== undefined) return await previewRollback(project, parts, options.of, options);
  const watch = options.onEvent ?? ((): void => undefined);
  const prepared = await prepare(project, options.rawDir ?? project.rawDir, parts.warehouse, watch);
  const { sourceAsOf, coverage } = prepared;
  const plan = await makePlan({ project, only: options.only, draft: 'preview', sourceAsOf }, parts);
  const unfinished = (await parts.warehouse.ledger.unfinished()).map((record) => record.run);
  return { plan, coverage, unfinished };
}

async function previewRollback(project: Project, parts: Parts, of: string, { only }: RunOptions): Promise<Preview> {
  const { plan } = await rollbackPlan(project, parts, { of, only, draft: 'preview' });
  const unfinished = (await parts.warehouse.ledger.unfinished()).map((record) => record.run);
  return { plan: await plan(), coverage: [], unfinished };
}

/** Where each raw row goes, without asking Salesforce anything. */
export async function coverProject(
  project: Project,
  warehouse: Warehouse,
  options: RunOptions = {},
): Promise<readonly CoverageReport[]> {
  const watch = options.onEvent ?? ((): void => undefined);
  await using _held = await warehouse.hold();
  return (await prepare(project, options.rawDir ?? project.rawDir, warehouse, watch)).coverage;
}
