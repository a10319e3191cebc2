/** The weekly cycle in the dataset: a row is replaced by one statement, a picture is kept in one transaction. */
import { cyclesOn, selection, type CycleRows } from '../cycle-store.ts';
import type { CycleColumnType } from '../cycle-tables.ts';
import type { Cycles, Pictures } from '../cycles.ts';
import { asCount } from '../row.ts';
import type { Engine, Parameters, Purpose } from './engine.ts';
import { given, name } from './sql.ts';
import { idOf, shapeOf, tableOf } from './tables.ts';

const small = (what: string): Purpose => ({ what, step: 'cycle', isSmall: true });

/** A look is two queries, and BigQuery bills each. */
const restMs = 5 * 60_000;

export const cycles = (engine: Engine): Cycles => cyclesOn(rowsOf(engine), { restMs, pictures: pictures(engine) });

function rowsOf(engine: Engine): CycleRows {
  return {
    select: (of, question) => {
      const dialect = { from: engine.table(of.name), name, read, value: '@value' };
      const parameters = question.where && { value: question.where.value };
      return engine.rows(selection(of, question, dialect), small(`read ${of.name}`), parameters);
    },
    put: async ({ name: of, columns }, keys, row) => {
      const names = Object.keys(columns);
      const typed = Object.entries(columns).map(
        ([column, type]) => `CAST(${name(column)} AS ${type}) AS ${name(column)}`,
      );
      const others = names.filter((column) => !keys.includes(column));
      await engine.run(
        `MERGE INTO ${engine.table(of)} AS t
         USING (SELECT ${typed.join(', ')} FROM ${given(names)}) AS n
         ON ${keys.map((key) => `t.${name(key)} = n.${name(key)}`).join(' AND ')}
         WHEN MATCHED THEN UPDATE SET ${others.map((column) => `${name(column)} = n.${name(column)}`).join(', ')}
         WHEN NOT MATCHED THEN INSERT (${names.map(name).join(', ')})
           VALUES (${names.map((column) => `n.${name(column)}`).join(', ')})`,
        small(`note in ${of}`),
        { rows: JSON.stringify([row]) },
      );
    },
  };
}

function read(column: string, type: CycleColumnType): string {
  if (type === 'TIMESTAMP') return `UNIX_MILLIS(${column})`;
  return type === 'DATE' || type === 'NUMERIC' ? `CAST(${column} AS STRING)` : column;
}

function pictures(engine: Engine): Pictures {
  const count = async (from: string, parameters?: Parameters): Promise<number> =>
    asCount((await engine.rows(`SELECT COUNT(*) AS n FROM ${from}`, small('count pictures'), parameters))[0], 'n');
  const taken = engine.table('cycle_pictures');
  return {
    isTaken: async (cycle, picture) =>
      (await count(`${taken} WHERE cycle = @cycle AND picture = @picture`, { cycle, picture })) > 0,
    isEmpty: async () => (await count(taken)) === 0,
    count: (model) => count(tableOf(engine, 'mart', model)),
    keep: async (models) => {
      const inserts: string[] = [];
      for (const model of models) {
        const shape = await shapeOf(engine, [idOf('mart', model)]);
        const columns = (shape?.columns ?? []).map((column) => name(column.name)).join(', ');
        inserts.push(
          `INSERT INTO ${engine.table(model)} (${columns}) SELECT ${columns} FROM ${tableOf(engine, 'mart', model)};`,
        );
      }
      await engine.run(`BEGIN TRANSACTION;\n${inserts.join('\n')}\nCOMMIT TRANSACTION;`, {
        what: 'keep a picture of the week',
        step: 'cycle',
        isSmall: true,
      });
    },
  };
}
