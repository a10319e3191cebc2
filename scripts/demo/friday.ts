/**
 * A Friday of the sample, kept of one budget as the backend keeps it: its lines as they are now, but for what has happened
 * since then. Only for pages; `todoku` keeps real weeks itself.
 */
import type { Api, Fields } from './api.ts';

interface Line {
  readonly Id: string;
  readonly External_Key__c: string;
  readonly Project__c?: string;
  readonly Opportunity__c?: string | null;
  readonly Project__r?: { readonly Opportunity__c: string | null } | null;
  readonly Target__c: string;
  readonly Target__r: { readonly Rep__c: string; readonly External_Key__c: string };
  readonly Closed__c?: boolean;
  readonly In_Landing__c: boolean;
  readonly Expected_Member__c?: number | null;
  readonly Expected_System__c?: number | null;
  readonly Landing__c?: number;
  readonly Counted__c?: number;
  readonly Actual__c?: number;
}

export interface Friday {
  /** Key of the week that ended on it. */
  readonly week: string;
  /** External key of the budget. */
  readonly budget: string;
  readonly asOf: string;
  /** How much of what is booked now was booked on that day. */
  readonly booked: number;
  /** The judgement of that day. */
  readonly judgement: number;
  /** External key of the target whose lines have moved; of any in the budget otherwise. */
  readonly moving?: string;
}

const landingOf = (line: Line): number => line.Landing__c ?? line.Counted__c ?? 0;

/**
 * What a line had booked on a Friday that it landed at so much. What landed at its actual had booked it: it would not have
 * landed there.
 */
export function bookedOn(actual: number, booked: number, landing: number): number {
  return landing === actual ? actual : Math.min(Math.round(actual * booked), landing);
}

/** The largest line has grown since by a fifth, the next has shrunk by a tenth, and the third was not there yet. */
function onFriday(line: Line, rank: number): number | undefined {
  if (rank === 2) return undefined;
  const share = [1 / 1.2, 1 / 0.9][rank] ?? 1;
  return Math.round(landingOf(line) * share);
}

async function linesOf(api: Api, budget: string): Promise<readonly Line[]> {
  const where = `WHERE Target__r.Budget__r.External_Key__c = '${budget}'`;
  const common = 'Id, External_Key__c, Target__c, Target__r.Rep__c, Target__r.External_Key__c, In_Landing__c';
  const projects = await api.query<Line>(
    `SELECT ${common}, Project__c, Project__r.Opportunity__c, Landing__c, Actual__c, Closed__c, Expected_Member__c, Expected_System__c FROM Project_Amount__c ${where}`,
  );
  const deals = await api.query<Line>(
    `SELECT ${common}, Opportunity__c, Counted__c FROM Opportunity_Amount__c ${where}`,
  );
  return [...projects, ...deals].sort(
    (left, right) =>
      landingOf(right) - landingOf(left) || left.External_Key__c.localeCompare(right.External_Key__c, 'en'),
  );
}

/** Gives what the landing was, and what each line that moved has added since. `api` is of the integration user. */
export async function keepFriday(
  api: Api,
  { week, budget, asOf, booked, judgement, moving }: Friday,
): Promise<{ readonly landing: number; readonly moved: readonly number[] }> {
  const run = `${week}|Week|${budget}`;
  const isMoving = (line: Line): number => Number(line.Target__r.External_Key__c === moving);
  const lines = (await linesOf(api, budget)).toSorted((left, right) => isMoving(right) - isMoving(left));
  const kept = lines.map((line, rank) => ({ line, landing: onFriday(line, rank) }));
  const landing = kept.reduce((sum, one) => sum + (one.landing ?? 0), judgement);
  const actualOf = (line: Line, landed: number): number => bookedOn(line.Actual__c ?? 0, booked, landed);
  await api.upsert('Snapshot_Run__c', 'External_Key__c', [
    {
      External_Key__c: run,
      Budget__r: { External_Key__c: budget },
      Cycle__r: { External_Key__c: week },
      Kind__c: 'Week',
      As_Of__c: asOf,
      Actual__c: kept.reduce((sum, one) => sum + (one.landing === undefined ? 0 : actualOf(one.line, one.landing)), 0),
      Landing_Forecast__c: landing,
      Judgement__c: judgement,
    },
  ]);
  const rows = kept.flatMap((one): Fields[] =>
    one.landing === undefined
      ? []
      : [{ ...rowOf(run, one.line, one.landing), Actual__c: actualOf(one.line, one.landing) }],
  );
  await api.upsert('Snapshot_Line__c', 'External_Key__c', rows);
  return { landing, moved: kept.slice(0, 3).map((one) => landingOf(one.line) - (one.landing ?? 0)) };
}

function rowOf(run: string, line: Line, landing: number): Fields {
  return {
    External_Key__c: `${run}|${line.External_Key__c}`,
    Snapshot_Run__r: { External_Key__c: run },
    Line_Key__c: line.External_Key__c,
    Kind__c: line.Project__c === undefined ? 'Opportunity' : 'Project',
    Project__c: line.Project__c ?? null,
    Opportunity__c: line.Opportunity__c ?? line.Project__r?.Opportunity__c ?? null,
    Target__c: line.Target__c,
    Rep__c: line.Target__r.Rep__c,
    Closed__c: line.Closed__c ?? false,
    In_Landing__c: line.In_Landing__c,
    Expected_Member__c: (line.Expected_Member__c ?? null) === null ? null : landing,
    Expected_System__c: line.Expected_System__c ?? null,
    Landing__c: landing,
  };
}
