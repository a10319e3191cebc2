/**
 * What stops a run. What happens to a row is a value (model/outcome.ts); a fault ends the command with a literal code,
 * the facts and the next step. Branch on the class or the code, never on a message.
 */
export type FaultKind =
  /** Passing trouble: trying again may help. */
  | 'transient'
  /** A person has to change a file, a setting or an access right. */
  | 'setup'
  /** A guard said no; nothing was written. */
  | 'refused'
  /** We were wrong. */
  | 'bug';

export class Fault extends Error {
  readonly kind: FaultKind;
  readonly code: string;
  /** What the reader does now, in one sentence. */
  readonly next: string;
  /** File, line, row or field at fault, when there is one. */
  readonly place: string | undefined;
  constructor(
    kind: FaultKind,
    code: string,
    message: string,
    options: { next: string; place?: string; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'Fault';
    this.kind = kind;
    this.code = code;
    this.next = options.next;
    this.place = options.place;
  }
}

/** Faults when the run has been asked to stop; `message` says where it stands. */
export function stopIfAsked(signal: AbortSignal | undefined, message: string): void {
  if (signal?.aborted !== true) return;
  throw new Fault('transient', 'interrupted', message, {
    next: 'Start it again: what was sent is known, and the rest follows.',
  });
}
