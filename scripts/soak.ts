/**
 * `npm run soak`: scenarios in each warehouse and a week in BigQuery, pushes killed at every place of the journal, then
 * pushes of 100,000 rows killed at 100 random moments under random trouble, against the local org; 20 minutes. `--rows`,
 * `--kills` and `--seed` set other numbers; the seed of a run that failed has it again.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
console.log(`npm run soak -- --rows ${values.rows} --kills ${values.kills} --seed ${values.seed}`);
const inEachWarehouse = ['correct-record-type', 'cycle-release', 'respelled', 'rollback-edited'];
const killed = ['kill-bulk', 'kill-collections', 'soak'];
const files = [
  'test/soak/cycle-bigquery.test.ts',
  ...[...inEachWarehouse, ...killed].map((name) => `test/scenario/${name}.test.ts`),
];
const done = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', '--test', '--test-reporter=spec', '--test-concurrency=1', ...files],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    env: {
      ...process.env,
      TEST_EVERYWHERE: '1',
      SOAK_ROWS: values.rows,
      SOAK_KILLS: values.kills,
      SOAK_SEED: values.seed,
    },
  },
);
process.exitCode = done.status ?? 1;
