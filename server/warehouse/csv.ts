/** Raw files as they are: CSV, every value text, an empty cell nothing, and a clear word about a file that is not so. */
import { createReadStream, existsSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { Fault } from '../faults.ts';
import type { RawTable } from '../syncs/syncs.ts';

export function missingFiles(files: readonly string[], dir: string): void {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length === 0) return;
  throw new Fault('setup', 'raw-file-missing', `Raw files are missing: ${missing.join(', ')}.`, {
    next: 'Put them there, or name the folder with --raw.',
    place: missing[0] ?? dir,
  });
}

/** The file's columns in its own order, which may differ from the declared one; the names may not. */
export async function checkedHeader(item: RawTable, file: string): Promise<readonly string[]> {
  const header = await headerOf(file);
  const missing = item.columns.filter((column) => !header.includes(column));
  const extra = header.filter((column) => !item.columns.includes(column));
  const twice = header.filter((column, index) => header.indexOf(column) !== index);
  const wrong = [
    missing.length > 0 ? `missing ${missing.map(quoted).join(', ')}` : '',
    extra.length > 0 ? `not declared ${extra.map(quoted).join(', ')}` : '',
    twice.length > 0 ? `twice ${twice.map(quoted).join(', ')}` : '',
  ].filter((line) => line !== '');
  if (wrong.length === 0) return header;
  throw new Fault(
    'setup',
    'raw-header-differs',
    `${file}:1: the header is not the declared one: ${wrong.join('; ')}.`,
    {
      next: `Correct the file, or the columns of ${item.name} in todoku.yml.`,
      place: `${file}:1`,
    },
  );
}

const quoted = (column: string): string => `"${column}"`;

/** Names in the first record of a CSV file; empty for an empty file. */
export async function headerOf(file: string): Promise<readonly string[]> {
  const parser = createReadStream(file).pipe(parse({ to: 1, bom: true, relax_column_count: true }));
  for await (const record of parser) {
    if (Array.isArray(record)) return record.map(String);
  }
  return [];
}

/** Few enough to be gone before the next are read: what is held while Node clears its youngest objects grows old. */
const chunkRows = 100;

/** Records behind the header as objects, an empty cell being absent. Faults name the line of a ragged one. */
export async function* csvRows(
  file: string,
  header: readonly string[],
): AsyncGenerator<readonly Readonly<Record<string, string>>[]> {
  const source = createReadStream(file);
  const parser = source.pipe(parse({ bom: true, from: 2, skip_empty_lines: true }));
  source.on('error', (error) => parser.destroy(error));
  let chunk: Record<string, string>[] = [];
  try {
    for await (const record of parser) {
      if (!Array.isArray(record)) continue;
      const cells = record.map(String);
      chunk.push(Object.fromEntries(header.flatMap((column, index) => (cells[index] ? [[column, cells[index]]] : []))));
      if (chunk.length < chunkRows) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines: unknown = error['lines'];
    const line = typeof lines === 'number' ? lines : 1;
    throw new Fault('setup', 'raw-row-ragged', `${file}:${line}: ${error.message}`, {
      next: 'Correct the line: as many values as columns, quotes closed, UTF-8.',
      place: `${file}:${line}`,
      cause: error,
    });
  }
  if (chunk.length > 0) yield chunk;
}
