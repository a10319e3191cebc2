/**
 * Cells from a spreadsheet → which row gets which amount, and why a cell cannot be taken. Pure: nothing is entered until
 * the person has seen it.
 */
import { totalsOf, typeAmount, leaveAmount, type Drafts, type EntryRow } from 'c/forecastDraft';
import { readAmount, type MoneyInput, type Unit } from 'c/moneyFormat';

export type Rejection = 'noRow' | 'ambiguous' | 'repeated' | 'locked' | 'unreadable';

export interface PastedCell {
  /** From 1, as the spreadsheet counts what was copied. */
  readonly line: number;
  /** What stood beside the amount, where rows are found by it. */
  readonly name: string;
  readonly text: string;
  readonly row: EntryRow | undefined;
  readonly read: MoneyInput;
  readonly rejection: Rejection | undefined;
}

export interface PastePreview {
  readonly by: 'name' | 'position';
  readonly cells: readonly PastedCell[];
  /** The drafts as they would be. */
  readonly drafts: Drafts;
  readonly accepted: number;
  /** Σ landing of all rows, in full currency units. */
  readonly before: number;
  readonly after: number;
}

export interface PasteContext {
  readonly rows: readonly EntryRow[];
  readonly drafts: Drafts;
  /** A number without a unit of its own is in this one, as when it is typed. */
  readonly unit: Unit;
  /** The row of the cell that was pasted into. */
  readonly startId: string;
  readonly canEnter: (row: EntryRow) => boolean;
}

/** More than one cell: a single one is typed into its input as any text. */
export function isRange(text: string): boolean {
  return /[\t\n]/.test(text.replace(/\r?\n$/, '').replaceAll('\r', ''));
}

const CELL = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;

/** Tab-separated, as spreadsheets copy; a cell with a tab, a line end or a quote in it is quoted. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const plain = text.replaceAll('\r\n', '\n').replace(/\n$/, '');
  const lines: string[][] = [[]];
  let at = 0;
  for (let end = '\t'; end !== '';) {
    CELL.lastIndex = at;
    const [whole = '', quoted, bare = '', separator = ''] = CELL.exec(plain) ?? [];
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (separator === '\n') lines.push([]);
    at += whole.length;
    end = separator;
  }
  return lines;
}

/** Names are compared as people see them. */
function sameName(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

function rowsByName(rows: readonly EntryRow[]): ReadonlyMap<string, readonly EntryRow[]> {
  const found = new Map<string, EntryRow[]>();
  for (const row of rows) {
    const name = sameName(row.name);
    found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}

interface Candidate {
  readonly name: string;
  readonly text: string;
  readonly rows: readonly EntryRow[];
}

/** By name when the first column holds names of rows; the amount is then the last column that is not empty. */
function candidates(
  lines: readonly (readonly string[])[],
  { rows, startId }: PasteContext,
): { readonly by: PastePreview['by']; readonly found: readonly Candidate[] } {
  const names = rowsByName(rows);
  const known = lines.filter(([name = '']) => names.has(sameName(name))).length;
  if (known > 0 && lines.some((line) => line.length > 1)) {
    const found = lines.map((line) => {
      const [name = ''] = line;
      const amounts = line.slice(1).filter((cell) => cell.trim() !== '');
      return { name, text: amounts.at(-1) ?? '', rows: names.get(sameName(name)) ?? [] };
    });
    return { by: 'name', found };
  }
  const start = Math.max(
    0,
    rows.findIndex(({ id }) => id === startId),
  );
  const found = lines.map(([text = ''], index) => {
    const row = rows[start + index];
    return { name: row?.name ?? '', text, rows: row === undefined ? [] : [row] };
  });
  return { by: 'position', found };
}

function rejectionOf(
  { rows }: Candidate,
  read: MoneyInput,
  taken: ReadonlySet<string>,
  canEnter: PasteContext['canEnter'],
): Rejection | undefined {
  const [row, second] = rows;
  if (row === undefined) return 'noRow';
  if (second !== undefined) return 'ambiguous';
  if (taken.has(row.id)) return 'repeated';
  if (!canEnter(row)) return 'locked';
  return read.kind === 'unreadable' ? 'unreadable' : undefined;
}

export function previewPaste(text: string, context: PasteContext): PastePreview {
  const { by, found } = candidates(cellsOf(text), context);
  const taken = new Set<string>();
  let { drafts } = context;
  const cells = found.map((candidate, index): PastedCell => {
    const { name, text: typed, rows } = candidate;
    const read = readAmount(typed, context.unit);
    const rejection = rejectionOf(candidate, read, taken, context.canEnter);
    const [row] = rows;
    if (row !== undefined && rejection === undefined) {
      taken.add(row.id);
      drafts = leaveAmount(typeAmount(drafts, row, typed, read), row);
    }
    return { line: index + 1, name, text: typed, row, read, rejection };
  });
  return {
    by,
    cells,
    drafts,
    accepted: taken.size,
    before: totalsOf(context.rows, context.drafts).landing,
    after: totalsOf(context.rows, drafts).landing,
  };
}
