import { toApproval } from '../from-row.ts';
import type { Approvals } from '../approvals.ts';
import { approvalColumns, approvalRows, rowApprovalColumns, rowApprovalRows } from '../approvals.ts';
import { toHeld } from '../plausible.ts';
import type { Engine, Purpose } from './engine.ts';
import { among, given } from './sql.ts';

const small = (what: string): Purpose => ({ what, step: 'ledger', isSmall: true });

export function approvals(engine: Engine): Approvals {
  const table = engine.table('approvals');
  return {
    add: async (all) => {
      await engine.run(
        `INSERT INTO ${table} (run, sync, guard, amount, approved_by, reason, approved_at)
         SELECT run, sync, guard, CAST(amount AS INT64), approved_by, reason, CAST(\`at\` AS TIMESTAMP)
         FROM ${given(approvalColumns)}`,
        small('note approvals'),
        { rows: approvalRows(all) },
      );
    },
    open: async () => {
      const rows = await engine.rows(
        `SELECT run, sync, guard, amount, approved_by, reason, UNIX_MILLIS(approved_at) AS approved
         FROM ${table} WHERE closed_by IS NULL ORDER BY approved_at`,
        small('read approvals'),
      );
      return rows.map(toApproval);
    },
    heldBy: async (run) => {
      const rows = await engine.rows(
        `SELECT sync, \`key\`, why, \`hash\` FROM ${engine.table('held')} WHERE run = @run ORDER BY sync, \`key\``,
        small('read held rows'),
        { run },
      );
      return rows.map(toHeld);
    },
    addRows: async (all) => {
      await engine.run(
        `INSERT INTO ${engine.table('approved_rows')} (run, sync, \`key\`, \`hash\`, approved_by, reason, approved_at)
         SELECT run, sync, \`key\`, \`hash\`, approved_by, reason, CAST(\`at\` AS TIMESTAMP) FROM ${given(rowApprovalColumns)}`,
        small('note approved rows'),
        { rows: rowApprovalRows(all) },
      );
    },
    close: async (run, syncs) => {
      await engine.run(
        `UPDATE ${table} SET closed_by = @run WHERE closed_by IS NULL AND ${among('sync', ['', ...syncs])}`,
        small('close approvals'),
        { run },
      );
    },
    closeGuard: async (run, guard) => {
      await engine.run(
        `UPDATE ${table} SET closed_by = @run WHERE closed_by IS NULL AND sync = '' AND guard = @guard`,
        small('close approvals'),
        { run, guard },
      );
    },
  };
}
