/** The CSV of `failed --csv` as it comes back from a person: its cells with their places, and what is wrong with it. */
import { existsSync, readFileSync } from 'node:fs';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Fault } from '../faults.ts';

/** A place in the file. Lines and columns count from 1; a column is that of the table. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

export interface Cell extends Spot {
  readonly field: string;
  /** Empty for nothing. */
  readonly text: string;
}

export interface FileRow {
  readonly sync: string;
  readonly key: string;
  readonly syncCell: Spot;
  readonly keyCell: Spot;
  readonly cells: readonly Cell[];
}

export interface CorrectionFile {
  readonly rows: readonly FileRow[];
  /** Notes what is wrong; nothing is sent then. */
  refuse(at: Spot, message: string): void;
  /** Faults when anything was refused. */
  check(): void;
}

/** What is said about a row for its reader; only where it belongs is read back. */
const described: readonly string[] = ['operation', 'status', 'code', 'message'];
const needed = ['run', 'sync', 'key'] as const;
/** Problems that a message lists. */
const listed = 20;

/** Faults when it cannot be read as such a file at all. */
export function readCorrectionFile(path: string, run: string): CorrectionFile {
  const [header, ...records] = recordsOf(path);
  const problems: string[] = [];
  let first: Spot | undefined;
  const refuse = ({ line, column }: Spot, message: string): void => {
    first ??= { line, column };
    problems.push(`${path}:${line}:${column}: ${message}`);
  };
  const check = (): void => {
    if (first === undefined) return;
    const more = problems.length > listed ? [`… and ${problems.length - listed} more.`] : [];
    throw invalid(path, first, [...problems.slice(0, listed), ...more].join('\n'));
  };
  const names = header?.cells ?? [];
  for (const name of needed.filter((one) => !names.includes(one))) {
    refuse({ line: 1, column: 1 }, `there is no column "${name}"; the header is that of "todoku failed --csv".`);
  }
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) !== index) refuse({ line: 1, column: index + 1 }, `column "${name}" is there twice.`);
  }
  check();
  const rows = records.map((record) => rowOf(names, record));
  const seen = new Set<string>();
  for (const [index, { sync, key, keyCell }] of rows.entries()) {
    const of = records[index]?.cells[names.indexOf('run')] ?? '';
    if (of !== run) refuse({ ...keyCell, column: names.indexOf('run') + 1 }, `the row is of run "${of}", not ${run}.`);
    const name = JSON.stringify([sync, key]);
    if (seen.has(name)) refuse(keyCell, `row ${key} of ${sync} is there twice.`);
    seen.add(name);
  }
  if (rows.length === 0) refuse({ line: 2, column: 1 }, 'there are no rows.');
  check();
  return { rows, refuse, check };
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function rowOf(names: readonly string[], { line, cells }: Line): FileRow {
  const at = (name: string): Spot => ({ line, column: names.indexOf(name) + 1 });
  const textOf = (name: string): string => cells[names.indexOf(name)] ?? '';
  return {
    sync: textOf('sync'),
    key: textOf('key'),
    syncCell: at('sync'),
    keyCell: at('key'),
    cells: names
      .filter((name) => !described.includes(name) && !needed.some((one) => one === name))
      .map((field) => ({ ...at(field), field, text: textOf(field) })),
  };
}

const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

function recordsOf(path: string): readonly Line[] {
  if (!existsSync(path)) {
    throw new Fault('setup', 'corrections-missing', `There is no file ${path}.`, {
      next: 'Name the file that "todoku failed --csv" wrote.',
      place: path,
    });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    let next = 1;
    return parsed.parse(parse(text, { bom: true, info: true, skip_empty_lines: true })).map(({ record, info }) => {
      const line = next;
      next = info.lines + 1;
      return { line, cells: record };
    });
  } catch (error) {
    if (error instanceof CsvError) {
      const { lines } = z.object({ lines: z.number().catch(1) }).parse(error);
      throw invalid(path, { line: lines, column: 1 }, `${path}:${lines}:1: ${error.message}`, error);
    }
    if (!(error instanceof TypeError)) throw error;
    throw invalid(path, { line: 1, column: 1 }, `${path}:1:1: the file is not UTF-8.`, error);
  }
}

function invalid(path: string, { line, column }: Spot, message: string, cause?: unknown): Fault {
  return new Fault('setup', 'corrections-invalid', message, {
    next: 'Nothing was sent. Correct the file and send it again.',
    place: `${path}:${line}:${column}`,
    cause,
  });
}
