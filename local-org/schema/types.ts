/**
 * What an org knows about its objects: the one schema that every protocol (REST, SOQL, Bulk, UI API, GraphQL,
 * pages) reads. It is built from the standard objects and the metadata deployed into the org, never written twice.
 */

/** Field types as describe names them (`fields[].type`). */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'boolean'
  | 'double'
  | 'int'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'email'
  | 'phone'
  | 'url'
  | 'encryptedstring'
  | 'base64'
  | 'address'
  | 'location'
  | 'combobox';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
  /** Of a dependent picklist: the values of the controlling field beside which it may stand. */
  readonly validFor?: readonly string[];
  /** Of a stage or a status: what it says about the record. */
  readonly meaning?: {
    readonly isClosed: boolean;
    readonly isWon: boolean;
    /** 0 to 100. */
    readonly probability?: number;
    readonly forecastCategory?: string;
  };
}

export interface RollupFilter {
  /** Field of the child object. */
  readonly field: string;
  readonly operation:
    | 'equals'
    | 'notEqual'
    | 'lessThan'
    | 'greaterThan'
    | 'lessOrEqual'
    | 'greaterOrEqual'
    | 'contains'
    | 'notContain'
    | 'startsWith';
  /** Alternatives, ORed; an empty list means blank. */
  readonly values: readonly string[];
}

/** A roll-up summary field (metadata type Summary). Filters are ANDed. */
export interface Rollup {
  readonly operation: 'count' | 'sum' | 'min' | 'max';
  readonly childObject: string;
  /** The child's master-detail field that points here. */
  readonly childField: string;
  readonly summarizedField?: string;
  readonly filters: readonly RollupFilter[];
}

export interface Formula {
  readonly source: string;
  readonly blanksAreZero: boolean;
}

export interface Reference {
  /** API names of the objects it may point to; more than one means polymorphic. */
  readonly to: readonly string[];
  /** Name used child → parent (`Target__r`, `Owner`). */
  readonly relationshipName: string;
  /** Name used parent → children (`Project_Amounts__r`); absent when the platform has none. */
  readonly childRelationshipName?: string;
  readonly kind: 'lookup' | 'masterDetail';
  /** 0 for the first master, 1 for the second; absent for a lookup. */
  readonly order?: 0 | 1;
  readonly onDelete: 'setNull' | 'restrict' | 'cascade';
  readonly reparentable: boolean;
  /** True when read access to the master is enough to change the detail. */
  readonly writeRequiresMasterRead: boolean;
}

export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  /** Characters for text, 0 otherwise. */
  readonly length: number;
  /** All digits, including those after the point; 0 when not a number. */
  readonly precision: number;
  readonly scale: number;
  readonly required: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  /** May be used to find a record in an upsert or a relationship column, although it is no external id (Id, Username …). */
  readonly idLookup: boolean;
  readonly autoNumber?: { readonly format: string; readonly start: number };
  readonly formula?: Formula;
  readonly rollup?: Rollup;
  readonly reference?: Reference;
  readonly picklist?: {
    readonly values: readonly PicklistValue[];
    readonly restricted: boolean;
    /** API name of the field on whose value the choice depends. */
    readonly controller?: string;
  };
  /** Of a part (`Place__Latitude__s`): the field that stands for all parts together. */
  readonly compound?: string;
  /** Of a compound field, which is not stored: the names of its parts. */
  readonly parts?: readonly string[];
  /** Formula text of a custom field's default, or a literal for a standard one. */
  readonly defaultValue?: string;
  /** May anyone set it on create, or change it: the platform's own limit, before permissions. */
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly nameField: boolean;
  readonly helpText?: string;
  /** Lines shown for long text. */
  readonly visibleLines?: number;
  /** False for fields that always can be seen (Id, required, master-detail, Name of a detail …). */
  readonly permissionable: boolean;
}

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  /** Formula that is true for a bad record. */
  readonly condition: string;
  readonly message: string;
  readonly errorField?: string;
}

export interface RecordType {
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  readonly active: boolean;
  readonly isMaster: boolean;
  /** Picklist → the values of it that records of this type may choose from; one that is not listed keeps all. */
  readonly offers: ReadonlyMap<string, readonly { readonly value: string; readonly isDefault: boolean }[]>;
}

/** Whom a sharing rule names: a kind of group, and its developer name (none for everybody inside). */
export interface SharedWith {
  readonly kind: 'Regular' | 'Queue' | 'Role' | 'RoleAndSubordinates' | 'Organization';
  readonly name: string;
}

/** Records of certain owners, or with certain values, opened to a group (metadata type SharingRules). */
export interface SharingRule {
  readonly name: string;
  readonly level: 'read' | 'edit';
  readonly to: readonly SharedWith[];
  /** Of a rule by owner: whose records. */
  readonly from?: readonly SharedWith[];
  /** Of a rule by criteria; filters are ANDed unless `logic` says `1 AND (2 OR 3)`. */
  readonly criteria?: { readonly filters: readonly RollupFilter[]; readonly logic?: string };
}

export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ReadWriteTransfer' | 'ControlledByParent' | 'FullAccess';

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly custom: boolean;
  /** Holds values for the organization, a profile or a user. */
  readonly customSetting?: true;
  /** First three characters of every id of this object; fixed when the object is created in this org. */
  readonly keyPrefix: string;
  /** In order of declaration; look a field up with `field()` of schema.ts, which ignores case as the platform does. */
  readonly fields: readonly FieldSchema[];
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordType[];
  readonly sharingModel: SharingModel;
  readonly sharingRules: readonly SharingRule[];
  /** Of a share object: the object whose records it shares. */
  readonly shareOf?: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
}

export interface ChildRelationship {
  readonly childObject: string;
  readonly childField: string;
  readonly relationshipName?: string;
  readonly cascadeDelete: boolean;
  readonly restrictedDelete: boolean;
}

/** Labels in one language; whatever is missing falls back to the label of the schema. */
export interface ObjectTranslation {
  readonly label?: string;
  readonly labelPlural?: string;
  readonly fields: ReadonlyMap<
    string,
    { readonly label?: string; readonly help?: string; readonly picklist: ReadonlyMap<string, string> }
  >;
  readonly validationMessages: ReadonlyMap<string, string>;
}

export interface OrgSchema {
  /** By API name in lower case. */
  readonly objects: ReadonlyMap<string, ObjectSchema>;
  /** Language (`ja`) → object API name in lower case → translation. */
  readonly translations: ReadonlyMap<string, ReadonlyMap<string, ObjectTranslation>>;
}
