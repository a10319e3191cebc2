import { amountOf, idOf, listOf, textOf, type Node } from 'c/graphqlNode';

/** How old the source is against what was agreed (M25); failed whatever its age when the last load failed. */
export type Freshness = 'fresh' | 'late' | 'stale' | 'failed' | 'unknown';

export interface Load {
  readonly id: string;
  readonly name: string;
  readonly sync: string | null;
  /** Run and sync. */
  readonly run: string | null;
  readonly model: string | null;
  readonly asOf: string | null;
  readonly rows: {
    readonly sent: number | null;
    readonly created: number | null;
    readonly updated: number | null;
    readonly deleted: number | null;
    readonly unchanged: number | null;
    readonly failed: number | null;
    readonly parked: number | null;
  };
}

/** How a sync stands now, whenever its records were written. */
export interface SyncState {
  readonly lastLoad: string;
  readonly hasFailed: boolean;
  /** Of the newest load or comparison: what is unchanged is not written again and is still true. */
  readonly asOf: string | null;
  readonly checkedAt: string | null;
}

export interface Loads {
  readonly byId: ReadonlyMap<string, Load>;
  readonly bySync: ReadonlyMap<string, SyncState>;
}

export function readLoads(data: unknown): Loads {
  const byId = new Map(listOf(data, 'Load_Batch__c').nodes.map((node) => [idOf(node), readLoad(node)]));
  const checks = listOf(data, 'Reconciliation__c').nodes;
  const bySync = new Map<string, SyncState>();
  for (const node of listOf(data, 'newest').nodes) {
    const sync = textOf(node, 'Sync__c') ?? '';
    if (bySync.has(sync)) continue;
    const check = checks.find((one) => textOf(one, 'Sync__c') === sync);
    bySync.set(sync, {
      lastLoad: textOf(node, 'Name') ?? '',
      hasFailed: textOf(node, 'State__c') === 'Failed',
      asOf: newer(textOf(node, 'Source_As_Of__c'), textOf(check, 'Source_As_Of__c')),
      checkedAt: textOf(check, 'Checked_At__c'),
    });
  }
  return { byId, bySync };
}

function readLoad(node: Node): Load {
  return {
    id: idOf(node),
    name: textOf(node, 'Name') ?? '',
    sync: textOf(node, 'Sync__c'),
    run: textOf(node, 'External_Key__c'),
    model: textOf(node, 'Model__c'),
    asOf: textOf(node, 'Source_As_Of__c'),
    rows: {
      sent: amountOf(node, 'Rows_Sent__c'),
      created: amountOf(node, 'Rows_Created__c'),
      updated: amountOf(node, 'Rows_Updated__c'),
      deleted: amountOf(node, 'Rows_Deleted__c'),
      unchanged: amountOf(node, 'Rows_Unchanged__c'),
      failed: amountOf(node, 'Rows_Failed__c'),
      parked: amountOf(node, 'Rows_Parked__c'),
    },
  };
}

/** Instants come in one form, so that the text's order is the order in time. */
export function newer(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}

const HOUR_MS = 60 * 60 * 1000;

/** M25: fresh up to the agreed hours, late up to twice as many, stale beyond. */
export function freshnessOf(
  facts: { readonly asOf: string | null; readonly hasFailed: boolean },
  agreedHours: number,
  nowMs: number,
): Freshness {
  if (facts.hasFailed) return 'failed';
  if (facts.asOf === null) return 'unknown';
  const ageHours = (nowMs - Date.parse(facts.asOf)) / HOUR_MS;
  if (ageHours <= agreedHours) return 'fresh';
  return ageHours <= 2 * agreedHours ? 'late' : 'stale';
}
