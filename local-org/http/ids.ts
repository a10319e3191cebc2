import { randomInt } from 'node:crypto';
import { makeId } from '../schema/schema.ts';

/** An id for a thing that is no record (a job, a deployment): one of 2^47 numbers, so that no counter has to be kept. */
export function newPlatformId(prefix: string): string {
  return makeId(prefix, randomInt(1, 2 ** 47));
}
