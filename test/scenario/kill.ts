/**
 * Kills a push of the real command line at one place, pushes again, and compares with a push that nobody disturbed. The
 * org runs in this process: a rule that has struck is followed by another before the command line can go on.
 */
import assert from 'node:assert/strict';
import type { RuleInput } from '../../local-org/local-org.ts';
import type { PartStep } from '../../server/warehouse/warehouse.ts';
import { Stage, sentBy } from './stage.ts';

/** A request of the command line. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
}

export interface Place {
  /** Journal step of the last sync at which the process dies. */
  readonly step: PartStep;
  readonly operation?: 'upsert' | 'delete';
  /** The org keeps this request waiting while the process is killed. Without it, the kill comes as fast as it can. */
  readonly held?: Request;
  /** The org carries this request out and loses the answer; only then the next one is held. */
  readonly unanswered?: Request;
}

/** The parts of the last sync begin with this request, so the places in question are counted from it. */
const gates = {
  bulk: { method: 'POST', path: '/services/data/v*/jobs/ingest' },
  collections: { method: 'POST', path: '/services/data/v*/composite' },
} as const satisfies Record<string, Request>;

export type Route = keyof typeof gates;

const sync = 'menu-amount';
type Operation = 'upsert' | 'delete';

export interface Reference {
  /** The records that the first and the changing push leave. */
  readonly first: unknown;
  readonly second: unknown;
  /** Requests like the gate that come before the last sync's own, by push and operation. */
  readonly before: Readonly<Record<'first' | 'second', Readonly<Record<Operation, number>>>>;
}

/** Inserts, updates and deletes in one push: what `change` makes of the first load. */
export function change(stage: Stage): void {
  stage.edit('raw/bookings.csv', (text) =>
    text
      .replace('1000,800.5,1200', ',801,')
      .replace(/^b07.*\n/m, '')
      .concat('n01,WEST,chiba,delta,social,2026-04,10,20,30,false\nn02,EAST,baba,omega,video,2026-04,1,2,3,false\n'),
  );
  stage.date('2026-05-31T00:00:00Z');
}

export async function reference(route: Route): Promise<Reference> {
  await using stage = await Stage.open();
  if (route === 'bulk') stage.useBulk();
  const first = await counted(stage, route);
  const firstState = await stage.businessState();
  change(stage);
  const second = await counted(stage, route);
  return { first: firstState, second: await stage.businessState(), before: { first, second } };
}

/** Pushes, and counts the gate's requests up to each operation of the last sync. */
async function counted(stage: Stage, route: Route): Promise<Record<Operation, number>> {
  const { troubles } = stage.world.org;
  troubles.add({ kind: 'delay', waitMs: 1, times: 100_000, ...gates[route] });
  const before = new Map<Operation, number>();
  const result = await stage.push({
    onEvent: (event) => {
      if (event.type !== 'part' || event.sync !== sync || event.step !== 'planned') return;
      const { operation } = event;
      if (operation === 'update' || before.has(operation)) return;
      before.set(operation, troubles.list()[0]?.hits ?? 0);
    },
  });
  troubles.clear();
  assert.equal(result.state, 'matched');
  return { upsert: before.get('upsert') ?? 0, delete: before.get('delete') ?? 0 };
}

export async function killedAt(place: Place, route: Route, push: 'first' | 'second', wanted: Reference): Promise<void> {
  await using stage = await (push === 'first' ? Stage.open() : Stage.pushed());
  if (route === 'bulk') stage.useBulk();
  if (push === 'second') change(stage);
  const operation = place.operation ?? 'upsert';
  const command = stage.start('push');
  const isThere = command.line(
    (line) =>
      line['type'] === 'part' &&
      line['sync'] === sync &&
      line['operation'] === operation &&
      line['step'] === place.step,
  );
  if (place.held !== undefined) {
    const held = holdAt(stage, gates[route], wanted.before[push][operation], place, place.held);
    const gone = command.ended.then(({ stderr }) => assert.fail(`the command ended before it was held\n${stderr}`));
    await Promise.race([held, gone]);
  }
  await isThere;
  await command.kill();
  stage.world.org.troubles.clear();
  if (place.held !== undefined) assert.equal(await lastStep(stage, operation), place.step);

  const result = await stage.push();
  assert.equal(result.state, 'matched');
  assert.equal(result.recovered.length, 1, 'the run that was killed is named');
  assert.deepEqual(await stage.businessState(), wanted[push]);
  assert.deepEqual(await stage.org.jobs.mine(), [], 'no job is left open');
  const left = await stage.rows("SELECT External_Key__c FROM Load_Batch__c WHERE State__c = 'Running'");
  assert.deepEqual(left, [], 'no batch is left running');
  const idle = await stage.push();
  assert.equal(idle.state, 'matched');
  assert.deepEqual([sentBy(idle), idle.recovered], [{}, []]);
}

/** Resolves when the request in question is held. */
async function holdAt(stage: Stage, gate: Request, before: number, place: Place, held: Request): Promise<void> {
  const { troubles } = stage.world.org;
  const isGate = (request: Request): boolean => request.method === gate.method && request.path === gate.path;
  const atGate = (rule: RuleInput): Promise<void> => {
    if (before > 0) troubles.add({ kind: 'delay', waitMs: 1, times: before, ...gate });
    return troubles.add(rule).hit;
  };
  const hold: RuleInput = { kind: 'hold', times: 9, ...held };
  if (isGate(held)) {
    await atGate(hold);
    return;
  }
  if (place.unanswered !== undefined && isGate(place.unanswered)) {
    await atGate({ kind: 'drop', when: 'after', ...gate });
  } else {
    await atGate({ kind: 'delay', waitMs: 1, ...gate });
    if (place.unanswered !== undefined) await troubles.add({ kind: 'drop', when: 'after', ...place.unanswered }).hit;
  }
  await troubles.add(hold).hit;
}

/** How far the journal says the last part of the operation has come. */
async function lastStep(stage: Stage, operation: Operation): Promise<PartStep | undefined> {
  return stage.with(async ({ warehouse }) => {
    const [run] = await warehouse.ledger.unfinished();
    const parts = await warehouse.journal.parts(run?.run ?? '');
    return parts.findLast((part) => part.sync === sync && part.operation === operation && part.step !== 'planned')
      ?.step;
  });
}
