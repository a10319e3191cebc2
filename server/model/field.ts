/** How the loader treats a value; several describe types share a kind. */
export type FieldKind =
  | 'text'
  | 'picklist'
  | 'multipicklist'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'reference'
  /** A type no sync can write (address, base64, …). */
  | 'unsupported';

/** A field as describe shows it to the signed-in user: what is not visible to that user does not exist. */
export interface FieldShape {
  readonly name: string;
  readonly kind: FieldKind;
  /** The describe type, for messages. */
  readonly type: string;
  /** Characters; 0 when the platform states none. */
  readonly length: number;
  /** All digits of a number, those after the point included; 0 when not a number. */
  readonly precision: number;
  readonly scale: number;
  /** API values a restricted picklist takes; undefined when any text is taken. */
  readonly allowed: readonly string[] | undefined;
  readonly createable: boolean;
  readonly updateable: boolean;
  /** False for a formula or a roll-up's neighbours too: neither may be written. */
  readonly calculated: boolean;
  /** Whether Salesforce adds it up in a query. */
  readonly aggregatable: boolean;
  readonly nillable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly externalId: boolean;
  readonly unique: boolean;
  readonly idLookup: boolean;
  readonly reference: { readonly relationship: string; readonly to: readonly string[] } | undefined;
}

export interface ObjectShape {
  readonly name: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  /** By API name in lower case: the platform ignores case in names. */
  readonly fields: ReadonlyMap<string, FieldShape>;
  /** Ids of the record types that are active, the master left out. */
  readonly recordTypes: readonly string[];
}

export function fieldOf(object: ObjectShape, name: string): FieldShape | undefined {
  return object.fields.get(name.toLowerCase());
}

/** The lookup or master-detail field that is called `name` when one goes from child to parent (`Target__r`). */
export function relationshipOf(object: ObjectShape, name: string): FieldShape | undefined {
  const wanted = name.toLowerCase();
  return [...object.fields.values()].find((field) => field.reference?.relationship.toLowerCase() === wanted);
}
