/**
 * `npm run bench -- [name…]`: runs the benches of `bench/`, all of them or those named, one after the other, and prints
 * a table for each. `--list` says which there are and what they measure.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benches, table } from '../bench/bench.ts';

const { values, positionals } = parseArgs({ options: { list: { type: 'boolean' } }, allowPositionals: true });
const all = await benches();
const unknown = positionals.filter((name) => !all.some((bench) => bench.name === name));
const chosen = positionals.length === 0 ? all : all.filter((bench) => positionals.includes(bench.name));

if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
} else if (values.list === true) {
  for (const { name, measures } of all) console.log(`${name}: ${measures}`);
} else {
  const [cpu] = cpus();
  console.log(`${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.version}\n`);
  for (const bench of chosen) {
    const figures = await bench.run((text) => {
      process.stderr.write(`${bench.name}: ${text}\n`);
    });
    console.log(table(bench, figures));
  }
}
