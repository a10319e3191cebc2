/** What the week has left in Salesforce, as far as the weekly report tells of it. Amounts in hundredths: exact. */
import { Fault } from '../faults.ts';
import { atScale } from '../model/model.ts';
import type { Org, OrgRow } from '../org/org.ts';
import { quoted } from '../org/org.ts';

/** Hundredths of the currency. */
export type Cents = bigint;

export interface Names {
  readonly en: string;
  readonly ja: string;
}

export interface Department {
  readonly key: string;
  readonly names: Names;
  readonly parent: string | undefined;
}

export interface Reader {
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly language: keyof Names;
  /** Keys of the departments that they lead. */
  readonly leads: readonly string[];
}

/** A part of the bridge of a budget. */
export interface Cause {
  readonly type: string;
  /** Name of the deal; undefined: several, or none. */
  readonly deal: string | undefined;
  readonly amount: Cents;
}

export interface BudgetWeek {
  readonly department: string;
  readonly measure: string;
  /** `2026-11-01` */
  readonly period: string;
  readonly budget: Cents | undefined;
  readonly landing: Cents;
  /** Undefined in the first week. */
  readonly previous: Cents | undefined;
  readonly causes: readonly Cause[];
}

/** What waits for somebody. */
export interface Waiting {
  readonly kind: 'action' | 'silent' | 'withdrawn';
  readonly department: string;
  readonly subject: string;
  readonly person: string | undefined;
  /** `2026-12-04` */
  readonly due: string | undefined;
}

export interface Facts {
  /** `2026-W48` */
  readonly cycle: string;
  readonly period: string;
  /** ISO instant: the moment that the numbers are of. */
  readonly asOf: string;
  readonly zone: string;
  readonly tolerance: Cents;
  readonly departments: readonly Department[];
  readonly readers: readonly Reader[];
  readonly budgets: readonly BudgetWeek[];
  readonly waiting: readonly Waiting[];
}

/** Of a week (its key), or of the last one that was closed. Faults when there is none. */
export async function factsOf(org: Org, week: string | undefined): Promise<Facts> {
  if (week !== undefined && !/^\d{4}-W\d{2}$/.test(week)) throw unknownWeek(week);
  const which = week === undefined ? 'Snapshot_Taken_At__c != null' : `External_Key__c = ${quoted(week)}`;
  const [cycle] = await rowsOf(
    org,
    `SELECT External_Key__c, Period_Start__c, Business_Zone__c, Tolerance__c, Snapshot_Taken_At__c FROM Forecast_Cycle__c
     WHERE ${which} ORDER BY Week_Start__c DESC LIMIT 1`,
  );
  const key = cycle?.['External_Key__c'];
  const asOf = cycle?.['Snapshot_Taken_At__c'];
  if (cycle === undefined || typeof key !== 'string' || typeof asOf !== 'string') throw unknownWeek(week);
  const period = cycle['Period_Start__c'] ?? '';
  const departments = await departmentsOf(org);
  return {
    cycle: key,
    period,
    asOf,
    zone: cycle['Business_Zone__c'] ?? 'UTC',
    tolerance: cents(cycle['Tolerance__c']) ?? 0n,
    ...departments,
    budgets: await budgetsOf(org, key, period),
    waiting: [...(await silentOf(org, key)), ...(await actionsOf(org))],
  };
}

function unknownWeek(week: string | undefined): Fault {
  const message = week === undefined ? 'No week has been closed yet.' : `Week ${week} is not closed, or there is none.`;
  return new Fault('setup', 'report-week-unknown', message, {
    next: 'A week is closed by its snapshot on Friday; write it as 2026-W48.',
  });
}

async function departmentsOf(org: Org): Promise<Pick<Facts, 'departments' | 'readers'>> {
  const rows = await rowsOf(
    org,
    `SELECT External_Key__c, Name, Name_Ja__c, Parent__r.External_Key__c, Manager__r.Username, Manager__r.Name, Manager__r.Email,
       Manager__r.LanguageLocaleKey, Manager__r.IsActive FROM Department__c ORDER BY External_Key__c`,
  );
  const readers = new Map<string, Reader>();
  for (const row of rows) {
    const username = row['Manager__r.Username'] ?? undefined;
    if (username === undefined || row['Manager__r.IsActive'] === 'false') continue;
    const known = readers.get(username);
    readers.set(username, {
      username,
      name: row['Manager__r.Name'] ?? username,
      email: row['Manager__r.Email'] ?? '',
      language: (row['Manager__r.LanguageLocaleKey'] ?? '').startsWith('ja') ? 'ja' : 'en',
      leads: [...(known?.leads ?? []), keyOf(row)],
    });
  }
  const departments = rows.map((row): Department => {
    const en = row['Name'] ?? '';
    const parent = row['Parent__r.External_Key__c'] ?? undefined;
    return { key: keyOf(row), names: { en, ja: row['Name_Ja__c'] ?? en }, parent };
  });
  return { departments, readers: [...readers.values()] };
}

const keyOf = (row: OrgRow): string => row['External_Key__c'] ?? '';

async function budgetsOf(org: Org, cycle: string, period: string): Promise<readonly BudgetWeek[]> {
  const ofWeek = `Cycle__r.External_Key__c = ${quoted(cycle)} AND Budget__r.Period_Start__c >= ${period}`;
  const runs = await rowsOf(
    org,
    `SELECT Id, Budget__r.Department_Key__c, Budget__r.Measure__c, Budget__r.Period_Start__c, Current_Amount__c, Landing_Forecast__c,
       Previous_Landing__c FROM Snapshot_Run__c WHERE Kind__c = 'Week' AND ${ofWeek}
     ORDER BY Budget__r.Period_Start__c, Budget__r.Measure__c DESC, Budget__r.Department_Key__c`,
  );
  const parts = await rowsOf(
    org,
    `SELECT Snapshot_Run__c, Type__c, Amount__c, Opportunity__r.Name, Project__r.Name FROM Bridge_Line__c
     WHERE Scope__c = 'Budget' AND ${ofWeek.replaceAll(/(Cycle__r|Budget__r)/g, 'Snapshot_Run__r.$1')}`,
  );
  const causes = Map.groupBy(parts, (row) => row['Snapshot_Run__c'] ?? '');
  return runs.map((row) => ({
    department: row['Budget__r.Department_Key__c'] ?? '',
    measure: row['Budget__r.Measure__c'] ?? '',
    period: row['Budget__r.Period_Start__c'] ?? '',
    budget: cents(row['Current_Amount__c']),
    landing: cents(row['Landing_Forecast__c']) ?? 0n,
    previous: cents(row['Previous_Landing__c']),
    causes: (causes.get(row['Id'] ?? '') ?? []).map(causeOf),
  }));
}

function causeOf(row: OrgRow): Cause {
  const deal = row['Opportunity__r.Name'] ?? row['Project__r.Name'] ?? undefined;
  return { type: row['Type__c'] ?? '', deal, amount: cents(row['Amount__c']) ?? 0n };
}

/**
 * Units for which nobody spoke in that week: their number was carried, or taken back. As on the page of the meeting, the
 * highest version that is no draft counts, and one that was withdrawn says nothing, whatever was said before it.
 */
async function silentOf(org: Org, cycle: string): Promise<readonly Waiting[]> {
  const rows = await rowsOf(
    org,
    `SELECT Budget__c, Budget__r.Department_Key__c, Budget__r.Department__r.Manager__r.Name, Version__c, Carried__c, State__c,
       On_Behalf_Of__r.Name FROM Forecast_Submission__c
     WHERE Kind__c = 'Unit' AND State__c != 'Draft' AND Cycle__r.External_Key__c = ${quoted(cycle)} ORDER BY Budget__c, Version__c`,
  );
  const counting = new Map(rows.map((row) => [row['Budget__c'], row]));
  const silent = new Map<string, Waiting>();
  for (const row of counting.values()) {
    const department = row['Budget__r.Department_Key__c'] ?? '';
    const isWithdrawn = row['State__c'] === 'Withdrawn';
    if (!isWithdrawn && row['Carried__c'] !== 'true') continue;
    const person = row['On_Behalf_Of__r.Name'] ?? row['Budget__r.Department__r.Manager__r.Name'] ?? undefined;
    const kind = isWithdrawn ? 'withdrawn' : 'silent';
    silent.set(department, { kind, department, subject: '', person, due: undefined });
  }
  return [...silent.values()];
}

async function actionsOf(org: Org): Promise<readonly Waiting[]> {
  const rows = await rowsOf(
    org,
    `SELECT Subject__c, Due__c, Assignee__r.Name, Budget__r.Department_Key__c FROM Gap_Action__c
     WHERE State__c = 'Open' AND Kind__c IN ('Decision', 'Action') AND Due__c != null ORDER BY Due__c, Subject__c`,
  );
  return rows.map((row) => ({
    kind: 'action',
    department: row['Budget__r.Department_Key__c'] ?? '',
    subject: row['Subject__c'] ?? '',
    person: row['Assignee__r.Name'] ?? undefined,
    due: row['Due__c'] ?? undefined,
  }));
}

function cents(text: string | null | undefined): Cents | undefined {
  return text === null || text === undefined ? undefined : BigInt(atScale(text, 2).replace('.', ''));
}

async function rowsOf(org: Org, soql: string): Promise<readonly OrgRow[]> {
  const rows: OrgRow[] = [];
  for await (const page of org.query(soql)) rows.push(...page);
  return rows;
}
