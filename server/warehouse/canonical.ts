/** The canonical text of a value: what both engines agree on, letter by letter. */
import { Fault } from '../faults.ts';
import type { FieldShape, QuarantineReason } from '../model/model.ts';
import type { Column } from './sources.ts';

/** Two expressions over the model's column: the canonical text (NULL: nothing), and whether it is not usable. */
export interface Canonical {
  readonly value: string;
  /** Reason → condition that holds for a bad value; written over `value` and the raw column. */
  readonly faults: readonly { readonly reason: QuarantineReason; readonly when: (value: string) => string }[];
}

/** Salesforce keeps 15 significant digits exactly (Help 000394530). */
export const exactDigits = 15;

/** Text that is a number; RE2 of both engines reads it alike. */
export const numberPattern = String.raw`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`;

/** An ISO date, or a moment with or without seconds, fraction and offset. */
export const datetimePattern = String.raw`^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|[+-]\d{2}(:?\d{2})?))?)?$`;

/**
 * An Id of 15 characters with the three that Salesforce appends wherever it returns one, in the SQL of both engines: each
 * says which of five characters are capitals, the first being the lowest bit (salesforce-api notes 5.1). Anything else
 * stays as it is.
 */
export function wholeId(id: string): string {
  const suffix = [0, 5, 10].map((start) => {
    const bits = [0, 1, 2, 3, 4].map(
      (bit) => `CASE WHEN SUBSTR(${id}, ${start + bit + 1}, 1) BETWEEN 'A' AND 'Z' THEN ${2 ** bit} ELSE 0 END`,
    );
    return `SUBSTR('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 1 + ${bits.join(' + ')}, 1)`;
  });
  return `CASE WHEN LENGTH(${id}) = 15 THEN ${id} || ${suffix.join(' || ')} ELSE ${id} END`;
}

/** Small letters; a number is compared with 1 and 0. */
export const trueWords: readonly string[] = ['true', 't', 'yes', 'y', '1'];
export const falseWords: readonly string[] = ['false', 'f', 'no', 'n', '0'];

export function noText(column: Column, shape: FieldShape): Fault {
  return new Fault(
    'setup',
    'type-unsupported',
    `Column ${column.name} (${column.type}) cannot fill ${shape.name} (${shape.type}).`,
    { next: 'Return a plain value from model.sql, or map another field.', place: column.name },
  );
}
