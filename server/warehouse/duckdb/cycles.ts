/** `todoku.cycles` and the tables beside it. */
import { cyclesOn, selection, type CycleRows } from '../cycle-store.ts';
import type { CycleColumnType } from '../cycle-tables.ts';
import type { Cycles } from '../cycles.ts';
import type { Duck } from './duck.ts';
import { pictures } from './pictures.ts';
import { name, table } from './sql.ts';
import { cycleTypes } from './tables.ts';

export const cycles = (duck: Duck): Cycles => cyclesOn(rowsOf(duck), { restMs: 0, pictures: pictures(duck) });

function rowsOf(duck: Duck): CycleRows {
  return {
    select: (of, question) => {
      const dialect = { from: table('todoku', of.name), name, read, value: '$value' };
      return duck.rows(selection(of, question, dialect), question.where && { value: question.where.value });
    },
    put: ({ name: of, columns }, keys, row) =>
      duck.transaction(async (one) => {
        const typed = (column: string): string => `CAST($${column} AS ${cycleTypes[columns[column] ?? 'STRING']})`;
        const same = keys.map((key) => `${name(key)} = ${typed(key)}`).join(' AND ');
        await one.run(
          `DELETE FROM ${table('todoku', of)} WHERE ${same}`,
          Object.fromEntries(keys.map((key) => [key, row[key] ?? null])),
        );
        const names = Object.keys(columns);
        await one.run(
          `INSERT INTO ${table('todoku', of)} (${names.map(name).join(', ')}) VALUES (${names.map(typed).join(', ')})`,
          row,
        );
      }),
  };
}

function read(column: string, type: CycleColumnType): string {
  if (type === 'TIMESTAMP') return `epoch_ms(${column})`;
  return type === 'DATE' ? `CAST(${column} AS VARCHAR)` : column;
}
