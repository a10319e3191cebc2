/** What BigQuery answered when it said no, in our words. */
import { Fault } from '../../faults.ts';

/** A request or a job that was refused. Branch on the reason; a failed job has no status. */
export class Refused extends Error {
  readonly status: number | undefined;
  readonly reason: string;

  constructor(status: number | undefined, reason: string, message: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.reason = reason;
  }
}

/** Our word for what BigQuery tells in its message alone, under the reason `invalidQuery`. */
const concurrent = 'concurrentUpdate';

/**
 * The reason to branch on. Of two who change a table at once, or whose transactions meet, one is sent away with a
 * sentence and no reason of its own (BigQuery documentation, "Troubleshoot queries"; both wordings as others report
 * them, confluentinc/kafka-connect-bigquery#279 and dlt-hub/dlt#2892).
 */
export function reasonOf(reason: string, message: string): string {
  return /(serialize access to table|aborted due to concurrent update)/i.test(message) ? concurrent : reason;
}

/**
 * Reasons that pass (BigQuery documentation, "Error messages" and "Troubleshoot quota and limit errors"). The client
 * itself looks at the status and knows only some of them.
 */
const passingReasons: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'jobRateLimitExceeded',
  'userRateLimitExceeded',
  'backendError',
  'internalError',
  'jobBackendError',
  'jobInternalError',
  'tableUnavailable',
  concurrent,
]);

/** Why a token server gives no token (RFC 6749, section 5.2). */
const signInReasons: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'invalid_request',
  'unsupported_grant_type',
]);

const passingStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

export function isPassing(refused: Refused): boolean {
  if (passingReasons.has(refused.reason)) return true;
  return refused.status !== undefined && passingStatuses.includes(refused.status);
}

/** A refusal that ends the command. `what` says what was to be done, `place` where its text stands. */
export function faultOf(refused: Refused, what: string, place?: string): Fault {
  const options = (next: string): { next: string; place?: string; cause: unknown } => ({
    next,
    cause: refused,
    ...(place === undefined ? {} : { place }),
  });
  const message = `${what}: ${refused.message}`;
  if (isPassing(refused)) {
    return new Fault('transient', 'warehouse-busy', message, options('Try again in a few minutes.'));
  }
  if (signInReasons.has(refused.reason)) {
    return new Fault('setup', 'warehouse-credentials', `Google gives no token: ${refused.message}`, options(signIn));
  }
  switch (refused.reason) {
    case 'notFound':
      return new Fault(
        'setup',
        'warehouse-not-found',
        message,
        options('Check project, dataset and table, and that the service account may see them.'),
      );
    case 'stopped':
      return new Fault(
        'transient',
        'warehouse-stopped',
        message,
        options('Somebody has cancelled the job in BigQuery. Start it again.'),
      );
    case 'quotaExceeded':
      return new Fault(
        'transient',
        'warehouse-quota',
        message,
        options('Wait until the quota is renewed, or have it raised.'),
      );
    case 'accessDenied':
    case 'authError':
    case 'required':
      return new Fault(
        'setup',
        'warehouse-access',
        message,
        options('Give the service account BigQuery Job User on the project and BigQuery Data Editor on the dataset.'),
      );
    case 'billingNotEnabled':
    case 'billingTierLimitExceeded':
      return new Fault('setup', 'warehouse-billing', message, options('Enable billing for the project.'));
    case 'bytesBilledLimitExceeded':
      return new Fault(
        'refused',
        'bytes-over-ceiling',
        message,
        options('Raise warehouse.maxBytesBilled in todoku.yml, or read less.'),
      );
    default:
      return new Fault('bug', 'warehouse-refused', message, options('Report this with the log.'));
  }
}

const signIn =
  'Set GOOGLE_APPLICATION_CREDENTIALS to a key file, or sign in with "gcloud auth application-default login".';

/** Nothing came back: no address, no connection, or no sign-in. */
export function unreached(error: Error): Fault {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined) {
    return new Fault('transient', 'warehouse-silent', `BigQuery cannot be reached: ${error.message}`, {
      next: 'Check the network, then try again.',
      cause: error,
    });
  }
  return new Fault('setup', 'warehouse-credentials', `BigQuery cannot be asked: ${error.message}`, {
    next: signIn,
    cause: error,
  });
}
