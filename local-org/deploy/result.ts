import type { ComponentMessage, DeployOutcome, UserProfile } from '../engine/engine.ts';
import { platformTime } from '../http/http.ts';
import type { DeployOptions } from './options.ts';

/** A deployment as it is kept: what was asked, and what came of it once it ran. */
export interface Deployment {
  readonly id: string;
  readonly options: DeployOptions;
  readonly user: Pick<UserProfile, 'id' | 'name'>;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly outcome?: DeployOutcome;
  /** Who asked for an end of it. */
  readonly canceledBy?: Pick<UserProfile, 'id' | 'name'>;
  /** Of a validation that succeeded: how many deployments the org had seen by then. */
  readonly generation?: number;
  /** A refusal of the package as a whole. */
  readonly error?: { readonly statusCode: string; readonly message: string };
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Keys = { readonly [key: string]: Json };

function messageJson(message: ComponentMessage, createdDate: string): Keys {
  return {
    changed: message.changed,
    columnNumber: message.columnNumber ?? null,
    componentType: message.componentType,
    created: message.created,
    createdDate,
    deleted: message.deleted,
    fileName: message.fileName,
    fullName: message.fullName,
    id: null,
    lineNumber: message.lineNumber ?? null,
    problem: message.problem ?? null,
    problemType: message.problemType ?? null,
    success: message.success,
    warning: message.problemType === 'Warning',
  };
}

/** Without Apex there is nothing to test, in production too (Running Tests in a Deployment). */
const noTests = {
  numFailures: 0,
  numTestsRun: 0,
  totalTime: 0,
  successes: [],
  failures: [],
  codeCoverage: [],
  codeCoverageWarnings: [],
};

function details(deployment: Deployment, createdDate: string): Keys {
  const messages = deployment.outcome?.messages ?? [];
  const json = (success: boolean): readonly Keys[] =>
    messages.filter((message) => message.success === success).map((message) => messageJson(message, createdDate));
  return {
    componentSuccesses: json(true),
    componentFailures: json(false),
    retrieveResult: null,
    runTestResult: noTests,
  };
}

function status({ startedAt, finishedAt, outcome, error, canceledBy }: Deployment): string {
  if (canceledBy !== undefined) {
    if (finishedAt === undefined) return 'Canceling';
    if (outcome === undefined && error === undefined) return 'Canceled';
  }
  if (outcome === undefined && error === undefined) return startedAt === undefined ? 'Pending' : 'InProgress';
  return outcome?.success === true ? 'Succeeded' : 'Failed';
}

const at = (instant: number | undefined): string | null => (instant === undefined ? null : platformTime(instant));

/** Who ended it and why it failed as a whole. */
function ending({ canceledBy, error }: Deployment): Keys {
  return {
    canceledBy: canceledBy?.id ?? null,
    canceledByName: canceledBy?.name ?? null,
    errorMessage: error?.message ?? null,
    errorStatusCode: error?.statusCode ?? null,
  };
}

/** The DeployResult of REST, which SOAP answers with the same names. */
export function deployResult(deployment: Deployment, includeDetails: boolean): Keys {
  const { id, options, user, createdAt, startedAt, finishedAt, outcome } = deployment;
  const messages = outcome?.messages ?? [];
  const failed = messages.filter((message) => !message.success).length;
  return {
    id,
    ...ending(deployment),
    checkOnly: options.checkOnly,
    completedDate: at(finishedAt),
    createdBy: user.id,
    createdByName: user.name,
    createdDate: at(createdAt),
    details: includeDetails ? details(deployment, platformTime(finishedAt ?? createdAt)) : null,
    done: finishedAt !== undefined,
    ignoreWarnings: options.ignoreWarnings,
    lastModifiedDate: at(finishedAt ?? startedAt ?? createdAt),
    numberComponentErrors: failed,
    numberComponentsDeployed: messages.length - failed,
    numberComponentsTotal: messages.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    rollbackOnError: options.rollbackOnError,
    runTestsEnabled: false,
    startDate: at(startedAt),
    stateDetail: null,
    status: status(deployment),
    success: outcome?.success === true,
  };
}
