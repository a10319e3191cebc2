/** A request the platform refuses as a whole: HTTP status and REST body `[{errorCode, message, fields?}]`. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[];
  constructor(status: number, errorCode: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
  }
}
