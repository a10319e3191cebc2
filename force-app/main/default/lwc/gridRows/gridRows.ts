/** The rows of the grid as text and flags: what a template needs, and nothing it has to decide. */
import { landingOf, withDraft, type Draft, type EntryField, type EntryRow } from 'c/forecastDraft';
import { minus } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatExact, formatSigned, NOTHING, type Unit } from 'c/moneyFormat';
import { COLUMNS, type ColumnKey } from './gridColumns';
import { LOCKED, markOf, messagesOf, statusOf } from './rowStatus';
import type { CellView, GridRow, Permissions, RowView } from './rowView';

export { COLUMN_FIELDS, COLUMNS, type ColumnKey } from './gridColumns';
export type { GridRow, Permissions, RowView } from './rowView';

/** Whether the person may type into this field now. */
export function isEditable(
  row: EntryRow,
  draft: Draft | undefined,
  permissions: Permissions,
  field: EntryField,
): boolean {
  const isOnItsWay = draft?.state === 'saving' || draft?.state === 'saved';
  return row.locked === undefined && !isOnItsWay && permissions[row.kind][field];
}

const VIEWED: readonly (keyof RowView)[] = [
  'row',
  'draft',
  'unit',
  'permissions',
  'isFocused',
  'isTyping',
  'isOpen',
  'tabStop',
  'selected',
  'ariaRow',
];

/** Remembers each row as it was shown: one whose facts are the same is the same object, and is not drawn again. */
export class ShownRows {
  private readonly shown = new Map<string, { readonly view: RowView; readonly row: GridRow }>();

  of(view: RowView): GridRow {
    const known = this.shown.get(view.row.id);
    if (known !== undefined && VIEWED.every((fact) => known.view[fact] === view[fact])) return known.row;
    const row = gridRow(view);
    this.shown.set(view.row.id, { view, row });
    return row;
  }
}

export function gridRow(view: RowView): GridRow {
  const { row, draft, unit, permissions, isOpen } = view;
  const after = withDraft(row, draft);
  const change = minus(landingOf(after), landingOf(row));
  const messages = messagesOf(view);
  const hasMonth = row.kind === 'project';
  const can = (field: EntryField): boolean => isEditable(row, draft, permissions, field);
  return {
    ...inputOf(view, after),
    row,
    id: row.id,
    name: row.name,
    nameParts: partsOf(row.name),
    url: linkOf(row),
    lastWeek: formatAmount(row.lastWeek ?? null, unit),
    system: hasMonth ? formatAmount(row.system, unit) : NOTHING,
    actual: hasMonth ? formatAmount(row.actual, unit) : NOTHING,
    landing: formatAmount(landingOf(after), unit),
    change: change === 0 ? '' : formatSigned(change, unit),
    describedBy: messages.length > 0 ? 'message' : undefined,
    status: statusOf(view),
    messages: messages.map((text) => ({ key: text, text })),
    isConflict: draft?.state === 'conflict',
    lockedReason: row.locked === undefined ? '' : LOCKED[row.locked].reason,
    detailLabel: fill(labels.rowDetails, row.name),
    isBusy: String(draft?.state === 'saving'),
    isOpen,
    expanded: String(isOpen),
    cells: cellsOf(view),
    ariaRow: String(view.ariaRow),
    drafted: after,
    unit,
    mayRevert: hasMonth && after.entered !== null && can('entered'),
    canEdit: {
      entered: can('entered'),
      inLanding: can('inLanding'),
      confidence: can('confidence'),
      note: can('note'),
    },
  };
}

const CLASSES: Readonly<Record<ColumnKey, string>> = {
  detail: 'detail',
  name: 'name',
  lastWeek: 'number quiet',
  system: 'number quiet',
  entered: 'number entered',
  actual: 'number quiet',
  landing: 'number landing',
};

function cellsOf({ tabStop, selected }: RowView): GridRow['cells'] {
  const cell = (key: ColumnKey): CellView => ({
    tab: key === tabStop ? '0' : '-1',
    isSelected: String(selected.includes(key)),
    className: selected.includes(key) ? `${CLASSES[key]} selected` : CLASSES[key],
  });
  // Every key of the record is one of the columns.
  return Object.fromEntries(COLUMNS.map((key) => [key, cell(key)])) as Record<ColumnKey, CellView>;
}

function inputOf(
  { row, draft, unit, permissions, isFocused, isTyping }: RowView,
  after: EntryRow,
): Pick<GridRow, 'text' | 'placeholder' | 'isReadOnly' | 'isInvalid' | 'inputLabel' | 'inputClass'> {
  const mark = markOf(draft, isTyping);
  const label = fill(labels.enteredFor, row.name);
  return {
    text: draft?.typed ?? enteredText(after, unit, isFocused),
    placeholder: row.kind === 'project' ? formatAmount(row.system, unit) : '',
    isReadOnly: !isEditable(row, draft, permissions, 'entered'),
    isInvalid: String(mark === 'bad'),
    inputLabel: row.locked === undefined ? label : `${label}. ${LOCKED[row.locked].reason}`,
    inputClass: `amount ${mark}`.trim(),
  };
}

/** A name is broken where it is put together: customer｜project, each on its line where there is no room for both. */
function partsOf(name: string): GridRow['nameParts'] {
  return [...name.matchAll(/([^｜|／]+)([｜|／]?)/gu)].map(([, text = '', bar = ''], index) => {
    return { key: `${index}`, text, bar };
  });
}

export function linkOf(row: EntryRow): string {
  const objectApiName = row.kind === 'project' ? 'Project__c' : 'Opportunity';
  return row.linkId === null ? '' : `/lightning/r/${objectApiName}/${row.linkId}/view`;
}

function enteredText(after: EntryRow, unit: Unit, isFocused: boolean): string {
  if (after.entered === null) return '';
  return isFocused ? formatExact(after.entered, unit) : formatAmount(after.entered, unit);
}
