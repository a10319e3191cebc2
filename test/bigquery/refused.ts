/** What BigQuery answers when it says no: a status, a reason that clients branch on, and words for people. */

export class Refused extends Error {
  readonly status: number;
  readonly reason: string;
  readonly location: string | undefined;

  constructor(status: number, reason: string, message: string, location?: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.reason = reason;
    this.location = location;
  }
}

export const notFound = (what: string): Refused => new Refused(404, 'notFound', `Not found: ${what}`);
export const duplicate = (what: string): Refused => new Refused(409, 'duplicate', `Already Exists: ${what}`);
export const invalidValue = (message: string): Refused => new Refused(400, 'invalid', message);
export const invalidQuery = (message: string, location = 'query'): Refused =>
  new Refused(400, 'invalidQuery', message, location);

/** The body of an error answer. */
export function errorBody({ status, reason, message, location }: Refused): object {
  const error = {
    domain: 'global',
    reason,
    message,
    ...(location === undefined ? {} : { location, locationType: 'other' }),
  };
  return { error: { code: status, message, errors: [error], status: statusNames[status] ?? 'UNKNOWN' } };
}

const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
};

/** The same inside the status of a job. */
export function errorProto({ reason, message, location }: Refused): object {
  return { reason, message, ...(location === undefined ? {} : { location }) };
}
