/**
 * The raw tables of an invented Japanese advertising agency, as its systems would export them: people, clients, projects
 * with their monthly plan, orders, weekly ad delivery, deals, budgets, targets and what reps do every day. Only raw facts; every total that
 * reaches Salesforce is derived from them by the SQL in `models/`.
 *
 * The same seed and day give the same bytes.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { makeActivities } from './activities.ts';
import { addDays, addMonths, firstDay, monthOf, monthsAround, onWeekday } from './calendar.ts';
import { makeClients, menus } from './clients.ts';
import { makeDeals } from './deals.ts';
import { makeEntries } from './entries.ts';
import { budgetRows, makeGoals, targetRows } from './goals.ts';
import { makeBooks } from './orders.ts';
import { makePeople } from './people.ts';
import { makeProjects } from './projects.ts';
import { randomFrom } from './random.ts';
import { withDealSlips, withSlips } from './slips.ts';

export interface SampleOptions {
  /** Any text; another seed is another year of the same agency. */
  readonly seed: string;
  /** `YYYY-MM-DD`: months before it are closed, its own month is delivered until the day before. */
  readonly today: string;
  /** The day on which goals, projects, deals and orders were drawn up; `today` when left out. It keeps them as they were. */
  readonly drawnUp?: string;
}

export interface Sample {
  /** File name → CSV, for each raw table of `todoku.yml`. */
  readonly tables: ReadonlyMap<string, string>;
  /**
   * What people typed into Salesforce, as CSV: `entered_by` (User.Employee_Key__c), `object`, `key` (External_Key__c),
   * `field`, `value`. Not a raw table: it is entered through the API by the users themselves.
   */
  readonly entries: string;
}

/** The name under which `writeSample` stores `Sample.entries`. */
export const entriesFile = 'people-entries.csv';

function csv(rows: readonly object[]): string {
  return stringify([...rows], { header: true });
}

export function makeSample({ seed, today, drawnUp = today }: SampleOptions): Sample {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today))) {
    throw new RangeError(`today must be a date like 2026-04-01, not "${today}"`);
  }
  const random = randomFrom(seed);
  const months = monthsAround(drawnUp);
  const { departments, employees, reps } = makePeople();
  const clients = makeClients(random.fork('clients'));
  const goals = makeGoals(reps, months, drawnUp, random.fork('goals'));
  const targets = targetRows(goals);
  const units = departments.filter((department) => department.parent_code !== '');
  const budgets = budgetRows(units, targets, drawnUp, random.fork('budgets'));
  const projects = makeProjects(reps, clients, months, drawnUp, random.fork('projects'));
  const { deals, dealOf } = makeDeals(projects, clients, goals, drawnUp, random.fork('deals'));
  const books = makeBooks(projects, goals, months, { today, drawnUp }, random.fork('books'));
  const yesterday = addDays(today, -1);
  const { plans, orders, deliveries } = withSlips(books, yesterday);
  const { activities, activityTargets } = makeActivities(goals, today, random.fork('activities'));
  const closedMonths = months.filter((month) => month < monthOf(today));
  const tables: readonly (readonly [string, readonly object[]])[] = [
    ['departments.csv', departments],
    ['employees.csv', employees],
    ['clients.csv', clients],
    ['menus.csv', menus.map(({ menu_code, name, name_en, billing }) => ({ menu_code, name, name_en, billing }))],
    ['deals.csv', withDealSlips(deals)],
    [
      'projects.csv',
      projects.map((project) => ({
        project_no: project.projectNo,
        client_no: project.client.client_no,
        deal_no: dealOf.get(project.projectNo) ?? '',
        name: project.name,
        type: project.type,
        status: project.status,
      })),
    ],
    ['plans.csv', plans],
    ['orders.csv', orders],
    ['deliveries.csv', deliveries],
    ['budgets.csv', budgets],
    ['targets.csv', targets],
    ['activities.csv', activities],
    ['activity_targets.csv', activityTargets],
    ['closings.csv', closedMonths.map((month) => ({ month, closed_on: onWeekday(firstDay(addMonths(month, 1))) }))],
    ['feeds.csv', [{ feed: 'deliveries', complete_through: yesterday }]],
  ];
  const managers = employees.filter(({ role }) => role === 'unit-manager');
  const known = { today: drawnUp, goals, projects, plans: books.plans, deals };
  const entries = makeEntries(known, managers, random.fork('entries'));
  return { tables: new Map(tables.map(([file, rows]) => [file, csv(rows)])), entries: csv(entries) };
}

/** Writes every table, and the people's entries, into `directory`, which is made when it is not there. */
export async function writeSample(directory: string, options: SampleOptions): Promise<void> {
  const { tables, entries } = makeSample(options);
  await mkdir(directory, { recursive: true });
  const files = [...tables, [entriesFile, entries] as const];
  await Promise.all(files.map(([file, text]) => writeFile(join(directory, file), text)));
}
