/** The select list of an ordinary query: columns to fetch, the shape of the records, and what the columns are called. */
import { ApiError } from '../errors.ts';
import { knownObject, relationship, type FieldSchema } from '../schema/schema.ts';
import { findColumn, invalidField, noSuchColumn, pathOf, walkRelations, type Found } from './context.ts';
import { describe, type DescribedColumn } from './columns.ts';
import { csvDecoderOf, decoderOf } from './decode.ts';
import { expressionOf, type Names } from './expressions.ts';
import { malformed, type FieldType, type QueryBase, type Subquery } from './parse.ts';
import type { Decode, Entry, Shape } from './shape.ts';

/** A column as Bulk CSV names and writes it. */
export interface FlatColumn {
  readonly name: string;
  readonly column: number;
  readonly decode: ReturnType<typeof csvDecoderOf>;
}

type TypeOf = FieldType & { readonly type: 'FieldTypeof' };

/** What a query selects; filled item by item, in the order of the query. */
export class Selection {
  readonly columns: string[] = [];
  readonly root: Shape;
  readonly metadata: DescribedColumn[] = [];
  readonly flat: FlatColumn[] = [];
  readonly subqueries: Subquery[] = [];
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

  item(field: FieldType): void {
    switch (field.type) {
      case 'Field':
        if (field.alias !== undefined) throw malformed('only aggregate expressions use field aliasing');
        this.column('rawValue' in field ? field.rawValue : field.field);
        return;
      case 'FieldRelationship':
        if ('alias' in field) throw malformed('only aggregate expressions use field aliasing');
        this.column(field.rawValue ?? [...field.relationships, field.field].join('.'));
        return;
      case 'FieldFunctionExpression':
        this.call(field);
        return;
      case 'FieldSubquery':
        this.children(field.subquery);
        return;
      case 'FieldTypeof':
        this.typeOf(field);
        return;
    }
  }

  private once(path: string, shown: string): void {
    const key = path.toLowerCase();
    if (this.seen.has(key)) throw new ApiError(400, 'INVALID_FIELD', `duplicate field selected: ${shown}`);
    this.seen.add(key);
  }

  column(path: string): void {
    const found = findColumn(this.names.context, this.names.scope, path, this.names.alias);
    this.once([...found.relations, found.field.name].join('.'), found.field.name);
    this.place(found, found.field.name, decoderOf(found.field), found.field);
  }

  private place(found: Found, key: string, decode: Decode, field: FieldSchema): void {
    const column = this.add(found.sql);
    this.shapeAt(found.relations).entries.set(key, { kind: 'value', column, decode });
    this.flat.push({ name: [...found.relations, key].join('.'), column, decode: csvDecoderOf(field) });
    describe(this.metadata, found.relations, key);
  }

  private call(field: FieldType & { readonly type: 'FieldFunctionExpression' }): void {
    const expression = expressionOf(this.names, field);
    const { found } = expression;
    if (found === undefined) throw malformed(`unexpected token: '${field.functionName}'`);
    const key = field.alias ?? found.field.name;
    this.once(field.alias ?? [...found.relations, key].join('.'), key);
    const relations = field.alias === undefined ? found.relations : [];
    this.place({ ...found, relations }, key, expression.decode, found.field);
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
    const { source } = walkRelations(context, scope, relations);
    const idColumn = this.add(scope.idSql(source));
    const [only, ...others] = source.parts;
    if (only !== undefined && others.length === 0) {
      return { typeName: only.object.name, idColumn, entries: new Map() };
    }
    const typeColumn = this.add(scope.column(source, 'Type')?.sql ?? 'NULL');
    return { typeName: 'Name', typeColumn, idColumn, entries: new Map() };
  }

  private children(subquery: Subquery): void {
    const index = this.subqueries.push(subquery) - 1;
    this.once(`(${subquery.relationshipName})`, subquery.relationshipName);
    this.root.entries.set(subquery.relationshipName, { kind: 'children', index });
  }

  private typeOf(field: TypeOf): void {
    const { context, scope } = this.names;
    const [name = ''] = pathOf(scope, field.field, this.names.alias);
    const through = relationship(scope.object, name);
    const { source } = walkRelations(context, scope, [name]);
    if (through?.reference === undefined || source.parts.length < 2) {
      throw invalidField(context, name, `The relationship '${name}' is not polymorphic and cannot be used in TYPEOF`);
    }
    this.once(through.reference.relationshipName, name);
    const alternatives = field.conditions
      .filter((one) => one.type === 'WHEN')
      .map((one) => {
        const part = source.parts.find(({ object }) => object.name.toLowerCase() === one.objectType?.toLowerCase());
        if (part === undefined) throw malformed(`${one.objectType ?? ''} is not a valid type of ${name}`);
        return this.typeShape({ parts: [part] }, part.object.name, one.fieldList);
      });
    const last = field.conditions.find((one) => one.type === 'ELSE');
    const otherwise = last === undefined ? undefined : this.typeShape(source, 'Name', last.fieldList);
    const entry: Entry = { kind: 'typeof', alternatives, otherwise };
    this.root.entries.set(through.reference.relationshipName, entry);
    describe(this.metadata, [], through.reference.relationshipName);
  }

  private typeShape(source: Found['source'], typeName: string, fields: readonly string[]): Shape {
    const { context, scope } = this.names;
    const shape: Shape = {
      typeName,
      idColumn: this.add(scope.idSql(source)),
      entries: new Map(),
      ...(source.parts.length > 1 ? { typeColumn: this.add(scope.column(source, 'Type')?.sql ?? 'NULL') } : {}),
    };
    for (const name of fields) {
      const column = scope.column(source, name);
      const [only, ...others] = source.parts;
      const isHidden =
        column !== undefined &&
        only !== undefined &&
        others.length === 0 &&
        !context.org.access(context.user.id, knownObject(context.schema, only.object.name)).canRead(column.field);
      if (column === undefined || isHidden) throw noSuchColumn(context, name, typeName);
      const decode = decoderOf(column.field);
      shape.entries.set(column.field.name, { kind: 'value', column: this.add(column.sql), decode });
    }
    return shape;
  }
}

/** FIELDS(ALL | STANDARD | CUSTOM) written out: the readable fields of the object. */
export function expandFields(names: Names, query: QueryBase, which: string): readonly string[] {
  const { context, scope } = names;
  const kind = which.toUpperCase();
  if (kind !== 'STANDARD' && (query.limit === undefined || query.limit > 200)) {
    throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
  }
  const access = context.org.access(context.user.id, scope.object);
  return scope.object.fields
    .filter((field) => access.canRead(field) && (kind === 'ALL' || field.custom === (kind === 'CUSTOM')))
    .map((field) => field.name);
}
