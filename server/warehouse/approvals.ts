import type { Approval, GuardCode, HeldRow, RowApproval } from '../model/model.ts';

/** What people have approved. Nothing is ever removed: used or lapsed, it stays as a record. */
export interface Approvals {
  add(approvals: readonly Approval[]): Promise<void>;
  /** Those that no push has gone through with yet. */
  open(): Promise<readonly Approval[]>;
  /** Rows that a run held. */
  heldBy(run: string): Promise<readonly HeldRow[]>;
  addRows(rows: readonly RowApproval[]): Promise<void>;
  /** A push has gone through: what was approved for its syncs (and for the project) is good no longer. */
  close(run: string, syncs: readonly string[]): Promise<void>;
  /** As `close`, for one guard of the project. */
  closeGuard(run: string, guard: GuardCode): Promise<void>;
}

export const approvalColumns = ['run', 'sync', 'guard', 'amount', 'approved_by', 'reason', 'at'] as const;

/** As texts, for a parameter that carries rows. */
export function approvalRows(approvals: readonly Approval[]): string {
  return JSON.stringify(
    approvals.map(({ run, sync, guard, amount, by, reason, at }) => ({
      ...{ run, sync, guard, reason },
      amount: String(amount),
      approved_by: by,
      at: at.toISOString(),
    })),
  );
}

export const rowApprovalColumns = ['run', 'sync', 'key', 'hash', 'approved_by', 'reason', 'at'] as const;

export function rowApprovalRows(approvals: readonly RowApproval[]): string {
  return JSON.stringify(
    approvals.map(({ run, row, by, reason, at }) => ({
      ...{ run, sync: row.sync, key: row.key, hash: row.hash, reason },
      approved_by: by,
      at: at.toISOString(),
    })),
  );
}
