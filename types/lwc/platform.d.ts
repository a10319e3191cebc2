/** The platform modules that `@salesforce/lightning-types` leaves out, as far as our components use them. */

declare module 'lightning/graphql' {
  import type { WireAdapterConstructor } from 'lwc';

  export interface GraphQLError {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }
  /** `data` is whatever the query names: it is read once, by `c/gapQuery`. */
  export interface GraphQLResult {
    readonly data?: unknown;
    readonly errors?: readonly GraphQLError[] | undefined;
    /** Asks again; resolves when the wire has given the fresh answer. */
    readonly refresh?: () => Promise<unknown>;
  }
  const document: unique symbol;
  /** A parsed query; opaque to us. */
  export interface GraphQLDocument {
    readonly [document]: true;
  }
  export interface GraphQLConfig {
    query: GraphQLDocument | undefined;
    variables?: Readonly<Record<string, unknown>> | undefined;
  }
  export const graphql: WireAdapterConstructor<GraphQLConfig, GraphQLResult>;
  /** Without placeholders: the platform wants to read a query where it is written. */
  export function gql(parts: TemplateStringsArray): GraphQLDocument;
}

declare module 'lightning/uiRecordApi' {
  export interface RecordInput {
    /** Named when a record is created. */
    readonly apiName?: string;
    readonly fields: Readonly<Record<string, unknown>>;
  }
  export interface RecordRepresentation {
    readonly id: string;
    readonly lastModifiedDate?: string;
  }
  export function createRecord(recordInput: RecordInput): Promise<RecordRepresentation>;
  export function deleteRecord(recordId: string): Promise<void>;
  /** `ifUnmodifiedSince` makes the platform refuse with 412 when the record has changed since. */
  export function updateRecord(
    recordInput: RecordInput,
    clientOptions?: { readonly ifUnmodifiedSince?: string },
  ): Promise<RecordRepresentation>;
  export function notifyRecordUpdateAvailable(records: readonly { readonly recordId: string }[]): Promise<void>;
}

declare module 'lightning/uiObjectInfoApi' {
  import type { WireAdapterConstructor } from 'lwc';

  export interface FieldInfo {
    readonly apiName: string;
    readonly label: string;
    readonly updateable: boolean;
  }
  export interface ObjectInfo {
    readonly apiName: string;
    readonly defaultRecordTypeId: string | null;
    /** Only the fields that the user may read. */
    readonly fields: Readonly<Record<string, FieldInfo>>;
    readonly updateable: boolean;
  }
  export interface PicklistValues {
    readonly values: readonly { readonly label: string; readonly value: string }[];
  }
  export interface WireResult<Data> {
    readonly data?: Data;
    readonly error?: unknown;
  }
  type Named = string | { readonly objectApiName: string; readonly fieldApiName?: string };
  export const getObjectInfo: WireAdapterConstructor<{ objectApiName: Named | undefined }, WireResult<ObjectInfo>>;
  export const getPicklistValues: WireAdapterConstructor<
    { recordTypeId: string | undefined; fieldApiName: Named },
    WireResult<PicklistValues>
  >;
}

declare module 'lightning/platformShowToastEvent' {
  export interface Toast {
    readonly title: string;
    readonly message?: string;
    readonly variant?: 'info' | 'success' | 'warning' | 'error';
    readonly mode?: 'dismissible' | 'pester' | 'sticky';
  }
  export class ShowToastEvent extends CustomEvent<Toast> {
    constructor(toast: Toast);
  }
}

declare module 'lightning/refresh' {
  import type { LightningElement } from 'lwc';

  export class RefreshEvent extends CustomEvent<void> {
    constructor();
  }
  /** The handler's promise tells the platform when this part of the page is fresh again. */
  export function registerRefreshHandler(element: LightningElement, handler: () => Promise<unknown>): number;
  export function unregisterRefreshHandler(id: number): void;
}

declare module 'lightning/navigation' {
  import type { LightningElement } from 'lwc';

  export interface RecordPage {
    readonly type: 'standard__recordPage';
    readonly attributes: {
      readonly recordId: string;
      readonly objectApiName?: string;
      readonly actionName: 'view' | 'edit';
    };
  }
  const navigate: unique symbol;
  const generateUrl: unique symbol;
  export interface Navigating {
    [navigate](page: RecordPage): void;
    [generateUrl](page: RecordPage): Promise<string>;
  }
  export const NavigationMixin: {
    <Element extends LightningElement>(base: new () => Element): new () => Element & Navigating;
    readonly Navigate: typeof navigate;
    readonly GenerateUrl: typeof generateUrl;
  };
}

declare module '@salesforce/i18n/lang' {
  /** Language of the user interface, as in `ja` or `en-US`. */
  const lang: string;
  export default lang;
}
declare module '@salesforce/i18n/locale' {
  const locale: string;
  export default locale;
}
declare module '@salesforce/i18n/currency' {
  const currency: string;
  export default currency;
}
declare module '@salesforce/i18n/timeZone' {
  const timeZone: string;
  export default timeZone;
}

declare module '@salesforce/customPermission/*' {
  /** Never false (LWC Developer Guide, Check Permissions). */
  const granted: true | undefined;
  export default granted;
}

declare module '*.html' {
  const template: unknown;
  export default template;
}
