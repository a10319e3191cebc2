/** Runs, their batches, and what Reconciliation__c was last told. */
import { approvals } from './approvals.ts';
import { toBatches, toRun } from '../from-row.ts';
import type { Ledger, RunRecord } from '../ledger.ts';
import { stepColumns, stepRows } from '../ledger.ts';
import { asText } from '../row.ts';
import type { Engine, Parameters, Purpose } from './engine.ts';
import { reconciliationNotes } from './notes.ts';
import { given } from './sql.ts';

const small = (what: string): Purpose => ({ what, step: 'ledger', isSmall: true });

export function ledger(engine: Engine): Ledger {
  const at = (moment: Date): number => moment.getTime();
  const runs = engine.table('runs');
  return {
    begin: async (run, project, began) => {
      engine.beginRun(run, await approvals(engine).open());
      await engine.run(
        `INSERT INTO ${runs} (run, project, state, started_at)
         SELECT @run, @project, 'running', TIMESTAMP_MILLIS(@began) FROM (SELECT 1 AS one)
         WHERE @run NOT IN (SELECT run FROM ${runs})`,
        small('begin a run'),
        { run, project, began: at(began) },
      );
    },
    setSource: async (run, sourceAsOf) => {
      const sql = `UPDATE ${runs} SET source_as_of = TIMESTAMP_MILLIS(@at) WHERE run = @run`;
      await engine.run(sql, small('note the source'), { run, at: at(sourceAsOf) });
    },
    end: async (run, state, ended, result, steps = []) => {
      await engine.run(
        `BEGIN TRANSACTION;
         UPDATE ${runs} SET state = @state, finished_at = TIMESTAMP_MILLIS(@ended), result = @result
           WHERE run = @run AND state = 'running';
         INSERT INTO ${engine.table('steps')} (run, place, step, started_at, finished_at, calls)
           SELECT @run, CAST(place AS INT64), step, CAST(started_at AS TIMESTAMP), CAST(finished_at AS TIMESTAMP), CAST(calls AS INT64)
           FROM ${given(stepColumns)};
         COMMIT TRANSACTION;`,
        small('end a run'),
        { run, state, ended: at(ended), result: JSON.stringify(result ?? null), rows: stepRows(steps) },
      );
      engine.beginRun(undefined);
    },
    runs: (limit) => records(engine, `ORDER BY started_at DESC, run DESC LIMIT ${limit}`),
    find: async (run) => (await records(engine, 'WHERE run = @run', { run }))[0],
    unfinished: () => records(engine, `WHERE state = 'running' OR run IN (${unanswered(engine)}) ORDER BY started_at`),
    ...batchNotes(engine),
    ...planNotes(engine),
    ...reconciliationNotes(engine),
  };
}

function batchNotes(engine: Engine): Pick<Ledger, 'setBatch' | 'batches' | 'lastBatches'> {
  const batches = engine.table('batches');
  return {
    setBatch: async (run, sync, salesforceId) => {
      await engine.run(
        `INSERT INTO ${batches} (run, sync, salesforce_id, noted_at) VALUES (@run, @sync, @salesforceId, CURRENT_TIMESTAMP())`,
        small('note a batch'),
        { run, sync, salesforceId },
      );
    },
    batches: async (run) =>
      toBatches(
        await engine.rows(`SELECT sync, salesforce_id FROM ${batches} WHERE run = @run`, small('read batches'), {
          run,
        }),
      ),
    lastBatches: async () =>
      toBatches(
        await engine.rows(
          `SELECT sync, salesforce_id FROM ${batches} WHERE TRUE
           QUALIFY ROW_NUMBER() OVER (PARTITION BY sync ORDER BY noted_at DESC) = 1`,
          small('read the last batches'),
        ),
      ),
  };
}

function planNotes(engine: Engine): Pick<Ledger, 'setPlanned' | 'lastPush' | 'planned'> {
  const planned = engine.table('planned');
  return {
    setPlanned: async (run, syncs) => {
      await engine.run(
        `INSERT INTO ${planned} (run, sync, place) SELECT @run, sync, CAST(place AS INT64) FROM ${given(['sync', 'place'])}`,
        small('note the plan'),
        { run, rows: JSON.stringify(syncs.map((sync, place) => ({ sync, place: String(place) }))) },
      );
    },
    lastPush: async (project) => {
      const [row] = await engine.rows(
        `SELECT run FROM ${engine.table('runs')} WHERE project = @project AND run IN (SELECT run FROM ${planned})
         ORDER BY started_at DESC, run DESC LIMIT 1`,
        small('find the last push'),
        { project },
      );
      return row === undefined ? undefined : asText(row, 'run');
    },
    planned: async (run) => {
      const rows = await engine.rows(
        `SELECT sync FROM ${planned} WHERE run = @run ORDER BY place`,
        small('read the plan'),
        { run },
      );
      return rows.map((row) => asText(row, 'sync'));
    },
  };
}

/** Something was sent, and what became of it was never noted. */
function unanswered(engine: Engine): string {
  return `SELECT run FROM (
      SELECT run, step FROM ${engine.table('parts')} WHERE TRUE
      QUALIFY ROW_NUMBER() OVER (PARTITION BY run, sync, part ORDER BY noted_at DESC) = 1)
    WHERE step IN ('creating', 'created', 'uploaded', 'closed', 'finished', 'stored', 'sending')`;
}

async function records(engine: Engine, where: string, parameters: Parameters = {}): Promise<readonly RunRecord[]> {
  const rows = await engine.rows(
    `SELECT run, project, state, result, UNIX_MILLIS(started_at) AS started, UNIX_MILLIS(finished_at) AS finished,
       UNIX_MILLIS(source_as_of) AS source FROM ${engine.table('runs')} ${where}`,
    small('read runs'),
    parameters,
  );
  return rows.map(toRun);
}
