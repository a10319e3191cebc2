/** `raw.*`: CSV files as they are, every column text, and a clear word about a file that is not what was declared. */
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../faults.ts';
import { duckType, scalarNamed } from '../../googlesql/googlesql.ts';
import type { RawTable } from '../../syncs/syncs.ts';
import type { Duck } from './duck.ts';
import { checkedHeader, missingFiles } from '../csv.ts';
import { asCount, asText } from '../row.ts';
import { name, table, text } from './sql.ts';
import type { Ingested } from '../warehouse.ts';

/** Checks every file before the first table is replaced. */
export async function ingest(duck: Duck, tables: readonly RawTable[], dir: string): Promise<Ingested> {
  const files = tables.map((item) => ({ table: item, file: join(dir, fileOf(item)) }));
  missingFiles(
    files.map(({ file }) => file),
    dir,
  );
  const headers = new Map<string, readonly string[]>();
  for (const { table: item, file } of files) headers.set(item.name, await checkedHeader(item, file));
  const rows = new Map<string, number>();
  for (const { table: item, file } of files) {
    rows.set(item.name, await read(duck, item, file, headers.get(item.name) ?? item.columns));
  }
  const newest = Math.max(...files.map(({ file }) => statSync(file).mtimeMs));
  return { rows, modifiedAt: new Date(newest) };
}

/** A table of BigQuery's is out of reach here; the reader of todoku.yml has refused it. */
function fileOf(item: RawTable): string {
  if (item.file !== undefined) return item.file;
  throw new TypeError(`Raw table ${item.name} has no file.`);
}

/** Empty tables of the declared columns. */
export async function declare(duck: Duck, tables: readonly RawTable[]): Promise<void> {
  for (const item of tables) {
    const columns = item.columns.map((column) => {
      const kind = scalarNamed(item.types.get(column) ?? 'STRING') ?? 'STRING';
      return `${name(column)} ${duckType({ kind })}`;
    });
    await duck.run(`CREATE OR REPLACE TABLE ${table('raw', item.name)} (${columns.join(', ')})`);
  }
}

/** A CSV file as a table of text: RFC 4180, strict, an empty cell is NULL. */
export function readCsv(file: string, columns: readonly string[], more = ''): string {
  const shape = columns.map((column) => `${text(column)}: 'VARCHAR'`).join(', ');
  return `read_csv(${text(file)}, columns = {${shape}}, header = true, auto_detect = false, delim = ',', quote = '"',
    escape = '"', strict_mode = true, null_padding = false, max_line_size = ${maxLineBytes}${more})`;
}

/** A record of Bulk API 2.0 has at most 400,000 characters; ours may be several times as wide. */
const maxLineBytes = 16 * 1024 ** 2;

async function read(duck: Duck, item: RawTable, file: string, header: readonly string[]): Promise<number> {
  const target = table('raw', item.name);
  const rejects = `, store_rejects = true, rejects_table = '_rejects', rejects_scan = '_rejects_scan', rejects_limit = 1`;
  await duck.run('DROP TABLE IF EXISTS _rejects');
  await duck.run('DROP TABLE IF EXISTS _rejects_scan');
  await duck.run(
    `CREATE OR REPLACE TABLE ${target} AS SELECT ${item.columns.map(name).join(', ')}
     FROM ${readCsv(file, header, rejects)}`,
  );
  const [bad] = await duck.rows(
    `SELECT line_byte_position, error_type, error_message FROM _rejects ORDER BY line LIMIT 1`,
  );
  if (bad !== undefined) {
    const line = await lineAt(file, asCount(bad, 'line_byte_position'));
    throw new Fault('setup', 'raw-row-ragged', `${file}:${line}: ${asText(bad, 'error_message')}`, {
      next: 'Correct the line: as many values as columns, quotes closed, UTF-8.',
      place: `${file}:${line}`,
    });
  }
  if (item.key !== undefined) await checkKey(duck, item, item.key, file);
  const [count] = await duck.rows(`SELECT count(*) AS n FROM ${target}`);
  return asCount(count, 'n');
}

/** A declared key names each row once; the faults a person can find in the file are told by their keys. */
async function checkKey(duck: Duck, item: RawTable, key: string, file: string): Promise<void> {
  const bad = await duck.rows(
    `SELECT ${name(key)} AS key, count(*) AS n FROM ${table('raw', item.name)}
     GROUP BY 1 HAVING n > 1 OR ${name(key)} IS NULL ORDER BY 1 NULLS FIRST`,
  );
  if (bad.length === 0) return;
  const told = bad
    .slice(0, keysTold)
    .map((row) =>
      row['key'] === null ? `empty in ${asCount(row, 'n')} rows` : `"${asText(row, 'key')}" ${asCount(row, 'n')} times`,
    );
  const rest = bad.length > keysTold ? `; and ${bad.length - keysTold} more` : '';
  throw new Fault(
    'refused',
    'raw-key-not-unique',
    `${file}: ${key} has to name each row once: ${told.join('; ')}${rest}.`,
    {
      next: `Correct the file, or take the key of ${item.name} out of todoku.yml when its rows may repeat.`,
      place: file,
    },
  );
}

const keysTold = 5;

/** The line that a byte position (from 1) is on. Only read when something is wrong. */
async function lineAt(file: string, bytePosition: number): Promise<number> {
  let line = 1;
  if (bytePosition <= 1) return line;
  for await (const chunk of createReadStream(file, { end: bytePosition - 2 })) {
    if (!Buffer.isBuffer(chunk)) continue;
    for (const byte of chunk) if (byte === 10) line += 1;
  }
  return line;
}
