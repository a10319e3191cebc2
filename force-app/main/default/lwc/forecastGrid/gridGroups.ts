/** The grid's rows in their two sections, with where the keyboard is and which details are open. */
import { withDraft, type Drafts, type EntryField, type EntryRow } from 'c/forecastDraft';
import { labels } from 'c/labels';
import type { Unit } from 'c/moneyFormat';
import { AMOUNT_COLUMN, DETAIL_COLUMN, NAME_COLUMN, type Mode, type Place } from './gridKeys';
import { gridRow, isEditable, type GridRow, type Permissions } from './gridRows';

export interface GridState {
  readonly rows: readonly EntryRow[];
  readonly drafts: Drafts;
  readonly unit: Unit;
  readonly permissions: Permissions;
  readonly at: Place;
  readonly mode: Mode;
  /** The row whose amount has the focus. */
  readonly focusedId: string | undefined;
  readonly openIds: readonly string[];
}

export interface PerCell {
  readonly name: string;
  readonly amount: string;
  readonly detail: string;
}

export interface ShownRow extends GridRow {
  readonly isOpen: boolean;
  readonly expanded: string;
  readonly icon: string;
  /** tabindex of name, amount and details: one of all cells is a tab stop. */
  readonly tabs: PerCell;
  readonly cells: PerCell;
  readonly drafted: EntryRow;
  readonly canEdit: Readonly<Record<EntryField, boolean>>;
}

export interface GridGroup {
  readonly key: EntryRow['kind'];
  readonly name: string;
  /** Empty for the first group, whose name heads the column. */
  readonly heading: string;
  readonly rows: readonly ShownRow[];
}

export function gridGroups(state: GridState): readonly GridGroup[] {
  const shown = state.rows.map((row, index) => shownRow(state, row, index));
  const names = { project: labels.breakdownProjects, opportunity: labels.breakdownOpportunities };
  return (['project', 'opportunity'] as const)
    .map((key) => ({ key, name: names[key], rows: shown.filter(({ row }) => row.kind === key) }))
    .filter(({ rows }) => rows.length > 0)
    .map((group, index) => ({ ...group, heading: index === 0 ? '' : group.name }));
}

function shownRow(
  { drafts, unit, permissions, at, mode, focusedId, openIds }: GridState,
  row: EntryRow,
  index: number,
): ShownRow {
  const draft = drafts[row.id];
  const isFocused = focusedId === row.id;
  const isOpen = openIds.includes(row.id);
  const can = (field: EntryField): boolean => isEditable(row, draft, permissions, field);
  return {
    ...gridRow({ row, draft, unit, permissions, isFocused, isTyping: isFocused && mode === 'edit' }),
    isOpen,
    expanded: String(isOpen),
    icon: isOpen ? 'utility:chevrondown' : 'utility:chevronright',
    tabs: perCell((column) => (at.row === index && at.column === column ? '0' : '-1')),
    cells: perCell((column) => `${index}:${column}`),
    drafted: withDraft(row, draft),
    canEdit: {
      entered: can('entered'),
      inLanding: can('inLanding'),
      confidence: can('confidence'),
      note: can('note'),
    },
  };
}

function perCell(text: (column: number) => string): PerCell {
  return { name: text(NAME_COLUMN), amount: text(AMOUNT_COLUMN), detail: text(DETAIL_COLUMN) };
}
