/** Text from a spreadsheet → its cells, and which column of it means what. */
import type { EntryField } from 'c/forecastDraft';
import { labels } from 'c/labels';

/** The fields that cells may be pasted into, in the order in which they are pasted side by side. */
export const PASTE_FIELDS = ['entered', 'confidence', 'note'] as const satisfies readonly EntryField[];
export type PasteField = (typeof PASTE_FIELDS)[number];

type Lines = readonly (readonly string[])[];

/** More than one cell: a single one is typed into its input as any text. */
export function isRange(text: string): boolean {
  return /[\t\n]/.test(text.replace(/\r?\n$/, '').replaceAll('\r', ''));
}

const CELL = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;

/** Tab-separated, as spreadsheets copy; a cell with a tab, a line end or a quote in it is quoted. */
export function cellsOf(text: string): Lines {
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
export function sameName(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

export interface PasteLayout {
  readonly by: 'name' | 'position';
  /** Without the line of headings, if there was one. */
  readonly lines: Lines;
  /** Lines before the first of them. */
  readonly skipped: number;
  /** Where the name stands. */
  readonly nameAt: number;
  /** Where each field stands; of lines without a known order, the amount is their last cell that is not empty. */
  readonly fields: Readonly<Partial<Record<PasteField, number>>> | 'lastCell';
}

const HEADINGS: Readonly<Record<PasteField, string>> = {
  entered: labels.columnEntered,
  confidence: labels.confidence,
  note: labels.note,
};

export function layoutOf(
  lines: Lines,
  isRowName: (name: string) => boolean,
  isChoice: (text: string) => boolean,
): PasteLayout {
  const headed = headedLayout(lines);
  if (headed !== undefined) return headed;
  const width = Math.max(...lines.map((line) => line.length));
  if (width === 1 || !lines.some(([name = '']) => isRowName(name))) {
    return { by: 'position', lines, skipped: 0, nameAt: -1, fields: sideBySide(0, width) };
  }
  const choices = lines.map((line) => line[2]?.trim() ?? '').filter((text) => text !== '');
  const isOurOrder = choices.length > 0 && choices.every(isChoice);
  return { by: 'name', lines, skipped: 0, nameAt: 0, fields: isOurOrder ? sideBySide(1, width) : 'lastCell' };
}

/** What was copied from the grid as a whole says itself what each column is. */
function headedLayout(lines: Lines): PasteLayout | undefined {
  const head = lines[0]?.map(sameName) ?? [];
  const at = (heading: string): number => head.indexOf(sameName(heading));
  const found = PASTE_FIELDS.map((field) => [field, at(HEADINGS[field])] as const).filter(([, index]) => index >= 0);
  if (found.length === 0 || lines.length < 2) return undefined;
  const nameAt = at(labels.pasteColumnRow);
  const by = nameAt < 0 ? 'position' : 'name';
  return { by, lines: lines.slice(1), skipped: 1, nameAt, fields: Object.fromEntries(found) };
}

function sideBySide(start: number, width: number): Readonly<Partial<Record<PasteField, number>>> {
  const fields = PASTE_FIELDS.slice(0, Math.max(1, width - start));
  return Object.fromEntries(fields.map((field, index) => [field, start + index]));
}
