/** Errors as problem+json (RFC 9457): what, why and the next step; never a stack. */
import type { ErrorRequestHandler, Response } from 'express';
import { Fault } from '../faults.ts';
import type { FaultKind } from '../faults.ts';
import type { Logger } from '../log.ts';

export interface Problem {
  readonly status: number;
  /** Literal, for programs. */
  readonly code: string;
  readonly detail: string;
  readonly next: string;
}

/** Members beside the standard ones belong to the code. */
export function sendProblem(response: Response, problem: Problem, more: object = {}): void {
  const { status, code, detail, next } = problem;
  const title = titles[status] ?? 'Error';
  response
    .status(status)
    .type('application/problem+json')
    .json({ type: `urn:todoku:${code}`, title, status, detail, code, next, ...more });
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  404: 'Not found',
  405: 'Not allowed here',
  409: 'Conflict',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Cannot be done',
  500: 'Error of ours',
  503: 'Not available',
};

const statusOf: Readonly<Record<FaultKind, number>> = { transient: 503, setup: 422, refused: 409, bug: 500 };

/** What Express's body parser says, in our words: by its `type`, https://github.com/expressjs/body-parser#errors */
const bodyProblems: Readonly<Record<string, Problem>> = {
  'entity.parse.failed': {
    status: 400,
    code: 'body-not-json',
    detail: 'The body is not valid JSON.',
    next: 'Send one JSON object.',
  },
  'entity.too.large': {
    status: 413,
    code: 'body-too-large',
    detail: 'The body is larger than 16 kB.',
    next: 'Name fewer syncs.',
  },
  'charset.unsupported': {
    status: 415,
    code: 'body-not-utf8',
    detail: 'The body is not in UTF-8.',
    next: 'Send UTF-8.',
  },
  'encoding.unsupported': {
    status: 415,
    code: 'body-encoded',
    detail: 'The encoding of the body is not known.',
    next: 'Send the body as it is.',
  },
};

/** Last in line: whatever was thrown becomes a problem; what we did not expect is logged whole and told in general. */
export function errors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const type = error instanceof Error && 'type' in error ? String(error.type) : '';
    const known = bodyProblems[type];
    if (known !== undefined) {
      sendProblem(response, known);
      return;
    }
    if (error instanceof URIError) {
      const detail = 'The path is not well encoded.';
      sendProblem(response, { status: 400, code: 'path-invalid', detail, next: 'Encode it as a URL.' });
      return;
    }
    if (error instanceof Fault && error.kind !== 'bug') {
      const { code, message, next: step } = error;
      sendProblem(response, { status: statusOf[error.kind], code, detail: message, next: step });
      return;
    }
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error({ type: 'request', method: request.method, path: request.path, reason });
    const detail = 'The request could not be answered.';
    sendProblem(response, { status: 500, code: 'unexpected', detail, next: 'Report this with the log.' });
  };
}
