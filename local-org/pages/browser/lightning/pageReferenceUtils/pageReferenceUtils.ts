/** Values that a new record starts with, in the state of a page reference. */
import { decodeDefaults, encodeDefaults } from '../../data/references.ts';

export const encodeDefaultFieldValues = (values: Readonly<Record<string, unknown>>): string => encodeDefaults(values);
export const decodeDefaultFieldValues = (encoded: string): Readonly<Record<string, string>> => decodeDefaults(encoded);
