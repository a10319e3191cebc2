/** `todoku.kept_…`: what was kept of a moment of a week, taken over from models of the same names. */
import type { Pictures } from '../cycles.ts';
import { asCount } from '../row.ts';
import type { Duck, Statements } from './duck.ts';
import { name, table } from './sql.ts';

export function pictures(duck: Duck): Pictures {
  return {
    isTaken: (cycle, picture) => isTaken(duck, cycle, picture),
    count: async (model) => asCount((await duck.rows(`SELECT count(*) AS n FROM ${table('mart', model)}`))[0], 'n'),
    keep: ({ cycle, picture, models, takenAt }) =>
      duck.transaction(async (one) => {
        if (await isTaken(one, cycle, picture)) return;
        const at = takenAt.toISOString();
        for (const model of models) {
          await one.run(
            `INSERT INTO todoku.${name(model)} BY NAME
             SELECT *, CAST($at AS TIMESTAMPTZ) AS taken_at FROM ${table('mart', model)}`,
            { at },
          );
        }
        await one.run('INSERT INTO todoku.cycle_pictures VALUES ($cycle, $picture, CAST($at AS TIMESTAMPTZ))', {
          cycle,
          picture,
          at,
        });
      }),
  };
}

async function isTaken(one: Pick<Statements, 'rows'>, cycle: string, picture: string): Promise<boolean> {
  const rows = await one.rows('SELECT 1 FROM todoku.cycle_pictures WHERE cycle = $cycle AND picture = $picture', {
    cycle,
    picture,
  });
  return rows.length > 0;
}
