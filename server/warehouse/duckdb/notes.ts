/** What Salesforce was last told about reconciliation, so that only news is sent. */
import type { Duck } from './duck.ts';
import { asText } from '../row.ts';
import { given } from './sql.ts';
import type { Ledger, ReconciliationNote } from '../warehouse.ts';

type Notes = Pick<
  Ledger,
  'changedReconciliations' | 'setReconciliations' | 'reconciliationKeys' | 'removeReconciliations'
>;

export function reconciliationNotes(duck: Duck): Notes {
  return {
    changedReconciliations: (rows) => changedReconciliations(duck, rows),
    setReconciliations: (rows) => setReconciliations(duck, rows),
    reconciliationKeys: async (prefix) => {
      const rows = await duck.rows(`SELECT key FROM todoku.reconciliations WHERE starts_with(key, $prefix)`, {
        prefix,
      });
      return rows.map((row) => asText(row, 'key'));
    },
    removeReconciliations: (keys) =>
      duck.run(`DELETE FROM todoku.reconciliations WHERE key IN (SELECT key FROM ${given(['key'])})`, {
        rows: JSON.stringify(keys.map((key) => ({ key }))),
      }),
  };
}

async function changedReconciliations(duck: Duck, rows: readonly ReconciliationNote[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const changed = await duck.rows(
    `SELECT n.key FROM ${given(['key', 'content'])} n
     LEFT JOIN todoku.reconciliations r ON r.key = n.key WHERE r.content IS DISTINCT FROM n.content`,
    { rows: JSON.stringify(rows) },
  );
  return new Set(changed.map((row) => asText(row, 'key')));
}

async function setReconciliations(duck: Duck, rows: readonly ReconciliationNote[]): Promise<void> {
  if (rows.length === 0) return;
  const bindings = { rows: JSON.stringify(rows) };
  await duck.transaction(async (statements) => {
    await statements.run(
      `DELETE FROM todoku.reconciliations WHERE key IN (SELECT key FROM ${given(['key', 'content'])})`,
      bindings,
    );
    await statements.run(
      `INSERT INTO todoku.reconciliations SELECT key, content FROM ${given(['key', 'content'])}`,
      bindings,
    );
  });
}
