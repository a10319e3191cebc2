import type { RunRecord, Warehouse } from '../warehouse/warehouse.ts';

function commandOf({ result }: RunRecord): unknown {
  return typeof result === 'object' && result !== null ? Reflect.get(result, 'command') : undefined;
}

/** Whether a run has only read or compared, and left plans and rows as they were. */
export function isReading(record: RunRecord): boolean {
  return ['verify', 'pull'].includes(String(commandOf(record)));
}

/** Whether a run was to send the rows of an earlier one as that one had planned them. */
export function isAgain(record: RunRecord): boolean {
  return ['retry', 'resume'].includes(String(commandOf(record)));
}

/** Runs among which the last one that planned is looked for. */
const lookedBack = 50;

/** The run of a project whose planned rows the warehouse still has. */
export async function lastPlanner(
  project: string,
  { ledger }: Pick<Warehouse, 'ledger'>,
): Promise<RunRecord | undefined> {
  for (const record of await ledger.runs(lookedBack)) {
    if (record.project !== project || isReading(record)) continue;
    if (isAgain(record) && (await hasTakenUpNothing(record, ledger))) continue;
    return record;
  }
  return undefined;
}

/** A retry that was refused or failed before its plan was accepted: the rows are still those of the run before it. */
async function hasTakenUpNothing({ run, result }: RunRecord, ledger: Warehouse['ledger']): Promise<boolean> {
  const isCorrected = typeof result === 'object' && result !== null && Reflect.get(result, 'isCorrected') === true;
  return !isCorrected && (await ledger.planned(run)).length === 0;
}
