/** Runs, their batches, and what Reconciliation__c was last told. */
import type { Bindings, Duck } from './duck.ts';
import { toBatches, toRun } from '../from-row.ts';
import { stepColumns, stepRows } from '../ledger.ts';
import { reconciliationNotes } from './notes.ts';
import { asText } from '../row.ts';
import { given } from './sql.ts';
import type { Ledger, RunRecord } from '../warehouse.ts';

export function ledger(duck: Duck): Ledger {
  return {
    begin: (run, project, at) =>
      duck.run(
        `INSERT INTO todoku.runs (run, project, state, started_at) VALUES ($run, $project, 'running', CAST($at AS TIMESTAMPTZ))`,
        { run, project, at: at.toISOString() },
      ),
    setSource: (run, sourceAsOf) =>
      duck.run(`UPDATE todoku.runs SET source_as_of = CAST($at AS TIMESTAMPTZ) WHERE run = $run`, {
        run,
        at: sourceAsOf.toISOString(),
      }),
    end: (...ending) => end(duck, ...ending),
    runs: (limit) => aside(duck, `${selectRuns} ORDER BY started_at DESC, run DESC LIMIT ${limit}`),
    find: async (run) => (await aside(duck, `${selectRuns} WHERE run = $run`, { run }))[0],
    unfinished: async () =>
      (await duck.rows(`${selectRuns} WHERE state = 'running' OR run IN (${unanswered}) ORDER BY started_at`)).map(
        toRun,
      ),
    setBatch: (run, sync, salesforceId) =>
      duck.run(`INSERT INTO todoku.batches VALUES ($run, $sync, $salesforceId, now())`, { run, sync, salesforceId }),
    batches: async (run) =>
      toBatches(await duck.rows(`SELECT sync, salesforce_id FROM todoku.batches WHERE run = $run`, { run })),
    lastBatches: async () =>
      toBatches(
        await duck.rows(
          `SELECT sync, salesforce_id FROM todoku.batches QUALIFY row_number() OVER (PARTITION BY sync ORDER BY noted_at DESC) = 1`,
        ),
      ),
    setPlanned: async (run, syncs) => {
      await duck.run(
        `INSERT INTO todoku.planned SELECT $run, "sync", CAST(place AS INTEGER) FROM ${given(['sync', 'place'])}`,
        { run, rows: JSON.stringify(syncs.map((sync, place) => ({ sync, place: String(place) }))) },
      );
    },
    lastPush: async (project) => {
      const [row] = await duck.rows(
        `SELECT run FROM todoku.runs WHERE project = $project AND run IN (SELECT run FROM todoku.planned)
         ORDER BY started_at DESC, run DESC LIMIT 1`,
        { project },
      );
      return row === undefined ? undefined : asText(row, 'run');
    },
    planned: async (run) => {
      const rows = await duck.rows(`SELECT sync FROM todoku.planned WHERE run = $run ORDER BY place`, { run });
      return rows.map((row) => asText(row, 'sync'));
    },
    ...reconciliationNotes(duck),
  };
}

function end(duck: Duck, ...[run, state, at, result, steps = []]: Parameters<Ledger['end']>): Promise<void> {
  return duck.transaction(async (statements) => {
    await statements.run(
      `UPDATE todoku.runs SET state = $state, finished_at = CAST($at AS TIMESTAMPTZ), result = $result
       WHERE run = $run AND state = 'running'`,
      { run, state, at: at.toISOString(), result: JSON.stringify(result ?? null) },
    );
    await statements.run(
      `INSERT INTO todoku.steps SELECT $run, CAST(place AS INTEGER), step, CAST(started_at AS TIMESTAMPTZ),
         CAST(finished_at AS TIMESTAMPTZ), CAST(calls AS BIGINT) FROM ${given(stepColumns)}`,
      { run, rows: stepRows(steps) },
    );
  });
}

const selectRuns = `SELECT run, project, state, result, epoch_ms(started_at) AS started, epoch_ms(finished_at) AS finished,
  epoch_ms(source_as_of) AS source FROM todoku.runs`;

/** Something was sent, and what became of it was never noted. */
const unanswered = `SELECT run FROM todoku.parts
  WHERE step IN ('creating', 'created', 'uploaded', 'closed', 'finished', 'stored', 'sending')`;

/** On a connection of its own: whoever asks about runs shall not wait for the model that one is building. */
async function aside(duck: Duck, sql: string, bindings?: Bindings): Promise<readonly RunRecord[]> {
  const records: RunRecord[] = [];
  for await (const rows of duck.stream(sql, bindings)) records.push(...rows.map(toRun));
  return records;
}
