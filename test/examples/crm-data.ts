/**
 * The input of examples/crm-sales-opportunities: the real files where they are (TODOKU_CRM_DATA, or ../shared/data beside
 * the repository), otherwise a small invented set of the same shape with the same dirt and more.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { build, root, type Built } from './built.ts';

export const projectDir = join(root, 'examples/crm-sales-opportunities');

export interface CrmData {
  readonly dir: string;
  /** For the reader of the test's output: what the test ran on, and why. */
  readonly what: string;
  /** Removes what was written for this test; the real files stay. */
  readonly remove: () => Promise<void>;
}

export async function crmData(): Promise<CrmData> {
  const dir = process.env['TODOKU_CRM_DATA'] ?? join(root, '../shared/data/crm-sales-opportunities');
  if (existsSync(join(dir, 'sales_pipeline.csv'))) {
    return { dir, what: `the files in ${dir}`, remove: () => Promise.resolve() };
  }
  const written = await writeFixture(fixture);
  return {
    dir: written,
    remove: () => rm(written, { recursive: true }),
    what: `a small invented set: the real files are not here (${dir} does not exist; set TODOKU_CRM_DATA to their folder)`,
  };
}

export interface CrmTables {
  readonly accounts: readonly (readonly string[])[];
  readonly products: readonly (readonly string[])[];
  readonly sales_teams: readonly (readonly string[])[];
  readonly sales_pipeline: readonly (readonly string[])[];
}

const headers = {
  accounts: ['account', 'sector', 'year_established', 'revenue', 'employees', 'office_location', 'subsidiary_of'],
  products: ['product', 'series', 'sales_price'],
  sales_teams: ['sales_agent', 'manager', 'regional_office'],
  sales_pipeline: [
    'opportunity_id',
    'sales_agent',
    'product',
    'account',
    'deal_stage',
    'engage_date',
    'close_date',
    'close_value',
  ],
} as const;

/** Writes the four files into a folder of their own. */
export async function writeFixture(tables: CrmTables): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'todoku-crm-'));
  for (const name of ['accounts', 'products', 'sales_teams', 'sales_pipeline'] as const) {
    await writeFile(join(dir, `${name}.csv`), stringify([headers[name], ...tables[name]]));
  }
  return dir;
}

/** Builds the project over these rows, for as long as `work` lasts. */
export async function withTables<Result>(
  tables: CrmTables,
  work: (built: Built, dir: string) => Promise<Result>,
): Promise<Result> {
  const dir = await writeFixture(tables);
  try {
    const built = await build(projectDir, dir);
    try {
      return await work(built, dir);
    } finally {
      await built.close();
    }
  } finally {
    await rm(dir, { recursive: true });
  }
}

const won = (id: string, agent: string, product: string, account: string, from: string, to: string, value: string) => [
  id,
  agent,
  product,
  account,
  'Won',
  from,
  to,
  value,
];

/** Two regions; one agent without deals; a hyphen and a space that must not meet in one key; every slip of the real files. */
export const fixture: CrmTables = {
  accounts: [
    ['Harborline', 'technolgy', '1996', '1100.04', '2822', 'United States', ''],
    ['North-Pine', 'retail', '2001', '11.5', '40', 'Philipines', 'Harborline'],
    ['North Pine', 'services', '2004', '8', '12', 'Norway', ''],
    ['Oak & Daughters', 'finance', '1988', '45.39', '100', 'Japan', ''],
  ],
  products: [
    ['GTX Pro', 'GTX', '4821'],
    ['MG Special', 'MG', '55'],
    ['GTK 500', 'GTK', '26768'],
  ],
  sales_teams: [
    ['Ada Quill', 'Mona Reed', 'Central'],
    ['Mei-Mei Stone', 'Mona Reed', 'Central'],
    ['Idle Hand', 'Otto Brandt', 'Central'],
    ['Ben Marsh', 'Petra Voss', 'West'],
    ['Cy Lund', 'Petra Voss', 'West'],
  ],
  sales_pipeline: [
    won('AA000001', 'Ada Quill', 'GTXPro', 'Harborline', '1/2/2017', '3/1/2017', '4514'),
    won('AA000002', 'Ada Quill', 'GTX Pro', 'North-Pine', '2/1/2017', '3/31/2017', '5010'),
    won('AA000003', 'Mei-Mei Stone', 'MG Special', 'North Pine', '2/1/2017', '4/1/2017', '49.50'),
    won('AA000004', 'Ben Marsh', 'GTK 500', 'Oak & Daughters', '2/11/2017', '5/30/2017', '27000'),
    won('AA000005', 'Cy Lund', 'MG Special', 'harborline ', '3/1/2017', '5/2/2017', '61'),
    won('AA000006', 'Cy Lund', 'MG Special', 'Harborline', '3/4/2017', '5/9/2017', '51'),
    ['AA000007', 'Ben Marsh', 'GTXPro', 'Harborline', 'Lost', '3/5/2017', '4/8/2017', '0'],
    ['AA000008', 'Ada Quill', 'GTXPro', '', 'Engaging', '3/9/2017', '', ''],
    ['AA000009', 'Ada Quill', 'MG Special', '', 'Prospecting', '', '', ''],
    ['AA000010', 'Ben Marsh', 'GTK 500', 'Harborline', 'Engaging', '1/20/2017', '', ''],
    ['AA000011', 'Cy Lund', 'MG Special', 'North-Pine', 'Prospecting', '', '', ''],
  ],
};
