/**
 * The org without any protocol: its schema, its records, its people and its rules. REST, Bulk, UI API, GraphQL and the
 * pages are thin translations of this interface. Everything is synchronous: one SQLite connection, one writer, so a
 * call is a transaction and nothing interleaves with it. Requests that write go through `locks`, which lets them wait
 * for each other as on the platform.
 */
import type { Locks, LockOptions } from '../locks/locks.ts';
import type { ComponentFile, Retrieved } from '../metadata/metadata.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../schema/schema.ts';

export { ApiError } from '../errors.ts';
export type { Locks, LockOptions } from '../locks/locks.ts';

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

/** Who is asking. Permissions are looked up at each call, so a permission set assigned later counts at once. */
export interface Session {
  readonly userId: string;
}

/** One error of one row, as sObject Collections return it. */
export interface RowError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

export interface RowResult {
  /** 18 characters; null for a row that was not found or not created. */
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly RowError[];
}

/**
 * Field → value as JSON carries it: text, number, boolean, null (clears), or for a relationship an object that names
 * the parent by an external id: `{ "Target__r": { "External_Key__c": "T-1" } }`. A field that is absent stays as it is.
 * Numbers may also come as decimal text (Bulk CSV); they are stored as sent, never rounded (Help 000387302).
 */
export type RowInput = Readonly<Record<string, unknown>>;

export interface SaveRequest {
  readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';
  readonly object: string;
  /** For upsert; `Id` is allowed. */
  readonly externalIdField?: string;
  /** For update, delete and undelete each row carries its Id (any letter case of the key). */
  readonly rows: readonly RowInput[];
  readonly allOrNone: boolean;
  /** For delete: past the recycle bin, for good. */
  readonly isHard?: boolean;
  /** For upsert: refuse to insert. */
  readonly updateOnly?: boolean;
  /** Blanks around text are removed, as REST does; false for Bulk CSV, which keeps them. Default true. */
  readonly trimText?: boolean;
  /** How much older the stamps are than the moment from which the records can be seen, as after a long transaction. */
  readonly stampAgeMs?: number;
}

export interface QueryOptions {
  /** queryAll: deleted rows too. */
  readonly all?: boolean;
  /** 200…2000, default 2000. */
  readonly batchSize?: number;
  /** For the addresses in `attributes`; default `67.0`. */
  readonly apiVersion?: string;
  /** The objects of the Tooling API: EntityDefinition, CustomField, ApexClass … */
  readonly tooling?: boolean;
}

/** A record as REST returns it, `attributes` included; children as nested pages, parents as nested records or null. */
export type QueryRecord = Readonly<Record<string, unknown>>;

export interface ColumnMetadata {
  readonly columnName: string;
  readonly displayName: string;
  readonly aggregate: boolean;
  readonly joinColumns: readonly ColumnMetadata[];
}

export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly records: readonly QueryRecord[];
  /** Last segment of nextRecordsUrl, `01g…-2000`; absent on the last page. */
  readonly locator?: string;
  readonly entityName: string;
  readonly columns: readonly ColumnMetadata[];
  /** FOR VIEW or FOR REFERENCE was asked: the records count as seen. */
  readonly isView?: true;
}

/** One way in which a query may be answered; names and units are those of `query?explain=`. */
export interface QueryPlan {
  readonly cardinality: number;
  readonly fields: readonly string[];
  readonly leadingOperationType: 'Index' | 'TableScan';
  readonly notes: readonly {
    readonly description: string;
    readonly fields: readonly string[];
    readonly tableEnumOrId: string;
  }[];
  readonly relativeCost: number;
  readonly sobjectCardinality: number;
  readonly sobjectType: string;
}

export interface QueryExplanation {
  readonly plans: readonly QueryPlan[];
  readonly sourceQuery: string;
}

/** Rows of a Bulk query, one array of CSV-ready texts a row (null = empty), in the order of `columns`. */
export interface FlatQuery {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly (string | null)[]>;
}

/** What the user may do with an object and its fields, profile and permission sets together. */
export interface ObjectAccess {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly remove: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
  /** May give any record that can be changed to another owner ("Transfer Record"). */
  readonly transferAny: boolean;
  canRead(field: FieldSchema): boolean;
  canEdit(field: FieldSchema): boolean;
  /** May say who created a new record and when, and who changed it last. */
  readonly setsAudit: boolean;
}

/** Permissions on the org that no other permission implies, by their names in metadata. */
export type UserPermission =
  'AuthorApex' | 'BulkApiHardDelete' | 'ManageDataIntegrations' | 'ModifyAllData' | 'ModifyMetadata';

export interface UserProfile {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly profileName: string;
  /** `en_US`, `ja`. */
  readonly language: string;
  /** `en_US`, `ja_JP`. */
  readonly locale: string;
  /** IANA name; date literals are evaluated in it. */
  readonly timeZone: string;
  readonly active: boolean;
}

/** One file of a metadata package in deploy (mdapi) format, such as `objects/Target__c.object`. */
export interface PackageFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export interface ComponentMessage {
  readonly componentType: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly success: boolean;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  readonly problem?: string;
  readonly problemType?: 'Error' | 'Warning';
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}

export interface DeployOptions {
  /** Validates and rolls back. */
  readonly checkOnly: boolean;
  /** Without it a warning counts as an error. */
  readonly ignoreWarnings?: boolean;
  /** What somebody else found wrong with components, such as a compiler. */
  readonly problems?: readonly ComponentProblem[];
}

/** An error in one component of a package. */
export interface ComponentProblem {
  readonly type: string;
  readonly name: string;
  readonly file: string;
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
}

export interface DeployOutcome {
  readonly success: boolean;
  readonly messages: readonly ComponentMessage[];
}

export interface Engine {
  /** `00D…`, 18 characters. */
  readonly organizationId: string;
  readonly clock: Clock;
  schema(): OrgSchema;
  /** From now on formulas that name the org's address (`$Api`) mean this one. */
  serveAt(origin: string): void;

  /** Deploys a package, all or nothing: with one error nothing changes. */
  deploy(files: readonly PackageFile[], options: DeployOptions): DeployOutcome;
  /** Metadata as files, and what there is of it; the types are type → members. */
  retrieve(types: ReadonlyMap<string, readonly string[]>, version: string): Retrieved;
  listMetadata(type: string): readonly ComponentFile[];
  /** Files of what is deployed, for the pages: `folder` is `lwc`, `flexipages`, `labels` … */
  deployed(folder: string): readonly PackageFile[];

  user(session: Session): UserProfile;
  /** By username in any letter case; undefined when there is none or it is inactive. */
  findUser(username: string): UserProfile | undefined;
  access(session: Session, object: ObjectSchema): ObjectAccess;
  permits(session: Session, permission: UserPermission): boolean;

  /** Throws INVALID_TYPE (404 or 400, as REST does) for an object that does not exist or may not be seen. */
  object(session: Session, name: string): ObjectSchema;
  query(session: Session, soql: string, options?: QueryOptions): QueryPage;
  queryMore(session: Session, locator: string): QueryPage;
  explain(session: Session, soql: string): QueryExplanation;
  /** For Bulk query jobs; refuses what Bulk refuses (aggregates, subqueries, TYPEOF, OFFSET). Streams. */
  queryFlat(session: Session, soql: string, options?: QueryOptions): FlatQuery;
  /** What a form for a new record starts with, by field: default formulas are evaluated, the owner is the user. */
  defaults(session: Session, object: ObjectSchema): Readonly<Record<string, string | number | boolean>>;
  /** One outcome a row, in input order. At most 200 rows are one transaction; the caller chunks. */
  save(session: Session, request: SaveRequest): readonly RowResult[];
  /** Runs several calls as one transaction; when `work` throws, nothing of it remains. */
  transaction<T>(work: () => T): T;

  /** What a request that writes runs in, so that it meets others that write the same rows. */
  readonly locks: Locks;

  /** Small durable texts of the protocol layers (clients, tokens, jobs), kept in the same file. */
  readonly settings: {
    get(key: string): string | undefined;
    set(key: string, value: string): void;
    remove(key: string): void;
  };
  close(): void;
}

export interface EngineOptions {
  /** SQLite file; absent means in memory. */
  readonly file?: string;
  readonly clock: Clock;
  readonly locks?: LockOptions;
}

export { openEngine } from './open.ts';
export { administratorUsername } from './seed.ts';
