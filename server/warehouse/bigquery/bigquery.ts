/** Side door: the warehouse in a dataset of BigQuery. */
import { mkdirSync } from 'node:fs';
import type { BigQueryOptions as ClientOptions } from '@google-cloud/bigquery';
import type { Clock } from '../../clock.ts';
import type { Changes, Journal, Warehouse } from '../warehouse.ts';
import { approvals } from './approvals.ts';
import * as compare from './compare.ts';
import { corrections } from './corrections.ts';
import { cycles } from './cycles.ts';
import * as differing from './diff.ts';
import * as drafts from './drafts.ts';
import { Engine } from './engine.ts';
import * as drift from './drift.ts';
import * as entering from './entered.ts';
import * as earlier from './earlier.ts';
import * as gaps from './gaps.ts';
import * as holding from './hold.ts';
import { Lease } from './lease.ts';
import { ledger } from './ledger.ts';
import * as outcomes from './outcomes.ts';
import * as parked from './parked.ts';
import * as parents from './parents.ts';
import * as parts from './parts.ts';
import { pullsOf } from './pulls.ts';
import type { BigQuerySettings, RawTable } from '../../syncs/syncs.ts';
import { checkedTable, sourcesOf } from './sources.ts';
import * as staging from './stage.ts';
import * as state from './state.ts';
import { createTables, findDataset, findTables } from './tables.ts';
import { sweepWork } from './work.ts';
import { Wire } from './wire.ts';

export type { BigQuerySettings } from '../../syncs/syncs.ts';

export interface BigQueryOptions {
  /** Name of the project the dataset belongs to. */
  readonly project: string;
  /** Folder for rows on their way. */
  readonly dir: string;
  readonly clock: Clock;
  /** How to sign in; Application Default Credentials when undefined. */
  readonly authClient?: ClientOptions['authClient'];
  /** How long BigQuery may take to answer a request; two minutes by default. */
  readonly patienceMs?: number;
  /** For commands that look at what a push has left: nothing is made where nothing is. */
  readonly mustExist?: boolean;
}

/** Whether the dataset can be used, in one sentence; makes nothing. Faults when it cannot. */
export async function lookAtBigQuery(
  settings: BigQuerySettings,
  { clock, authClient }: BigQueryOptions,
): Promise<string> {
  const engine = new Engine(settings, new Wire(settings, { clock, authClient }));
  const isThere = await findDataset(engine);
  await engine.dry('SELECT 1 AS one', { what: `ask whether jobs may run in ${settings.project}`, step: 'doctor' });
  const place = `BigQuery ${settings.project}.${settings.dataset} in ${settings.location}`;
  return isThere ? place : `${place} will be made by the first push`;
}

/** Whether the raw tables are there and have the columns that are named, in one sentence. Faults with the first that has not. */
export async function lookAtBigQueryTables(
  settings: BigQuerySettings,
  { clock, authClient }: Pick<BigQueryOptions, 'clock' | 'authClient'>,
  tables: readonly RawTable[],
): Promise<string> {
  const engine = new Engine(settings, new Wire(settings, { clock, authClient }));
  const named = tables.flatMap((table) => (table.table === undefined ? [] : [{ table, path: table.table }]));
  for (const { table, path } of named) await checkedTable(engine, table, path);
  return `${named.length} ${named.length === 1 ? 'table' : 'tables'} of BigQuery`;
}

/** Opens the dataset, and makes it when it is not there (unless it must exist: then it faults). */
export async function openBigQueryWarehouse(
  settings: BigQuerySettings,
  { project, dir, clock, authClient, patienceMs, mustExist = false }: BigQueryOptions,
): Promise<Warehouse> {
  mkdirSync(dir, { recursive: true });
  const wire = new Wire(settings, { clock, authClient, patienceMs });
  const lease = new Lease(new Engine(settings, wire), clock);
  const engine = new Engine(settings, wire, () => lease.check());
  await (mustExist ? findTables : createTables)(engine, project);
  return {
    sources: sourcesOf(engine, dir),
    pulls: pullsOf(engine),
    changes: changesOf(engine, dir),
    journal: journalOf(engine, dir),
    state: {
      acknowledge: (run, sync) => state.acknowledge(engine, lease, run, sync),
      forget: (sync, fields) => state.forget(engine, sync, fields),
      markDrift: (run, sync, flagged) => state.markDrift(engine, run, sync, flagged),
      forgetMissing: (run, sync, goneCodes) => state.forgetMissing(engine, run, sync, goneCodes),
    },
    comparison: {
      intended: (mapped) => compare.intended(engine, mapped),
      keepTotals: (run, sync, totals) => compare.keepTotals(engine, run, sync, totals),
      extract: (mapped, pages, to) => compare.extract(engine, mapped, pages, to),
      compareKeys: (run, mapped, books) => gaps.compareKeys(engine, run, mapped, books),
      compareRollups: (run, mapped, cause) => compare.compareRollups(engine, run, mapped, cause),
      rollups: (mapped) => compare.rollups(engine, mapped),
      addGap: (run, sync, gap) => gaps.addGap(engine, run, sync, gap),
      drifted: (run, sync, limit) => drift.drifted(engine, run, sync, limit),
      attribute: (run, sync, attributions) => drift.attribute(engine, run, sync, attributions),
      entered: (mapped, draft) => entering.entered(engine, mapped, draft),
      keepOverwritten: (run, sync, values) => entering.keep(engine, run, sync, values),
      overwritten: (run, limit) => entering.overwritten(engine, run, limit),
      causes: (run, sync) => gaps.causes(engine, run, sync),
      gaps: (run, limit) => gaps.gaps(engine, run, limit),
      parentKeys: (mapped, field, records) => compare.parentKeys(engine, mapped, field, records),
    },
    ledger: ledger(engine),
    approvals: approvals(engine),
    cycles: cycles(engine),
    corrections: corrections(engine),
    hold: async () => {
      await using opening = new AsyncDisposableStack();
      await lease.take();
      opening.defer(() => lease.release());
      await sweepWork(engine);
      engine.beginRun(undefined); // what was planned before is not part of what comes now
      return opening.move();
    },
    usage: () => engine.usage,
    close: () => lease.release(),
  };
}

function changesOf(engine: Engine, dir: string): Changes {
  return {
    stage: (mapped, timeZone) => staging.stage(engine, mapped, timeZone),
    diff: (mapped, draft) => differing.diff(engine, mapped, draft),
    dropped: (mapped) => differing.dropped(engine, mapped),
    emptied: (mapped, draft) => differing.emptied(engine, mapped, draft),
    inserts: (sync, draft) => differing.inserts(engine, sync, draft),
    insertKeys: (sync, draft) => differing.insertKeys(engine, sync, draft),
    plannedIds: (sync, draft) => differing.plannedIds(engine, sync, draft),
    adopt: (mapped, draft, found) => differing.adopt(engine, dir, mapped, draft, found),
    retain: (mapped, from, which) => earlier.retain(engine, mapped, from, which),
    revert: (mapped, draft, of) => earlier.revert(engine, mapped, draft, of),
    skipNew: (sync, draft) => differing.skipNew(engine, sync, draft),
    hold: (mapped, draft) => holding.hold(engine, mapped, draft),
    held: (sync, draft, limit) => holding.held(engine, sync, draft, limit),
    respell: (mapped, draft, field, syncs) => parents.respell(engine, mapped, draft, field, syncs),
    unknownParents: (sync, draft, field, syncs) => parents.unknownParents(engine, sync, draft, field, syncs),
    park: (sync, draft, field, syncs, inOrg) => parents.park(engine, dir, sync, draft, field, syncs, inOrg),
    layer: (sync, draft, field) => parents.layer(engine, sync, draft, field),
    count: (mapped, draft) => drafts.count(engine, mapped, draft),
    rows: (mapped, draft, limit) => drafts.rows(engine, mapped, draft, limit),
    parked: (sync, draft, limit) => drafts.parked(engine, sync, draft, limit),
    quarantined: (sync, limit) => staging.quarantined(engine, sync, limit),
  };
}

function journalOf(engine: Engine, dir: string): Journal {
  return {
    plan: (run, mapped, operation, route, limits) => parts.planParts(engine, run, mapped, operation, route, limits),
    replan: (run, mapped, codes, route, limits) => parts.replan(engine, run, mapped, codes, route, limits),
    write: (part, stamps, to) => parts.write(engine, part, stamps, to),
    step: (part, step, facts) => parts.setStep(engine, part, step, facts),
    sendables: (mapped, part) => parts.sendables(engine, mapped, part),
    idsOf: (part) => parts.idsOf(engine, part),
    applyFiles: (part, files, gone) => outcomes.applyFiles(engine, dir, part, files, gone),
    applyAnswers: (part, answers) => outcomes.applyAnswers(engine, part, answers),
    applyLookup: (part, found) => outcomes.applyLookup(engine, dir, part, found),
    parkOrphans: (run, mapped, syncs) => parked.parkOrphans(engine, run, mapped, syncs),
    parkParents: (run, sync, children) => parked.parkParents(engine, run, sync, children),
    recreated: (run, sync) => outcomes.recreated(engine, run, sync),
    closeBooks: (run, sync, code) => outcomes.closeBooks(engine, run, sync, code),
    counts: (run) => outcomes.counts(engine, run),
    codes: (run, sync) => outcomes.codes(engine, run, sync),
    failed: (run, limit) => outcomes.failed(engine, run, limit),
    parts: (run) => parts.partsOf(engine, run),
    isBalanced: (run, sync) => outcomes.isBalanced(engine, run, sync),
  };
}
