/** What the load bench sends: menus of project lines of targets, as an agency has them, and the project that pushes them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeCsv } from './sales.ts';
import type { ServedOrg } from './served-org.ts';

/** Menus of a line, lines of a target, targets of a budget. */
const [ofLine, ofTarget, ofBudget] = [100, 20, 10];

function* csv(header: string, count: number, line: (row: number) => string): Generator<string> {
  yield `${header}\n`;
  for (let row = 0; row < count; row += 1) yield `${line(row)}\n`;
}

const above = (count: number, each: number): number => Math.max(1, Math.ceil(count / each));

/** Departments, budgets, targets and lines for so many menus, loaded before anything is measured. */
export async function loadParents(org: ServedOrg, menus: number): Promise<void> {
  const lines = above(menus, ofLine);
  const targets = above(lines, ofTarget);
  const levels = [
    ['Department__c', csv('External_Key__c,Name', 1, () => 'D,Sales')],
    ['Project__c', csv('External_Key__c,Name', 1, () => 'P,Campaign')],
    [
      'Budget__c',
      csv(
        'External_Key__c,Department__r.External_Key__c,Department_Key__c,Period_Start__c,Measure__c',
        above(targets, ofBudget),
        (row) => `B-${row},D,D,2026-04-01,Revenue`,
      ),
    ],
    [
      'Target__c',
      csv('External_Key__c,Budget__r.External_Key__c,Target_Amount__c', targets, (row) =>
        [`T-${row}`, `B-${Math.floor(row / ofBudget)}`, 1000].join(','),
      ),
    ],
    [
      'Project_Amount__c',
      csv('External_Key__c,Target__r.External_Key__c,Project__r.External_Key__c', lines, (row) =>
        [`L-${row}`, `T-${Math.floor(row / ofTarget)}`, 'P'].join(','),
      ),
    ],
  ] as const;
  for (const [object, content] of levels) {
    const path = join(org.folder, `${object}.csv`);
    await writeCsv(path, content);
    await org.load({ object, operation: 'upsert', externalIdFieldName: 'External_Key__c' }, path);
  }
}

/** The keys of the lines alone. */
export async function writeLines(path: string, menus: number): Promise<void> {
  await writeCsv(
    path,
    csv('External_Key__c', above(menus, ofLine), (row) => `L-${row}`),
  );
}

const columns = ['key', 'line', 'budget', 'actual', 'expected'];
const fields = [
  'External_Key__c',
  'Project_Amount__r.External_Key__c',
  'Budget_Amount__c',
  'Actual__c',
  'Expected_System__c',
];

export interface Changed {
  /** So many rows, the first ones, have other amounts. */
  readonly changed: number;
  /** By how much: another number changes the same rows once more. */
  readonly by: number;
}

const unchanged: Changed = { changed: 0, by: 0 };

/** Raw names for the warehouse, field names for the other programs. */
export async function writeMenus(
  path: string,
  menus: number,
  head: 'raw' | 'fields',
  { changed, by }: Changed = unchanged,
): Promise<void> {
  const header = (head === 'raw' ? columns : fields).join(',');
  const lines = csv(header, menus, (row) => {
    const amount = (row % 1000) + (row < changed ? by : 0);
    return [`M-${row}`, `L-${Math.floor(row / ofLine)}`, 1000, `${amount}.50`, amount + 100].join(',');
  });
  await writeCsv(path, lines);
}

const files: Readonly<Record<string, string>> = {
  'todoku.yml': `name: bench
timeZone: UTC
dialect: duckdb
raw: { tables: { menus: { file: menus.csv, columns: [${columns.join(', ')}] } } }
`,
  'syncs/menu-amount/sync.yml': `object: Menu_Amount__c
key: External_Key__c
mode: mirror
fields:
${fields.map((field, index) => `  ${field}: ${columns[index] ?? ''}`).join('\n')}
reconcile: { sums: [Actual__c] }
`,
  'syncs/menu-amount/model.sql': `SELECT key, line, budget::DECIMAL(18, 2) AS budget, actual::DECIMAL(18, 2) AS actual, expected::DECIMAL(18, 2) AS expected
FROM raw.menus
`,
};

/** A project whose raw file `writeMenus` writes to `raw/menus.csv`. */
export function writeProject(folder: string): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  mkdirSync(join(folder, 'raw'), { recursive: true });
}
