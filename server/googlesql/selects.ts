/** One SELECT: its sources, its list, its groups. */
import { analysed, condition } from './analyse.ts';
import { windowSql } from './calls.ts';
import { nameOf } from './parse/parse.ts';
import type { OutputColumn, Queried } from './queries.ts';
import { invalid, unportable } from './refusal.ts';
import type { Marks, Range, RangeColumn, Scope } from './scope.ts';
import { noMarks, read } from './scope.ts';
import { sourceOf } from './sources.ts';
import type { Expression, Grouping, Item, Select } from './parse/parse.ts';
import { duckType, fieldName, isComparable, quoted, typeText } from './type.ts';
import type { Typed } from './typed.ts';

interface Selected {
  readonly name: string | undefined;
  readonly value: Typed;
  readonly marks: Marks;
}

export function selectOf(select: Select, outer: Scope): Queried {
  const source = select.from === undefined ? undefined : sourceOf(select.from, outer);
  const base: Scope = {
    ...outer,
    ranges: source?.ranges ?? [],
    merged: source?.merged ?? [],
    aliases: new Map(),
    windows: new Set(select.windows.map((item) => item.name.toLowerCase())),
    marks: noMarks(),
  };
  const where = whereOf(select, base);
  const windows = select.windows.map(({ name, window }) => `${quoted(name)} AS ${bracketed(windowSql(window, base))}`);
  const selected = select.items.flatMap((item) => itemsOf(item, base));
  if (selected.length === 0) throw invalid(select.at, 'SELECT list must not be empty', 'SELECT');
  const columns = outputOf(selected);
  const list = selected.map(({ value }, index) => `${typedSql(value)} AS ${quoted(columns[index]?.alias ?? '')}`);
  const aliased: Scope = { ...base, aliases: aliasesOf(selected) };
  const sql = [
    `SELECT ${select.isDistinct ? 'DISTINCT ' : ''}${list.join(', ')}`,
    source === undefined ? '' : `FROM ${source.sql}`,
    where,
    ...clausesOf(select, selected, aliased, windows),
  ];
  if (select.isDistinct) refuseIncomparable(selected);
  const text = sql.filter((part) => part !== '').join(' ');
  const plain: Queried = { sql: text, columns, inside: aliased, isDistinct: select.isDistinct };
  return select.isStruct ? asStruct(plain, outer) : plain;
}

function whereOf({ where }: Select, scope: Scope): string {
  if (where === undefined) return '';
  const sql = condition(where, scope, 'WHERE clause');
  if (scope.marks.aggregates + scope.marks.windows === 0) return `WHERE ${sql}`;
  throw invalid(where.at, 'Aggregate function not allowed in WHERE clause', 'WHERE');
}

/** What follows WHERE; all of it may use the aliases of the list. */
function clausesOf(
  { group, having, qualify }: Select,
  selected: readonly Selected[],
  scope: Scope,
  windows: readonly string[],
): readonly string[] {
  return [
    group === undefined ? '' : `GROUP BY ${groupSql(group, selected, scope)}`,
    having === undefined ? '' : `HAVING ${condition(having, scope, 'HAVING clause')}`,
    windows.length === 0 ? '' : `WINDOW ${windows.join(', ')}`,
    qualify === undefined ? '' : `QUALIFY ${condition(qualify, scope, 'QUALIFY clause')}`,
  ];
}

/** DuckDB gives what it can work out beforehand a type of its own: a NULL becomes an INTEGER. */
function typedSql({ sql, type }: Typed): string {
  return /^"[^"]+"\."[^"]+"$/.test(sql) ? sql : `CAST(${sql} AS ${duckType(type)})`;
}

const bracketed = (window: string): string => (window.startsWith('(') ? window : `(${window})`);

function refuseIncomparable(selected: readonly Selected[]): void {
  for (const { value } of selected) {
    if (!isComparable(value.type)) {
      throw invalid(value.at, `Column of type ${typeText(value.type)} cannot be used in SELECT DISTINCT`, 'DISTINCT');
    }
  }
}

function itemsOf(item: Item, scope: Scope): readonly Selected[] {
  if (item.kind === 'star') return starOf(item, scope);
  const marks = noMarks();
  const value = analysed(item.value, { ...scope, marks });
  return [{ name: item.name ?? nameOf(item.value), value, marks }];
}

/** `*` and `x.*`, with EXCEPT and REPLACE. */
function starOf(item: Extract<Item, { kind: 'star' }>, scope: Scope): readonly Selected[] {
  const columns = item.of === undefined ? allColumns(scope, item.at) : columnsOf(item.of, scope);
  const named = (name: string): boolean => columns.some((column) => column.name.toLowerCase() === name.toLowerCase());
  for (const name of [...item.except, ...item.replace.map((one) => one.name)]) {
    if (!named(name)) throw invalid(item.at, `Column ${name} in SELECT * EXCEPT or REPLACE does not exist`, name);
  }
  const isExcluded = (name: string): boolean => item.except.some((one) => one.toLowerCase() === name.toLowerCase());
  return columns.flatMap((column): readonly Selected[] => {
    if (isExcluded(column.name)) return [];
    const marks = noMarks();
    const by = item.replace.find((one) => one.name.toLowerCase() === column.name.toLowerCase());
    const inner = { ...scope, marks };
    const value = by === undefined ? read(inner, column, item.at) : analysed(by.value, inner);
    return [{ name: column.name, value, marks }];
  });
}

function allColumns(scope: Scope, at: number): readonly RangeColumn[] {
  if (scope.ranges.length === 0) throw invalid(at, 'SELECT * must have a FROM clause', '*');
  const merged = new Set(scope.merged.map((column) => column.name.toLowerCase()));
  const others = scope.ranges.flatMap((range) =>
    range.columns.filter((column) => !merged.has(column.name.toLowerCase())),
  );
  return [...scope.merged, ...others];
}

/** The columns of a range, or the fields of a structure. */
function columnsOf(of: Expression, scope: Scope): readonly RangeColumn[] {
  const name = of.kind === 'path' && of.names.length === 1 ? of.names[0] : undefined;
  const range: Range | undefined = scope.ranges.find((item) => item.name?.toLowerCase() === name?.toLowerCase());
  if (name !== undefined && range !== undefined && range.element?.type.kind !== 'STRUCT') return range.columns;
  const value = analysed(of, scope);
  if (value.type.kind !== 'STRUCT') {
    throw invalid(of.at, `Dot-star is not supported for type ${typeText(value.type)}`, '.*');
  }
  return value.type.fields.map((field, index) => ({
    name: fieldName(field, index),
    type: field.type,
    sql: `${value.sql}.${quoted(fieldName(field, index))}`,
  }));
}

function aliasesOf(selected: readonly Selected[]): Scope['aliases'] {
  const aliases = new Map<string, Typed | 'ambiguous'>();
  for (const { name, value } of selected) {
    if (name === undefined) continue;
    const key = name.toLowerCase();
    const known = aliases.get(key);
    const isSame = known === undefined || (known !== 'ambiguous' && known.sql === value.sql);
    aliases.set(key, isSame ? value : 'ambiguous');
  }
  return aliases;
}

/** Names stay as they are; one that occurs again gets a name of its own inside DuckDB. */
function outputOf(selected: readonly Selected[]): readonly OutputColumn[] {
  const seen = new Set<string>();
  return selected.map(({ name, value }, index) => {
    const wanted = name ?? `f${index}_`;
    const alias = seen.has(wanted.toLowerCase()) ? `${wanted}#${index}` : wanted;
    seen.add(wanted.toLowerCase());
    return { name, alias, type: value.type };
  });
}

function groupSql(group: Grouping, selected: readonly Selected[], scope: Scope): string {
  const one = (expression: Expression): string => {
    const value = groupedBy(expression, selected, scope);
    if (!isComparable(value.type)) {
      throw invalid(
        expression.at,
        `Grouping by expressions of type ${typeText(value.type)} is not allowed`,
        'GROUP BY',
      );
    }
    return value.sql;
  };
  switch (group.kind) {
    case 'plain':
      return group.by.map(one).join(', ');
    case 'rollup':
    case 'cube':
      return `${group.kind.toUpperCase()} (${group.by.map(one).join(', ')})`;
    case 'sets':
      return `GROUPING SETS (${group.sets.map((set) => `(${set.map(one).join(', ')})`).join(', ')})`;
    case 'all': {
      const keys = selected.filter(({ marks }) => marks.aggregates + marks.windows === 0 && marks.columns > 0);
      return keys.length === 0 ? '()' : keys.map(({ value }) => value.sql).join(', ');
    }
  }
}

/** A number of the list, an alias of the list, or an expression over the sources. */
function groupedBy(expression: Expression, selected: readonly Selected[], scope: Scope): Typed {
  if (expression.kind === 'literal' && expression.type === 'INT64') {
    const item = selected[Number(expression.value) - 1];
    if (item === undefined) throw invalid(expression.at, 'GROUP BY is out of SELECT column number range', 'GROUP BY');
    if (item.marks.aggregates > 0) {
      throw invalid(
        expression.at,
        'Column contains an aggregation function, which is not allowed in GROUP BY',
        'GROUP BY',
      );
    }
    return item.value;
  }
  if (expression.kind === 'literal') throw unportable(expression.at, 'GROUP BY a literal');
  return analysed(expression, scope);
}

/** SELECT AS STRUCT: one column, which has them all. */
function asStruct({ sql, columns }: Queried, scope: Scope): Queried {
  const alias = scope.unique('row');
  const fields = columns.map((column) => `${quoted(column.name ?? column.alias)} := ${alias}.${quoted(column.alias)}`);
  return {
    sql: `SELECT struct_pack(${fields.join(', ')}) AS "value" FROM (${sql}) AS ${alias}`,
    columns: [
      {
        name: undefined,
        alias: 'value',
        type: { kind: 'STRUCT', fields: columns.map(({ name, type }) => ({ name, type })) },
      },
    ],
    inside: undefined,
    isDistinct: false,
  };
}
