/** A push against other programs that load the same rows into the same kind of org. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackage } from '../local-org/local-org.ts';
import { cachedPackage } from '../scripts/cached-package.ts';
import { installTool, installedSf } from '../scripts/tools.ts';
import type { Figure, Say } from './bench.ts';
import { loadParents, writeLines, writeMenus, writeProject } from './menus.ts';
import { jsforceLoad, measure, todokuCommand, type Measured } from './programs.ts';
import { serveOrg, type ServedOrg } from './served-org.ts';

const count = Number(process.env['BENCH_ROWS'] ?? '200000');
/** How many rows change before the second, third and fourth push. */
const changes = [10, 1000, 100_000].filter((rows) => rows <= count);

export const measures = `${count} menu amounts into this project's org (three levels of roll-ups above them), new each time, by Todoku, the Salesforce CLI (data upsert bulk), jsforce (bulk2) and SFDMU, each a process of its own; then what pushes of some changed rows cost. Seconds of Todoku are of the whole push: ingest, diff, plan, load, and the comparison of every record afterwards, which the others do not make; its loading alone stands beside. Peak MB is the program's. BENCH_ROWS sets another number.`;

const object = 'Menu_Amount__c';
const key = 'External_Key__c';

type Load = (org: ServedOrg) => Promise<Measured>;

/** An org with force-app and the parents, for one program. */
async function freshOrg(): Promise<ServedOrg> {
  const org = await serveOrg(readPackage(readFileSync(await cachedPackage())));
  await loadParents(org, count);
  return org;
}

function push(org: ServedOrg): Promise<Measured> {
  const folder = join(org.folder, 'project');
  return measure(org, [...todokuCommand, 'push', '--project', folder, '--json'], {
    env: { TODOKU_ORG_URL: org.url, TODOKU_ORG_ACCESS_TOKEN: org.token },
  });
}

const firstPush: Load = async (org) => {
  const folder = join(org.folder, 'project');
  writeProject(folder);
  await writeMenus(join(folder, 'raw', 'menus.csv'), count, 'raw');
  return push(org);
};

async function asFields(org: ServedOrg): Promise<string> {
  const path = join(org.folder, `${object}.csv`);
  await writeMenus(path, count, 'fields');
  return path;
}

/** Neither logs nor telemetry nor a look for a newer version: none of it loads anything. */
const quiet = { SF_DISABLE_LOG_FILE: 'true', SF_DISABLE_TELEMETRY: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true' };

const others: Readonly<Record<string, Load>> = {
  'Salesforce CLI': async (org) => {
    const path = await asFields(org);
    const { args } = installedSf();
    const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--set-default'];
    await measure(org, [...args, ...login], { env: { ...quiet, SF_ACCESS_TOKEN: org.token } });
    const load = ['data', 'upsert', 'bulk', '--sobject', object, '--external-id', key, '--file', path];
    return measure(org, [...args, ...load, '--wait', '60', '--json'], { env: quiet });
  },
  'jsforce bulk2': async (org) => {
    const path = await asFields(org);
    return measure(org, [jsforceLoad, org.url, org.token, object, key, path]);
  },
  SFDMU: async (org) => {
    const folder = join(org.folder, 'sfdmu');
    mkdirSync(folder);
    const query = `SELECT ${key}, Project_Amount__c, Budget_Amount__c, Actual__c, Expected_System__c FROM ${object}`;
    const objects = [
      { query: `SELECT ${key} FROM Project_Amount__c`, operation: 'Readonly', externalId: key, master: false },
      { query, operation: 'Upsert', externalId: key },
    ];
    const orgs = [{ name: 'target', instanceUrl: org.url, accessToken: org.token }];
    writeFileSync(join(folder, 'export.json'), JSON.stringify({ orgs, objects, bulkThreshold: 200 }));
    await writeMenus(join(folder, `${object}.csv`), count, 'fields');
    await writeLines(join(folder, 'Project_Amount__c.csv'), count); // it looks parents up among those of the source
    const { args } = installedSf();
    const plugin = join(installTool('sfdmu'), 'node_modules', 'sfdmu');
    await measure(org, [...args, 'plugins', 'link', plugin, '--no-install'], { env: quiet });
    const names = ['--sourceusername', 'csvfile', '--targetusername', 'target'];
    return measure(org, [...args, 'sfdmu', 'run', ...names, '--path', folder, '--noprompt', '--quiet'], { env: quiet });
  },
};

/** Seconds between the start and the end of a step, by the lines of progress. */
function secondsOf({ lines }: Measured, step: string): number {
  const find = (state: string): number | undefined =>
    lines.find(({ text }) => text.includes(`"step":"${step}"`) && text.includes(`"state":"${state}"`))?.second;
  return (find('finished') ?? 0) - (find('started') ?? 0);
}

const line = (what: string, rows: number, { seconds, peakMb }: Measured, ratio: string): Figure => ({
  what,
  rows,
  seconds,
  ratio,
  ...(peakMb === undefined ? {} : { peakMb }),
});

/**
 * The fewest calls that write so many rows: five sObject Collections of 200 inside one Composite request (REST API
 * Developer Guide, "Composite"); above that a Bulk job, which is created, filled, closed, looked at once and asked for
 * its three result files.
 */
const leastCalls = (rows: number): number => (rows <= 5 * 200 ? 1 : 7);

/** Throws when a program left rows out: its figure would be worth nothing. */
async function checkRows(org: ServedOrg, name: string): Promise<void> {
  const path = `query?q=${encodeURIComponent(`SELECT COUNT(Id) n FROM ${object}`)}`;
  const { records } = (await org.ask('GET', path)) as { readonly records: readonly { readonly n: number }[] }; // a page
  const loaded = records[0]?.n ?? 0;
  if (loaded !== count) throw new Error(`${name} loaded ${loaded} rows of ${count}`);
}

/** What each program needed, as multiples of Todoku's loading and calls. */
export async function run(say: Say): Promise<readonly Figure[]> {
  await using org = await freshOrg();
  say('todoku push');
  const ours = await firstPush(org);
  await checkRows(org, 'Todoku');
  const loading = secondsOf(ours, 'load');
  const figures: Figure[] = [
    line('Todoku, whole push', count, ours, `${ours.calls} API calls`),
    { what: 'Todoku, its loading', rows: count, seconds: loading },
    {
      what: 'Todoku, its verification',
      rows: count,
      seconds: secondsOf(ours, 'verify'),
      ratio: `${((100 * secondsOf(ours, 'verify')) / ours.seconds).toFixed(0)} % of the push`,
    },
  ];
  for (const [name, load] of Object.entries(others)) {
    say(name);
    await using own = await freshOrg();
    const theirs = await load(own);
    await checkRows(own, name);
    const times = (theirs.seconds / loading).toFixed(1);
    figures.push(line(name, count, theirs, `${theirs.calls} API calls; ${times} × the time of Todoku's loading`));
  }
  for (const [index, rows] of changes.entries()) {
    say(`todoku push of ${rows} changed rows`);
    const changed = { changed: rows, by: 5000 * (index + 1) };
    await writeMenus(join(org.folder, 'project', 'raw', 'menus.csv'), count, 'raw', changed);
    const again = await push(org);
    const least = `${again.calls} API calls with all its checks; the rows alone take ${leastCalls(rows)}`;
    figures.push(line(`Todoku, ${rows} rows changed`, rows, again, least));
  }
  return figures;
}
