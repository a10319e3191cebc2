import type { RunRecord, Warehouse } from '../warehouse/warehouse.ts';

/** Whether a run has only compared, and left plans and rows as they were. */
export function isVerification({ result }: RunRecord): boolean {
  return typeof result === 'object' && result !== null && Reflect.get(result, 'command') === 'verify';
}

/** Runs among which the last one that planned is looked for. */
const lookedBack = 50;

/** The run of a project whose planned rows the warehouse still has. */
export async function lastPlanner(
  project: string,
  { ledger }: Pick<Warehouse, 'ledger'>,
): Promise<RunRecord | undefined> {
  return (await ledger.runs(lookedBack)).find((record) => record.project === project && !isVerification(record));
}
