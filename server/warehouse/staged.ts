/** The columns of `stage.<sync>`: mapped fields, roll-ups to compare with, the period. */
import { Fault } from '../faults.ts';
import type { FieldShape, MappedArchive, MappedField, MappedSync, RecordTypeChoices } from '../model/model.ts';
import type { Canonical } from './canonical.ts';
import { notOffered } from './choices.ts';
import { rollupColumn } from './comparison.ts';
import { periodColumn } from './difference.ts';
import { sizeColumn } from './plausible.ts';
import type { Column } from './sources.ts';
import type { Words } from './words.ts';

/** One column to bring to canonical form. */
export interface Staged {
  /** Column in the stage table, as its field is called. */
  readonly as: string;
  readonly label: string;
  readonly raw: string;
  /** Name of the canonical text inside the statement. */
  readonly value: string;
  readonly canonical: Canonical;
  readonly whenNull: string | undefined;
}

export function stagedColumns(
  mapped: MappedSync,
  columns: readonly Column[],
  canonical: (column: Column, field: MappedField) => Canonical,
  words: Pick<Words, 'column' | 'strays' | 'text' | 'textType'>,
): readonly Staged[] {
  const { sync, archive } = mapped;
  const own = mapped.fields.filter((field) => field !== archive?.field);
  const fields = own.map((field) => ({ field, as: field.name }));
  const rollups = mapped.rollups.map(({ shape, column }) => ({
    field: plain(shape, column),
    as: rollupColumn(shape.name),
  }));
  const sizes = mapped.plausible.flatMap(({ field, size }) =>
    size === undefined ? [] : [{ field: plain(field.shape, size.column), as: sizeColumn(field.name) }],
  );
  const { period } = sync.reconcile;
  const periods = period === undefined ? [] : [{ field: plain(dateShape, period.column), as: periodColumn }];
  const staged = [...fields, ...rollups, ...sizes, ...periods].map(({ field, as }, index): Staged => {
    const column = columnNamed(columns, field.column, sync.name);
    const isPlainBoolean = field.shape.kind === 'boolean' && field.nulls === 'clear';
    return {
      as,
      label: field.name,
      raw: words.column(column.name),
      value: `_todoku_${index}`,
      canonical: canonical(column, field),
      whenNull: isPlainBoolean ? 'false' : undefined,
    };
  });
  const narrowed = staged.map((one) => narrowedBy(mapped.choices, one, staged, words));
  return archive === undefined ? narrowed : [...narrowed, archiveColumn(archive, words)];
}

function narrowedBy(
  choices: readonly RecordTypeChoices[],
  one: Staged,
  all: readonly Staged[],
  words: Pick<Words, 'text' | 'strays'>,
): Staged {
  const choice = choices.find(({ field }) => field.name === one.as);
  const type = all.find(({ as }) => as === choice?.recordType.name);
  if (choice === undefined || type === undefined) return one;
  const faults = [...one.canonical.faults, notOffered(choice, type.value, words)];
  return { ...one, canonical: { ...one.canonical, faults } };
}

/** A staged row is there, so its record is not archived: no column of the model says so. */
function archiveColumn(
  { field, otherwise }: MappedArchive,
  words: Pick<Words, 'column' | 'text' | 'textType'>,
): Staged {
  const value = `CAST(${otherwise === undefined ? 'NULL' : words.text(otherwise)} AS ${words.textType})`;
  return {
    as: field.name,
    label: field.name,
    raw: value,
    value: '_todoku_archive',
    canonical: { value, faults: [] },
    whenNull: undefined,
  };
}

export function keyOf(staged: readonly Staged[], mapped: MappedSync): Staged {
  const key = staged.find((column) => column.label === mapped.key.name);
  if (key === undefined) throw new TypeError(`Sync ${mapped.sync.name} has no key column.`);
  return key;
}

/** A column that is compared but never sent. */
function plain(shape: FieldShape, column: string): MappedField {
  return {
    name: shape.name,
    column,
    nulls: 'clear',
    owner: 'warehouse',
    shape,
    insertOnly: false,
    required: false,
    parent: undefined,
  };
}

const dateShape: FieldShape = {
  name: 'period',
  kind: 'date',
  type: 'date',
  length: 0,
  precision: 0,
  scale: 0,
  allowed: undefined,
  createable: false,
  updateable: false,
  calculated: false,
  aggregatable: true,
  nillable: true,
  defaultedOnCreate: false,
  externalId: false,
  unique: false,
  idLookup: false,
  reference: undefined,
};

export function columnNamed(columns: readonly Column[], wanted: string, sync: string): Column {
  const found = columns.find((column) => column.name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw new Fault('setup', 'column-missing', `model.sql of ${sync} returns no column "${wanted}".`, {
    next: `It returns: ${columns.map((column) => column.name).join(', ')}. Correct sync.yml or model.sql.`,
    place: `syncs/${sync}/model.sql`,
  });
}
