import type { MappedField } from './sync.ts';

/** Which of a field's bounds a value breaks. */
export type PlausibleBound = (typeof plausibleBounds)[number];

export const plausibleBounds = ['min', 'max', 'change', 'size'] as const;

/** What a value of a field may be without a person having looked at it. Only values that would be written are judged. */
export interface PlausibleRule {
  /** As written in sync.yml. */
  readonly field: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** From the acknowledged value: held when both are exceeded. */
  readonly change: { readonly percent: number; readonly by: number } | undefined;
  /** Share of what a column of the model says about the size of the whole: the company's revenue, the month's budget. */
  readonly size: { readonly column: string; readonly percent: number } | undefined;
}

export interface MappedRule extends Omit<PlausibleRule, 'field'> {
  readonly field: MappedField;
}

/** A value that is not loaded until somebody approves the row. */
export interface Implausible {
  readonly field: string;
  readonly bound: PlausibleBound;
  /** What Salesforce acknowledged last; undefined for a value that it has never had. */
  readonly before: string | undefined;
  readonly value: string;
  /** The bound in words, such as `300 % and 1000`. */
  readonly limit: string;
}

/** A row that waits for a person. */
export interface HeldRow {
  readonly sync: string;
  readonly key: string;
  readonly values: readonly Implausible[];
  /** Of the whole row as it was seen: an approval is for this content and no other. */
  readonly hash: string;
}
