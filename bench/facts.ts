/** A mart of twelve columns and an object for it without roll-ups, so that the org is not what a push waits for. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeCsv } from './sales.ts';
import type { PackageFile, ServedOrg } from './served-org.ts';

const departments = 1000;

interface Column {
  readonly name: string;
  readonly field: string;
  /** What `<fields>` says besides the name. */
  readonly metadata: string;
  /** In GoogleSQL. */
  readonly type: string;
  /** The value of row `i`, in words that DuckDB and GoogleSQL share. */
  readonly sql: (change: Changed) => string;
}

export interface Changed {
  /** So many rows, the first ones, have another amount. */
  readonly changed: number;
  /** By how much: another number changes the same rows once more. */
  readonly by: number;
}

const text = (name: string, field: string, sql: string, more = ''): Column => ({
  name,
  field,
  metadata: `<type>Text</type><length>40</length>${more}`,
  type: 'STRING',
  sql: () => sql,
});
const amount = (name: string, field: string, sql: Column['sql']): Column => ({
  name,
  field,
  metadata: '<type>Currency</type><precision>18</precision><scale>2</scale>',
  type: 'NUMERIC',
  sql: (change) => `CAST(${sql(change)} AS NUMERIC)`,
});
const plain = (name: string, field: string, metadata: string, type: string, sql: string): Column => ({
  name,
  field,
  metadata,
  type,
  sql: () => sql,
});

const unique = '<externalId>true</externalId><unique>true</unique><caseSensitive>false</caseSensitive>';
const lookup = (to: string): string =>
  `<type>Lookup</type><referenceTo>${to}</referenceTo><relationshipName>Facts</relationshipName>`;

const columns: readonly Column[] = [
  text('key', 'External_Key__c', `CONCAT('F-', CAST(i AS STRING))`, unique),
  plain(
    'department',
    'Department__r.External_Key__c',
    lookup('Department__c'),
    'STRING',
    `CONCAT('D-', CAST(MOD(i, ${departments}) AS STRING))`,
  ),
  amount('plan', 'Plan__c', () => 'MOD(i, 5000)'),
  amount('actual', 'Actual__c', ({ changed, by }) => `MOD(i, 900) + CASE WHEN i < ${changed} THEN ${by} ELSE 0 END`),
  amount('expected', 'Expected__c', () => 'MOD(i, 2000) + 100'),
  amount('cost', 'Cost__c', () => 'MOD(i, 300)'),
  amount('discount', 'Discount__c', () => 'MOD(i, 7)'),
  plain(
    'quantity',
    'Quantity__c',
    '<type>Number</type><precision>18</precision><scale>0</scale>',
    'INT64',
    'MOD(i, 40)',
  ),
  plain(
    'period',
    'Period__c',
    '<type>Date</type>',
    'DATE',
    `CASE WHEN MOD(i, 2) = 0 THEN DATE '2026-04-01' ELSE DATE '2026-05-01' END`,
  ),
  text('category', 'Category__c', `CONCAT('category ', CAST(MOD(i, 17) AS STRING))`),
  text('note', 'Note__c', `CASE WHEN MOD(i, 10) = 0 THEN CONCAT('note on ', CAST(i AS STRING)) END`),
  plain('closed', 'Closed__c', '<type>Checkbox</type><defaultValue>false</defaultValue>', 'BOOL', 'MOD(i, 2) = 0'),
];

const fieldMetadata = (field: string, metadata: string): string => {
  const name = field.replace(/__r\..*$/, '__c');
  return `<fields><fullName>${name}</fullName><label>${name.slice(0, -3)}</label>${metadata}</fields>`;
};

const object = `<?xml version="1.0" encoding="UTF-8"?><CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <deploymentStatus>Deployed</deploymentStatus><label>Fact</label><pluralLabel>Facts</pluralLabel>
  <nameField><label>Fact</label><type>AutoNumber</type><displayFormat>F-{0}</displayFormat></nameField>
  <sharingModel>ReadWrite</sharingModel>${columns.map(({ field, metadata }) => fieldMetadata(field, metadata)).join('')}
  ${fieldMetadata('Source_As_Of__c', '<type>DateTime</type>')}
  ${fieldMetadata('Row_Hash__c', '<type>Text</type><length>40</length>')}
  ${fieldMetadata('Load_Batch__c', lookup('Load_Batch__c'))}</CustomObject>`;

/** force-app, and the object of the facts beside it. */
export function withFacts(forceApp: readonly PackageFile[]): readonly PackageFile[] {
  const listed = '<types><members>Fact__c</members><name>CustomObject</name></types>';
  const [decoder, encoder] = [new TextDecoder(), new TextEncoder()];
  const files = forceApp.map((file) =>
    file.path === 'package.xml'
      ? { ...file, content: encoder.encode(decoder.decode(file.content).replace('<types>', `${listed}<types>`)) }
      : file,
  );
  return [...files, { path: 'objects/Fact__c.object', content: encoder.encode(object) }];
}

/** What the facts hang below. */
export async function loadDepartments(org: ServedOrg): Promise<void> {
  const path = join(org.folder, 'Department__c.csv');
  const rows = Array.from({ length: departments }, (_, row) => `D-${row},Department ${row}\n`);
  await writeCsv(path, ['External_Key__c,Name\n', ...rows]);
  await org.load({ object: 'Department__c', operation: 'upsert', externalIdFieldName: 'External_Key__c' }, path);
}

export type Width = 5 | 12;

/** The facts as a query: `source` gives the numbers `i` from 0 on. */
function factsQuery(width: Width, source: string, change: Changed): string {
  const picked = columns.slice(0, width).map(({ name, sql }) => `${sql(change)} AS ${name}`);
  return `SELECT ${picked.join(', ')} FROM ${source}`;
}

export const factsInDuckDb = (width: Width, facts: number, change: Changed): string =>
  factsQuery(width, `range(${facts}) t(i)`, change).replace(' AS key', ' AS "key"');

export const factsInGoogleSql = (width: Width, facts: number, change: Changed): string =>
  factsQuery(width, `UNNEST(GENERATE_ARRAY(0, ${facts - 1})) AS i`, change).replace(' AS key', ' AS `key`');

/** Writes a raw file; DuckDB does it in a tenth of the time. */
export async function writeFacts(path: string, width: Width, facts: number, change: Changed): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '512MiB' });
  const connection = await instance.connect();
  await connection.run(`COPY (${factsInDuckDb(width, facts, change)}) TO '${path}' (FORMAT csv, HEADER)`);
  connection.closeSync();
  instance.closeSync();
}

/** Where the facts are; in DuckDB a file `raw/facts.csv` of the project. */
export type FactsPlace =
  | { readonly kind: 'duckdb' }
  | {
      readonly kind: 'bigquery';
      readonly project: string;
      readonly dataset: string;
      readonly location: string;
      readonly endpoint: string;
    };

function settingsOf(place: FactsPlace, width: Width): string {
  const picked = columns.slice(0, width);
  if (place.kind === 'duckdb') {
    return `dialect: duckdb\nraw: { tables: { facts: { file: facts.csv, columns: [${picked.map(({ name }) => name).join(', ')}] } } }`;
  }
  const { project, dataset, location, endpoint } = place;
  const typed = picked.map(({ name, type }) => `${name}: ${type}`).join(', ');
  return `dialect: bigquery
warehouse: { kind: bigquery, project: ${project}, dataset: todoku, location: ${location}, endpoint: '${endpoint}' }
raw: { tables: { facts: { table: ${project}.${dataset}.facts, columns: { ${typed} } } } }`;
}

function modelOf(place: FactsPlace, width: Width): string {
  const picked = columns.slice(0, width);
  if (place.kind === 'bigquery') return `SELECT * FROM $\{raw('facts')}\n`;
  return `SELECT ${picked.map(({ name, type }) => `"${name}"::${type} AS "${name}"`).join(', ')} FROM raw.facts\n`;
}

/** A project with one sync, `fact`. */
export function writeFactsProject(folder: string, width: Width, place: FactsPlace): void {
  const fields = columns.slice(0, width).map(({ field, name }) => `  ${field}: ${name}`);
  const files = {
    'todoku.yml': `name: bench\ntimeZone: UTC\n${settingsOf(place, width)}\n`,
    'syncs/fact/sync.yml': `object: Fact__c
key: External_Key__c
mode: mirror
fields:
${fields.join('\n')}
reconcile: { sums: [Actual__c] }
`,
    'syncs/fact/model.sql': modelOf(place, width),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  mkdirSync(join(folder, 'raw'), { recursive: true });
}
