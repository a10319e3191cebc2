import type { Approval } from '../model/model.ts';

/** What people have approved. Nothing is ever removed: used or lapsed, it stays as a record. */
export interface Approvals {
  add(approvals: readonly Approval[]): Promise<void>;
  /** Those that no push has gone through with yet. */
  open(): Promise<readonly Approval[]>;
  /** A push has gone through: what was approved for its syncs (and for the project) is good no longer. */
  close(run: string, syncs: readonly string[]): Promise<void>;
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
