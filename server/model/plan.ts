import type { Approved } from './approval.ts';
import type { Operation } from './change.ts';
import type { MappedSync } from './sync.ts';

/** `collections`: sObject Collections inside Composite, 1,000 rows a call. `bulk`: Bulk API 2.0 jobs. */
export type Route = 'collections' | 'bulk';

/** A row set aside before anything was sent. The value itself stays in the warehouse; only its shape is told. */
export interface Quarantined {
  readonly key: string | undefined;
  readonly field: string;
  /** Letters as a, digits as 9: enough to recognise the fault, too little to leak it. */
  readonly shape: string;
  readonly reason: QuarantineReason;
}

export type QuarantineReason =
  | 'null-key'
  | 'duplicate-key'
  /** A master that may only be set on create has changed: the parent belongs into the key. */
  | 'parent-changed'
  | 'required'
  | 'not-a-number'
  | 'too-many-digits'
  | 'not-a-date'
  | 'not-a-datetime'
  | 'not-a-boolean'
  | 'not-an-id'
  | 'not-in-picklist'
  /** A value of the field, but none that the row's record type offers. */
  | 'not-in-record-type'
  | 'too-long'
  | 'reserved-text';

/** A row whose parent is neither in the plan, nor acknowledged, nor in the org. */
export interface Parked {
  readonly key: string;
  readonly field: string;
  readonly parentKey: string;
}

/** A field that Salesforce was sent and that is mapped no longer, and the records that keep a value of it. */
export interface DroppedField {
  readonly field: string;
  readonly rows: number;
}

/** A field that a plan empties: in how many records, and in how many of those that stay it has a value now. */
export interface EmptiedField {
  readonly field: string;
  readonly rows: number;
  readonly filled: number;
}

/** A value that a person has entered in Salesforce since, and that the plan puts another one over or deletes with its record. */
export interface Overwritten {
  readonly key: string;
  readonly salesforceId: string;
  readonly operation: Operation;
  readonly field: string;
  readonly entered: string | undefined;
  /** Undefined: the field is emptied, or the record is deleted. */
  readonly planned: string | undefined;
  /** Who saved the record last, and when: that or a save before it has brought the value. Undefined where it was not asked. */
  readonly by: string | undefined;
  readonly at: Date | undefined;
}

/** What one sync will do, before anything is written. */
export interface SyncPlan {
  readonly mapped: MappedSync;
  readonly rows: number;
  readonly inserts: number;
  readonly updates: number;
  /** Records that are marked in the place of being deleted. */
  readonly archives: number;
  readonly deletes: number;
  readonly unchanged: number;
  /** Rows of a sync that only updates and that have no record. */
  readonly skipped: number;
  readonly quarantined: number;
  readonly parked: number;
  readonly held: number;
  readonly route: Route;
  /** Salesforce API calls the load is expected to cost, polls included. */
  readonly calls: number;
  /** Why rows with an unchanged source are sent again, and how many. */
  readonly resent: readonly { readonly reason: string; readonly rows: number }[];
  readonly dropped: readonly DroppedField[];
  /** Of the way back of a run: what people have entered since. In the order of keys. */
  readonly overwritten: readonly Overwritten[];
}

export interface Plan {
  /** The moment the numbers are from; stamped on every record sent. */
  readonly sourceAsOf: Date;
  /** Parents first. */
  readonly syncs: readonly SyncPlan[];
  /** Empty when the plan may be carried out. */
  readonly refusals: readonly Refusal[];
  /** What a guard refuses and a person has approved. */
  readonly approved: readonly Approved[];
  /** What a guard would refuse, had the mapping somebody who could correct or approve it (`Project.isOwn`). */
  readonly told: readonly Refusal[];
  /** All of the forecast. */
  readonly calls: number;
  readonly forecast: Forecast;
}

/** API calls that a push is expected to cost, by what they are for. */
export interface Forecast {
  /** Objects, record types, records and parents that the plan has asked for; a push asks for them too. */
  readonly plan: number;
  readonly load: number;
  readonly verify: number;
  readonly record: number;
}

/** Rows that will really be sent: planned, less those parked or held. */
export function rowsToSend(plan: SyncPlan): number {
  return plannedRows(plan) - plan.parked - plan.held;
}

/** Each of them gets exactly one outcome. */
export function plannedRows(plan: SyncPlan): number {
  return writtenRows(plan) + plan.deletes;
}

/** Those whose records stay. */
export function writtenRows(plan: SyncPlan): number {
  return plan.inserts + plan.updates + plan.archives;
}

/** What a guard refuses, each by a name of its own. */
export const guardCodes = [
  'empty-source',
  'too-few-rows',
  'null-key',
  'duplicate-key',
  'value-unfit',
  'too-many-deletes',
  'too-many-changes',
  'field-dropped',
  'field-emptied',
  'too-many-calls',
  'too-many-pull-calls',
  /** One query, and all of a run: what a dry run says before it is billed. */
  'bytes-over-ceiling',
  'run-bytes-over-ceiling',
] as const;

export type GuardCode = (typeof guardCodes)[number];

/** Why nothing may be written, by the guard of one sync, or of the project (`sync` is empty then). */
export interface Refusal {
  readonly sync: string;
  /** What the guard counted: rows, values, calls or bytes. An approval is good for so much and no more. */
  readonly amount: number;
  readonly code: GuardCode;
  readonly message: string;
  readonly next: string;
}
