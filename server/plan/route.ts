/** Which way the rows of a sync go, and what that costs in API calls. */
import type { Forecast, Route, SyncPlan } from '../model/model.ts';

/** Rows in one Composite call: five requests of two hundred. */
export const rowsPerCall = 1000;

/** Create, upload, close, three result files, and up to five looks at a job. */
const callsPerJob = 11;

/** A file of 90 MB holds about as many rows of a dozen columns. */
const rowsPerFile = 300_000;

/**
 * Salesforce's own rule: Bulk API 2.0 above 2,000 records, synchronous calls up to that. One or two calls with an answer
 * for each row at once are cheaper than any job; far above, a job is.
 */
export function routeOf(rows: number, bulkAbove: number): Route {
  return rows > bulkAbove ? 'bulk' : 'collections';
}

/** What the load of a sync is expected to cost, polls included; verification comes on top. */
export function callsOf(route: Route, upserts: number, deletes: number, signatures: number): number {
  if (route === 'bulk') {
    const filled = upserts === 0 ? 0 : Math.max(signatures, Math.ceil(upserts / rowsPerFile));
    return callsPerJob * (filled + (deletes === 0 ? 0 : 1));
  }
  return Math.ceil(upserts / rowsPerCall) + Math.ceil(deletes / rowsPerCall);
}

/** Records a page of a query has at most. */
export const rowsPerPage = 2000;

/** Up to this many records keys and fields are compared on every push (25 pages of a query); above, when totals differ. */
export const alwaysCompared = 50_000;

/**
 * What a push costs once it is planned. A little too much rather than too little: answers that are lost and rows that are
 * locked are not in it, and an object of more than 50,000 records is compared by its totals unless these differ.
 */
export function forecastOf(plans: readonly SyncPlan[]): Omit<Forecast, 'plan'> {
  const sum = (of: (plan: SyncPlan) => number): number => plans.reduce((total, plan) => total + of(plan), 0);
  const isSending = plans.some((plan) => plan.calls > 0);
  return { load: sum((plan) => plan.calls), verify: sum(verifyCalls), record: sum(recordCalls) + (isSending ? 3 : 1) };
}

function verifyCalls({ mapped, rows }: SyncPlan): number {
  const totals = mapped.sync.reconcile.period === undefined ? 1 : 2;
  const isCompared = rows <= alwaysCompared || mapped.rollups.length > 0;
  return totals + (isCompared ? Math.max(Math.ceil(rows / rowsPerPage), 1) : 0);
}

/** Batches and heartbeats of all syncs travel together; roll-ups that have news are lines of their own. */
function recordCalls({ mapped, rows }: SyncPlan): number {
  return mapped.sync.reconcile.attach === undefined ? 0 : mapped.rollups.length * Math.ceil(rows / rowsPerCall);
}
