/** Hashes that tell representations apart, and ids for things that this org keeps no record of. */
import { createHash } from 'node:crypto';
import { makeId } from '../schema/schema.ts';

/** A representation's entity tag. */
export const etag = (value: unknown): string => createHash('md5').update(JSON.stringify(value)).digest('hex');

/** The representation with its own tag in it, as Lightning Data Service compares it. */
export function tagged<T extends object>(value: T): T & { readonly eTag: string } {
  return { ...value, eTag: etag(value) };
}

/** The same name gives the same id in every org; `prefix` says what it is (`00B` a list view, `00h` a layout). */
export function namedId(prefix: string, name: string): string {
  // 2^48 fits a double exactly and leaves two names a chance of one in millions to meet.
  return makeId(prefix, createHash('md5').update(name.toLowerCase()).digest().readUIntBE(0, 6));
}
