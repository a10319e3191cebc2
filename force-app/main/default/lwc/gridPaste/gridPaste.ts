/**
 * Cells from a spreadsheet → which row gets which amount, confidence and note, and why a cell cannot be taken. Pure:
 * nothing is entered until the person has seen it.
 */
import {
  changeDetail,
  leaveAmount,
  totalsOf,
  typeAmount,
  withDraft,
  type Drafts,
  type EntryRow,
} from 'c/forecastDraft';
import { readAmount, type MoneyInput, type Unit } from 'c/moneyFormat';
import { cellsOf, layoutOf, PASTE_FIELDS, sameName, type PasteField, type PasteLayout } from './pasteLayout';

export { cellsOf, isRange, type PasteField } from './pasteLayout';

export type Rejection = 'noRow' | 'ambiguous' | 'repeated' | 'locked' | 'unreadable' | 'notAChoice' | 'tooLong';

/** What a cell says: an amount, or the text of another field; `null` clears. */
export type PastedValue = MoneyInput | { readonly kind: 'text'; readonly text: string | null };

export interface PastedCell {
  /** From 1, as the spreadsheet counts what was copied. */
  readonly line: number;
  readonly field: PasteField;
  /** What stood beside the amount, where rows are found by it. */
  readonly name: string;
  readonly text: string;
  readonly row: EntryRow | undefined;
  readonly read: PastedValue;
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

export interface Choice {
  readonly label: string;
  readonly value: string;
}

export interface PasteContext {
  readonly rows: readonly EntryRow[];
  readonly drafts: Drafts;
  /** A number without a unit of its own is in this one, as when it is typed. */
  readonly unit: Unit;
  /** The rows from the cell that was pasted into on, in the order in which they are shown. */
  readonly places: readonly EntryRow[];
  readonly confidences: readonly Choice[];
  readonly canEnter: (row: EntryRow, field: PasteField) => boolean;
}

interface Candidate {
  readonly line: number;
  readonly field: PasteField;
  readonly name: string;
  readonly text: string;
  readonly rows: readonly EntryRow[];
}

function rowsByName(rows: readonly EntryRow[]): ReadonlyMap<string, readonly EntryRow[]> {
  const found = new Map<string, EntryRow[]>();
  for (const row of rows) {
    const name = sameName(row.name);
    found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}

function candidatesOf(
  { by, lines, skipped, nameAt, fields }: PasteLayout,
  { places }: PasteContext,
  names: ReadonlyMap<string, readonly EntryRow[]>,
): readonly Candidate[] {
  return lines.flatMap((line, index) => {
    const at = places[index];
    const inOrder = at === undefined ? [] : [at];
    const name = by === 'name' ? (line[nameAt] ?? '') : (at?.name ?? '');
    const found = {
      line: skipped + index + 1,
      name,
      rows: by === 'name' ? (names.get(sameName(name)) ?? []) : inOrder,
    };
    if (fields === 'lastCell') {
      const last = line.slice(1).findLast((cell) => cell.trim() !== '');
      return [{ ...found, field: 'entered' as const, text: last ?? '' }];
    }
    return PASTE_FIELDS.flatMap((field) => {
      const column = fields[field];
      return column === undefined ? [] : [{ ...found, field, text: line[column] ?? '' }];
    });
  });
}

/** What the platform's field holds. */
const MOST_NOTE_CHARACTERS = 255;

function choiceOf(text: string, confidences: readonly Choice[]): Choice | undefined {
  const wanted = sameName(text);
  return confidences.find(({ label, value }) => sameName(value) === wanted || sameName(label) === wanted);
}

function readCell({ field, text }: Candidate, { unit, confidences }: PasteContext): PastedValue {
  if (field === 'entered') return readAmount(text, unit);
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'text', text: null };
  return { kind: 'text', text: field === 'confidence' ? (choiceOf(trimmed, confidences)?.value ?? trimmed) : trimmed };
}

function rejectionOf(
  { rows, field }: Candidate,
  read: PastedValue,
  taken: ReadonlySet<string>,
  { canEnter, confidences }: PasteContext,
): Rejection | undefined {
  const [row, second] = rows;
  if (row === undefined) return 'noRow';
  if (second !== undefined) return 'ambiguous';
  if (taken.has(`${row.id} ${field}`)) return 'repeated';
  if (!canEnter(row, field)) return 'locked';
  if (read.kind === 'unreadable') return 'unreadable';
  if (read.kind === 'amount' || read.text === null) return undefined;
  if (field === 'confidence' && choiceOf(read.text, confidences) === undefined) return 'notAChoice';
  return read.text.length > MOST_NOTE_CHARACTERS ? 'tooLong' : undefined;
}

function entered(drafts: Drafts, row: EntryRow, field: PasteField, read: PastedValue): Drafts {
  if (read.kind !== 'text') return leaveAmount(typeAmount(drafts, row, '', read), row);
  return changeDetail(drafts, row, { [field]: read.text });
}

/** An empty cell beside the amount, where nothing is: nothing to say of it. */
function isNothing({ field, text, rows: [row] }: Candidate, drafts: Drafts): boolean {
  if (field === 'entered' || text.trim() !== '') return false;
  return row === undefined || withDraft(row, drafts[row.id])[field] === null;
}

export function previewPaste(text: string, context: PasteContext): PastePreview {
  const names = rowsByName(context.rows);
  const isChoice = (cell: string): boolean => choiceOf(cell, context.confidences) !== undefined;
  const layout = layoutOf(cellsOf(text), (name) => names.has(sameName(name)), isChoice);
  const taken = new Set<string>();
  let { drafts } = context;
  const candidates = candidatesOf(layout, context, names).filter((one) => !isNothing(one, context.drafts));
  const cells = candidates.map((candidate): PastedCell => {
    const { line, field, name, text: typed, rows } = candidate;
    const read = readCell(candidate, context);
    const rejection = rejectionOf(candidate, read, taken, context);
    const [row] = rows;
    if (row !== undefined && rejection === undefined) {
      taken.add(`${row.id} ${field}`);
      drafts = entered(drafts, row, field, read);
    }
    return { line, field, name, text: typed, row, read, rejection };
  });
  return {
    by: layout.by,
    cells,
    drafts,
    accepted: taken.size,
    before: totalsOf(context.rows, context.drafts).landing,
    after: totalsOf(context.rows, drafts).landing,
  };
}
