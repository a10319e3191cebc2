/** Weeks, steps and letters on the tables of either warehouse. */
import type { CycleColumnType, CycleTable } from './cycle-tables.ts';
import { mailTable, stepTable, weekTable } from './cycle-tables.ts';
import type { Cycles } from './cycles.ts';
import { fromCycle, fromMail, fromStep, toCycle, toStep } from './from-cycle.ts';
import type { StoredRow } from './from-cycle.ts';
import type { Row } from './row.ts';
import { asText } from './row.ts';

export interface Question {
  /** Rows whose column is the value, or comes not before it. */
  readonly where?: { readonly column: string; readonly is: '=' | '>='; readonly value: string } | undefined;
  readonly order: readonly { readonly column: string; readonly isDescending?: boolean }[];
  readonly limit?: number;
}

/** What a warehouse has to know of these tables. */
export interface CycleRows {
  /** Moments as milliseconds since 1970, days and amounts as text. */
  select(table: CycleTable, question: Question): Promise<readonly Row[]>;
  /** Makes the row, or replaces the one that has the same in `keys`. */
  put(table: CycleTable, keys: readonly string[], row: StoredRow): Promise<void>;
}

/** How a warehouse writes a question. */
export interface Dialect {
  readonly from: string;
  readonly name: (column: string) => string;
  /** A column of `t`, as it is read. */
  readonly read: (column: string, type: CycleColumnType) => string;
  /** Where the value of `where` stands. */
  readonly value: string;
}

/** A question as SQL. */
export function selection(
  { columns }: CycleTable,
  { where, order, limit }: Question,
  { from, name, read, value }: Dialect,
): string {
  const reads = Object.entries(columns).map(
    ([column, type]) => `${read(`t.${name(column)}`, type)} AS ${name(column)}`,
  );
  const by = order.map(({ column, isDescending }) => `t.${name(column)}${isDescending === true ? ' DESC' : ''}`);
  return [
    `SELECT ${reads.join(', ')} FROM ${from} AS t`,
    ...(where === undefined ? [] : [`WHERE t.${name(where.column)} ${where.is} ${value}`]),
    ...(by.length === 0 ? [] : [`ORDER BY ${by.join(', ')}`]),
    ...(limit === undefined ? [] : [`LIMIT ${limit}`]),
  ].join(' ');
}

export function cyclesOn(rows: CycleRows, { restMs, pictures }: Pick<Cycles, 'restMs' | 'pictures'>): Cycles {
  const ofKey = (value: string): Question => ({ where: { column: 'key', is: '=', value }, order: [] });
  return {
    restMs,
    find: async (key) => (await rows.select(weekTable, ofKey(key))).map(toCycle)[0],
    put: (cycle) => rows.put(weekTable, ['key'], fromCycle(cycle)),
    list: async (limit) =>
      (await rows.select(weekTable, { order: [{ column: 'key', isDescending: true }], limit })).map(toCycle),
    note: (note) => rows.put(stepTable, ['cycle', 'step', 'attempt'], fromStep(note)),
    steps: async (since) => {
      const order = ['started_at', 'cycle', 'step', 'attempt'].map((column) => ({ column }));
      const found = await rows.select(stepTable, { where: { column: 'cycle', is: '>=', value: since }, order });
      return found.map(toStep);
    },
    pictures,
    mailed: async (cycle) => {
      const found = await rows.select(mailTable, { where: { column: 'cycle', is: '=', value: cycle }, order: [] });
      return new Set(found.map((row) => asText(row, 'username')));
    },
    noteMail: (mail) => rows.put(mailTable, ['cycle', 'username'], fromMail(mail)),
  };
}
