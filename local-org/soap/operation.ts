import { ApiError, type Session } from '../engine/engine.ts';
import { textOf, type Element } from '../xml.ts';
import type { Value } from './envelope.ts';

export interface OperationInput {
  readonly session: Session;
  readonly body: Element;
  /** API version of the address, such as 62. */
  readonly version: number;
}

/** One operation: its result as plain values, an array for one that may occur more than once. */
export type Operation = (input: OperationInput) => Value;

/** Text of a parameter that has to be there. */
export function parameter(body: Element, name: string): string {
  const text = textOf(body, name);
  if (text !== undefined && text !== '') return text;
  throw new ApiError(500, 'MISSING_ARGUMENT', `${body.name} needs ${name}`); // text unverified
}
