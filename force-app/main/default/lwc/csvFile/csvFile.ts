/** A table as a file that spreadsheets open: UTF-8 with its mark, so that Excel reads Japanese. */

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

/** Hands the file to the browser, which asks or saves as the person has told it. */
export function download(fileName: string, text: string): void {
  const link = document.createElement('a');
  link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${text}`)}`;
  link.download = fileName.replaceAll(/[\\/:*?"<>|\s]+/g, '-');
  link.click();
}
