/** Why a text is not run: what stands where, and what to write instead. Lines and columns count from 1. */
export class Refusal extends Error {
  /** Offset of the first character of the construct. */
  readonly offset: number;
  /** The construct itself, such as `FARM_FINGERPRINT` or `TABLESAMPLE`. */
  readonly construct: string;
  /** `invalid`: BigQuery would refuse it too. `unportable`: BigQuery runs it, and we have no equal for it in DuckDB. */
  readonly kind: 'invalid' | 'unportable';
  readonly hint: string | undefined;

  constructor(kind: Refusal['kind'], offset: number, construct: string, message: string, hint?: string) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.offset = offset;
    this.construct = construct;
    this.hint = hint;
  }
}

export function invalid(offset: number, message: string, construct = ''): Refusal {
  return new Refusal('invalid', offset, construct, message);
}

export function unportable(offset: number, construct: string, hint?: string): Refusal {
  return new Refusal('unportable', offset, construct, `${construct} has no equal in DuckDB that was tested.`, hint);
}
