/** What a job's statements share: a session, a catalog, its temporary tables, and a note of what they read. */
import type { Column, Table } from '../../server/googlesql/googlesql.ts';
import { quoted } from '../../server/googlesql/googlesql.ts';
import type { Type } from '../../server/googlesql/googlesql.ts';
import type { Scope } from '../../server/googlesql/scope.ts';
import { rootScope } from '../../server/googlesql/scope.ts';
import { invalidQuery, notFound } from './refused.ts';
import type { Bindings, Row, Session, Store } from './store.ts';
import { asTable } from './store.ts';

export interface Parameter {
  readonly type: Type;
  /** As the session takes it: text, or null. */
  readonly value: string | null;
}

export interface ContextOptions {
  readonly store: Store;
  readonly session: Session;
  readonly location: string;
  readonly defaultDataset: string | undefined;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Called for each change of a table's definition or whole content. */
  readonly countUpdate: (dataset: string, table: string) => void;
}

export class Context {
  readonly store: Store;
  readonly location: string;
  readonly countUpdate: ContextOptions['countUpdate'];
  readonly defaultDataset: string | undefined;
  /** Table → columns that the statement being planned reads. */
  readonly reads = new Map<string, Set<string>>();
  readonly #session: Session;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #temporary = new Map<string, Table>();
  readonly #used = new Set<string>();
  #isInTransaction = false;

  constructor({ store, session, location, defaultDataset, parameters, countUpdate }: ContextOptions) {
    this.store = store;
    this.#session = session;
    this.location = location;
    this.defaultDataset = defaultDataset;
    this.#parameters = parameters;
    this.countUpdate = countUpdate;
  }

  /** Names as they are known now. */
  get scope(): Scope {
    const now = `make_timestamp(${Math.round(this.store.now() * 1000)}) AT TIME ZONE 'UTC'`;
    return rootScope({
      level: 'engine',
      now: `(${now})`,
      table: (path) => this.#table(path),
      parameter: (name) => {
        const found = this.#parameters.get(name);
        if (found !== undefined) this.#used.add(name);
        return found?.type;
      },
      onRead: (key, column) => {
        const columns = this.reads.get(key) ?? new Set<string>();
        if (column !== '') columns.add(column);
        this.reads.set(key, columns);
      },
    });
  }

  /** Before each statement: what the one before has read no longer counts. */
  begin(): void {
    this.reads.clear();
    this.#used.clear();
  }

  run(sql: string): Promise<number> {
    return this.#session.run(sql, this.#bindings(sql));
  }

  rows(sql: string): Promise<readonly Row[]> {
    return this.#session.rows(sql, this.#bindings(sql));
  }

  /** Every row of a query, or undefined when there are more than `most`. */
  firstRows(sql: string, most: number): Promise<readonly Row[] | undefined> {
    return this.#session.firstRows(sql, most, this.#bindings(sql));
  }

  isInTransaction(): boolean {
    return this.#isInTransaction;
  }

  noteTransaction(verb: 'BEGIN' | 'COMMIT' | 'ROLLBACK'): void {
    if (verb === 'BEGIN' && this.#isInTransaction) throw invalidQuery('Transactions cannot be nested');
    if (verb !== 'BEGIN' && !this.#isInTransaction) throw invalidQuery(`Cannot ${verb} without a transaction`);
    this.#isInTransaction = verb === 'BEGIN';
  }

  noteTemporary(name: string, columns: readonly Column[]): void {
    this.#temporary.set(name, { key: `_temp.${name}`, sql: quoted(name), columns });
  }

  #table(path: readonly string[]): Table | undefined {
    const temporary = path.length === 1 ? this.#temporary.get(path[0] ?? '') : undefined;
    if (temporary !== undefined) return temporary;
    const { dataset, table } = tablePath(path, this);
    return asTable(this.store.table(dataset, table));
  }

  #bindings(sql: string): Bindings {
    const used = [...this.#parameters].filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql));
    return Object.fromEntries(used.map(([name, { value }]) => [name, value]));
  }
}

/** Dataset and table of a path; the dataset has to be where the job runs. */
export function tablePath(
  path: readonly string[],
  context: Pick<Context, 'store' | 'location' | 'defaultDataset'>,
): { readonly dataset: string; readonly table: string } {
  const table = path.at(-1) ?? '';
  const dataset = path.at(-2) ?? context.defaultDataset;
  const project = path.at(-3);
  if (dataset === undefined) {
    throw invalidQuery(`Table "${table}" must be qualified with a dataset (e.g. dataset.table).`);
  }
  const { store, location } = context;
  if (project !== undefined && project !== store.project) throw notFound(`Project ${project}`);
  const found = store.dataset(dataset);
  if (found.location.toLowerCase() !== location.toLowerCase()) {
    throw notFound(`Dataset ${store.project}:${dataset} was not found in location ${location}`);
  }
  return { dataset, table };
}
