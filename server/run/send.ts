/** From a plan to its end: load, verify, record. What a push, a retry and a rollback have in common. */
import { Fault } from '../faults.ts';
import type { Stopped } from '../load/load.ts';
import { load } from '../load/load.ts';
import type { Counts, Plan } from '../model/model.ts';
import { noCounts, plannedRows } from '../model/model.ts';
import { recordsOf } from '../plan/plan.ts';
import { checkBudget, isDeferral } from '../org/org.ts';
import { acknowledge, openBatches, record, resultsOf } from '../record/record.ts';
import { takenBackReason } from '../warehouse/warehouse.ts';
import { PlanRefused, refusedIn } from './approve.ts';
import type { CorrectedRows } from './corrections.ts';
import type { FaultReport, RunResult } from './result.ts';
import type { Prepared } from './prepare.ts';
import type { RunSession } from './session.ts';
import { reportOf } from './session.ts';
import { checkedOf, verified } from './verified.ts';

/** Held rows that a result lists. */
const listedHeld = 100;

export interface Sending {
  readonly prepared: Prepared;
  readonly plan: () => Promise<Plan>;
  /** By sync; undefined when nothing was corrected by hand. */
  readonly corrected?: ReadonlyMap<string, CorrectedRows> | undefined;
}

/** Faults when a guard refuses the plan, or the run could not be done; the ledger then says so. */
export async function sent(session: RunSession, prepare: () => Promise<Sending>): Promise<RunResult> {
  const { run, parts, project } = session;
  const { warehouse } = parts;
  let syncs: readonly string[] = [];
  let batches: ReadonlyMap<string, string> = new Map();
  try {
    const { prepared, plan: making, corrected } = await prepare();
    const plan = await session.step('plan', () => accepted(run, making));
    const mapped = plan.syncs.map((sync) => sync.mapped);
    syncs = mapped.map(({ sync }) => sync.name);
    for (const { code, message } of plan.told) session.watch({ type: 'warning', code, message });
    warnTakenBack(plan, session);
    await keepOverwritten(plan, session);
    await warehouse.ledger.setPlanned(run, syncs);
    checkBudget(parts.org.usage(), project.calls.reserve, plan.calls - plan.forecast.plan);

    batches = await openBatches(run, project.name, plan, session.recording);
    const stopped = await session.step('load', () => load(plan, batches, session.loading));
    const planned = plan.syncs.filter((sync) => plannedRows(sync) > 0).map((sync) => sync.mapped.sync.name);
    await acknowledge(run, planned, warehouse);

    const counts = await warehouse.journal.counts(run);
    const open = openRowsOf(plan, counts, corrected);
    const verdicts = await session.step('verify', () => verified(session, mapped, run, open));
    const objects = resultsOf(plan, verdicts, counts);
    const checked = checkedOf(session, prepared, mapped, verdicts);
    await session.step('record', () => record(run, batches, objects, checked, session.recording));
    for (const { mapped: one, dropped } of plan.syncs) {
      await warehouse.state.forget(
        one.sync.name,
        dropped.map(({ field }) => field),
      );
    }
    await warehouse.approvals.close(run, syncs);
    const { approved } = plan;
    const held = (await warehouse.approvals.heldBy(run)).slice(0, listedHeld);
    return await session.end({
      prepared,
      verdicts,
      objects,
      approved,
      held,
      corrected,
      faults: stopped.map(stoppedReport),
    });
  } catch (error) {
    // Of a part whose answer is outstanding this is the last word only until the next run has looked it up.
    const code = isDeferral(error) ? 'DEFERRED' : 'STOPPED';
    const told = batches.size > 0 ? midway(error) : error;
    try {
      for (const sync of syncs) await warehouse.journal.closeBooks(run, sync, code);
      await acknowledge(run, syncs, warehouse);
    } catch (second) {
      await session.leave(second);
      throw told;
    }
    await session.fail(told, [...batches.keys()], refusedIn(error));
    throw told;
  }
}

/** `refused` says that nothing was written, which is no longer true once rows have been sent. */
function midway(error: unknown): unknown {
  if (!(error instanceof Fault) || error.kind !== 'refused') return error;
  const message = `${error.message} The run had begun to send; its books say what Salesforce has.`;
  return new Fault('setup', error.code, message, { next: error.next, cause: error });
}

async function accepted(run: string, making: () => Promise<Plan>): Promise<Plan> {
  const plan = await making();
  if (plan.refusals.length > 0) throw new PlanRefused(run, plan.refusals);
  return plan;
}

/** Rows that the run planned or set aside and that Salesforce does not have, or not as the warehouse has them. */
function openRowsOf(
  plan: Plan,
  counts: ReadonlyMap<string, Counts>,
  corrected: Sending['corrected'],
): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const { mapped, quarantined } of plan.syncs) {
    const { rejected, unprocessed, parked, held } = counts.get(mapped.sync.name) ?? noCounts;
    const byHand = corrected?.get(mapped.sync.name)?.values.length ?? 0;
    open.set(mapped.sync.name, quarantined + rejected + unprocessed + parked + held + byHand);
  }
  return open;
}

/** A value that a person has sent is not overwritten without a word. */
function warnTakenBack({ syncs }: Plan, session: RunSession): void {
  for (const { mapped, resent } of syncs) {
    const rows = resent.find(({ reason }) => reason === takenBackReason)?.rows ?? 0;
    if (rows === 0) continue;
    const name = mapped.sync.name;
    const message = `${name}: in ${rows} ${rows === 1 ? 'record' : 'records'} the warehouse's value takes the place of one that was corrected by hand; todoku.corrections has both.`;
    session.watch({ type: 'warning', code: 'correction-taken-back', message });
  }
}

/** Noted before anything is sent: afterwards nobody has the value any more. */
async function keepOverwritten({ syncs }: Plan, { run, parts, watch }: RunSession): Promise<void> {
  for (const { mapped, overwritten } of syncs) {
    if (overwritten.length === 0) continue;
    await parts.warehouse.comparison.keepOverwritten(run, mapped.sync.name, overwritten);
    const [values, records] = [overwritten.length, recordsOf(overwritten)];
    const counted = `${values} ${values === 1 ? 'value' : 'values'} that people have entered in ${records} ${records === 1 ? 'record' : 'records'} since`;
    const message = `${mapped.sync.name}: ${counted} ${values === 1 ? 'is' : 'are'} overwritten or deleted; todoku.overwritten has them.`;
    watch({ type: 'warning', code: 'edits-overwritten', message });
  }
}

function stoppedReport({ sync, fault }: Stopped): FaultReport {
  return reportOf(fault, sync);
}
