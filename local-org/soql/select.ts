/** The select list of an ordinary query: columns to fetch, the shape of the records, and what the columns are called. */
import { ApiError } from '../errors.ts';
import { knownObject, relationship, type FieldSchema } from '../schema/schema.ts';
import { findColumn, invalidField, malformedAt, noSuchColumn, pathOf, walkRelations, type Found } from './context.ts';
import { describe, type DescribedColumn } from './columns.ts';
import { csvDecoderOf, decoderOf } from './decode.ts';
import { expressionOf } from './expressions.ts';
import type { Names } from './names.ts';
import type { Decode, Entry, Shape } from './shape.ts';
import type { Call, Item, Operand, Path, Query, TypeOf } from './tree.ts';

/** A column as Bulk CSV names and writes it. */
export interface FlatColumn {
  readonly name: string;
  readonly column: number;
  readonly decode: ReturnType<typeof csvDecoderOf>;
  /** Has parts, so that no cell can hold it. */
  readonly isCompound: boolean;
}

/** What a query selects; filled item by item, in the order of the query. */
export class Selection {
  readonly columns: string[] = [];
  readonly root: Shape;
  readonly metadata: DescribedColumn[] = [];
  readonly flat: FlatColumn[] = [];
  readonly subqueries: Query[] = [];
  private readonly names: Names;
  private readonly seen = new Set<string>();

  constructor(names: Names) {
    this.names = names;
    const { scope } = names;
    this.root = { typeName: scope.object.name, idColumn: this.add(scope.idSql(scope.root)), entries: new Map() };
  }

  private add(sql: string): number {
    const known = this.columns.indexOf(sql);
    return known >= 0 ? known : this.columns.push(sql) - 1;
  }

  item(item: Item): void {
    switch (item.kind) {
      case 'children':
        this.children(item.query);
        return;
      case 'typeof':
        this.typeOf(item);
        return;
      case 'field':
        this.field(item.operand, item.alias);
    }
  }

  private field(operand: Operand, alias: string | undefined): void {
    if (operand.kind === 'call') {
      this.call(operand, alias);
      return;
    }
    if (alias !== undefined) {
      throw malformedAt(this.names.context, operand.at, 'only aggregate expressions use field aliasing');
    }
    this.column(operand);
  }

  private once(key: string, at: number, shown: string): void {
    const seen = key.toLowerCase();
    if (this.seen.has(seen)) throw invalidField(this.names.context, at, `duplicate field selected: ${shown}`);
    this.seen.add(seen);
  }

  column(path: Path): void {
    const found = findColumn(this.names, path);
    this.once([...found.relations, found.field.name].join('.'), path.at, found.field.name);
    this.unlikeTypeOf(found.relations, path.at, 'parent');
    this.place(found, found.field.name, decoderOf(found.field), found.field);
  }

  /** TYPEOF and paths through the same relationship would be two values under one name. Text unverified. */
  private unlikeTypeOf([relation]: readonly string[], at: number, kind: Entry['kind']): void {
    const known = relation === undefined ? undefined : this.root.entries.get(relation);
    if (known === undefined || known.kind === kind) return;
    throw invalidField(this.names.context, at, `duplicate field selected: ${relation ?? ''}`);
  }

  private place(found: Found, key: string, decode: Decode, field: FieldSchema): void {
    const column = this.add(found.sql);
    this.shapeAt(found.relations).entries.set(key, { kind: 'value', column, decode });
    const name = [...found.relations, key].join('.');
    this.flat.push({ name, column, decode: csvDecoderOf(field), isCompound: field.parts !== undefined });
    describe(this.metadata, found.relations, key);
  }

  private call(call: Call, alias: string | undefined): void {
    const expression = expressionOf(this.names, call);
    const { found } = expression;
    if (found === undefined) {
      // Parts of dates stand beside a GROUP BY only ("Date Functions"). Text unverified.
      throw malformedAt(this.names.context, call.at, `${call.name} is allowed only in a grouped query`);
    }
    const key = alias ?? found.field.name;
    this.once(alias ?? [...found.relations, key].join('.'), call.at, key);
    this.place(
      { ...found, relations: alias === undefined ? found.relations : [] },
      key,
      expression.decode,
      found.field,
    );
  }

  /** The record at the end of relationship names, made when it is first needed. */
  private shapeAt(relations: readonly string[]): Shape {
    let shape = this.root;
    for (const [index, name] of relations.entries()) {
      const known = shape.entries.get(name);
      if (known?.kind === 'parent') {
        shape = known.shape;
        continue;
      }
      const inner = this.parentShape(relations.slice(0, index + 1));
      shape.entries.set(name, { kind: 'parent', shape: inner });
      shape = inner;
    }
    return shape;
  }

  private parentShape(relations: readonly string[]): Shape {
    const { context, scope } = this.names;
    const { source } = walkRelations(context, scope, relations, 0);
    const idColumn = this.add(scope.idSql(source));
    const [only, ...others] = source.parts;
    if (only !== undefined && others.length === 0) {
      return { typeName: only.object.name, idColumn, entries: new Map() };
    }
    const typeColumn = this.add(scope.column(source, 'Type')?.sql ?? 'NULL');
    return { typeName: 'Name', typeColumn, idColumn, entries: new Map() };
  }

  private children(query: Query): void {
    const { text, at } = query.from;
    const index = this.subqueries.push(query) - 1;
    const name = relationOf(text);
    this.once(`(${name})`, at, name);
    this.root.entries.set(name, { kind: 'children', index });
  }

  private typeOf({ path, whens, otherwise: fallback }: TypeOf): void {
    const { context, scope } = this.names;
    const [name = '', ...further] = pathOf(this.names, path);
    if (further.length > 0) {
      // A field of the queried object ("TYPEOF"). Text unverified.
      throw malformedAt(context, path.at, `TYPEOF takes a relationship of the queried object, not '${path.text}'`);
    }
    const through = relationship(scope.object, name);
    const { source } = walkRelations(context, scope, [name], path.at);
    if (through?.reference === undefined || source.parts.length < 2) {
      const message = `The relationship '${name}' is not polymorphic and cannot be used in TYPEOF`; // text unverified
      throw invalidField(context, path.at, message);
    }
    this.once(through.reference.relationshipName, path.at, name);
    this.unlikeTypeOf([through.reference.relationshipName], path.at, 'typeof');
    const alternatives = whens.map(({ type, fields }) => {
      const part = source.parts.find(({ object }) => object.name.toLowerCase() === type.text.toLowerCase());
      if (part === undefined) {
        throw malformedAt(context, type.at, `${type.text} is not a valid type of ${name}`); // text unverified
      }
      return this.typeShape({ parts: [part] }, part.object.name, fields);
    });
    const otherwise = fallback === undefined ? undefined : this.typeShape(source, 'Name', fallback);
    const entry: Entry = { kind: 'typeof', alternatives, otherwise };
    this.root.entries.set(through.reference.relationshipName, entry);
    describe(this.metadata, [], through.reference.relationshipName);
  }

  private typeShape(source: Found['source'], typeName: string, fields: readonly Path[]): Shape {
    const { context, scope } = this.names;
    const shape: Shape = {
      typeName,
      idColumn: this.add(scope.idSql(source)),
      entries: new Map(),
      ...(source.parts.length > 1 ? { typeColumn: this.add(scope.column(source, 'Type')?.sql ?? 'NULL') } : {}),
    };
    const [only, ...others] = source.parts;
    for (const path of fields) {
      const column = scope.column(source, path.text);
      const isHidden =
        column !== undefined &&
        only !== undefined &&
        others.length === 0 &&
        !context.org.access(context.user.id, knownObject(context.schema, only.object.name)).canRead(column.field);
      if (column === undefined || isHidden) throw noSuchColumn(context, path, path.text, typeName);
      const decode = decoderOf(column.field);
      shape.entries.set(column.field.name, { kind: 'value', column: this.add(column.sql), decode });
    }
    return shape;
  }
}

/** `Contacts` of `Account.Contacts`: the parent may be named in front. */
export function relationOf(from: string): string {
  return from.split('.').at(-1) ?? from;
}

/** At most this many records when FIELDS() names fields that nobody listed. */
const mostOfFields = 200;

/** True for `LIMIT 200` at most, or conditions on at most 200 ids ("FIELDS()"). */
function isBounded({ limit, where }: Query): boolean {
  if (limit !== undefined && limit <= mostOfFields) return true;
  const parts = where?.kind === 'and' ? where.parts : [where];
  return parts.some(
    (one) =>
      one?.kind === 'leaf' &&
      one.operand.text.toLowerCase() === 'id' &&
      (one.operator === '=' || one.operator === 'IN') &&
      one.values.length <= mostOfFields,
  );
}

/** FIELDS(ALL | STANDARD | CUSTOM) written out: the readable fields of the object. */
export function expandFields({ context, scope }: Names, query: Query, call: Call): readonly Path[] {
  const [which] = call.args;
  const kind = which?.kind === 'path' ? which.text.toUpperCase() : '';
  if (!['ALL', 'STANDARD', 'CUSTOM'].includes(kind)) {
    throw malformedAt(context, which?.at ?? call.at, `unexpected token: '${which?.text ?? ')'}'`);
  }
  if (kind !== 'STANDARD' && !isBounded(query)) {
    throw new ApiError(400, 'MALFORMED_QUERY', `The SOQL FIELDS function must have a LIMIT of at most ${mostOfFields}`);
  }
  const access = context.org.access(context.user.id, scope.object);
  return scope.object.fields
    .filter((field) => access.canRead(field) && (kind === 'ALL' || field.custom === (kind === 'CUSTOM')))
    .map((field) => ({ kind: 'path', text: field.name, at: call.at }));
}
