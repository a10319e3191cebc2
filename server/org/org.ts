/** Salesforce in our words. `salesforce.ts` is the adapter; nothing else in the server knows HTTP or jsforce. */
import type { ErrorClass, ObjectShape } from '../model/model.ts';
import { Fault } from '../faults.ts';
import { exhaustedCodes } from './budget.ts';
import { classOf } from './codes.ts';

export { callsLeft, checkBudget, isDeferral, isDeferralCode } from './budget.ts';
export { backsOff, classOf, codesOf, errorClasses, goneCodes, lockCodes } from './codes.ts';
export { beginningWith, inLists, inListsOf, listsFor, quoted } from './soql.ts';
export { lockBudget, nextWait, pollWait, usualBudget } from './retry.ts';

export interface Org {
  /** As the signed-in user sees it; undefined when there is no such object for that user. */
  describe(object: string): Promise<ObjectShape | undefined>;
  /** Field in lower case → values of its picklist that the record type offers; undefined where the UI API has none. */
  offered(object: string, recordTypeId: string): Promise<ReadonlyMap<string, readonly string[]> | undefined>;
  /** Pages of rows: paths are dotted (`Target__r.Id`), values are text as JSON carried them. */
  query(soql: string): AsyncIterable<readonly OrgRow[]>;
  /**
   * The same by a job of Bulk API 2.0: cheaper in calls from some tens of thousands of rows on. `dir`: where a result waits
   * until it is read.
   */
  bulkQuery(soql: string, dir: string): AsyncIterable<readonly OrgRow[]>;
  /** At most `collectionLimits.requests` requests of `collectionLimits.rows` rows in one API call. Answers in the order given. */
  collect(requests: readonly CollectionRequest[]): Promise<readonly (readonly RowAnswer[])[]>;
  readonly jobs: Jobs;
  usage(): Usage;
  /** Signs in and hears from the org, or faults. Costs no API call: the list of versions is open to everyone. */
  reach(): Promise<Reached>;
  /** Who is signed in. */
  identity(): Promise<Identity>;
}

export interface Reached {
  /** The org's clock when it answered; undefined when it did not say. */
  readonly serverTime: Date | undefined;
}

export interface Identity {
  /** 18 characters. */
  readonly userId: string;
  readonly username: string;
}

/** sObject Collections and Composite (salesforce-api notes 3.5): 200 rows a request, 5 such requests a call. */
export const collectionLimits = { rows: 200, requests: 5 } as const;

export type OrgRow = Readonly<Record<string, string | null>>;

/** Null empties the field. A number is decimal text, written into JSON digit by digit. */
export type FieldValue = string | boolean | null | { readonly number: string };

/** Field, or `Relationship__r.Key__c` for a parent → value; what is not there is left alone. */
export type OrgRecord = ReadonlyMap<string, FieldValue>;

export type CollectionRequest =
  | {
      readonly operation: 'upsert';
      readonly object: string;
      readonly key: string;
      readonly records: readonly OrgRecord[];
    }
  /** Each record names its `Id`; none is created. */
  | { readonly operation: 'update'; readonly object: string; readonly records: readonly OrgRecord[] }
  | { readonly operation: 'delete'; readonly ids: readonly string[] };

export interface RowAnswer {
  readonly salesforceId: string | undefined;
  readonly isWritten: boolean;
  readonly isCreated: boolean;
  /** First error of a row that was not written. */
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** States after which the three result files are final. `JobComplete` does not mean that every row was written. */
export const finalStates: readonly JobState[] = ['JobComplete', 'Failed', 'Aborted'];

export interface Job {
  readonly id: string;
  readonly object: string;
  readonly operation: string;
  readonly state: JobState;
  readonly createdAt: Date;
  readonly processed: number;
  readonly failed: number;
  readonly errorMessage: string | undefined;
}

/** Bulk API 2.0 ingest. */
export interface Jobs {
  create(job: {
    readonly object: string;
    readonly operation: 'upsert' | 'update' | 'delete';
    readonly key: string;
  }): Promise<string>;
  /** One upload a job. A job whose upload ended in any doubt is to be aborted: a second one might double its rows. */
  upload(id: string, file: string): Promise<void>;
  close(id: string): Promise<void>;
  /** Undefined when the org no longer knows the job. */
  status(id: string): Promise<Job | undefined>;
  /** Streams the three result files to disk. */
  results(
    id: string,
    files: { readonly successful: string; readonly failed: string; readonly unprocessed: string },
  ): Promise<void>;
  abort(id: string): Promise<void>;
  /** Open ingest jobs that this user created. */
  mine(): Promise<readonly Job[]>;
}

export interface Usage {
  /** HTTP requests this process has sent; each counts against the daily allocation. */
  readonly calls: number;
  /** From the last `Sforce-Limit-Info` header. */
  readonly daily: { readonly used: number; readonly allowed: number } | undefined;
}

/** The org answered, and the answer was no. */
export class OrgRefused extends Fault {
  readonly status: number;
  readonly errorClass: ErrorClass;
  constructor(status: number, code: string, message: string, what: string) {
    const errorClass = status >= 500 || status === 429 ? 'transient' : classOf(code);
    const isExhausted = exhaustedCodes.includes(code);
    const isPassing = errorClass === 'transient' || isExhausted;
    super(isPassing ? 'transient' : 'setup', code, `Salesforce refused to ${what}: ${message}`, {
      next: isExhausted ? 'Push again when the org has calls again.' : nextStep(errorClass),
    });
    this.name = 'OrgRefused';
    this.status = status;
    this.errorClass = errorClass;
  }
}

/** No complete answer: whether the request was carried out is not known and has to be looked up. */
export class OrgSilent extends Fault {
  constructor(what: string, cause: unknown) {
    super('transient', 'org-silent', `No answer from Salesforce to the attempt to ${what}.`, {
      next: 'Check the network and status.salesforce.com, then try again.',
      cause,
    });
    this.name = 'OrgSilent';
  }
}

function nextStep(errorClass: ErrorClass): string {
  switch (errorClass) {
    case 'transient':
      return 'Try again later.';
    case 'data':
      return 'Correct the row.';
    case 'configuration':
      return "Check the object, the field and the integration user's permission set.";
    case 'fatal':
      return 'Check the credentials and the limits of the org.';
  }
}
