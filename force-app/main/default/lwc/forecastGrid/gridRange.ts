/** The rectangle of cells between where a selection began and where the cursor is, and its cells as a spreadsheet takes them. */
import { landingOf, withDraft, type Drafts, type EntryRow } from 'c/forecastDraft';
import { COLUMNS, type ColumnKey } from 'c/gridRows';
import { labels } from 'c/labels';
import { formatExact, type Unit } from 'c/moneyFormat';
import type { Place } from './gridKeys';

export interface CellRange {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly ColumnKey[];
}

export function rangeBetween(anchor: Place, at: Place): CellRange {
  const [left, right] = [COLUMNS.indexOf(anchor.column), COLUMNS.indexOf(at.column)].sort((one, two) => one - two);
  return {
    from: Math.min(anchor.row, at.row),
    to: Math.max(anchor.row, at.row),
    columns: COLUMNS.slice(left, (right ?? 0) + 1),
  };
}

const HEADINGS: Readonly<Record<Exclude<ColumnKey, 'detail'>, string>> = {
  name: labels.pasteColumnRow,
  lastWeek: labels.columnLastWeek,
  system: labels.columnSystem,
  entered: labels.columnEntered,
  actual: labels.figureActual,
  landing: labels.columnRowLanding,
};

/**
 * Tab-separated, amounts with every digit in the unit shown. Several rows with their names carry the columns' names, so
 * that what comes back from a spreadsheet finds its column again.
 */
export function textOfRange(
  rows: readonly EntryRow[],
  drafts: Drafts,
  unit: Unit,
  { from, to, columns }: CellRange,
): string {
  const copied = columns.filter((column) => column !== 'detail');
  const lines = rows.slice(from, to + 1).map((row) => copied.map((column) => cellText(row, drafts, unit, column)));
  const isNamed = lines.length > 1 && copied.length > 1 && copied.includes('name');
  const head = isNamed ? [copied.map((column) => HEADINGS[column])] : [];
  return [...head, ...lines].map((cells) => cells.map(quoted).join('\t')).join('\n');
}

function cellText(row: EntryRow, drafts: Drafts, unit: Unit, column: Exclude<ColumnKey, 'detail'>): string {
  const draft = drafts[row.id];
  const after = withDraft(row, draft);
  // A spreadsheet reads a hyphen as minus, not the sign that is written for people.
  const amount = (value: number | null): string => formatExact(value, unit).replace('−', '-');
  switch (column) {
    case 'name':
      return row.name;
    case 'entered':
      return draft?.unreadable === undefined ? amount(after.entered) : (draft.typed ?? '');
    case 'landing':
      return amount(landingOf(after));
    case 'lastWeek':
      return amount(row.lastWeek ?? null);
    case 'system':
      return amount(row.system);
    case 'actual':
      return amount(row.actual);
  }
}

function quoted(cell: string): string {
  return /["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** One line into several rows is that line in each of them. */
export function repeated(text: string, rows: number): string {
  const isOneLine = !text.replace(/\r?\n$/, '').includes('\n');
  return isOneLine
    ? Array<string>(rows)
        .fill(text.replace(/\r?\n$/, ''))
        .join('\n')
    : text;
}
