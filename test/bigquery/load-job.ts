/** A load job: newline-delimited JSON or CSV, strict about unknown fields and values that do not fit. */
import type { Column } from '../../server/googlesql/googlesql.ts';
import { duckType, quoted } from '../../server/googlesql/googlesql.ts';
import type { FieldSchema } from './field.ts';
import { toColumn } from './field.ts';
import { Refused, invalidValue } from './refused.ts';
import type { Session, Store, StoredTable } from './store.ts';
import { columnList, duckName } from './store.ts';

export interface LoadConfiguration {
  readonly destinationTable: { readonly datasetId: string; readonly tableId: string };
  readonly schema?: { readonly fields?: readonly FieldSchema[] };
  readonly sourceFormat?: string;
  readonly writeDisposition?: string;
  readonly createDisposition?: string;
  readonly skipLeadingRows?: number;
  readonly allowQuotedNewlines?: boolean;
  readonly encoding?: string;
  readonly timePartitioning?: unknown;
  readonly clustering?: unknown;
}

const known: ReadonlySet<string> = new Set([
  'destinationTable',
  'schema',
  'sourceFormat',
  'writeDisposition',
  'createDisposition',
  'skipLeadingRows',
  'allowQuotedNewlines',
  'encoding',
  'timePartitioning',
  'clustering',
]);

export function checkLoad(configuration: LoadConfiguration): void {
  for (const key of Object.keys(configuration)) {
    if (!known.has(key)) throw invalidValue(`Unknown name "${key}" at 'job.configuration.load'`);
  }
}

export interface Loaded {
  readonly rows: number;
  readonly table: StoredTable;
}

export async function runLoad(
  configuration: LoadConfiguration,
  file: string,
  store: Store,
  session: Session,
  countUpdate: (dataset: string, table: string) => void,
): Promise<Loaded> {
  const { datasetId: dataset, tableId: id } = configuration.destinationTable;
  const there = store.dataset(dataset).tables.get(id);
  const fields = configuration.schema?.fields;
  const columns = fields?.map(toColumn) ?? there?.columns;
  if (columns === undefined) throw invalidValue('No schema specified on job or table.');
  if (there === undefined && configuration.createDisposition === 'CREATE_NEVER') {
    throw invalidValue(`Table ${id} not found`);
  }
  countUpdate(dataset, id);
  const source = sourceSql(configuration, file, columns);
  await checkNames(configuration, file, columns, session);
  const name = duckName({ dataset, id });
  const disposition = configuration.writeDisposition ?? 'WRITE_APPEND';
  const rows = await guarded(async () => {
    if (there !== undefined && disposition === 'WRITE_APPEND') {
      return session.run(`INSERT INTO ${name} BY NAME ${source}`);
    }
    await session.run(`CREATE OR REPLACE TABLE ${name} (${columnList(columns)})`);
    return session.run(`INSERT INTO ${name} BY NAME ${source}`);
  });
  const table = there !== undefined && disposition === 'WRITE_APPEND' ? there : store.note(dataset, id, columns, {});
  table.modifiedAt = store.now();
  table.sizes = undefined;
  return { rows, table };
}

function sourceSql(
  { sourceFormat, skipLeadingRows }: LoadConfiguration,
  file: string,
  columns: readonly Column[],
): string {
  const path = `'${file.replaceAll("'", "''")}'`;
  const shape = columns.map((column) => `'${column.name}': '${duckType(column.type)}'`).join(', ');
  if (sourceFormat === 'NEWLINE_DELIMITED_JSON') {
    return `SELECT ${columns.map((column) => quoted(column.name)).join(', ')}
      FROM read_json(${path}, format = 'newline_delimited', columns = {${shape}}, maximum_object_size = 104857600)`;
  }
  if (sourceFormat !== 'CSV' && sourceFormat !== undefined) {
    throw invalidValue(`sourceFormat ${sourceFormat} is not supported here`);
  }
  return `SELECT * FROM read_csv(${path}, columns = {${shape}}, header = false, skip = ${skipLeadingRows ?? 0}, auto_detect = false,
    delim = ',', quote = '"', escape = '"', nullstr = ' ', strict_mode = true)`;
}

/** A field of the file that the schema does not have is an error, as without `ignoreUnknownValues`. */
async function checkNames(
  { sourceFormat }: LoadConfiguration,
  file: string,
  columns: readonly Column[],
  session: Session,
): Promise<void> {
  if (sourceFormat !== 'NEWLINE_DELIMITED_JSON') return;
  const rows = await guarded(() =>
    session.rows(
      `SELECT DISTINCT unnest(json_keys(json)) AS name FROM read_json_objects('${file.replaceAll("'", "''")}', format = 'newline_delimited', maximum_object_size = 104857600)`,
    ),
  );
  const names = new Set(columns.map((column) => column.name.toLowerCase()));
  const unknown = rows.map((row) => String(row['name'])).find((name) => !names.has(name.toLowerCase()));
  if (unknown !== undefined) {
    throw new Refused(
      400,
      'invalid',
      `Error while reading data, error message: JSON parsing error in row starting at position 0: No such field: ${unknown}.`,
    );
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(
      400,
      'invalid',
      `Error while reading data, error message: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
