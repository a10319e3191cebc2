import type {
  Change,
  DroppedField,
  EmptiedField,
  HeldRow,
  MappedField,
  MappedSync,
  Parked,
  Quarantined,
} from '../model/model.ts';

/** `change` is what a push is about to write and what recovery reads; `preview` is what `plan` shows. */
export type Draft = 'change' | 'preview';

/** From a sync's model to the rows that differ from what Salesforce acknowledged. */
export interface Changes {
  /** Brings each value to the form that Salesforce stores and sets aside what cannot be sent. */
  stage(mapped: MappedSync, timeZone: string): Promise<{ readonly rows: number }>;
  /** Finds inserts, updates and deletes by set difference with the acknowledged state. */
  diff(mapped: MappedSync, draft: Draft): Promise<void>;
  /** Leaves of the last plan, which run `from` made, those of the rows that were not written. */
  retain(mapped: MappedSync, from: string, which: Retained): Promise<void>;
  /** What puts back the rows that run `of` wrote and no later run has; leaves nothing staged. */
  revert(mapped: MappedSync, draft: Draft, of: string): Promise<void>;
  /** Fields that were sent and are mapped no longer. Needs `diff`. */
  dropped(mapped: MappedSync): Promise<readonly DroppedField[]>;
  /** Fields that updates of the plan empty. Needs `diff`, which `retain` and `revert` are not. */
  emptied(mapped: MappedSync, draft: Draft): Promise<readonly EmptiedField[]>;
  /** How many inserts are planned, and the bytes of their keys. */
  inserts(sync: string, draft: Draft): Promise<{ readonly keys: number; readonly bytes: number }>;
  /** Keys planned as inserts: the org may know them although we do not. */
  insertKeys(sync: string, draft: Draft): AsyncIterable<readonly string[]>;
  /** Ids of the records that the draft changes or deletes. */
  plannedIds(sync: string, draft: Draft): AsyncIterable<readonly string[]>;
  /**
   * Turns planned inserts whose record already exists into updates, with the record's own spelling of the key. `isOurs`: an
   * earlier load of this sync wrote it.
   */
  adopt(mapped: MappedSync, draft: Draft, found: AsyncIterable<readonly Found[]>): Promise<void>;
  /** Leaves planned inserts out, for a sync that never creates; gives their number. */
  skipNew(sync: string, draft: Draft): Promise<number>;
  /** Holds the planned rows with an implausible value that nobody has approved: like a parked row, none is sent. */
  hold(mapped: MappedSync, draft: Draft): Promise<void>;
  held(sync: string, draft: Draft, limit: number): Promise<readonly HeldRow[]>;
  /** Has changed rows name their parents as Salesforce spells, or will spell, the parents' keys. Before `hold`. */
  respell(mapped: MappedSync, draft: Draft, field: MappedField, parents: readonly ParentSync[]): Promise<void>;
  /** Parent keys that changed rows need and that are neither planned nor acknowledged in the syncs named. */
  unknownParents(
    sync: string,
    draft: Draft,
    field: MappedField,
    parents: readonly ParentSync[],
  ): AsyncIterable<readonly string[]>;
  /** Parks the rows whose parent is neither known to us nor among the keys the org has, or leaves by this plan. */
  park(
    sync: string,
    draft: Draft,
    field: MappedField,
    parents: readonly ParentSync[],
    inOrg: AsyncIterable<readonly string[]>,
  ): Promise<void>;
  /** Sets the order inside a sync whose records have parents among themselves; rows in a circle are parked. */
  layer(sync: string, draft: Draft, field: MappedField): Promise<void>;
  count(mapped: MappedSync, draft: Draft): Promise<ChangeCount>;
  /** Changed rows for a reader: old → new by field, parked rows left out. */
  rows(mapped: MappedSync, draft: Draft, limit: number): Promise<readonly Change[]>;
  parked(sync: string, draft: Draft, limit: number): Promise<readonly Parked[]>;
  quarantined(sync: string, limit: number): Promise<readonly Quarantined[]>;
}

/** Which rows of a plan are kept: both must hold. */
export interface Retained {
  /** Codes of their outcomes. */
  readonly codes: readonly string[];
  /** Their keys; any when undefined. */
  readonly keys?: readonly string[] | undefined;
}

export interface Found {
  readonly key: string;
  readonly salesforceId: string;
  readonly isOurs: boolean;
}

/** A sync that writes the parent's object by the key the child refers to. */
export interface ParentSync {
  readonly sync: string;
  /** False when this run leaves that sync out: only what is acknowledged counts then. */
  readonly isPlanned: boolean;
}

export interface ChangeCount {
  readonly rows: number;
  readonly acknowledged: number;
  readonly inserts: number;
  readonly updates: number;
  readonly archives: number;
  readonly deletes: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly parked: number;
  readonly held: number;
  /** Sets of columns among the rows to be sent: each needs a file of its own. */
  readonly signatures: number;
  readonly resent: readonly { readonly reason: string; readonly rows: number }[];
}
