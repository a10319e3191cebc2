/** Which way the rows of a sync go, and what that costs in API calls. */
import type { Route } from '../model/model.ts';

/** Rows in one Composite call: five requests of two hundred. */
export const rowsPerCall = 1000;

/** Create, upload, close, three result files, and about five looks at a job. */
const callsPerJob = 11;

/**
 * Salesforce's own rule: Bulk API 2.0 above 2,000 records, synchronous calls up to that. One or two calls with an answer
 * for each row at once are cheaper than any job; far above, a job is.
 */
export function routeOf(rows: number, bulkAbove: number): Route {
  return rows > bulkAbove ? 'bulk' : 'collections';
}

/** What the load of a sync is expected to cost, polls included; verification comes on top. */
export function callsOf(route: Route, upserts: number, deletes: number, signatures: number): number {
  if (route === 'bulk') return callsPerJob * ((upserts === 0 ? 0 : Math.max(signatures, 1)) + (deletes === 0 ? 0 : 1));
  return Math.ceil(upserts / rowsPerCall) + Math.ceil(deletes / rowsPerCall);
}
