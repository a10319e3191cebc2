import type { FieldShape, ObjectShape } from './field.ts';
import type { MappedRule, PlausibleRule } from './plausible.ts';

/**
 * `mirror` also deletes what this sync created and the model no longer has; `upsert` never deletes; `update` never
 * creates; `insert` writes a row once and never again.
 */
export type SyncMode = 'mirror' | 'upsert' | 'update' | 'insert';

/** What a null of the model does to the field: empties it, or leaves it alone. */
export type NullRule = 'clear' | 'keep';

/**
 * Who has the last word on a field. `warehouse`: what people change is put right. `person`: filled in when the record is
 * made, then theirs. `flag`: sent when the warehouse's value changes; what people change stays, and is a gap until
 * somebody decides.
 */
export type FieldOwner = 'warehouse' | 'person' | 'flag';

export interface FieldMapping {
  /** As written in sync.yml: `Actual__c`, or `Target__r.External_Key__c` for a parent. */
  readonly field: string;
  /** Column of model.sql. */
  readonly column: string;
  readonly nulls: NullRule;
  readonly owner: FieldOwner;
  readonly parent: { readonly relationship: string; readonly key: string } | undefined;
}

/** What a mirror writes into a record that the model no longer has, in the place of deleting it. */
export interface Archive {
  /** A checkbox, a picklist or a text that this sync maps nothing to. */
  readonly field: string;
  readonly value: string | boolean;
  /** What it is while the model has the row; undefined: the opposite of a checkbox, else empty. */
  readonly otherwise: string | boolean | undefined;
}

/** Refused when more than `rows` rows and more than `percent` of the rows are concerned: both, not either. */
export interface Limit {
  readonly percent: number;
  readonly rows: number;
}

export interface Guards {
  readonly minRows: number;
  readonly maxDeletes: Limit;
  /** Updates, as a share of the acknowledged rows. */
  readonly maxChanges: Limit;
  /** Values that are emptied, field by field, as a share of the records that have one. */
  readonly maxEmptied: Limit;
  /** Rows set aside for a bad key or a value that does not fit; the rest of the sync goes on. */
  readonly maxQuarantined: Limit;
}

export interface Reconcile {
  /** Column of the model with the period's date, and the path to the same date in Salesforce. */
  readonly period: { readonly column: string; readonly field: string } | undefined;
  readonly sums: readonly string[];
  /** A total that Salesforce rolls up, and the column that holds the warehouse's own. */
  readonly rollups: readonly { readonly field: string; readonly column: string }[];
  /** Lookup of Reconciliation__c that shows the result on the record's page. */
  readonly attach: string | undefined;
}

/** One declared sync: which rows of the model become which records. */
export interface Sync {
  /** The folder's name under `syncs/`. */
  readonly name: string;
  readonly object: string;
  /** The unique external id. */
  readonly key: string;
  readonly mode: SyncMode;
  readonly archive: Archive | undefined;
  /** In the order of sync.yml, the key included. */
  readonly fields: readonly FieldMapping[];
  readonly reconcile: Reconcile;
  readonly guards: Guards;
  readonly plausible: readonly PlausibleRule[];
  /** Path of sync.yml, for messages. */
  readonly file: string;
}

/** A mapped field whose shape the org has confirmed. */
export interface MappedField {
  /** As written in sync.yml; also the column in files, state and changes. */
  readonly name: string;
  readonly column: string;
  readonly nulls: NullRule;
  readonly owner: FieldOwner;
  /** Shape of the value: of the field itself, or of the parent's key for a relationship column. */
  readonly shape: FieldShape;
  /** Is set when a record is created and never again: a master-detail that forbids reparenting, a field that a person owns. */
  readonly insertOnly: boolean;
  readonly required: boolean;
  readonly parent: Parent | undefined;
}

export interface Parent {
  /** The lookup field itself: a parent is cleared by its Id column, never by the relationship. */
  readonly field: string;
  /** API names of the objects the field may point to. */
  readonly objects: readonly string[];
  /** External id field of the parent. */
  readonly key: string;
}

/** The archive's field is among the mapped ones: what it should be is staged, compared and sent like any other. */
export interface MappedArchive {
  readonly field: MappedField;
  /** Canonical text. */
  readonly value: string;
  /** Canonical text of a record whose row is there; undefined: nothing. */
  readonly otherwise: string | undefined;
}

/** What the record types of the object offer of a restricted picklist, for rows that say which one they are of. */
export interface RecordTypeChoices {
  readonly field: MappedField;
  readonly recordType: MappedField;
  /** First 15 characters of the record type's Id → API values; a type that is not here is not looked at. */
  readonly offered: ReadonlyMap<string, readonly string[]>;
}

/** A sync with the org's answer to "what is this object": the input of every later step. */
export interface MappedSync {
  readonly sync: Sync;
  readonly object: ObjectShape;
  readonly key: MappedField;
  /** Sorted by name, the key included: the order in which values are hashed and written to files. */
  readonly fields: readonly MappedField[];
  readonly sums: readonly MappedField[];
  readonly archive: MappedArchive | undefined;
  readonly plausible: readonly MappedRule[];
  /** Empty until a plan has asked for them. */
  readonly choices: readonly RecordTypeChoices[];
  readonly rollups: readonly { readonly shape: FieldShape; readonly column: string }[];
  /** True when no other sync of the project writes this object, so every record of it is this sync's business. */
  readonly ownsObject: boolean;
}

/** The stamps every record carries besides its mapped fields; none of them is part of the row hash. */
export const stamps = { sourceAsOf: 'Source_As_Of__c', rowHash: 'Row_Hash__c', loadBatch: 'Load_Batch__c' } as const;
