/** `todoku.kept_…`: what was kept of a moment of a week, taken over from models of the same names. */
import type { Pictures } from '../cycles.ts';
import { asCount } from '../row.ts';
import type { Bindings, Duck } from './duck.ts';
import { name, table } from './sql.ts';

export function pictures(duck: Duck): Pictures {
  const count = async (from: string, bindings?: Bindings): Promise<number> =>
    asCount((await duck.rows(`SELECT count(*) AS n FROM ${from}`, bindings))[0], 'n');
  const taken = 'todoku.cycle_pictures';
  return {
    isTaken: async (cycle, picture) =>
      (await count(`${taken} WHERE cycle = $cycle AND picture = $picture`, { cycle, picture })) > 0,
    isEmpty: async () => (await count(taken)) === 0,
    count: (model) => count(table('mart', model)),
    keep: (models) =>
      duck.transaction(async (one) => {
        for (const model of models) {
          await one.run(`INSERT INTO todoku.${name(model)} BY NAME SELECT * FROM ${table('mart', model)}`);
        }
      }),
  };
}
