/**
 * Forecast weeks of the sample, written by the user of the loads and by RevOps: what was said in earlier months, and one week in the
 * state that somebody wants to look at. Only for pages; `todoku` runs real weeks itself.
 */
import { weekAt, weekOf, type Calendar, type Week } from '../../server/cycle/cycle.ts';
import type { Api, Fields } from './api.ts';

const at = (weekday: number, hour: number): { weekday: number; hour: number; minute: number } => ({
  weekday,
  hour,
  minute: 0,
});

/** Those of November 2026, as the sample's own calendar has them (todoku.yml). */
export const holidays = ['2026-11-03', '2026-11-23'];

const calendar: Calendar = {
  timeZone: 'Asia/Tokyo',
  rules: {
    open: at(0, 6),
    reminders: [],
    unitDeadline: at(1, 19),
    freeze: at(2, 12),
    meeting: at(2, 13),
    snapshot: at(4, 23),
    digest: undefined,
    holidays: new Set(holidays),
    tolerance: 1_000_000,
    load: undefined,
    maxAgeHours: undefined,
  },
};

const keyed = (key: string): Fields => ({ External_Key__c: key });

function cycleRow(week: Week, fields: Fields): Fields {
  const time = (name: string): string | undefined => week.steps.find((step) => step.name === name)?.at.toISOString();
  return {
    ...keyed(week.key),
    Name: week.key,
    Week_Start__c: week.start,
    Period_Start__c: week.period,
    Business_Zone__c: calendar.timeZone,
    Holidays__c: holidays.join(' '),
    Tolerance__c: calendar.rules.tolerance,
    Opens_At__c: time('open'),
    Opened_At__c: time('open'),
    Unit_Deadline__c: time('carry'),
    Freeze_At__c: time('freeze'),
    Meeting_At__c: time('meeting'),
    Snapshot_At__c: time('snapshot'),
    ...fields,
  };
}

/** Makes the week or moves it to another state; `fields` are those of Forecast_Cycle__c. `api` is of the integration user. */
export async function enterWeek(api: Api, key: string, fields: Fields): Promise<void> {
  await api.upsert('Forecast_Cycle__c', 'External_Key__c', [cycleRow(weekOf(key, calendar), fields)]);
}

interface PastTarget {
  readonly External_Key__c: string;
  readonly Actual__c: number;
  readonly Landing_Forecast__c: number;
  readonly Rep__c: string;
  readonly Budget__r: { readonly External_Key__c: string; readonly Period_Start__c: string };
}

const DAY_MS = 86_400_000;

/** How far off a rep was, month by month: mostly too high, as people are. */
const offBy = [1.19, 1.08, 1.15, 0.97, 1.22, 1.11, 1.05];
/** What was booked when it was said. */
const booked = 0.62;

/** Who writes a week: the load its cycle, RevOps what people have said in it. */
export interface Writers {
  readonly load: Api;
  readonly revOps: Api;
}

/** How many weeks of the month of `today` lie behind it. */
const WEEKS_SAID = 3;

/**
 * For each target of the months before that of `today`, what its rep said in the week before the last; of its own month,
 * what was said in the last weeks, nearer to now the later. Gives how many were entered.
 */
export async function enterHistory({ load, revOps }: Writers, today: string): Promise<number> {
  const month = `${today.slice(0, 7)}-01`;
  const targets = await load.query<PastTarget>(
    `SELECT External_Key__c, Actual__c, Landing_Forecast__c, Rep__c, Budget__r.External_Key__c, Budget__r.Period_Start__c
     FROM Target__c WHERE Budget__r.Period_Start__c <= ${month} AND Actual__c > 0 ORDER BY External_Key__c`,
  );
  const past = Array.from({ length: WEEKS_SAID }, (_, index) =>
    weekAt(new Date(Date.parse(today) - (index + 1) * 7 * DAY_MS), calendar),
  );
  const weeks = new Map(
    targets.map(({ Budget__r: { Period_Start__c: start } }) => [
      start,
      start === month ? past : [weekBeforeTheLast(start)],
    ]),
  );
  await load.upsert(
    'Forecast_Cycle__c',
    'External_Key__c',
    [...weeks.values()].flat().map((week) => cycleRow(week, { State__c: 'Closed' })),
  );
  const said = targets.flatMap((target, index) => {
    const own = weeks.get(target.Budget__r.Period_Start__c) ?? [];
    if (own !== past) return own.map((week) => saidIn(week, target, 1));
    // Now and then somebody has nothing to say.
    return own.flatMap((week, ago) => ((index + 5 * ago) % 11 === 0 ? [] : [saidIn(week, target, (ago + 1) / 8)]));
  });
  // What was said once does not change any more: only what is missing is entered.
  const known = await revOps.query<{ External_Key__c: string }>('SELECT External_Key__c FROM Forecast_Submission__c');
  const keys = new Set<unknown>(known.map(({ External_Key__c }) => External_Key__c));
  const missing = said.filter((row) => !keys.has(row['External_Key__c']));
  await revOps.insert('Forecast_Submission__c', missing);
  return missing.length;
}

function weekBeforeTheLast(periodStart: string): Week {
  const first = new Date(periodStart);
  const lastDay = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0);
  return weekAt(new Date(lastDay - 7 * 86_400_000), calendar);
}

/** `far`: how much of what a rep is off a month ahead is left so near to the end. */
function saidIn(week: Week, target: PastTarget, far: number): Fields {
  const off = offBy[(Number(week.key.slice(-2)) + target.External_Key__c.length) % offBy.length] ?? 1;
  const share = 1 + (off - 1) * far;
  const deadline = week.steps.find(({ name }) => name === 'carry')?.at ?? new Date(week.start);
  return {
    ...keyed(`${week.key}|Member|${target.External_Key__c}|1`),
    Budget__r: keyed(target.Budget__r.External_Key__c),
    Target__r: keyed(target.External_Key__c),
    Cycle__r: keyed(week.key),
    Kind__c: 'Member',
    Version__c: 1,
    State__c: 'Submitted',
    Actual__c: Math.round(target.Actual__c * booked),
    Landing_Forecast__c: Math.round(target.Landing_Forecast__c * share),
    Submitted_By__c: target.Rep__c,
    Submitted_At__c: new Date(deadline.getTime() - 4 * 3_600_000).toISOString(),
  };
}

interface PastBudget {
  readonly External_Key__c: string;
  readonly Period_Start__c: string;
  readonly Actual__c: number;
}

/** Weeks before the end of the month, and how much of it was booked by then. */
const fridays = [
  { weeks: 9, booked: 0 },
  { weeks: 5, booked: 0.05 },
  { weeks: 3, booked: 0.3 },
  { weeks: 2, booked: 0.55 },
  { weeks: 1, booked: 0.8 },
  { weeks: 0, booked: 0.97 },
];

/** Of each unit and month before that of `today`, what was kept on its Fridays: nearer the truth the later. */
export async function enterPictures(api: Api, today: string): Promise<void> {
  const budgets = await api.query<PastBudget>(
    `SELECT External_Key__c, Period_Start__c, Actual__c FROM Budget__c
     WHERE Measure__c = 'Revenue' AND Period_Start__c < ${today.slice(0, 7)}-01 AND Actual__c > 0 ORDER BY External_Key__c`,
  );
  const runs = budgets.flatMap((budget, index) => fridays.map((friday) => pictureOf(budget, friday, index)));
  const weeks = new Map(runs.map(({ week }) => [week.key, week]));
  await api.upsert(
    'Forecast_Cycle__c',
    'External_Key__c',
    [...weeks.values()].map((week) => cycleRow(week, { State__c: 'Closed' })),
  );
  await api.upsert(
    'Snapshot_Run__c',
    'External_Key__c',
    runs.map(({ row }) => row),
  );
}

function pictureOf(
  budget: PastBudget,
  { weeks, booked: share }: (typeof fridays)[number],
  index: number,
): { readonly week: Week; readonly row: Fields } {
  const first = new Date(budget.Period_Start__c);
  const lastDay = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0);
  const week = weekAt(new Date(lastDay - (weeks * 7 + 6) * DAY_MS), calendar);
  const off = ((offBy[index % offBy.length] ?? 1) - 1) * ((weeks + 1) / 8);
  const asOf = week.steps.find(({ name }) => name === 'snapshot')?.at ?? new Date(week.start);
  return {
    week,
    row: {
      ...keyed(`${week.key}|Week|${budget.External_Key__c}`),
      Budget__r: keyed(budget.External_Key__c),
      Cycle__r: keyed(week.key),
      Kind__c: 'Week',
      As_Of__c: asOf.toISOString(),
      Actual__c: Math.round(budget.Actual__c * share),
      Landing_Forecast__c: Math.round(budget.Actual__c * (1 + off)),
    },
  };
}
