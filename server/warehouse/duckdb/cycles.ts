import type { CycleRecord, Cycles, StepNote } from '../cycles.ts';
import { stepOutcome, toCycle, toStep } from '../from-cycle.ts';
import { asText } from '../row.ts';
import type { Duck } from './duck.ts';
import { pictures } from './pictures.ts';

export function cycles(duck: Duck): Cycles {
  return {
    find: async (key) => (await duck.rows(`${selectCycles} WHERE key = $key`, { key })).map(toCycle)[0],
    put: (cycle) => put(duck, cycle),
    list: async (limit) => (await duck.rows(`${selectCycles} ORDER BY key DESC LIMIT ${limit}`)).map(toCycle),
    note: (note) => writeNote(duck, note),
    steps: async (since) =>
      (
        await duck.rows(
          `SELECT * REPLACE (epoch_ms(due_at) AS due_at, epoch_ms(started_at) AS started_at, epoch_ms(finished_at) AS finished_at)
           FROM todoku.cycle_steps WHERE cycle >= $since ORDER BY started_at, cycle, step, attempt`,
          { since },
        )
      ).map(toStep),
    pictures: pictures(duck),
    mailed: async (cycle) => {
      const rows = await duck.rows('SELECT username FROM todoku.cycle_mails WHERE cycle = $cycle', { cycle });
      return new Set(rows.map((row) => asText(row, 'username')));
    },
    noteMail: ({ cycle, username, address, at }) =>
      duck.run(
        'INSERT INTO todoku.cycle_mails (cycle, username, address, sent_at) VALUES ($cycle, $username, $address, CAST($at AS TIMESTAMPTZ))',
        { cycle, username, address, at: at.toISOString() },
      ),
  };
}

const moments = [
  'opens_at',
  'unit_deadline',
  'freeze_at',
  'meeting_at',
  'snapshot_at',
  'opened_at',
  'frozen_at',
  'snapshot_taken_at',
];
const selectCycles = `SELECT * REPLACE (CAST(week_start AS VARCHAR) AS week_start, CAST(period_start AS VARCHAR) AS period_start,
  ${moments.map((column) => `epoch_ms(${column}) AS ${column}`).join(', ')}) FROM todoku.cycles`;

const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null;

async function put(duck: Duck, cycle: CycleRecord): Promise<void> {
  const moment = (name: string): string => `CAST($${name} AS TIMESTAMPTZ)`;
  await duck.transaction(async (one) => {
    await one.run('DELETE FROM todoku.cycles WHERE key = $key', { key: cycle.key });
    await one.run(
      `INSERT INTO todoku.cycles (key, week_start, period_start, zone, ${moments.join(', ')}, state, tolerance, message)
       VALUES ($key, CAST($week_start AS DATE), CAST($period_start AS DATE), $zone, ${moments.map(moment).join(', ')},
         $state, CAST($tolerance AS DECIMAL(18, 2)), $message)`,
      {
        key: cycle.key,
        week_start: cycle.weekStart,
        period_start: cycle.periodStart,
        zone: cycle.zone,
        opens_at: iso(cycle.opensAt),
        unit_deadline: iso(cycle.unitDeadline),
        freeze_at: iso(cycle.freezeAt),
        meeting_at: iso(cycle.meetingAt),
        snapshot_at: iso(cycle.snapshotAt),
        opened_at: iso(cycle.openedAt),
        frozen_at: iso(cycle.frozenAt),
        snapshot_taken_at: iso(cycle.snapshotTakenAt),
        state: cycle.state,
        tolerance: String(cycle.tolerance),
        message: cycle.message ?? null,
      },
    );
  });
}

async function writeNote(duck: Duck, note: StepNote): Promise<void> {
  const { cycle, step, attempt } = note;
  await duck.transaction(async (one) => {
    await one.run(
      'DELETE FROM todoku.cycle_steps WHERE cycle = $cycle AND step = $step AND attempt = CAST($attempt AS INTEGER)',
      {
        cycle,
        step,
        attempt,
      },
    );
    await one.run(
      `INSERT INTO todoku.cycle_steps (cycle, step, attempt, due_at, started_at, finished_at, outcome, runs, asked_by, reason, code, message)
       VALUES ($cycle, $step, CAST($attempt AS INTEGER), CAST($due AS TIMESTAMPTZ), CAST($started AS TIMESTAMPTZ),
         CAST($finished AS TIMESTAMPTZ), $outcome, $runs, $by, $reason, $code, $message)`,
      {
        cycle,
        step,
        attempt,
        due: iso(note.dueAt),
        started: iso(note.startedAt),
        finished: iso(note.finishedAt),
        outcome: stepOutcome.parse(note.outcome),
        runs: note.runs.join(' '),
        by: note.by ?? null,
        reason: note.reason ?? null,
        code: note.code ?? null,
        message: note.message ?? null,
      },
    );
  });
}
