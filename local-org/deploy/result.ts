import type { ComponentMessage, DeployOutcome, UserProfile } from '../engine/engine.ts';
import { platformTime } from '../http/http.ts';

export interface DeployOptions {
  readonly checkOnly: boolean;
  readonly ignoreWarnings: boolean;
  readonly rollbackOnError: boolean;
}

/** A deployment as it is kept: what was asked, and what came of it once it ran. */
export interface Deployment {
  readonly id: string;
  readonly options: DeployOptions;
  readonly user: Pick<UserProfile, 'id' | 'name'>;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly outcome?: DeployOutcome;
  /** A refusal of the package as a whole. */
  readonly error?: { readonly statusCode: string; readonly message: string };
}

type Keys = Readonly<Record<string, unknown>>;

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

function status({ startedAt, outcome, error }: Deployment): string {
  if (startedAt === undefined) return 'Pending';
  if (outcome === undefined && error === undefined) return 'InProgress';
  return outcome?.success === true ? 'Succeeded' : 'Failed';
}

/** The DeployResult of REST, which SOAP answers with the same names. */
export function deployResult(deployment: Deployment, includeDetails: boolean): Keys {
  const { id, options, user, createdAt, startedAt, finishedAt, outcome, error } = deployment;
  const at = (instant: number | undefined): string | null => (instant === undefined ? null : platformTime(instant));
  const messages = outcome?.messages ?? [];
  const failed = messages.filter((message) => !message.success).length;
  return {
    id,
    canceledBy: null,
    canceledByName: null,
    ...options,
    completedDate: at(finishedAt),
    createdBy: user.id,
    createdByName: user.name,
    createdDate: at(createdAt),
    details: includeDetails ? details(deployment, platformTime(finishedAt ?? createdAt)) : null,
    done: finishedAt !== undefined,
    errorMessage: error?.message ?? null,
    errorStatusCode: error?.statusCode ?? null,
    lastModifiedDate: at(finishedAt ?? startedAt ?? createdAt),
    numberComponentErrors: failed,
    numberComponentsDeployed: messages.length - failed,
    numberComponentsTotal: messages.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    runTestsEnabled: false,
    startDate: at(startedAt),
    stateDetail: null,
    status: status(deployment),
    success: outcome?.success === true,
  };
}
