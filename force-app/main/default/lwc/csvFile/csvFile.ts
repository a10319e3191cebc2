/** A table as the text of a file that spreadsheets open. */

/** What such a file begins with, so that Excel reads Japanese. */
export const UTF8_MARK = '\uFEFF';

/** A text that a spreadsheet would take for a formula is none. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?[\d.,]+%?$/;

/** As people see a figure, but with the minus that spreadsheets know. */
function cellOf(text: string): string {
  const plain = text.replace(/^−/, '-');
  const safe = FORMULA.test(plain) && !NUMBER.test(plain) ? `'${plain}` : plain;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}
