/** Results for people. */
import Table from 'cli-table3';
import { heldLines } from '../plan/plan.ts';
import type { CoverageReport, PullResult, RunResult } from '../run/run.ts';
import type { RunRecord, Usage } from '../warehouse/warehouse.ts';
import { bytesText } from '../warehouse/warehouse.ts';

export const plain = {
  style: { head: [], border: [] },
  // No line between rows: a result of ten objects fits a screen.
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
};

export function resultText(result: RunResult): string {
  const parts = [
    result.command === 'verify' ? verdictTable(result) : pushTable(result),
    ...result.coverage.map(coverageLine),
    ...gapLines(result),
    ...result.approved.map(({ sync, guard, by, reason }) => `Approved by ${by}: ${guard} ${sync} (${reason})`),
    ...heldText(result),
    ...result.faults.map(({ sync, message, next }) => `Stopped ${sync ?? ''}: ${message}\n  ${next}`),
    ...result.warnings.map(({ code, message }) => `Warning ${code}: ${message}`),
    ...result.recovered.map((run) => `Finished run ${run}, which had been left behind.`),
    `Run ${result.run}: ${result.state}, numbers as of ${result.sourceAsOf}, ${result.calls} API calls.`,
    ...processedLine(result.processed),
  ];
  return parts.join('\n');
}

/** One line, or none where nothing is billed by the byte. */
export function processedLine(processed: Usage | undefined): readonly string[] {
  if (processed === undefined) return [];
  return [`The warehouse has processed ${bytesText(processed.bytes)} in ${processed.jobs} jobs.`];
}

export function pullText({ run, state, calls, tables }: PullResult): string {
  const table = new Table({
    ...plain,
    head: ['table', 'object', 'rows', 'by', 'calls', 'as of', 'matched'],
    colAligns: ['left', 'left', 'right', 'left', 'right', 'left', 'left'],
  });
  for (const row of tables) {
    const isMatched = row.state === 'Matched';
    const name = `pulled.${row.name}`;
    table.push([name, row.object, row.rows, row.route, row.calls, row.pulledAt, isMatched ? 'yes' : row.state]);
  }
  const off = tables.flatMap(({ name, totals }) =>
    totals
      .filter(({ matches }) => !matches)
      .map(
        ({ measure, warehouse, salesforce }) => `${name}: ${measure} read ${warehouse}, Salesforce says ${salesforce}`,
      ),
  );
  const kept = off.length === 0 ? [] : ['Such a table is left as it was before.'];
  return [table.toString(), ...off, ...kept, `Pull ${run}: ${state}, ${calls} API calls.`].join('\n');
}

function heldText({ run, held }: RunResult): readonly string[] {
  if (held.length === 0) return [];
  return [
    ...held.flatMap((row) => heldLines(row).map((text) => text.trim())),
    `To load them as they are: todoku approve ${run} --rows KEY… --reason "…"`,
  ];
}

function pushTable({ objects }: RunResult): string {
  const table = new Table({
    ...plain,
    head: ['object', 'sent', 'created', 'updated', 'deleted', 'unchanged', 'failed', 'parked', 'matched'],
    colAligns: ['left', ...Array.from({ length: 7 }, () => 'right' as const), 'left'],
  });
  for (const row of objects) {
    const { object, sent, created, updated, deleted, unchanged, failed, parked } = row;
    table.push([object, sent, created, updated, deleted, unchanged, failed, parked, row.matched ? 'yes' : row.state]);
  }
  return table.toString();
}

function verdictTable({ verdicts }: RunResult): string {
  const table = new Table({
    ...plain,
    head: ['object', 'warehouse', 'salesforce', 'missing', 'extra', 'different', 'roll-ups', 'matched'],
    colAligns: ['left', ...Array.from({ length: 6 }, () => 'right' as const), 'left'],
  });
  for (const row of verdicts) {
    const rollups =
      row.rollups.compared === 0 ? '' : `${row.rollups.compared - row.rollups.different}/${row.rollups.compared}`;
    const { object, warehouseRows, salesforceRows, missing, extra, different, state } = row;
    table.push([
      object,
      warehouseRows,
      salesforceRows,
      missing,
      extra,
      different,
      rollups,
      state === 'Matched' ? 'yes' : state,
    ]);
  }
  return table.toString();
}

export function coverageLine(coverage: CoverageReport): string {
  const placed = Object.values(coverage.placed).reduce((sum, rows) => sum + rows, 0);
  const reasons = Object.entries(coverage.reasons).map(([reason, rows]) => `${rows} × ${reason}`);
  const rest = coverage.unplaced === 0 ? '' : `, ${coverage.unplaced} without a place: ${reasons.join('; ')}`;
  return `${coverage.table}: ${coverage.rows} rows, ${placed} placed${rest}`;
}

function gapLines({ verdicts }: RunResult): readonly string[] {
  return verdicts.flatMap(({ object, causes, drift }) => [
    ...causes.map(({ cause, code, rows }) => `${object}: ${rows} ${cause}${code === undefined ? '' : ` (${code})`}`),
    ...drift.map(({ cause, by, rows, last }) => `  ${rows} ${cause} by ${by}, last at ${last.toISOString()}`),
  ]);
}

export function runsText(runs: readonly RunRecord[]): string {
  const table = new Table({ ...plain, head: ['run', 'project', 'state', 'started', 'finished', 'as of'] });
  for (const { run, project, state, startedAt, finishedAt, sourceAsOf } of runs) {
    table.push([
      run,
      project,
      state,
      startedAt.toISOString(),
      finishedAt?.toISOString() ?? '',
      sourceAsOf?.toISOString() ?? '',
    ]);
  }
  return table.toString();
}
