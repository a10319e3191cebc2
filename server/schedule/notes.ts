/** Two tables of our own beside pg-boss's: where each schedule stands, and what became of its due times. */
import { z } from 'zod';
import type { DueNote, Registered } from './store.ts';

/** What both PGlite and PostgreSQL can do. */
export type Sql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

/** A schema of its own: pg-boss checks its schema for tables it does not know. */
const tables = `
  CREATE SCHEMA IF NOT EXISTS todoku_due;
  CREATE TABLE IF NOT EXISTS todoku_due.schedules (
    project text NOT NULL, schedule text NOT NULL, cron text NOT NULL, time_zone text NOT NULL,
    dealt_with timestamptz NOT NULL, PRIMARY KEY (project, schedule));
  CREATE TABLE IF NOT EXISTS todoku_due.notes (
    project text NOT NULL, schedule text NOT NULL, due_at timestamptz NOT NULL, times integer NOT NULL,
    outcome text NOT NULL, run text, reason text, PRIMARY KEY (project, schedule, due_at));`;

/** Notes of a schedule that are kept; an hourly schedule fills them in six weeks. */
const kept = 1000;

export async function createNotes(sql: Sql): Promise<void> {
  await sql(tables);
}

const registeredRow = z.object({ schedule: z.string(), dealt_with: z.date() });

/** A schedule that is new, or was written anew, starts now; one that is no longer there is forgotten. */
export async function register(sql: Sql, project: string, schedules: readonly Registered[], now: Date): Promise<void> {
  const names = schedules.map((schedule) => schedule.name);
  await sql('DELETE FROM todoku_due.schedules WHERE project = $1 AND NOT schedule = ANY($2)', [project, names]);
  for (const { name, cron, timeZone } of schedules) {
    await sql(
      `INSERT INTO todoku_due.schedules AS s VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (project, schedule) DO UPDATE
         SET cron = excluded.cron, time_zone = excluded.time_zone, dealt_with = excluded.dealt_with
         WHERE s.cron <> excluded.cron OR s.time_zone <> excluded.time_zone`,
      [project, name, cron, timeZone, now],
    );
  }
}

export async function readStanding(sql: Sql, project: string): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql('SELECT schedule, dealt_with FROM todoku_due.schedules WHERE project = $1', [project]);
  return new Map(
    z
      .array(registeredRow)
      .parse(rows)
      .map((row) => [row.schedule, row.dealt_with]),
  );
}

/** One statement, so that a due time is dealt with and noted together or not at all. */
export async function writeNote(sql: Sql, project: string, note: DueNote): Promise<void> {
  await sql(
    `WITH moved AS (
       UPDATE todoku_due.schedules SET dealt_with = $3 WHERE project = $1 AND schedule = $2 AND dealt_with < $3),
     trimmed AS (
       DELETE FROM todoku_due.notes WHERE project = $1 AND schedule = $2 AND due_at <= (
         SELECT due_at FROM todoku_due.notes WHERE project = $1 AND schedule = $2 ORDER BY due_at DESC OFFSET ${kept} LIMIT 1))
     INSERT INTO todoku_due.notes VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [project, note.schedule, note.dueAt, note.times, note.outcome, note.run ?? null, note.reason ?? null],
  );
}

const noteRow = z.object({
  schedule: z.string(),
  due_at: z.date(),
  times: z.number(),
  outcome: z.enum(['started', 'skipped', 'missed']),
  run: z.string().nullable(),
  reason: z.string().nullable(),
});

export async function readNotes(
  sql: Sql,
  project: string,
  schedule: string,
  limit: number,
): Promise<readonly DueNote[]> {
  const { rows } = await sql(
    'SELECT * FROM todoku_due.notes WHERE project = $1 AND schedule = $2 ORDER BY due_at DESC LIMIT $3',
    [project, schedule, limit],
  );
  return z
    .array(noteRow)
    .parse(rows)
    .map(({ due_at, run, reason, ...note }) => ({
      ...note,
      dueAt: due_at,
      run: run ?? undefined,
      reason: reason ?? undefined,
    }));
}
