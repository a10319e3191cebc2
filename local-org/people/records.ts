import type { Engine, QueryRecord, RowInput, SaveRequest, Session } from '../engine/engine.ts';
import { PeopleError } from './error.ts';

/** Record ids by a name in any letter case. */
export interface RecordIds {
  /** As the org writes them. */
  readonly shown: readonly string[];
  has(name: string): boolean;
  get(name: string): string | undefined;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every page of a query. */
export function allRecords(engine: Engine, administrator: Session, soql: string): readonly QueryRecord[] {
  let page = engine.query(administrator, soql);
  const records = [...page.records];
  while (page.locator !== undefined) {
    page = engine.queryMore(administrator, page.locator);
    records.push(...page.records);
  }
  return records;
}

/** The second column of the query is the name. */
export function idsByName(engine: Engine, administrator: Session, soql: string): RecordIds {
  const rows = allRecords(engine, administrator, soql).map(({ attributes: _, Id, ...others }) => ({
    id: textOf(Id),
    name: textOf(Object.values(others)[0]),
  }));
  const ids = new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]));
  return {
    shown: rows.map(({ name }) => name),
    has: (name) => ids.has(name.toLowerCase()),
    get: (name) => ids.get(name.toLowerCase()),
  };
}

/** Saves rows, all or none of them; `places` says where in the file each row comes from. Returns their ids. */
export function saveRows(
  engine: Engine,
  administrator: Session,
  request: Pick<SaveRequest, 'operation' | 'object'>,
  rows: readonly (RowInput & { readonly place: string })[],
): readonly string[] {
  const problems: string[] = [];
  const ids: string[] = [];
  for (let start = 0; start < rows.length; start += 200) {
    const chunk = rows.slice(start, start + 200);
    const values = chunk.map(({ place: _, ...row }) => row);
    const results = engine.save(administrator, { ...request, rows: values, allOrNone: false });
    for (const [index, { id, errors }] of results.entries()) {
      const place = chunk[index]?.place ?? '';
      problems.push(...errors.map(({ statusCode, message }) => `${place}: ${message} (${statusCode})`));
      ids.push(id ?? '');
    }
  }
  if (problems.length > 0) throw new PeopleError(problems);
  return ids;
}
