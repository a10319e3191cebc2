/**
 * Kills pushes at random moments under random trouble, and holds what is in Salesforce against the raw file. What is
 * random follows from a seed, so that a run that failed can be had again.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleInput } from '../../local-org/local-org.ts';
import { randomNumbers } from '../world/random.ts';
import type { Stage } from './stage.ts';

export interface SoakOptions {
  readonly rows: number;
  readonly kills: number;
  readonly seed: number;
  readonly say?: (text: string) => void;
}

export interface Soaked {
  readonly killed: number;
  /** Pushes that ended before their moment came, by exit code. */
  readonly ended: Readonly<Record<string, number>>;
}

/** Key of a menu amount → its actual, in cents. */
type Truth = ReadonlyMap<string, number>;

const targets = ['EAST,aoki', 'EAST,baba', 'WEST,chiba'] as const;
/** Menus of a project. */
const ofProject = 100;

/** Bookings of so many menus: a tenth is other than a round before, and a few come and go. */
function writeBookings(stage: Stage, rows: number, round: number): Truth {
  const truth = new Map<string, number>();
  const lines = ['booking,department,rep,project,menu,month,budget,amount,expected,closed'];
  for (let row = 0; row < rows; row += 1) {
    if (row % 97 === round % 97) continue;
    const project = Math.floor(row / ofProject);
    const target = targets[project % targets.length] ?? targets[0];
    const cents = (row % 5000) * 100 + (row % 10 === round % 10 ? round : 0);
    const amount = (cents / 100).toFixed(2);
    lines.push(`b${row},${target},p${project},m${row % ofProject},2026-04,1000,${amount},${row % 700},false`);
    const [department = '', rep = ''] = target.split(',');
    truth.set(`${department}|2026-04|${rep}|p${project}|m${row % ofProject}`, cents);
  }
  writeFileSync(join(stage.project, 'raw', 'bookings.csv'), `${lines.join('\n')}\n`);
  stage.date(new Date(Date.UTC(2026, 4, 1) + round * 1000).toISOString());
  return truth;
}

const inCents = (text: string | null | undefined): number => Math.round(Number(text ?? 0) * 100);

/** Every record once, with its amount, and the totals two and three levels above. */
async function assertEqual(stage: Stage, truth: Truth, what: string): Promise<void> {
  const found = new Map<string, number>();
  for (const row of await stage.rows('SELECT External_Key__c, Actual__c FROM Menu_Amount__c')) {
    const key = row['External_Key__c'] ?? '';
    assert.ok(!found.has(key), `${what}: ${key} is there twice`);
    found.set(key, inCents(row['Actual__c']));
  }
  assert.equal(found.size, truth.size, `${what}: records`);
  for (const [key, cents] of truth) assert.equal(found.get(key), cents, `${what}: ${key}`);
  const sum = [...truth.values()].reduce((left, right) => left + right, 0);
  for (const object of ['Target__c', 'Budget__c']) {
    const [total] = await stage.rows(`SELECT SUM(Actual__c) s FROM ${object}`);
    assert.equal(inCents(total?.['s']), sum, `${what}: ${object}`);
  }
}

const jobs = '/services/data/v*/jobs/ingest*';
const composite = '/services/data/v*/composite*';

/** One bad day each; where it strikes is random. */
const troubles: readonly ((after: number) => RuleInput)[] = [
  (after) => ({ kind: 'drop', when: 'before', path: jobs, after }),
  (after) => ({ kind: 'drop', when: 'after', path: jobs, after }),
  () => ({ kind: 'drop', when: 'upload', path: '/services/data/v*/jobs/ingest/*/batches', afterBytes: 5000 }),
  (after) => ({ kind: 'drop', when: 'answer', path: jobs, afterBytes: 100, after }),
  (after) => ({ kind: 'drop', when: 'after', path: composite, after }),
  (after) => ({
    kind: 'answer',
    status: 503,
    errorCode: 'SERVER_UNAVAILABLE',
    path: '/services/data/v*',
    after,
    times: 2,
  }),
  (after) => ({ kind: 'expire', path: '/services/data/v*', after }),
  (after) => ({ kind: 'row', object: 'Menu_Amount__c', after: after * 50, times: 30 }),
  (after) => ({ kind: 'failJob', object: 'Menu_Amount__c', afterRows: after * 100 }),
];

/** A push is killed when its request or its line of progress of this number comes; both are drawn from what one has. */
const [mostRequests, mostLines] = [35, 45];

/** Undefined when it was killed; else its exit code, which may be any but that of an error of ours. */
async function pushUntil(stage: Stage, random: () => number): Promise<number | undefined> {
  const rules = stage.world.org.troubles;
  const trouble = troubles[Math.floor(random() * troubles.length)];
  if (trouble !== undefined) rules.add(trouble(Math.floor(random() * 20)));
  const [byRequest, place] = [random() < 0.5, random()];
  const held = byRequest
    ? rules.add({ kind: 'hold', path: '/services/data/v*', after: Math.floor(place * mostRequests), times: 99 }).hit
    : undefined;
  const command = stage.start('push');
  let left = Math.floor(place * mostLines);
  const moment = held ?? command.line(() => (left -= 1) < 0);
  const ended = await Promise.race([moment.then(() => true as const), command.ended]);
  if (ended === true) await command.kill();
  rules.clear();
  if (ended === true) return undefined;
  assert.ok(
    ended.exitCode !== null && ended.exitCode !== 1,
    `exit code ${String(ended.exitCode)}:\n${ended.stderr.slice(-4000)}`,
  );
  return ended.exitCode;
}

export async function soak(stage: Stage, { rows, kills, seed, say }: SoakOptions): Promise<Soaked> {
  const random = randomNumbers(seed);
  const ended: Record<string, number> = {};
  let [killed, round] = [0, 0];
  let truth = writeBookings(stage, rows, round);
  while (killed < kills) {
    const how = await pushUntil(stage, random);
    if (how === undefined) {
      killed += 1;
      if (killed % 10 === 0) say?.(`${killed} kills, ${round} changes of the source`);
      continue;
    }
    ended[String(how)] = (ended[String(how)] ?? 0) + 1;
    if (how !== 0) continue;
    await assertEqual(stage, truth, 'a push that said it matched');
    round += 1;
    truth = writeBookings(stage, rows, round);
  }
  const last = await stage.push();
  assert.equal(last.state, 'matched');
  assert.ok(
    last.verdicts.every(({ booksClosed }) => booksClosed),
    'the books are closed',
  );
  await assertEqual(stage, truth, 'in the end');
  assert.deepEqual(await stage.org.jobs.mine(), [], 'no job is left open');
  assert.deepEqual(await stage.rows("SELECT Id FROM Load_Batch__c WHERE State__c = 'Running'"), []);
  const idle = await stage.push();
  assert.deepEqual([idle.state, idle.objects.reduce((sum, { sent }) => sum + sent, 0)], ['matched', 0]);
  return { killed, ended };
}
