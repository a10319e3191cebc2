/** How much memory a push holds: of a mart of so many rows, first all of them, then a few that have changed. */
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { readPackage } from '../local-org/local-org.ts';
import { cachedPackage } from '../scripts/cached-package.ts';
import { googleSignIn } from '../test/scenario/google-sign-in.ts';
import type { Figure, Say } from './bench.ts';
import type { Changed } from './facts.ts';
import { factsInGoogleSql, loadDepartments, withFacts, writeFacts, writeFactsProject } from './facts.ts';
import { measure, todokuCommand, type Measured } from './programs.ts';
import { serveBigQuery } from './served-bigquery.ts';
import { serveOrg, type ServedOrg } from './served-org.ts';

const count = Number(process.env['BENCH_ROWS'] ?? '10000000');
/** `duckdb`, `bigquery`; both by default. */
const places = (process.env['BENCH_WAREHOUSES'] ?? 'bigquery,duckdb').split(',');

/** How many percent of the rows differ before the second push, and the third, … */
const percents = process.env['BENCH_CHANGED_PERCENT'] ?? '0.01,1,10';
const changes = percents.split(',').map((percent) => Math.ceil((count * Number(percent)) / 100));

/** What the DuckDB of BigQuery's stand-in may hold: a quarter of this machine. */
const standInMb = Math.floor(totalmem() / 4 / 2 ** 20);

export const measures = `Peak memory (VmHWM) of the process of \`todoku push\` from a mart of ${count} rows (twelve columns) into an org, another process: all of them new, then ${percents} % changed. Once with BigQuery as the warehouse (its stand-in, a process of its own), once with DuckDB inside the pushing process (memoryMb at its default, 768; ingest of the CSV file included). Ratios are to the first push. BENCH_ROWS sets another number, BENCH_WAREHOUSES one of the two, BENCH_CHANGED_PERCENT which part changes before each further push.`;

interface Mart extends AsyncDisposable {
  readonly what: string;
  readonly aimMb: number;
  readonly env: Readonly<Record<string, string>>;
  fill(changed: Changed): Promise<void>;
}

async function duckMart(folder: string): Promise<Mart> {
  writeFactsProject(folder, 12, { kind: 'duckdb' });
  return {
    what: 'DuckDB in the process',
    aimMb: 1536,
    env: {},
    fill: (changed) => writeFacts(join(folder, 'raw', 'facts.csv'), 12, count, changed),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

const place = { dataset: 'mart', location: 'asia-northeast1' } as const;

async function googleMart(folder: string): Promise<Mart> {
  await using opening = new AsyncDisposableStack();
  const google = opening.use(await serveBigQuery(standInMb));
  writeFactsProject(folder, 12, { kind: 'bigquery', project: google.project, endpoint: google.url, ...place });
  const signIn = opening.use(await googleSignIn(folder));
  await google.dataset(place.dataset, place.location);
  const open = opening.move();
  return {
    what: 'BigQuery, another process',
    aimMb: 300,
    env: { GOOGLE_APPLICATION_CREDENTIALS: signIn.file },
    fill: (changed) => google.into(place.dataset, 'facts', place.location, factsInGoogleSql(12, count, changed)),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

const marts: Readonly<Record<string, (folder: string) => Promise<Mart>>> = { bigquery: googleMart, duckdb: duckMart };

function push(org: ServedOrg, folder: string, env: Mart['env'], say: Say): Promise<Measured> {
  return measure(org, [...todokuCommand, 'push', '--project', folder, '--json'], {
    env: { TODOKU_ORG_URL: org.url, TODOKU_ORG_ACCESS_TOKEN: org.token, ...env },
    onText: (text, nowMb) => {
      const steps = [...text.matchAll(/"step":"(\w+)"(?:,"state":"(\w+)")?/g)];
      for (const [, step = '', state = ''] of steps) say(`  ${step} ${state}: ${nowMb.toFixed(0)} MB now`);
    },
  });
}

async function figuresOf(place: string, say: Say): Promise<readonly Figure[]> {
  const make = marts[place];
  if (make === undefined) {
    throw new Error(`BENCH_WAREHOUSES: there is no ${place}, only ${Object.keys(marts).join(', ')}`);
  }
  await using org = await serveOrg(withFacts(readPackage(readFileSync(await cachedPackage()))));
  const folder = join(org.folder, 'project');
  await loadDepartments(org);
  await using mart = await make(folder);
  const figures: Figure[] = [];
  let first: number | undefined;
  for (const [index, changed] of [0, ...changes].entries()) {
    const rows = changed === 0 ? count : changed;
    const what = `${mart.what}, ${changed === 0 ? 'all new' : `${rows} changed`}`;
    await mart.fill({ changed, by: 5000 * index });
    const { seconds, peakMb, calls } = await push(org, folder, mart.env, say);
    if (peakMb === undefined) throw new Error('this machine does not tell how much memory a process holds');
    first ??= peakMb;
    const ratio = `aim ${mart.aimMb}; ${(peakMb / first).toFixed(2)} × of the first push; ${calls} API calls`;
    figures.push({ what, rows, seconds, peakMb, ratio });
    say(`${what}: ${seconds.toFixed(0)} s, ${peakMb.toFixed(0)} MB, ${calls} calls`);
  }
  return figures;
}

export async function run(say: Say): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const place of places) figures.push(...(await figuresOf(place, say)));
  return figures;
}
