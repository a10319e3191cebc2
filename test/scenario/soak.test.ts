/** `npm run soak` runs this with 100,000 rows, 100 kills and another seed each time; here it is small and the same. */
import { test } from 'node:test';
import { soak } from './soak.ts';
import { Stage } from './stage.ts';

const number = (name: string, usual: number): number => Number(process.env[name] ?? usual);

test('pushes killed at random moments under random trouble end as the source, and none says matched too early', async (t) => {
  await using stage = await Stage.open();
  const options = { rows: number('SOAK_ROWS', 2500), kills: number('SOAK_KILLS', 4), seed: number('SOAK_SEED', 7) };
  const say = (text: string): void => {
    t.diagnostic(text);
  };
  const { killed, ended } = await soak(stage, { ...options, say });
  t.diagnostic(
    `${JSON.stringify(options)}: ${killed} kills; pushes that ended, by exit code: ${JSON.stringify(ended)}`,
  );
});
