import { toApproval } from '../from-row.ts';
import type { Approvals } from '../approvals.ts';
import { approvalColumns, approvalRows, rowApprovalColumns, rowApprovalRows } from '../approvals.ts';
import { toHeld } from '../plausible.ts';
import type { Duck } from './duck.ts';
import { given, list } from './sql.ts';

export function approvals(duck: Duck): Approvals {
  return {
    add: (all) =>
      duck.run(
        `INSERT INTO todoku.approvals (run, sync, guard, amount, approved_by, reason, approved_at)
         SELECT run, "sync", guard, CAST(amount AS BIGINT), approved_by, reason, CAST("at" AS TIMESTAMPTZ)
         FROM ${given(approvalColumns)}`,
        { rows: approvalRows(all) },
      ),
    open: async () => {
      const rows = await duck.rows(
        `SELECT run, sync, guard, amount, approved_by, reason, epoch_ms(approved_at) AS approved
         FROM todoku.approvals WHERE closed_by IS NULL ORDER BY approved_at`,
      );
      return rows.map(toApproval);
    },
    heldBy: async (run) => {
      const rows = await duck.rows(
        `SELECT "sync", key, why, hash FROM todoku.held WHERE run = $run ORDER BY "sync", key`,
        {
          run,
        },
      );
      return rows.map(toHeld);
    },
    addRows: (all) =>
      duck.run(
        `INSERT INTO todoku.approved_rows SELECT run, "sync", key, hash, approved_by, reason, CAST("at" AS TIMESTAMPTZ)
         FROM ${given(rowApprovalColumns)}`,
        { rows: rowApprovalRows(all) },
      ),
    close: (run, syncs) =>
      duck.run(
        `UPDATE todoku.approvals SET closed_by = $run WHERE closed_by IS NULL AND sync IN ${list(['', ...syncs])}`,
        { run },
      ),
    closeGuard: (run, guard) =>
      duck.run(
        `UPDATE todoku.approvals SET closed_by = $run WHERE closed_by IS NULL AND sync = '' AND guard = $guard`,
        { run, guard },
      ),
  };
}
