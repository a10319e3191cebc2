/** A person lets through what a guard has refused: by name, with a reason, once, and no more than was seen. */
import { z } from 'zod';
import { Fault } from '../faults.ts';
import type { Approval, HeldRow, Refusal, RowApproval } from '../model/model.ts';
import { guardCodes } from '../model/model.ts';
import type { RunRecord, Warehouse } from '../warehouse/warehouse.ts';
import { OverCeiling } from '../warehouse/warehouse.ts';
import { isReading } from './past.ts';

export interface ApprovalOrder {
  readonly run: string;
  /** Name of the person who answers for it. */
  readonly by: string;
  readonly reason: string;
  /** Names of syncs; every refusal of the run when undefined or empty. */
  readonly only?: readonly string[] | undefined;
  /** Keys of rows that the run held, or `all` of them; undefined: what its guards refused. */
  readonly rows?: readonly string[] | 'all' | undefined;
}

export interface ApprovalReport {
  readonly approvals: readonly Approval[];
  readonly rows: readonly RowApproval[];
}

/** Runs among which a later push is looked for. */
const lookedBack = 200;

/** Faults when the run is not known, has nothing of the kind, or (for guards) a push has gone through since. */
export async function approve(order: ApprovalOrder, warehouse: Warehouse, at: Date): Promise<ApprovalReport> {
  const by = order.by.trim();
  const reason = order.reason.trim();
  if (by === '' || reason === '') {
    throw new Fault('setup', 'approval-nameless', 'An approval needs a name and a reason.', {
      next: 'State both: they are kept with it.',
    });
  }
  if (order.rows !== undefined) {
    const rows = (await heldOf(order, warehouse)).map((row): RowApproval => ({ run: order.run, row, by, reason, at }));
    await warehouse.approvals.addRows(rows);
    return { approvals: [], rows };
  }
  const refusals = await refusalsOf(order, warehouse);
  const approvals = refusals.map(({ sync, code, amount }): Approval => ({
    run: order.run,
    sync,
    guard: code,
    amount,
    by,
    reason,
    at,
  }));
  await warehouse.approvals.add(approvals);
  return { approvals, rows: [] };
}

/** The rows named, each by its key as it is written; in any sync unless syncs are named. */
async function heldOf({ run, only = [], rows = [] }: ApprovalOrder, warehouse: Warehouse): Promise<readonly HeldRow[]> {
  await recordOf(run, warehouse);
  const held = (await warehouse.approvals.heldBy(run)).filter(({ sync }) => only.length === 0 || only.includes(sync));
  const missing = rows === 'all' ? [] : rows.filter((key) => !held.some((row) => row.key === key));
  if (held.length === 0 || missing.length > 0) {
    const what = missing.length === 0 ? 'no rows' : `no row ${missing.join(', ')}`;
    throw new Fault('setup', 'row-not-held', `Run ${run} holds ${what}.`, {
      next: `It holds: ${held.map(({ key }) => key).join(', ') || 'none'}.`,
    });
  }
  return rows === 'all' ? held : held.filter(({ key }) => rows.includes(key));
}

async function recordOf(run: string, { ledger }: Warehouse): Promise<RunRecord> {
  const record = await ledger.find(run);
  if (record !== undefined) return record;
  throw new Fault('setup', 'run-unknown', `There is no run ${run}.`, { next: '"todoku runs" lists them.' });
}

async function refusalsOf({ run, only = [] }: ApprovalOrder, warehouse: Warehouse): Promise<readonly Refusal[]> {
  const record = await recordOf(run, warehouse);
  const later = (await warehouse.ledger.runs(lookedBack)).find(
    (other) => other.project === record.project && other.startedAt > record.startedAt && isDone(other),
  );
  if (later !== undefined) {
    throw new Fault('setup', 'run-superseded', `Push ${later.run} has gone through since ${run}.`, {
      next: 'Push again, and approve what that push refuses.',
    });
  }
  const noted = refusedResult.safeParse(record.result);
  const all = noted.success ? noted.data.refusals : [];
  const chosen = only.length === 0 ? all : all.filter(({ sync }) => only.includes(sync));
  if (chosen.length > 0) return chosen;
  throw new Fault('setup', 'nothing-to-approve', `Run ${run} has refused nothing that could be approved.`, {
    next: `It is ${record.state}. Rows that it holds are approved with --rows.`,
  });
}

/** A run that has come to its end; what only reads changes nothing that was refused. */
function isDone(record: RunRecord): boolean {
  return ['matched', 'partial', 'mismatch'].includes(record.state) && !isReading(record);
}

const refusedResult = z.object({
  refusals: z.array(
    z.object({
      sync: z.string(),
      code: z.enum(guardCodes),
      amount: z.number(),
      message: z.string(),
      next: z.string(),
    }),
  ),
});

/** What a guard has refused, as far as a person can approve it; nothing of any other error. */
export function refusedIn(error: unknown): { readonly refusals?: readonly Refusal[] } {
  if (error instanceof PlanRefused) return { refusals: error.refusals };
  if (!(error instanceof OverCeiling)) return {};
  const { code, amount, message, next } = error;
  return { refusals: [{ sync: '', code, amount, message, next }] };
}

/** A plan that guards refuse, with what each of them counted. */
export class PlanRefused extends Fault {
  readonly refusals: readonly Refusal[];
  constructor(run: string, refusals: readonly Refusal[]) {
    const [first] = refusals;
    const steps = [...new Set(refusals.map(({ next }) => next))].join(' ');
    super('refused', first?.code ?? 'refused', refusals.map(({ message }) => message).join('\n'), {
      next: `${steps} If it is meant this once: todoku approve ${run} --reason "…"`,
      place: first === undefined || first.sync === '' ? 'todoku.yml' : `syncs/${first.sync}`,
    });
    this.name = 'PlanRefused';
    this.refusals = refusals;
  }
}
