/** Runs about an earlier run: its failed rows once more, its unfinished rest, or the way back. */
import { Fault } from '../faults.ts';
import type { MappedSync, Plan } from '../model/model.ts';
import type { PlanRequest } from '../plan/plan.ts';
import { makePlan } from '../plan/plan.ts';
import { enteredSince } from '../verify/verify.ts';
import type { Project } from '../syncs/syncs.ts';
import type { Draft, RunRecord, Warehouse } from '../warehouse/warehouse.ts';
import { correctedIn } from './corrections.ts';
import { expectOwn } from './elsewhere.ts';
import type { RetriedKind } from './failed.ts';
import { codesOfKinds } from './failed.ts';
import { isAgain, lastPlanner } from './past.ts';
import type { Parts, RunOptions } from './parts.ts';
import type { RunResult } from './result.ts';
import type { Sending } from './send.ts';
import { sent } from './send.ts';
import { RunSession } from './session.ts';

/** Rows of a run that Salesforce does not have, sent once more as that run planned them; the models are not built anew. */
export async function retry(
  project: Project,
  parts: Parts,
  of: string,
  kinds: readonly RetriedKind[],
  options: RunOptions = {},
): Promise<RunResult> {
  return again('retry', project, parts, of, kinds, options);
}

/** What a run that was stopped had still to do. Of a run that was killed, what it had sent is looked up first. */
export async function resume(project: Project, parts: Parts, of: string, options: RunOptions = {}): Promise<RunResult> {
  return again('resume', project, parts, of, ['unprocessed', 'parked'], options);
}

async function again(
  command: 'retry' | 'resume',
  project: Project,
  parts: Parts,
  of: string,
  kinds: readonly RetriedKind[],
  options: RunOptions,
): Promise<RunResult> {
  const { warehouse } = parts;
  const { syncs, sourceAsOf } = await plannedBy(of, project, warehouse, options.only);
  const later = await lastPlanner(project.name, warehouse);
  if (later !== undefined && later.run !== of) throw superseded(of, later);
  const corrected = await correctedIn(options.corrections?.file, { of, project, syncs }, parts);
  const session = await RunSession.begin(command, project, parts, options);
  return sent(session, async () => {
    await warehouse.ledger.setSource(session.run, sourceAsOf);
    const fill = async (mapped: MappedSync): Promise<void> => {
      const { name } = mapped.sync;
      const codes = await codesOfKinds(of, name, kinds, warehouse);
      const mine = corrected?.get(name);
      await warehouse.changes.retain(mapped, of, {
        codes,
        keys: corrected === undefined ? undefined : (mine?.keys ?? []),
      });
      if (mine === undefined || mine.values.length === 0) return;
      await warehouse.corrections.apply(session.run, mapped, mine.values, options.corrections?.by ?? '');
    };
    const request = { project, only: syncs, draft: 'change' as const, sourceAsOf, fill };
    const sending = sendingOf(sourceAsOf, () => makePlan(request, { ...parts, onSync: session.onSync('plan') }));
    return { ...sending, corrected };
  });
}

function superseded(of: string, later: RunRecord): Fault {
  return new Fault('setup', 'run-superseded', `Run ${later.run} has planned anew since ${of}.`, {
    next: isAgain(later)
      ? `"todoku retry ${later.run}" takes up what that run left open; a push sends all that still differs.`
      : `Push: what failed in ${of} and still differs is sent by every push.`,
  });
}

/** Puts back what a run has written, row by row, unless a later run has written the row since. */
export async function rollback(
  project: Project,
  parts: Parts,
  of: string,
  options: RunOptions = {},
): Promise<RunResult> {
  const session = await RunSession.begin('rollback', project, parts, options);
  return sent(session, async () => {
    const { prepared, plan } = await rollbackPlan(project, parts, { of, only: options.only, draft: 'change' });
    await parts.warehouse.ledger.setSource(session.run, prepared.sourceAsOf);
    return { prepared, plan };
  });
}

interface Way {
  readonly of: string;
  readonly only: readonly string[] | undefined;
  readonly draft: Draft;
}

/** A plan like any other: shown by `plan`, refused by the guards for deletes and changes. */
export async function rollbackPlan(project: Project, parts: Parts, { of, only, draft }: Way): Promise<Sending> {
  const { warehouse } = parts;
  const { syncs, sourceAsOf } = await plannedBy(of, project, warehouse, only);
  // What is acknowledged is the measure now, not the model: nothing that the run left alone is missed or deleted.
  const kept: Project = {
    ...project,
    syncs: project.syncs.map((sync) => ({ ...sync, mode: 'upsert', plausible: [] })),
  };
  const fill = (mapped: MappedSync): Promise<void> => warehouse.changes.revert(mapped, draft, of);
  const overwrites: PlanRequest['overwrites'] = (mapped, rows, org) =>
    enteredSince(mapped, draft, rows, { ...parts, org });
  const request = { project: kept, only: syncs, draft, sourceAsOf, fill, overwrites };
  return sendingOf(sourceAsOf, async () => {
    const plan = await makePlan(request, parts);
    return { ...plan, refusals: plan.refusals.filter(({ code }) => code.startsWith('too-many-')) };
  });
}

function sendingOf(sourceAsOf: Date, plan: () => Promise<Plan>): Sending {
  return { prepared: { sourceAsOf, coverage: [] }, plan };
}

interface PlannedBy {
  /** Names, parents first. */
  readonly syncs: readonly string[];
  readonly sourceAsOf: Date;
}

async function plannedBy(
  of: string,
  { name }: Project,
  warehouse: Warehouse,
  only: readonly string[] | undefined,
): Promise<PlannedBy> {
  const { ledger } = warehouse;
  const record = await ledger.find(of);
  if (record === undefined) {
    throw new Fault('setup', 'run-unknown', `There is no run ${of}.`, { next: '"todoku runs" lists them.' });
  }
  await expectOwn(record, name, warehouse);
  const planned = await ledger.planned(of);
  const syncs = only === undefined || only.length === 0 ? planned : planned.filter((sync) => only.includes(sync));
  if (syncs.length > 0 && record.sourceAsOf !== undefined) return { syncs, sourceAsOf: record.sourceAsOf };
  throw new Fault('setup', 'run-planned-nothing', `Run ${of} is ${record.state} and has sent nothing.`, {
    next: 'Push again.',
  });
}
