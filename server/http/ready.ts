/** Whether a push would find what it needs. */
import type { RequestHandler } from 'express';
import type { FaultNote } from '../schedule/schedule.ts';
import { sendProblem } from './problem.ts';

/** Undefined: reachable; otherwise why not. */
export interface Readiness {
  readonly warehouse: FaultNote | undefined;
  readonly org: FaultNote | undefined;
}

export function ready(readiness: () => Promise<Readiness>): RequestHandler {
  return async (_request, response) => {
    const found = await readiness();
    const { warehouse, org } = found;
    const checks = { warehouse: told(warehouse), org: told(org) };
    const wrong = warehouse ?? org;
    if (wrong === undefined) {
      response.json({ status: 'ready', checks });
      return;
    }
    const problem = { status: 503, code: 'not-ready', detail: wrong.message, next: wrong.next };
    sendProblem(response, problem, { checks });
  };
}

function told(fault: FaultNote | undefined): object {
  return fault === undefined ? { reachable: true } : { reachable: false, code: fault.code, detail: fault.message };
}
