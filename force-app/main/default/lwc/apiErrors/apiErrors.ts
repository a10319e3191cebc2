import { labels } from 'c/labels';

/**
 * The shapes in which the platform reports trouble (UI API record errors, lists of errors, GraphQL errors, plain
 * JavaScript errors, a lost connection) as one. Kinds come from status and code; no message is ever interpreted.
 */
export type ProblemKind = 'offline' | 'denied' | 'missing' | 'conflict' | 'duplicate' | 'rejected' | 'failed';

export interface Problem {
  readonly kind: ProblemKind;
  /** The platform's own words, in the user's language; empty when it said nothing. */
  readonly messages: readonly string[];
  /** Messages that belong to one field, by its API name. */
  readonly byField: Readonly<Record<string, readonly string[]>>;
}

type Shape = Readonly<Record<string, unknown>>;

const KIND_BY_CODE: Readonly<Record<string, ProblemKind>> = {
  INSUFFICIENT_ACCESS: 'denied',
  INSUFFICIENT_ACCESS_OR_READONLY: 'denied',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'denied',
  NOT_FOUND: 'missing',
  ENTITY_IS_DELETED: 'missing',
  CONFLICT: 'conflict',
  DUPLICATE_VALUE: 'duplicate',
  PRECONDITION_FAILED: 'conflict',
};
const KIND_BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  0: 'offline',
  400: 'rejected',
  401: 'denied',
  403: 'denied',
  404: 'missing',
  409: 'conflict',
  412: 'conflict',
  502: 'offline',
  503: 'offline',
  504: 'offline',
};

/** One shape for whatever was thrown or reported. */
export function problemOf(error: unknown): Problem {
  const body = isShape(error) && 'body' in error ? error['body'] : error;
  const output = isShape(body) && isShape(body['output']) ? body['output'] : undefined;
  const details = output === undefined ? [] : [...listOf(output['errors']), ...fieldErrors(output)];
  const reported = details.length > 0 ? details : Array.isArray(body) ? listOf(body) : listOf([body]);
  return {
    kind: kindOf(error, reported),
    messages: unique(reported.filter((one) => fieldOf(one) === undefined).map(messageOf)),
    byField: grouped(reported),
  };
}

const OWN_WORDS: Readonly<Partial<Record<ProblemKind, string>>> = {
  offline: labels.problemOffline,
  denied: labels.problemDenied,
};

/** One sentence for a person: the platform's where it gave one, else ours. */
export function problemText(problem: Problem): string {
  const words = [...problem.messages, ...Object.values(problem.byField).flat()];
  return words.length > 0 ? words.join(' ') : (OWN_WORDS[problem.kind] ?? labels.problemFailed);
}

function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null;
}

function listOf(value: unknown): readonly Shape[] {
  return Array.isArray(value) ? value.filter(isShape) : [];
}

function fieldErrors(output: Shape): readonly Shape[] {
  const byField = output['fieldErrors'];
  return isShape(byField) ? Object.values(byField).flatMap(listOf) : [];
}

function messageOf(one: Shape): string {
  return typeof one['message'] === 'string' ? one['message'] : '';
}

function fieldOf(one: Shape): string | undefined {
  return typeof one['field'] === 'string' && one['field'] !== '' ? one['field'] : undefined;
}

function unique(messages: readonly string[]): readonly string[] {
  return [...new Set(messages.filter((message) => message !== ''))];
}

function grouped(reported: readonly Shape[]): Readonly<Record<string, readonly string[]>> {
  const fields: Record<string, readonly string[]> = {};
  for (const one of reported) {
    const field = fieldOf(one);
    if (field !== undefined) fields[field] = unique([...(fields[field] ?? []), messageOf(one)]);
  }
  return fields;
}

function kindOf(error: unknown, reported: readonly Shape[]): ProblemKind {
  for (const one of reported) {
    const code = one['errorCode'];
    const kind = typeof code === 'string' ? KIND_BY_CODE[code] : undefined;
    if (kind !== undefined) return kind;
  }
  // A fetch that never reached the server throws a TypeError and has no status.
  if (error instanceof TypeError) return 'offline';
  const status = isShape(error) ? error['status'] : undefined;
  return typeof status === 'number' ? (KIND_BY_STATUS[status] ?? 'failed') : 'failed';
}
