/** What differs since Salesforce last acknowledged: found inside DuckDB by our diff, and by reading every row out. */
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { openDuckWarehouse } from '../server/warehouse/duckdb/duckdb.ts';
import type { Warehouse } from '../server/warehouse/warehouse.ts';
import { mappedSync } from '../test/server/shapes.ts';
import { memoryOf, type Figure, type Say } from './bench.ts';
import { factsInDuckDb, type Changed } from './facts.ts';

const count = Number(process.env['BENCH_ROWS'] ?? '10000000');
const changed = Math.ceil(count / 100);

export const measures = `A mart of ${count} rows and twelve columns of which ${changed} have another amount since Salesforce acknowledged them, in a DuckDB file. Ours: canonical form of every row, then the diff (memoryMb at its default, 768). By hand: every row read into the process, md5 of its text there, compared with the hashes of last time in a Map. Each in a process of its own; time without the build of the mart, memory as VmHWM; both have to find the same rows. Ratios are to ours. BENCH_ROWS sets another number.`;

const mapped = mappedSync({
  name: 'fact',
  object: 'Fact__c',
  fields: {
    'Department__r.Key__c': { parent: 'Department__c' },
    ...Object.fromEntries(
      ['Plan__c', 'Actual__c', 'Expected__c', 'Cost__c', 'Discount__c'].map((field) => [field, { kind: 'decimal' }]),
    ),
    Quantity__c: { kind: 'decimal', shape: { scale: 0 } },
    Period__c: { kind: 'date' },
    Category__c: {},
    Note__c: {},
    Closed__c: { kind: 'boolean' },
  },
});

async function build(warehouse: Warehouse, change: Changed): Promise<void> {
  const sql = { file: 'model.sql', text: factsInDuckDb(12, count, change), dialect: 'duckdb' } as const;
  await warehouse.sources.build([{ name: mapped.sync.name, sql }], new Map());
}

async function withDuckDb<T>(file: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(file, { memory_limit: '768MiB' });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A row as text, every column of it: what is hashed by hand. */
const names = 'key department plan actual expected cost discount quantity period category note closed'.split(' ');
const texts = names.map((name) => `coalesce(CAST("${name}" AS VARCHAR), '')`);

const fileIn = (folder: string): string => join(folder, 'warehouse.duckdb');
const hashesIn = (folder: string): string => join(folder, 'hashes.duckdb');

/** All rows loaded and acknowledged by the steps of a push, with files such as Bulk API 2.0 gives; then 1 % changed. */
async function prepare(folder: string): Promise<number> {
  const warehouse = await openDuckWarehouse(fileIn(folder), { memoryMb: 3072 });
  const { changes, journal, state } = warehouse;
  await build(warehouse, { changed: 0, by: 0 });
  await changes.stage(mapped, 'UTC');
  await changes.diff(mapped, 'change');
  const all = { rows: count, bytes: Number.MAX_SAFE_INTEGER };
  const files = {
    successful: join(folder, 'successful.csv'),
    failed: join(folder, 'failed.csv'),
    unprocessed: join(folder, 'unprocessed.csv'),
  };
  writeFileSync(files.failed, '');
  writeFileSync(files.unprocessed, '');
  const answers = `SELECT printf('a0100000000%07d', i) AS sf__Id, 'true' AS sf__Created, 'F-' || i AS Key__c FROM range(${count}) t(i)`;
  await withDuckDb(':memory:', (connection) => connection.run(`COPY (${answers}) TO '${files.successful}' (HEADER)`));
  for (const part of await journal.plan('first', mapped, 'upsert', 'bulk', all)) {
    await journal.applyFiles(part, files, []);
  }
  await state.acknowledge('first', mapped.sync.name);
  await warehouse.close();
  await withDuckDb(hashesIn(folder), async (connection) => {
    await connection.run(`ATTACH '${fileIn(folder)}' AS w (READ_ONLY)`);
    const text = texts.join(` || chr(31) || `);
    await connection.run(`CREATE TABLE hashes AS SELECT "key" AS k, md5(${text}) AS h FROM w.mart.fact`);
  });
  const again = await openDuckWarehouse(fileIn(folder), { memoryMb: 3072 });
  await build(again, { changed, by: 5000 });
  await again.close();
  return count;
}

async function ours(folder: string): Promise<number> {
  const warehouse = await openDuckWarehouse(fileIn(folder));
  const { changes } = warehouse;
  const started = performance.now();
  await changes.stage(mapped, 'UTC');
  tell({ step: 'stage', seconds: (performance.now() - started) / 1000 });
  const staged = performance.now();
  await changes.diff(mapped, 'change');
  tell({ step: 'diff', seconds: (performance.now() - staged) / 1000 });
  const { inserts, updates, deletes } = await changes.count(mapped, 'change');
  await warehouse.close();
  return inserts + updates + deletes;
}

async function byHand(folder: string): Promise<number> {
  return withDuckDb(hashesIn(folder), async (connection) => {
    await connection.run(`ATTACH '${fileIn(folder)}' AS w (READ_ONLY)`);
    const started = performance.now();
    const last = new Map<string, string>();
    const hashes = await connection.stream('SELECT k, h FROM hashes');
    for await (const rows of hashes.yieldRows()) for (const [key, value] of rows) last.set(String(key), String(value));
    tell({ step: 'hashes of last time', seconds: (performance.now() - started) / 1000 });
    const read = performance.now();
    let found = 0;
    const mart = await connection.stream(`SELECT ${texts.join(', ')} FROM w.mart.fact`);
    for await (const rows of mart.yieldRows()) {
      for (const row of rows) {
        const key = String(row[0]);
        if (last.get(key) !== hash('md5', row.join('\x1f'))) found += 1;
        last.delete(key);
      }
    }
    tell({ step: 'rows', seconds: (performance.now() - read) / 1000 });
    return found + last.size; // what is left is gone from the mart
  });
}

const steps: Readonly<Record<string, (folder: string) => Promise<number>>> = { prepare, ours, byHand };

interface Step {
  readonly step: string;
  readonly seconds: number;
}

interface Done {
  readonly found: number;
  readonly peakMb: number;
}

const tell = (line: Step | Done): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

async function measured(step: keyof typeof steps, folder: string): Promise<Done & { readonly steps: readonly Step[] }> {
  const flags = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=6144'];
  const child = spawn(process.execPath, [...flags, fileURLToPath(import.meta.url), step, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const [code] = (await once(child, 'close')) as [number | null]; // exit code first
  if (code !== 0) throw new Error(`${step} ended with ${String(code)}; its message is above`);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Step | Done); // written by tell
  const done = lines.find((line) => 'found' in line);
  if (done === undefined) throw new Error(`${step} did not say what it found`);
  return { ...done, steps: lines.filter((line) => 'step' in line) };
}

export async function run(say: Say): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-bench-diff-'));
  try {
    say(`all ${count} rows are being acknowledged`);
    await measured('prepare', folder);
    const figures: Figure[] = [];
    let first: { readonly seconds: number; readonly diff: number; readonly peakMb: number } | undefined;
    for (const [step, what] of [
      ['ours', 'our diff in DuckDB'],
      ['byHand', 'every row into the process'],
    ] as const) {
      const { found, peakMb, steps } = await measured(step, folder);
      if (found !== changed) throw new Error(`${what} found ${found} rows, not ${changed}`);
      const seconds = steps.reduce((sum, one) => sum + one.seconds, 0);
      first ??= { seconds, diff: steps.at(-1)?.seconds ?? seconds, peakMb };
      const times = `time ${(seconds / first.seconds).toFixed(1)} × (${(seconds / first.diff).toFixed(1)} × of the diff alone)`;
      const ratio = `${times}, memory ${(peakMb / first.peakMb).toFixed(1)} ×`;
      figures.push({ what, rows: count, seconds, peakMb, ratio });
      for (const one of steps) figures.push({ what: `  ${one.step}`, seconds: one.seconds });
      say(`${what}: ${seconds.toFixed(1)} s, ${peakMb.toFixed(0)} MB`);
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const [, , step = '', folder = ''] = process.argv;
  const work = steps[step];
  if (work === undefined) throw new Error(`there is no step ${step}`);
  const found = await work(folder);
  tell({ found, peakMb: memoryOf(process.pid)?.peakMb ?? 0 });
}
