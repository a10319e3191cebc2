/** FROM: tables, subqueries, arrays, and how they are joined. */
import { analysed, condition } from './analyse.ts';
import { compared } from './operators.ts';
import { firm, queryOf } from './queries.ts';
import { invalid, unportable } from './refusal.ts';
import type { Range, RangeColumn, Scope, Table } from './scope.ts';
import { noMarks } from './scope.ts';
import type { From } from './parse/parse.ts';
import { quoted, typeText, types } from './type.ts';
import type { Typed } from './typed.ts';

export interface Source {
  readonly sql: string;
  readonly ranges: readonly Range[];
  readonly merged: readonly RangeColumn[];
}

/** `outer` is the scope of the statement around; what stands further left is added while going along. */
export function sourceOf(from: From, outer: Scope, left: readonly Range[] = []): Source {
  switch (from.kind) {
    case 'table':
      return tableOf(from, outer, left);
    case 'derived': {
      const made = queryOf(from.query, { ...outer, marks: noMarks() });
      const alias = outer.unique(from.alias ?? 'derived');
      const columns = made.columns.map((column) => ({
        name: column.name ?? '',
        type: firm(column.type),
        sql: `${alias}.${quoted(column.alias)}`,
      }));
      const range = { name: from.alias, columns: columns.filter((column) => column.name !== '') };
      return { sql: `(${made.sql}) AS ${alias}`, ranges: [range], merged: [] };
    }
    case 'unnest':
      return unnestOf(from, outer, left);
    case 'join':
      return joinOf(from, outer, left);
  }
}

function tableOf(from: Extract<From, { kind: 'table' }>, outer: Scope, left: readonly Range[]): Source {
  const [first = '', ...rest] = from.path;
  const isArray = rest.length > 0 && left.some((range) => range.name?.toLowerCase() === first.toLowerCase());
  if (isArray) throw unportable(from.at, `FROM ${from.path.join('.')}`, `Write UNNEST(${from.path.join('.')}).`);
  if (from.hasOffset) throw invalid(from.at, 'WITH OFFSET can only be used with UNNEST', 'WITH OFFSET');
  const common = rest.length === 0 ? outer.common.get(first.toLowerCase()) : undefined;
  const table: Table | undefined = common ?? outer.catalog.table(from.path);
  if (table === undefined) throw invalid(from.at, `Not found: Table ${from.path.join('.')}`, from.path.join('.'));
  const name = from.alias ?? from.path.at(-1) ?? '';
  const alias = outer.unique(name);
  const columns = table.columns.map((column): RangeColumn => {
    const base = { ...column, sql: `${alias}.${quoted(column.name)}` };
    return common === undefined ? { ...base, onRead: () => outer.catalog.onRead?.(table.key, column.name) } : base;
  });
  if (common === undefined) outer.catalog.onRead?.(table.key, '');
  return { sql: `${table.sql} AS ${alias}`, ranges: [{ name, columns }], merged: [] };
}

/** One row an element; the element is known by the alias. */
function unnestOf(from: Extract<From, { kind: 'unnest' }>, outer: Scope, left: readonly Range[]): Source {
  const list = analysed(from.of, { ...outer, ranges: left, merged: [], parent: outer, marks: noMarks() });
  if (list.type.kind !== 'ARRAY') {
    throw invalid(from.at, `Values referenced in UNNEST must be arrays, not ${typeText(list.type)}`, 'UNNEST');
  }
  const alias = outer.unique(from.alias ?? 'unnest');
  const element: Typed = { sql: `${alias}."element"`, type: list.type.of, at: from.at };
  const fields = list.type.of.kind === 'STRUCT' ? list.type.of.fields : [];
  const columns: RangeColumn[] = fields.flatMap(({ name, type }) =>
    name === undefined ? [] : [{ name, type, sql: `${element.sql}.${quoted(name)}` }],
  );
  if (from.alias !== undefined && fields.length === 0) {
    columns.push({ name: from.alias, type: list.type.of, sql: element.sql });
  }
  const offset: RangeColumn = { name: from.offset ?? 'offset', type: types.int, sql: `${alias}."place"` };
  const range: Range = { name: from.alias, columns, ...(from.alias === undefined ? {} : { element }) };
  // The list is unnested together with its places, so that an element keeps its own.
  const sql = `(SELECT unnest(l) AS "element", unnest(range(0, len(l))) AS "place" FROM (SELECT ${list.sql} AS l)) AS ${alias}`;
  const ranges = from.hasOffset ? [range, { name: undefined, columns: [offset] }] : [range];
  return { sql, ranges, merged: [] };
}

const words = {
  INNER: 'JOIN',
  LEFT: 'LEFT JOIN',
  RIGHT: 'RIGHT JOIN',
  FULL: 'FULL JOIN',
  CROSS: 'CROSS JOIN',
  COMMA: 'CROSS JOIN',
} as const;

function joinOf(from: Extract<From, { kind: 'join' }>, outer: Scope, further: readonly Range[]): Source {
  const { type, at } = from;
  const left = sourceOf(from.left, outer, further);
  const right = sourceOf(from.right, outer, [...further, ...left.ranges]);
  const ranges = [...left.ranges, ...right.ranges];
  const names = left.ranges.flatMap((range) => (range.name === undefined ? [] : [range.name.toLowerCase()]));
  for (const { name } of right.ranges) {
    if (name !== undefined && names.includes(name.toLowerCase())) {
      throw invalid(at, `Duplicate table alias ${name} in the same FROM clause`, name);
    }
  }
  const isCorrelated = from.right.kind === 'unnest';
  if (isCorrelated && (type === 'RIGHT' || type === 'FULL')) throw unportable(at, `${type} JOIN UNNEST`);
  if (from.using !== undefined) return usingOf(from, left, right);
  const merged = [...left.merged, ...right.merged];
  const side = isCorrelated ? `LATERAL ${right.sql}` : right.sql;
  return {
    sql: `${left.sql} ${words[type]} ${side}${onSql(from, { ...outer, parent: outer, ranges, merged })}`,
    ranges,
    merged,
  };
}

/** ` ON …`, and nothing for a join that takes none. */
function onSql({ type, on, at }: Extract<From, { kind: 'join' }>, scope: Scope): string {
  if (type === 'CROSS' || type === 'COMMA') {
    if (on !== undefined) throw invalid(at, 'CROSS JOIN takes no ON', 'CROSS JOIN');
    return '';
  }
  if (on === undefined) return ' ON true';
  return ` ON ${condition(on, { ...scope, aliases: new Map(), marks: noMarks() }, 'JOIN ON clause')}`;
}

/** Columns of both sides under one name. */
function usingOf(from: Extract<From, { kind: 'join' }>, left: Source, right: Source): Source {
  const { type, at, using = [] } = from;
  const sides = using.map((name) => {
    const [mine, theirs] = [columnOf(left, name, at), columnOf(right, name, at)];
    const [a, b] = compared(
      [mine, theirs].map((column) => ({ sql: column.sql, type: column.type, at })),
      'USING',
      at,
    );
    const value = {
      INNER: mine.sql,
      LEFT: mine.sql,
      RIGHT: theirs.sql,
      FULL: `coalesce(${a?.sql ?? ''}, ${b?.sql ?? ''})`,
      CROSS: '',
      COMMA: '',
    }[type];
    const onRead = (): void => {
      mine.onRead?.();
      theirs.onRead?.();
    };
    onRead();
    return {
      on: `${a?.sql ?? ''} = ${b?.sql ?? ''}`,
      column: { name: mine.name, type: a?.type ?? mine.type, sql: value, onRead },
    };
  });
  const names = new Set(using.map((name) => name.toLowerCase()));
  const others = [...left.merged, ...right.merged].filter((column) => !names.has(column.name.toLowerCase()));
  return {
    sql: `${left.sql} ${words[type]} ${right.sql} ON ${sides.map((side) => side.on).join(' AND ')}`,
    ranges: [...left.ranges, ...right.ranges],
    merged: [...sides.map((side) => side.column), ...others],
  };
}

function columnOf(source: Source, name: string, at: number): RangeColumn {
  const merged = source.merged.find((column) => column.name.toLowerCase() === name.toLowerCase());
  if (merged !== undefined) return merged;
  const found = source.ranges.flatMap((range) =>
    range.columns.filter((column) => column.name.toLowerCase() === name.toLowerCase()),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw invalid(at, `Column ${name} in USING clause ${only === undefined ? 'not found' : 'is ambiguous'}`, 'USING');
  }
  return only;
}
