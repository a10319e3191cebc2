/** Bulk API 2.0 into the local org, and SOQL over what it holds then. */
import { join } from 'node:path';
import { type Figure, memoryOf, type Say } from './bench.ts';
import { changesOf, csvOf, regions, salesOfShop, salesPackage, writeCsv } from './sales.ts';
import { type JobInfo, type ServedOrg, serveOrg } from './served-org.ts';

const count = Number(process.env['BENCH_ROWS'] ?? '1000000');

export const measures = `${count} sales of shops of regions by one Bulk API 2.0 job, two levels of roll-ups (sum, count, max), into an org with an SQLite file in a process of its own; then a change of a tenth of them, and SOQL aggregates over all. BENCH_ROWS sets another number. Peak MB is the org's process.`;

const upsert = (object: string): object => ({ object, operation: 'upsert', externalIdFieldName: 'Key__c' });

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
}

async function load(org: ServedOrg, object: string, name: string, csv: Iterable<string>, say?: Say): Promise<number> {
  const path = join(org.folder, `${name}.csv`);
  await writeCsv(path, csv);
  let told = 0;
  const tell = ({ numberRecordsProcessed: rows }: JobInfo): void => {
    if (rows - told < count / 10) return;
    told = rows;
    const { nowMb = 0, peakMb = 0 } = memoryOf(org.pid) ?? {};
    say?.(
      `${name}: ${rows} rows, ${nowMb.toFixed(0)} MB now, ${peakMb.toFixed(0)} MB at most, file ${org.fileMb().toFixed(0)} MB`,
    );
  };
  const { seconds } = await timed(() => org.load(upsert(object), path, tell));
  return seconds;
}

const queries = [
  ['COUNT()', 'SELECT COUNT() FROM Sale__c'],
  ['SUM over all', 'SELECT SUM(Amount__c) total, COUNT(Id) sales FROM Sale__c'],
  ['SUM by day, 12 × 28 groups', 'SELECT Sold_On__c, SUM(Amount__c) total FROM Sale__c GROUP BY Sold_On__c'],
  [
    'SUM by region, two joins',
    'SELECT Shop__r.Region__r.Key__c region, SUM(Amount__c) total FROM Sale__c GROUP BY Shop__r.Region__r.Key__c',
  ],
  ['SUM of one shop', "SELECT SUM(Amount__c) total FROM Sale__c WHERE Shop__r.Key__c = 'S-7'"],
  ['one record by key', "SELECT Id, Amount__c FROM Sale__c WHERE Key__c = 'T-4711'"],
] as const;

async function ask(org: ServedOrg, soql: string): Promise<{ readonly records: readonly Record<string, unknown>[] }> {
  const path = `query?q=${encodeURIComponent(soql)}`;
  return (await org.ask('GET', path)) as { records: Record<string, unknown>[] }; // a page of records
}

/** Both levels say what the sales say, or the figures are worth nothing. */
async function checkTotals(org: ServedOrg): Promise<void> {
  const total = async (object: string): Promise<unknown> =>
    (await ask(org, `SELECT SUM(Amount__c) total FROM ${object}`)).records[0]?.['total'];
  const [sales, shops, tops] = [await total('Sale__c'), await total('Shop__c'), await total('Region__c')];
  if (sales !== shops || shops !== tops) {
    throw new Error(`the roll-ups are wrong: ${String(sales)}, ${String(shops)}, ${String(tops)}`);
  }
}

export async function run(say: Say): Promise<readonly Figure[]> {
  await using org = await serveOrg(salesPackage);
  const peakMb = (): { readonly peakMb?: number } => {
    const memory = memoryOf(org.pid);
    return memory === undefined ? {} : { peakMb: memory.peakMb };
  };
  const figures: Figure[] = [];
  await load(org, 'Region__c', 'regions', csvOf.Region__c(regions));
  await load(org, 'Shop__c', 'shops', csvOf.Shop__c(Math.ceil(count / salesOfShop)));
  const inserted = await load(org, 'Sale__c', 'insert', csvOf.Sale__c(count), say);
  figures.push({ what: 'upsert, all new', rows: count, seconds: inserted, ...peakMb() });
  await checkTotals(org);
  const changes = Math.ceil(count / 10);
  const updated = await load(org, 'Sale__c', 'change', changesOf(changes, 5000), say);
  figures.push({ what: 'upsert, a tenth changed', rows: changes, seconds: updated, ...peakMb() });
  await checkTotals(org);
  for (const [what, soql] of queries) {
    const { seconds } = await timed(() => ask(org, soql));
    figures.push({ what, rows: count, seconds, ...peakMb() });
  }
  return figures;
}
