/** Who has not yet submitted what a week waits for: members their targets, heads of units their budgets. */
import type { Org, OrgRow } from '../org/org.ts';
import { quoted } from '../org/org.ts';
import type { CycleRecord } from '../warehouse/warehouse.ts';

export interface OpenItem {
  readonly userId: string;
  /** `ja` or `en_US`. */
  readonly language: string;
  readonly budgetId: string;
  /** Undefined for a unit's own forecast. */
  readonly targetId: string | undefined;
  /** The department, in the person's language. */
  readonly name: string;
}

export interface Person {
  readonly userId: string;
  readonly language: string;
  readonly items: readonly [OpenItem, ...OpenItem[]];
}

/** By person; who has nothing open is not among them. */
export async function peopleWithOpenItems(
  org: Org,
  { key, periodStart }: Pick<CycleRecord, 'key' | 'periodStart'>,
): Promise<readonly Person[]> {
  const submitted = await submittedIn(key, org);
  const items = [...(await memberItems(periodStart, org)), ...(await unitItems(periodStart, org))];
  const people = new Map<string, [OpenItem, ...OpenItem[]]>();
  for (const item of items) {
    if (submitted.has(subjectOf(item.targetId, item.budgetId))) continue;
    const known = people.get(item.userId);
    if (known === undefined) people.set(item.userId, [item]);
    else known.push(item);
  }
  return [...people].map(([userId, open]) => ({ userId, language: open[0].language, items: open }));
}

const subjectOf = (targetId: string | undefined, budgetId: string): string => targetId ?? budgetId;

/** The highest version counts: one that was returned or withdrawn is open again. */
async function submittedIn(cycle: string, org: Org): Promise<ReadonlySet<string>> {
  const newest = new Map<string, { readonly version: number; readonly isThere: boolean }>();
  const rows = await all(
    org,
    `SELECT Kind__c, Target__c, Budget__c, Version__c, State__c FROM Forecast_Submission__c WHERE Cycle__r.External_Key__c = ${quoted(cycle)}`,
  );
  for (const row of rows) {
    const target = row['Kind__c'] === 'Member' ? (row['Target__c'] ?? undefined) : undefined;
    const subject = subjectOf(target, row['Budget__c'] ?? '');
    const version = Number(row['Version__c'] ?? 0);
    if (version < (newest.get(subject)?.version ?? -1)) continue;
    newest.set(subject, { version, isThere: ['Submitted', 'Confirmed'].includes(row['State__c'] ?? '') });
  }
  return new Set([...newest].filter(([, { isThere }]) => isThere).map(([subject]) => subject));
}

async function memberItems(period: string, org: Org): Promise<readonly OpenItem[]> {
  const rows = await all(
    org,
    `SELECT Id, Budget__c, Rep__c, Rep__r.LanguageLocaleKey, Budget__r.Department__r.Name, Budget__r.Department__r.Name_Ja__c
     FROM Target__c
     WHERE Budget__r.Period_Start__c = ${period} AND Rep__c != null AND Rep__r.IsActive = true ORDER BY External_Key__c`,
  );
  return rows.map((row) => ({
    ...whose(row, 'Rep__c', 'Rep__r', 'Budget__r.Department__r'),
    budgetId: row['Budget__c'] ?? '',
    targetId: row['Id'] ?? '',
  }));
}

async function unitItems(period: string, org: Org): Promise<readonly OpenItem[]> {
  const rows = await all(
    org,
    `SELECT Id, Department__r.Manager__c, Department__r.Manager__r.LanguageLocaleKey, Department__r.Name, Department__r.Name_Ja__c
     FROM Budget__c
     WHERE Period_Start__c = ${period} AND Department__r.Manager__c != null AND Department__r.Manager__r.IsActive = true
     ORDER BY External_Key__c`,
  );
  return rows.map((row) => ({
    ...whose(row, 'Department__r.Manager__c', 'Department__r.Manager__r', 'Department__r'),
    budgetId: row['Id'] ?? '',
    targetId: undefined,
  }));
}

/** `user`, `person` and `department`: paths to the Id of the user, to the user, and to the department. */
function whose(
  row: OrgRow,
  user: string,
  person: string,
  department: string,
): Pick<OpenItem, 'userId' | 'language' | 'name'> {
  const language = row[`${person}.LanguageLocaleKey`] ?? '';
  const english = row[`${department}.Name`] ?? '';
  const japanese = row[`${department}.Name_Ja__c`] ?? english;
  return { userId: row[user] ?? '', language, name: language.startsWith('ja') ? japanese : english };
}

async function all(org: Org, soql: string): Promise<readonly OrgRow[]> {
  const rows: OrgRow[] = [];
  for await (const page of org.query(soql)) rows.push(...page);
  return rows;
}
