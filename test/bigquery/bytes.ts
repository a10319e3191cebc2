/** How many bytes a statement reads: every row of every column it names (BigQuery documentation, "Estimate storage and query costs"). */
import type { Column, Type } from '../../server/googlesql/googlesql.ts';
import { quoted } from '../../server/googlesql/googlesql.ts';
import type { Session, Store, StoredTable } from './store.ts';
import { duckName } from './store.ts';

/** What a query is billed for at least, for each table. */
export const leastBytes = 10 * 1024 * 1024;

export async function bytesRead(
  reads: ReadonlyMap<string, ReadonlySet<string>>,
  wholes: readonly StoredTable[],
  store: Store,
  session: Session,
): Promise<number> {
  let total = 0;
  const wanted = new Map<string, Set<string>>([...reads].map(([key, columns]) => [key, new Set(columns)]));
  for (const table of wholes) {
    wanted.set(`${table.dataset}.${table.id}`, new Set(table.columns.map((column) => column.name)));
  }
  for (const [key, columns] of wanted) {
    if (key.startsWith('_temp.')) continue;
    const point = key.indexOf('.');
    const table = store.table(key.slice(0, point), key.slice(point + 1));
    const sizes = await sizesOf(table, session);
    for (const column of columns) total += sizes.get(column) ?? 0;
  }
  return total;
}

export async function sizesOf(table: StoredTable, session: Session): Promise<ReadonlyMap<string, number>> {
  if (table.sizes !== undefined) return table.sizes;
  const sums = table.columns.map((column, index) => `${sizeSql(column)} AS "s${index}"`);
  const [row] = await session.rows(`SELECT ${sums.join(', ')} FROM ${duckName(table)}`);
  const sizes = new Map(table.columns.map((column, index) => [column.name, Number(row?.[`s${index}`] ?? 0)]));
  table.sizes = sizes;
  return sizes;
}

/** Bytes of a value of fixed size (BigQuery documentation, "Data type sizes"). */
const fixed: Readonly<Partial<Record<Type['kind'], number>>> = { BOOL: 1, NUMERIC: 16, BIGNUMERIC: 32 };

/** Of a whole column; a NULL has no bytes. */
function sizeSql({ name, type: { kind } }: Column): string {
  const value = quoted(name);
  const all = (size: string): string => `coalesce(sum(${size}), 0)`;
  if (kind === 'STRING') return `2 * count(${value}) + ${all(`strlen(${value})`)}`;
  if (kind === 'BYTES') return `2 * count(${value}) + ${all(`octet_length(${value})`)}`;
  if (kind === 'ARRAY' || kind === 'STRUCT' || kind === 'JSON') return all(`strlen(CAST(${value} AS VARCHAR))`);
  return `${fixed[kind] ?? 8} * count(${value})`;
}
