/** A layout as a page shows it: sections of places, to read or with inputs. */
import type { FieldFacts, ObjectFacts } from './facts.ts';
import { fieldsOf, type Layout, type LayoutItem, type LayoutSection } from './layout.ts';
import { isBlank, shownField, type Shown } from './shown.ts';

export type FormMode = 'view' | 'edit' | 'create';

export interface PlaceValue extends Shown {
  readonly key: string;
}

export interface PlaceInput {
  readonly name: string;
  readonly isRequired: boolean;
}

export interface Place {
  readonly key: string;
  readonly label: string;
  readonly help: string | null;
  /** To read: a field and its companion, such as who and when. */
  readonly values: readonly PlaceValue[];
  readonly inputs: readonly PlaceInput[];
  /** The field that a pencil in this place opens; undefined where nothing may be changed. */
  readonly editableField: string | undefined;
  readonly className: string;
}

export interface Section {
  readonly key: string;
  readonly heading: string;
  readonly places: readonly Place[];
}

export interface SectionSource {
  readonly object: ObjectFacts;
  readonly record: unknown;
  readonly mode: FormMode;
  /** The person may change this record at all. */
  readonly canEdit: boolean;
}

const widths: Readonly<Record<number, string>> = { 1: '1-of-1', 2: '1-of-2', 3: '1-of-3', 4: '1-of-4' };

const classOf = (columns: number): string =>
  `slds-col slds-size_1-of-1 slds-medium-size_${widths[columns] ?? '1-of-2'} slds-p-horizontal_x-small`;

function mayEnter(field: FieldFacts | undefined, mode: FormMode): boolean {
  if (field === undefined) return false;
  return mode === 'create' ? field.createable : field.updateable;
}

interface ItemFacts {
  readonly key: string;
  readonly label: string;
  readonly names: readonly string[];
  readonly columns: number;
  readonly isEditable: boolean;
  readonly isRequired: boolean;
}

function placeOf(source: SectionSource, item: ItemFacts): Place {
  const { object, record, mode } = source;
  const { names, isEditable, isRequired } = item;
  const enterable = isEditable ? names.filter((name) => mayEnter(object.fields[name], mode)) : [];
  const isReading = mode === 'view' || enterable.length === 0;
  const values = names.map((name) => ({ key: name, ...shownField(record, object, name) }));
  return {
    key: item.key,
    label: item.label,
    help: object.fields[names[0] ?? '']?.inlineHelpText ?? null,
    values: isReading ? values.filter((value) => !isBlank(value)) : [],
    inputs: isReading ? [] : enterable.map((name) => ({ name, isRequired })),
    editableField: mode === 'view' && source.canEdit ? enterable[0] : undefined,
    className: classOf(item.columns),
  };
}

function itemFacts(item: LayoutItem, key: string, columns: number, mode: FormMode): ItemFacts {
  const isEditable = mode === 'create' ? item.editableForNew : item.editableForUpdate;
  return { key, label: item.label, names: fieldsOf(item), columns, isEditable, isRequired: item.required };
}

/** A form for a new record has no place for what nobody enters. */
function placesOf(source: SectionSource, section: LayoutSection): readonly Place[] {
  const { mode } = source;
  const all = section.layoutRows.flatMap((row, rowIndex) =>
    row.layoutItems.map((item, column) =>
      placeOf(source, itemFacts(item, `${rowIndex}.${column}`, section.columns, mode)),
    ),
  );
  return mode === 'create' ? all.filter(({ inputs }) => inputs.length > 0) : all;
}

export function sectionsOf(layout: Layout, source: SectionSource): readonly Section[] {
  return layout.sections
    .map((section, index) => ({
      key: String(index),
      heading: section.useHeading ? section.heading : '',
      places: placesOf(source, section),
    }))
    .filter(({ places }) => places.length > 0);
}

/** A field that a page or an action names by itself; an empty name is an empty place. */
export interface FieldWish {
  readonly name: string;
  readonly isReadOnly?: boolean;
  readonly isRequired?: boolean;
}

export const wishes = (names: readonly string[]): readonly FieldWish[] => names.map((name) => ({ name }));

/** Fields in this many columns, row by row. A field that the person may not see takes no place. */
export function sectionOfFields(
  fields: readonly FieldWish[],
  columns: number,
  source: SectionSource,
): readonly Section[] {
  const known = fields.filter(({ name }) => name === '' || name in source.object.fields || source.mode !== 'view');
  const places = known.map(({ name, isReadOnly = false, isRequired = false }, index) => {
    const label = source.object.fields[name]?.label ?? name;
    const names = name === '' ? [] : [name];
    const facts = { key: `${index}.${name}`, label, names, columns, isEditable: !isReadOnly, isRequired };
    return placeOf(source, facts);
  });
  return [{ key: 'fields', heading: '', places }];
}
