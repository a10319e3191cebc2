/** The columns of `stage.<sync>`: mapped fields, roll-ups to compare with, the period. */
import { Fault } from '../faults.ts';
import type { FieldShape, MappedField, MappedSync } from '../model/model.ts';
import type { Canonical } from './canonical.ts';
import { rollupColumn } from './comparison.ts';
import { periodColumn } from './difference.ts';
import { sizeColumn } from './plausible.ts';
import type { Column } from './sources.ts';

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
  quoted: (name: string) => string,
): readonly Staged[] {
  const { sync } = mapped;
  const fields = mapped.fields.map((field) => ({ field, as: field.name }));
  const rollups = mapped.rollups.map(({ shape, column }) => ({
    field: plain(shape, column),
    as: rollupColumn(shape.name),
  }));
  const sizes = mapped.plausible.flatMap(({ field, size }) =>
    size === undefined ? [] : [{ field: plain(field.shape, size.column), as: sizeColumn(field.name) }],
  );
  const { period } = sync.reconcile;
  const periods = period === undefined ? [] : [{ field: plain(dateShape, period.column), as: periodColumn }];
  return [...fields, ...rollups, ...sizes, ...periods].map(({ field, as }, index) => {
    const column = columnNamed(columns, field.column, sync.name);
    const isPlainBoolean = field.shape.kind === 'boolean' && field.nulls === 'clear';
    return {
      as,
      label: field.name,
      raw: quoted(column.name),
      value: `_todoku_${index}`,
      canonical: canonical(column, field),
      whenNull: isPlainBoolean ? 'false' : undefined,
    };
  });
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
