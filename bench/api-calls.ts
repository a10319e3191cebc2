/** How many API calls a push of some changed rows costs, step by step, beside the fewest that could carry them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../server/clock.ts';
import { readPackage } from '../local-org/local-org.ts';
import { salesforceOrg } from '../server/org/salesforce.ts';
import { push, type RunEvent } from '../server/run/run.ts';
import { readProject } from '../server/syncs/syncs.ts';
import { openWarehouse } from '../server/warehouse/place/place.ts';
import { cachedPackage } from '../scripts/cached-package.ts';
import type { Figure, Say } from './bench.ts';
import { loadDepartments, withFacts, writeFacts, writeFactsProject } from './facts.ts';
import { serveOrg, type ServedOrg } from './served-org.ts';

const count = Number(process.env['BENCH_ROWS'] ?? '100000');
/** How many rows change before each push after the first; the last one compares every record key by key. */
const pushes = [
  ...[0, 10, 1000, 100_000].map((changed) => ({ changed, isDeep: false })),
  { changed: 100_000, isDeep: true },
].filter(({ changed }) => changed <= count);

export const measures = `API calls and seconds of pushes into the local org, from a mart of ${count} rows (five columns, DuckDB), by step: first all of them, then some changed, at last with --deep. "load" is what carries rows and their answers, "plan" includes signing in and describing the object, "verify" compares counts and sums, and up to 50,000 records (with --deep all) keys and fields, "record" tells the org how it ended. The fewest that could carry the rows: a Composite call for each 1,000 of them (five sObject Collections of 200), or one Bulk API 2.0 job with its seven calls (create, upload, close, one look, three results). BENCH_ROWS sets another number of rows.`;

/** Collections in a Composite call: five of 200 rows (REST API Developer Guide, "Composite", limits). */
const rowsOfComposite = 1000;
const callsOfBulk = 7;
const fewest = (rows: number): number => Math.min(Math.ceil(rows / rowsOfComposite), callsOfBulk);

interface Step {
  readonly calls: number;
  readonly seconds: number;
}

interface Pushed {
  readonly steps: ReadonlyMap<string, Step>;
  readonly calls: number;
  readonly seconds: number;
}

async function pushed(org: ServedOrg, folder: string, rows: number, isDeep: boolean): Promise<Pushed> {
  const project = readProject(folder);
  const file = join(org.folder, 'warehouse.duckdb');
  const warehouse = await openWarehouse({ project, file, clock: systemClock });
  const salesforce = salesforceOrg({ kind: 'token', url: org.url, accessToken: org.token }, systemClock);
  const steps = new Map<string, Step>();
  const started = performance.now();
  const mark = { calls: 0, at: started };
  const onEvent = (event: RunEvent): void => {
    if (event.type !== 'step') return;
    // What comes between two steps (the batches that are opened before loading) belongs to the next one.
    if (event.state === 'started') return;
    const { calls } = salesforce.usage();
    const at = performance.now();
    steps.set(event.step, { calls: calls - mark.calls, seconds: (at - mark.at) / 1000 });
    Object.assign(mark, { calls, at });
  };
  try {
    const parts = { warehouse, org: salesforce, clock: systemClock, dir: `${file}.files` };
    const { state, objects } = await push(project, parts, { onEvent, isDeep });
    const sent = objects.reduce((sum, one) => sum + one.sent, 0);
    if (state !== 'matched' || sent !== rows) throw new Error(`the push ended ${state} and sent ${sent} rows`);
    return { steps, calls: salesforce.usage().calls, seconds: (performance.now() - started) / 1000 };
  } finally {
    await warehouse.close();
  }
}

function figuresOf(what: string, rows: number, { steps, calls, seconds }: Pushed): readonly Figure[] {
  const least = fewest(rows);
  const share = (part: number, of: number): string => `${((100 * part) / of).toFixed(0)} %`;
  const load = steps.get('load')?.calls ?? 0;
  return [
    {
      what,
      rows,
      seconds,
      ratio: `${calls} calls; to load ${load}, ${(load / least).toFixed(1)} × of the least, ${least}`,
    },
    ...[...steps].map(([step, one]) => ({
      what: `  ${step}`,
      seconds: one.seconds,
      ratio: `${one.calls} calls, ${share(one.calls, calls)}; ${share(one.seconds, seconds)} of the time`,
    })),
  ];
}

export async function run(say: Say): Promise<readonly Figure[]> {
  await using org = await serveOrg(withFacts(readPackage(readFileSync(await cachedPackage()))));
  await loadDepartments(org);
  const folder = join(org.folder, 'project');
  writeFactsProject(folder, 5, { kind: 'duckdb' });
  const figures: Figure[] = [];
  for (const [index, { changed, isDeep }] of pushes.entries()) {
    const rows = changed === 0 ? count : changed;
    const what = `${changed === 0 ? `all ${rows} new` : `${rows} changed`}${isDeep ? ', every record compared' : ''}`;
    await writeFacts(join(folder, 'raw', 'facts.csv'), 5, count, { changed, by: 5000 * index });
    const one = await pushed(org, folder, rows, isDeep);
    figures.push(...figuresOf(what, rows, one));
    say(`${what}: ${one.calls} calls, ${one.seconds.toFixed(0)} s`);
  }
  return figures;
}
