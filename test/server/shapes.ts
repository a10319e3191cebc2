/** Shapes of fields and syncs for tests of the warehouse alone, as describe would give them. */
import type {
  FieldKind,
  FieldOwner,
  FieldShape,
  MappedField,
  MappedSync,
  NullRule,
  PlausibleRule,
  SyncMode,
} from '../../server/model/model.ts';

export function shape(name: string, kind: FieldKind, more: Partial<FieldShape> = {}): FieldShape {
  const isNumber = kind === 'decimal';
  return {
    name,
    kind,
    type: isNumber ? 'currency' : kind,
    length: kind === 'text' ? 80 : 0,
    precision: isNumber ? 18 : 0,
    scale: isNumber ? 2 : 0,
    allowed: undefined,
    createable: true,
    updateable: true,
    calculated: false,
    aggregatable: true,
    nillable: true,
    defaultedOnCreate: false,
    externalId: false,
    unique: false,
    idLookup: false,
    reference: undefined,
    ...more,
  };
}

export interface FieldSpec {
  readonly kind?: FieldKind;
  readonly column?: string;
  readonly nulls?: NullRule;
  readonly owner?: FieldOwner;
  readonly shape?: Partial<FieldShape>;
  readonly required?: boolean;
  readonly insertOnly?: boolean;
  /** Object of the parent, for a relationship column. */
  readonly parent?: string;
}

export interface SyncSpec {
  readonly name?: string;
  readonly object?: string;
  readonly mode?: SyncMode;
  /** Field and value of the archive; the field is one of `fields`, and nothing otherwise. */
  readonly archive?: { readonly field: string; readonly value: string; readonly otherwise?: string };
  readonly fields: Readonly<Record<string, FieldSpec>>;
  readonly sums?: readonly string[];
  readonly plausible?: readonly PlausibleRule[];
  readonly period?: string;
  readonly rollups?: Readonly<Record<string, string>>;
}

/** A mapped sync whose columns are called like its fields in lower case without `__c`, unless said otherwise. */
export function mappedSync(spec: SyncSpec): MappedSync {
  const fields = Object.entries({ Key__c: {}, ...spec.fields })
    .map(([name, field]) => mappedField(name, field))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const named = (name: string): MappedField => {
    const found = fields.find((field) => field.name === name);
    if (found === undefined) throw new Error(`no field ${name}`);
    return found;
  };
  const object = spec.object ?? 'Thing__c';
  const none = { percent: 100, rows: Number.MAX_SAFE_INTEGER };
  return {
    sync: {
      name: spec.name ?? 'thing',
      object,
      key: 'Key__c',
      mode: spec.mode ?? 'mirror',
      archive: spec.archive === undefined ? undefined : { otherwise: undefined, ...spec.archive },
      fields: fields.map((field) => ({
        field: field.name,
        column: field.column,
        nulls: field.nulls,
        owner: field.owner,
        parent: undefined,
      })),
      reconcile: {
        period: spec.period === undefined ? undefined : { column: spec.period, field: 'Period__c' },
        sums: spec.sums ?? [],
        rollups: Object.entries(spec.rollups ?? {}).map(([field, column]) => ({ field, column })),
        attach: undefined,
      },
      plausible: [],
      guards: { minRows: 1, maxDeletes: none, maxChanges: none, maxEmptied: none, maxQuarantined: none },
      file: 'sync.yml',
    },
    object: {
      name: object,
      createable: true,
      updateable: true,
      deletable: true,
      queryable: true,
      fields: new Map(),
      recordTypes: [],
    },
    choices: [],
    key: named('Key__c'),
    fields,
    sums: (spec.sums ?? []).map(named),
    archive:
      spec.archive === undefined
        ? undefined
        : { otherwise: undefined, ...spec.archive, field: named(spec.archive.field) },
    plausible: (spec.plausible ?? []).map(({ field, ...rule }) => ({ ...rule, field: named(field) })),
    rollups: Object.entries(spec.rollups ?? {}).map(([field, column]) => ({ shape: shape(field, 'decimal'), column })),
    ownsObject: true,
  };
}

function mappedField(name: string, field: FieldSpec): MappedField {
  const kind = field.kind ?? 'text';
  return {
    name,
    column: field.column ?? name.replace(/__[cr]\b.*$/, '').toLowerCase(),
    nulls: field.nulls ?? 'clear',
    owner: field.owner ?? 'warehouse',
    shape: shape(name, kind, field.shape),
    insertOnly: field.insertOnly ?? field.owner === 'person',
    required: field.required ?? false,
    parent:
      field.parent === undefined
        ? undefined
        : { field: name.replace(/__r\..*$/, '__c'), objects: [field.parent], key: 'Key__c' },
  };
}
