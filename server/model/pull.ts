/** What comes back from Salesforce: records of an object as a table of the warehouse. */
import type { FieldShape } from './field.ts';
import type { Total } from './verdict.ts';

/** GoogleSQL's names of the types that a pulled column may have. */
export const pulledTypes = ['STRING', 'INT64', 'NUMERIC', 'BIGNUMERIC', 'BOOL', 'DATE', 'TIMESTAMP'] as const;
export type PulledType = (typeof pulledTypes)[number];

export interface PullField {
  /** As written in todoku.yml: `Expected_Member__c`, `Target__r.External_Key__c`. */
  readonly path: string;
  /** Column of `pulled.<table>`. */
  readonly column: string;
  /** As written in todoku.yml; undefined: whatever the org says. */
  readonly type: PulledType | undefined;
  /** File, line and column, for messages. */
  readonly place: string;
}

/** One declared pull: which records become `pulled.<name>`. */
export interface Pull {
  readonly name: string;
  readonly object: string;
  readonly fields: readonly PullField[];
  /** Path of a field that names each record once; it is among the fields. */
  readonly key: PullField | undefined;
  /** Condition in SOQL; undefined: every record. */
  readonly where: string | undefined;
  /** Records above which Bulk API 2.0 is asked. */
  readonly bulkAbove: number;
  readonly place: string;
}

export interface PulledColumn {
  readonly name: string;
  readonly type: PulledType;
}

export interface PulledShape {
  readonly name: string;
  /** In order, those that are always kept last. */
  readonly columns: readonly PulledColumn[];
  /** Column that names each record once. */
  readonly key: string | undefined;
  /** Columns whose sums are compared with Salesforce's own. */
  readonly sums: readonly string[];
}

/** Kept of every record, whatever is declared: column → path in Salesforce; `pulled_at` is the moment of reading. */
export const keptColumns = [
  { name: 'id', type: 'STRING', path: 'Id' },
  { name: 'created_at', type: 'TIMESTAMP', path: 'CreatedDate' },
  { name: 'last_modified_at', type: 'TIMESTAMP', path: 'LastModifiedDate' },
  { name: 'last_modified_by', type: 'STRING', path: 'LastModifiedBy.Username' },
  { name: 'system_modstamp', type: 'TIMESTAMP', path: 'SystemModstamp' },
] as const satisfies readonly (PulledColumn & { readonly path: string })[];

export const pulledAt = { name: 'pulled_at', type: 'TIMESTAMP' } as const satisfies PulledColumn;

/** A declared pull with the org's answer to "what is this". */
export interface MappedPull {
  readonly pull: Pull;
  readonly object: string;
  readonly shape: PulledShape;
  /** Column → path as the org writes it. */
  readonly paths: readonly { readonly column: string; readonly path: string }[];
  /** Numbers of the object itself, which Salesforce can add up. */
  readonly sums: readonly { readonly column: string; readonly field: FieldShape }[];
}

/** How the reading of a table came out: a row of `todoku.pulls`. */
export interface Pulled {
  readonly name: string;
  readonly object: string;
  /** `Mismatch`: what was read is not what Salesforce adds up, and the table is what it was before. */
  readonly state: 'Matched' | 'Mismatch';
  readonly rows: number;
  readonly route: PullRoute;
  /** Readings it took: one more for each time that records changed meanwhile. */
  readonly readings: number;
  /** HTTP requests. */
  readonly calls: number;
  /** ISO instant: when the reading began. */
  readonly pulledAt: string;
  readonly totals: readonly Total[];
}

/** Pages of a query, or the result of a Bulk query job. */
export type PullRoute = 'query' | 'bulk';

/** The column of a path: words of its names in lower case, without `__c` and `__r`. `Owner.Username` → `owner_username`. */
export function pulledColumn(path: string): string {
  return path
    .split('.')
    .map((step) => step.replace(/__p?[cr]$/, ''))
    .join('_')
    .replaceAll('__', '_')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
