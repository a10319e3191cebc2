/** Which names mean what at one place of a query. */
import { invalid } from './refusal.ts';
import type { Type } from './type.ts';
import { quoted, typeText } from './type.ts';
import type { Typed } from './typed.ts';

export interface Column {
  readonly name: string;
  readonly type: Type;
}

/** A table as a query may read it. */
export interface Table {
  /** What is told to `onRead`. */
  readonly key: string;
  /** Its name in DuckDB. */
  readonly sql: string;
  readonly columns: readonly Column[];
}

/** The tables there are, and what else differs from place to place. */
export interface Catalog {
  /** A table by its path (`project.dataset.table` or shorter); undefined when there is none. */
  table(path: readonly string[]): Table | undefined;
  /** Type of a named parameter; undefined when none has that name. */
  parameter?(name: string): Type | undefined;
  /** Told of each column of a table that the query reads. */
  onRead?(key: string, column: string): void;
  /**
   * `portable`: only what was tested to mean the same in DuckDB. `engine`: also what the statements of Todoku itself
   * need from the stand-in for BigQuery.
   */
  readonly level: 'portable' | 'engine';
  /** The moment that CURRENT_TIMESTAMP and its like give, as SQL of DuckDB. */
  readonly now: string;
}

/** Something that FROM brings: a table, a subquery, an array. */
export interface Range {
  readonly name: string | undefined;
  readonly columns: readonly RangeColumn[];
  /** The element itself, where the range is an array. */
  readonly element?: Typed;
}

export interface RangeColumn extends Column {
  readonly sql: string;
  readonly onRead?: () => void;
}

/** What was met while one expression was looked at. */
export interface Marks {
  aggregates: number;
  windows: number;
  columns: number;
}

export interface Scope {
  readonly catalog: Catalog;
  readonly ranges: readonly Range[];
  /** Columns joined by USING: one name for both sides. */
  readonly merged: readonly RangeColumn[];
  /** Aliases of the SELECT list, where they may be used; in lower case. */
  readonly aliases: ReadonlyMap<string, Typed | 'ambiguous'>;
  readonly windows: ReadonlySet<string>;
  /** Common table expressions in reach, in lower case. */
  readonly common: ReadonlyMap<string, Table>;
  readonly parent: Scope | undefined;
  readonly marks: Marks;
  /** Gives each range of the statement a name of its own in DuckDB. */
  readonly unique: (name: string) => string;
}

export function rootScope(catalog: Catalog): Scope {
  let count = 0;
  return {
    catalog,
    ranges: [],
    merged: [],
    aliases: new Map(),
    windows: new Set(),
    common: new Map(),
    parent: undefined,
    marks: noMarks(),
    unique: (name) => {
      count += 1;
      return quoted(`${name}#${count}`);
    },
  };
}

export function noMarks(): Marks {
  return { aggregates: 0, windows: 0, columns: 0 };
}

const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** What a path means: an alias, a range's column, a column, then fields of it. */
export function resolved(scope: Scope, names: readonly string[], at: number): Typed {
  const [first = ''] = names;
  const alias = scope.aliases.get(first.toLowerCase());
  if (alias === 'ambiguous') throw invalid(at, `Column name ${first} is ambiguous`, first);
  if (alias !== undefined) return fieldsOf({ ...alias, at }, names.slice(1));
  for (let place: Scope | undefined = scope; place !== undefined; place = place.parent) {
    const found = foundIn(place, scope, names, at);
    if (found !== undefined) return found;
  }
  throw invalid(at, `Unrecognized name: ${first}`, first);
}

/** What a path means at one place, read by `reader`; undefined when its first name is not known there. */
function foundIn(place: Scope, reader: Scope, names: readonly string[], at: number): Typed | undefined {
  const [first = '', second] = names;
  const range = place.ranges.find((item) => same(item.name, first));
  const column = columnIn(place, first, at);
  const isElement = range?.element !== undefined && (column === undefined || sameElement(range, column));
  if (isElement) {
    reader.marks.columns += 1;
    return fieldsOf({ ...range.element, at }, names.slice(1));
  }
  if (column === undefined) return range === undefined ? undefined : inRange(range, reader, names, at);
  if (range !== undefined && second !== undefined) throw invalid(at, `Column name ${first} is ambiguous`, first);
  return fieldsOf(read(reader, column, at), names.slice(1));
}

function inRange(range: Range, reader: Scope, [first = '', second, ...rest]: readonly string[], at: number): Typed {
  if (second === undefined) throw invalid(at, `Cannot use table ${first} as a value here`, first);
  const found = range.columns.find((item) => same(item.name, second));
  if (found === undefined) throw invalid(at, `Name ${second} not found inside ${first}`, second);
  return fieldsOf(read(reader, found, at), rest);
}

function sameElement(range: Range, column: RangeColumn): boolean {
  return range.element?.sql === column.sql;
}

/** A bare name among the columns of all ranges. */
function columnIn(scope: Scope, name: string, at: number): RangeColumn | undefined {
  const merged = scope.merged.find((column) => same(column.name, name));
  if (merged !== undefined) return merged;
  const found = scope.ranges.flatMap((range) => range.columns.filter((column) => same(column.name, name)));
  if (found.length > 1) throw invalid(at, `Column name ${name} is ambiguous`, name);
  return found[0];
}

export function read(scope: Scope, column: RangeColumn, at: number): Typed {
  scope.marks.columns += 1;
  column.onRead?.();
  return { sql: column.sql, type: column.type, at };
}

export function fieldsOf(value: Typed, names: readonly string[]): Typed {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  if (value.type.kind !== 'STRUCT') {
    throw invalid(value.at, `Cannot access field ${name} on a value with type ${typeText(value.type)}`, name);
  }
  const field = value.type.fields.find((item) => same(item.name, name));
  if (field === undefined) {
    throw invalid(value.at, `Field name ${name} does not exist in ${typeText(value.type)}`, name);
  }
  return fieldsOf({ sql: `${value.sql}.${quoted(field.name ?? name)}`, type: field.type, at: value.at }, rest);
}
