/** What Salesforce was last told about reconciliation, so that only news is sent. */
import type { Ledger, ReconciliationNote } from '../ledger.ts';
import { asText } from '../row.ts';
import type { Engine, Purpose } from './engine.ts';
import { given } from './sql.ts';

type Notes = Pick<
  Ledger,
  'changedReconciliations' | 'setReconciliations' | 'reconciliationKeys' | 'removeReconciliations'
>;

const small = (what: string): Purpose => ({ what, step: 'record', isSmall: true });

export function reconciliationNotes(engine: Engine): Notes {
  const table = engine.table('reconciliations');
  return {
    changedReconciliations: (rows) => changed(engine, rows),
    setReconciliations: async (rows) => {
      if (rows.length === 0) return;
      await engine.run(
        `MERGE INTO ${table} AS r USING ${given(['key', 'content'])} AS n ON r.\`key\` = n.\`key\`
         WHEN MATCHED THEN UPDATE SET content = n.content
         WHEN NOT MATCHED THEN INSERT (\`key\`, content) VALUES (n.\`key\`, n.content)`,
        small('note what Salesforce was told'),
        { rows: JSON.stringify(rows) },
      );
    },
    reconciliationKeys: async (prefix) => {
      const rows = await engine.rows(
        `SELECT \`key\` FROM ${table} WHERE STARTS_WITH(\`key\`, @prefix)`,
        small('read what Salesforce was told'),
        { prefix },
      );
      return rows.map((row) => asText(row, 'key'));
    },
    removeReconciliations: async (keys) => {
      await engine.run(
        `DELETE FROM ${table} WHERE \`key\` IN (SELECT \`key\` FROM ${given(['key'])})`,
        small('forget what Salesforce was told'),
        { rows: JSON.stringify(keys.map((key) => ({ key }))) },
      );
    },
  };
}

async function changed(engine: Engine, rows: readonly ReconciliationNote[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const found = await engine.rows(
    `SELECT n.\`key\` FROM ${given(['key', 'content'])} AS n
     LEFT JOIN ${engine.table('reconciliations')} AS r ON r.\`key\` = n.\`key\` WHERE r.content IS DISTINCT FROM n.content`,
    small('look for news'),
    { rows: JSON.stringify(rows) },
  );
  return new Set(found.map((row) => asText(row, 'key')));
}
