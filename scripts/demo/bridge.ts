/**
 * The Friday after the one of `keepFriday`: the lines of a budget as they are now, and what lies between both Fridays, as
 * the backend keeps it. Only for pages; `todoku` keeps real weeks itself.
 */
import type { Agency } from './agency.ts';
import type { Api, Fields } from './api.ts';
import { bookedOn, keepFriday } from './friday.ts';
import { integrationUsername } from './people.ts';
import { asUser } from './steps.ts';
import { holidays } from './weeks.ts';

interface Kept {
  readonly Line_Key__c: string;
  readonly Landing__c: number;
}

interface Line {
  readonly External_Key__c: string;
  readonly Project__c?: string;
  readonly Opportunity__c?: string;
  readonly Target__c: string;
  readonly Target__r: { readonly Rep__c: string; readonly External_Key__c: string };
  readonly Expected_Member__c?: number | null;
  readonly Expected_System__c?: number | null;
  readonly landing: number;
  readonly Actual__c?: number;
}

export interface NextFriday {
  /** Keys of the weeks. */
  readonly week: string;
  readonly last: string;
  /** External key of the budget. */
  readonly budget: string;
  readonly asOf: string;
}

async function linesNow(api: Api, budget: string): Promise<readonly Line[]> {
  const where = `WHERE Target__r.Budget__r.External_Key__c = '${budget}'`;
  const common = 'External_Key__c, Target__c, Target__r.Rep__c, Target__r.External_Key__c';
  const projects = await api.query<Line & { readonly Landing__c: number }>(
    `SELECT ${common}, Project__c, Landing__c, Actual__c, Expected_Member__c, Expected_System__c FROM Project_Amount__c ${where}`,
  );
  const deals = await api.query<Line & { readonly Counted__c: number }>(
    `SELECT ${common}, Opportunity__c, Counted__c FROM Opportunity_Amount__c ${where}`,
  );
  return [
    ...projects.map((line) => ({ ...line, landing: line.Landing__c })),
    ...deals.map((line) => ({ ...line, landing: line.Counted__c })),
  ];
}

/** What moved, line by line; lines of both scopes. */
function bridgeLines(run: string, lines: readonly Line[], before: ReadonlyMap<string, number>): readonly Fields[] {
  return lines.flatMap((line) => {
    const past = before.get(line.External_Key__c);
    const amount = line.landing - (past ?? 0);
    if (amount === 0) return [];
    const type = past === undefined ? 'New_Deal' : amount > 0 ? 'Amount_Up' : 'Amount_Down';
    return ['Budget', 'Target'].map((scope) => ({
      External_Key__c: `${run}|${scope}|${type}|${line.External_Key__c}`.slice(0, 255),
      Snapshot_Run__r: { External_Key__c: run },
      Scope__c: scope,
      Target__c: scope === 'Target' ? line.Target__c : null,
      Type__c: type,
      Amount__c: amount,
      Deals__c: 1,
      Project__c: line.Project__c ?? null,
      Opportunity__c: line.Opportunity__c ?? null,
    }));
  });
}

/** How much of what is booked now was booked on the Friday before the last, and on the last. */
const BOOKED = [0.55, 0.8] as const;

/** `api` is of the integration user; there is no judgement on either Friday. */
export async function keepNextFriday(api: Api, { week, last, budget, asOf }: NextFriday): Promise<void> {
  const [run, previous] = [`${week}|Week|${budget}`, `${last}|Week|${budget}`];
  const lines = await linesNow(api, budget);
  const kept = await api.query<Kept>(
    `SELECT Line_Key__c, Landing__c FROM Snapshot_Line__c WHERE Snapshot_Run__r.External_Key__c = '${previous}'`,
  );
  const before = new Map(kept.map(({ Line_Key__c, Landing__c }) => [Line_Key__c, Landing__c]));
  const actualOf = ({ Actual__c: actual = 0, landing }: Line): number => bookedOn(actual, BOOKED[1], landing);
  const sum = (amounts: Iterable<number>): number => [...amounts].reduce((left, right) => left + right, 0);
  await api.upsert('Snapshot_Run__c', 'External_Key__c', [
    {
      External_Key__c: run,
      Budget__r: { External_Key__c: budget },
      Cycle__r: { External_Key__c: week },
      Previous_Run__r: { External_Key__c: previous },
      Kind__c: 'Week',
      As_Of__c: asOf,
      Actual__c: sum(lines.map(actualOf)),
      Landing_Forecast__c: sum(lines.map(({ landing }) => landing)),
      Previous_Landing__c: sum(before.values()),
    },
  ]);
  const rows = lines.map((line) => ({
    External_Key__c: `${run}|${line.External_Key__c}`,
    Snapshot_Run__r: { External_Key__c: run },
    Line_Key__c: line.External_Key__c,
    Kind__c: line.Project__c === undefined ? 'Opportunity' : 'Project',
    Project__c: line.Project__c ?? null,
    Opportunity__c: line.Opportunity__c ?? null,
    Target__c: line.Target__c,
    Rep__c: line.Target__r.Rep__c,
    In_Landing__c: true,
    Expected_Member__c: line.Expected_Member__c ?? null,
    Expected_System__c: line.Expected_System__c ?? null,
    Actual__c: actualOf(line),
    Landing__c: line.landing,
  }));
  await api.upsert('Snapshot_Line__c', 'External_Key__c', rows);
  await api.upsert('Bridge_Line__c', 'External_Key__c', bridgeLines(run, lines, before));
}

/** Both Fridays of a target's budget, once. */
export async function keepTwoFridays({ admin, org }: Agency, targetKey: string): Promise<void> {
  const [found] = await admin.query<{ Budget__r: { External_Key__c: string } }>(
    `SELECT Budget__r.External_Key__c FROM Target__c WHERE External_Key__c = '${targetKey}'`,
  );
  if (found === undefined) throw new Error(`The sample has no target ${targetKey}.`);
  const budget = found.Budget__r.External_Key__c;
  const [last, week] = ['2026-W46', '2026-W47'];
  const api = asUser(org, integrationUsername);
  const kept = await admin.query(
    `SELECT Id FROM Snapshot_Run__c WHERE External_Key__c = '${week}|Week|${budget}' LIMIT 1`,
  );
  if (kept.length > 0) return;
  const cycle = (key: string, start: string): Fields => ({
    External_Key__c: key,
    Name: key,
    Period_Start__c: `${targetKey.slice(0, 7)}-01`,
    Week_Start__c: start,
    Business_Zone__c: 'Asia/Tokyo',
    Holidays__c: holidays.join(' '),
    State__c: 'Closed',
  });
  await api.upsert('Forecast_Cycle__c', 'External_Key__c', [cycle(last, '2026-11-09'), cycle(week, '2026-11-16')]);
  const asOf = '2026-11-13T14:00:00.000Z';
  await keepFriday(api, { week: last, budget, asOf, booked: BOOKED[0], judgement: 0, moving: targetKey });
  await keepNextFriday(api, { week, last, budget, asOf: '2026-11-20T14:00:00.000Z' });
}
