/** Side door: the warehouse in a DuckDB file. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { approvals } from './approvals.ts';
import * as building from './build.ts';
import * as changes from './changes.ts';
import * as compare from './compare.ts';
import { cycles } from './cycles.ts';
import { corrections } from './corrections.ts';
import * as differing from './diff.ts';
import { Duck } from './duck.ts';
import * as drift from './drift.ts';
import * as entering from './entered.ts';
import * as earlier from './earlier.ts';
import * as gaps from './gaps.ts';
import * as holding from './hold.ts';
import { declare, ingest } from './ingest.ts';
import { ledger } from './ledger.ts';
import * as outcomes from './outcomes.ts';
import * as parked from './parked.ts';
import * as parents from './parents.ts';
import * as parts from './parts.ts';
import { pullsOf } from './pulls.ts';
import * as staging from './stage.ts';
import * as state from './state.ts';
import { createTables } from './tables.ts';
import type { Changes, Journal, Warehouse } from '../warehouse.ts';

export interface DuckOptions {
  /** Where the service answers, for the message another process shows. */
  readonly address?: string | undefined;
  /** MiB that DuckDB may hold; beyond that it works on disk, beside the file. */
  readonly memoryMb?: number | undefined;
  /** One a core when undefined. */
  readonly threads?: number | undefined;
}

/** Opens or creates the file, which this process alone may use until `close`; undefined keeps everything in memory. */
export async function openDuckWarehouse(file: string | undefined, options: DuckOptions = {}): Promise<Warehouse> {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  const duck = await Duck.open(file, options);
  try {
    await createTables(duck, file);
  } catch (error) {
    await duck.close();
    throw error;
  }
  return {
    sources: {
      ingest: (tables, dir) => ingest(duck, tables, dir),
      declare: (tables) => declare(duck, tables),
      build: (models, params) => building.build(duck, models, params),
      columnsOf: (model) => building.columnsOf(duck, model),
      moment: (sql, params, timeZone) => building.moment(duck, sql, params, timeZone),
      cover: (coverage, params) => building.cover(duck, coverage, params),
      unplaced: (table) => building.unplaced(duck, table),
    },
    pulls: pullsOf(duck),
    changes: changesOf(duck),
    journal: journalOf(duck),
    state: {
      acknowledge: (run, sync) => state.acknowledge(duck, run, sync),
      forget: (sync, fields) => state.forget(duck, sync, fields),
      markDrift: (run, sync, flagged) => state.markDrift(duck, run, sync, flagged),
      forgetMissing: (run, sync, goneCodes) => state.forgetMissing(duck, run, sync, goneCodes),
    },
    comparison: {
      intended: (mapped) => compare.intended(duck, mapped),
      keepTotals: (run, sync, totals) => compare.keepTotals(duck, run, sync, totals),
      extract: (mapped, pages, to) => compare.extract(duck, mapped, pages, to),
      compareKeys: (run, mapped, books) => gaps.compareKeys(duck, run, mapped, books),
      compareRollups: (run, mapped, cause) => compare.compareRollups(duck, run, mapped, cause),
      rollups: (mapped) => compare.rollups(duck, mapped),
      addGap: (run, sync, gap) => gaps.addGap(duck, run, sync, gap),
      drifted: (run, sync, limit) => drift.drifted(duck, run, sync, limit),
      attribute: (run, sync, attributions) => drift.attribute(duck, run, sync, attributions),
      entered: (mapped, draft) => entering.entered(duck, mapped, draft),
      keepOverwritten: (run, sync, values) => entering.keep(duck, run, sync, values),
      overwritten: (run, limit) => entering.overwritten(duck, run, limit),
      causes: (run, sync) => gaps.causes(duck, run, sync),
      gaps: (run, limit) => gaps.gaps(duck, run, limit),
      parentKeys: (mapped, field, records) => compare.parentKeys(duck, mapped, field, records),
    },
    ledger: ledger(duck),
    approvals: approvals(duck),
    cycles: cycles(duck),
    corrections: corrections(duck),
    // Who has the file open has it alone.
    hold: async () => ({ [Symbol.asyncDispose]: async () => undefined }),
    usage: () => undefined,
    close: () => duck.close(),
  };
}

function changesOf(duck: Duck): Changes {
  return {
    stage: (mapped, timeZone) => staging.stage(duck, mapped, timeZone),
    diff: (mapped, draft) => differing.diff(duck, mapped, draft),
    dropped: (mapped) => differing.dropped(duck, mapped),
    emptied: (mapped, draft) => differing.emptied(duck, mapped, draft),
    inserts: (sync, draft) => differing.inserts(duck, sync, draft),
    insertKeys: (sync, draft) => differing.insertKeys(duck, sync, draft),
    plannedIds: (sync, draft) => differing.plannedIds(duck, sync, draft),
    adopt: (mapped, draft, found) => differing.adopt(duck, mapped, draft, found),
    retain: (mapped, from, which) => earlier.retain(duck, mapped, from, which),
    revert: (mapped, draft, of) => earlier.revert(duck, mapped, draft, of),
    skipNew: (sync, draft) => differing.skipNew(duck, sync, draft),
    hold: (mapped, draft) => holding.hold(duck, mapped, draft),
    held: (sync, draft, limit) => holding.held(duck, sync, draft, limit),
    respell: (mapped, draft, field, syncs) => parents.respell(duck, mapped, draft, field, syncs),
    unknownParents: (sync, draft, field, syncs) => parents.unknownParents(duck, sync, draft, field, syncs),
    park: (sync, draft, field, syncs, inOrg) => parents.park(duck, sync, draft, field, syncs, inOrg),
    layer: (sync, draft, field) => parents.layer(duck, sync, draft, field),
    count: (mapped, draft) => changes.count(duck, mapped, draft),
    rows: (mapped, draft, limit) => changes.rows(duck, mapped, draft, limit),
    parked: (sync, draft, limit) => changes.parked(duck, sync, draft, limit),
    quarantined: (sync, limit) => staging.quarantined(duck, sync, limit),
  };
}

function journalOf(duck: Duck): Journal {
  return {
    plan: (run, mapped, operation, route, limits) => parts.planParts(duck, run, mapped, operation, route, limits),
    replan: (run, mapped, codes, route, limits) => parts.replan(duck, run, mapped, codes, route, limits),
    write: (part, stamps, to) => parts.write(duck, part, stamps, to),
    step: (part, step, facts) => parts.setStep(duck, part, step, facts),
    sendables: (mapped, part) => parts.sendables(duck, mapped, part),
    idsOf: (part) => parts.idsOf(duck, part),
    applyFiles: (part, files, gone) => outcomes.applyFiles(duck, part, files, gone),
    applyAnswers: (part, answers) => outcomes.applyAnswers(duck, part, answers),
    applyLookup: (part, found) => outcomes.applyLookup(duck, part, found),
    parkOrphans: (run, mapped, syncs) => parked.parkOrphans(duck, run, mapped, syncs),
    parkParents: (run, sync, children) => parked.parkParents(duck, run, sync, children),
    recreated: (run, sync) => outcomes.recreated(duck, run, sync),
    closeBooks: (run, sync, code) => outcomes.closeBooks(duck, run, sync, code),
    counts: (run) => outcomes.counts(duck, run),
    codes: (run, sync) => outcomes.codes(duck, run, sync),
    failed: (run, limit) => outcomes.failed(duck, run, limit),
    parts: (run) => parts.partsOf(duck, run),
    isBalanced: (run, sync) => outcomes.isBalanced(duck, run, sync),
  };
}
