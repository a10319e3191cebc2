/** A file of SQL, and the second text that may stand beside it: `model.duckdb.sql` beside `model.sql`. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './problems.ts';
import type { Dialect, Sql } from './template.ts';

const secondEnd = '.duckdb.sql';

export function readSql(file: string, dialect: Dialect): Sql {
  const text = readFileSync(file, 'utf8');
  const second = file.replace(/\.sql$/, secondEnd);
  if (dialect === 'duckdb' || !existsSync(second)) return { file, text, dialect };
  return { file, text, dialect, duckdb: { file: second, text: readFileSync(second, 'utf8'), dialect: 'duckdb' } };
}

/** The files of SQL in a folder of the project, without the second texts. */
export function sqlFiles(dir: string, pattern: string): readonly string[] {
  return globSync(pattern, { cwd: dir })
    .filter((path) => !path.endsWith(secondEnd))
    .sort()
    .map((path) => join(dir, path));
}

/** Second texts that nobody reads: beside no first one, or in a project whose first ones are DuckDB's already. */
export function secondTextProblems(dir: string, dialect: Dialect): readonly Problem[] {
  return globSync(`{models,coverage,syncs/*}/*${secondEnd}`, { cwd: dir })
    .sort()
    .flatMap((path) => {
      const file = join(dir, path);
      const isBeside = existsSync(file.replace(secondEnd, '.sql'));
      if (isBeside && dialect === 'bigquery') return [];
      const message = isBeside
        ? 'a second text for DuckDB stands beside one that is written for DuckDB already.'
        : `there is no ${path.replace(secondEnd, '.sql')} beside it.`;
      return [{ file, line: 1, column: 1, message, next: 'Remove the file, or write the first text in GoogleSQL.' }];
    });
}
