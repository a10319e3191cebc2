/**
 * One FROM clause that grows as paths are asked for: `Target__r.Budget__r.Name` joins twice, a formula field becomes
 * its expression, `$User` the running user. SOQL, validation rules and roll-ups all read fields through it.
 */
import {
  field,
  isPersonName,
  knownObject,
  nameField,
  relationship,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
} from '../schema/schema.ts';
import { foldColumn, hasFold, quote, type SqlValue } from '../store/store.ts';
import { compileNode, type Change, type FieldReference } from './compile.ts';
import { globalReference } from './globals.ts';
import { parseFormula } from './parse.ts';
import { FormulaError } from './tokens.ts';
import { sqlAs, valueType, type Value } from './values.ts';

/** Bound values and table aliases of one SQL statement. */
export class Statement {
  readonly params: SqlValue[] = [];
  private aliases = 0;

  bind(value: SqlValue): string {
    this.params.push(value);
    return `?${this.params.length}`;
  }

  alias(): string {
    return `t${this.aliases++}`;
  }
}

/** Where a path stands: one table, or one of several behind a polymorphic reference. */
export interface Source {
  readonly parts: readonly { readonly alias: string; readonly object: ObjectSchema }[];
}

export interface Column extends FieldReference {
  readonly object: ObjectSchema;
  /** The folded twin of a key that ignores case; comparing with it can use the index. */
  readonly folded?: string;
}

/** Fields of the platform's Name object, which stands for any target of a polymorphic reference. */
const nameFields = new Set(
  [
    'Id',
    'Name',
    'Alias',
    'Email',
    'FirstName',
    'LastName',
    'IsActive',
    'Phone',
    'Title',
    'Username',
    'ProfileId',
    'UserRoleId',
  ].map((name) => name.toLowerCase()),
);

/** The value of a formula field as it is stored nowhere but returned everywhere: rounded, scaled, blank text empty. */
function resultSql(result: Value, target: FieldSchema): string {
  const expected = valueType(target);
  if (result.type !== expected && result.type !== 'null') {
    sqlAs(result, [expected], `the result of ${target.name}`, 0);
  }
  if (expected === 'number') {
    const scaled = target.type === 'percent' ? `(${result.sql} * 100.0)` : result.sql;
    return `round_half(${scaled}, ${target.scale})`;
  }
  if (expected === 'text') return `nullif(${result.sql}, '')`;
  return expected === 'boolean' ? `ifnull(${result.sql}, 0)` : result.sql;
}

/** The parts of an address or a place as JSON, `street` for `BillingStreet`; NULL when all are empty. */
function compoundSql(alias: string, one: FieldSchema, parts: readonly string[]): string {
  const prefix = one.name.replace(/(?:Address|__c)$/i, '');
  const entries = parts.map((name) => {
    const key = name.slice(prefix.length).replace(/^__|__s$/g, '');
    return [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, `${alias}.${quote(name)}`] as const;
  });
  const columns = entries.map(([, column]) => column).join(', ');
  const pairs = entries
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, column]) => `'${key}', ${column}`);
  return `(CASE WHEN coalesce(${columns}) IS NOT NULL THEN json_object(${pairs.join(', ')}) END)`;
}

/** A condition on the rows of an object that somebody may see; undefined for all of them. */
export type Restrict = (object: ObjectSchema, alias: string) => string | undefined;

export class Scope {
  readonly object: ObjectSchema;
  readonly root: Source;
  readonly alias: string;
  private readonly schema: OrgSchema;
  private readonly statement: Statement;
  private readonly restrict: Restrict | undefined;
  private readonly joins = new Map<string, Source>();
  private readonly joinSql: string[] = [];
  private readonly open = new Set<string>();
  /** Asked twice, a column gives the same SQL: GROUP BY recognises its keys by it. */
  private readonly made = new Map<string, string>();

  constructor(schema: OrgSchema, object: ObjectSchema, statement: Statement, restrict?: Restrict) {
    this.schema = schema;
    this.restrict = restrict;
    this.object = object;
    this.statement = statement;
    this.alias = statement.alias();
    this.root = { parts: [{ alias: this.alias, object }] };
  }

  /** `"Target__c" AS t0 LEFT JOIN …`; complete only when every column has been asked for. */
  from(): string {
    return [`${quote(this.object.name)} AS ${this.alias}`, ...this.joinSql].join(' ');
  }

  /** The parent as the person who asks sees it: one that is hidden from them is as if it were empty. */
  visibleParent(source: Source, name: string): Source | undefined {
    return this.parent(source, name, this.restrict);
  }

  /**
   * The parent behind a relationship name, or undefined when the source has no such relationship. A detail is only seen
   * by those who see its master, so nothing more is asked there.
   */
  parent(source: Source, name: string, restrict?: Restrict): Source | undefined {
    const [relation = '', only] = name.split(':');
    const part = source.parts.length === 1 ? source.parts[0] : undefined;
    const through = part === undefined ? undefined : relationship(part.object, relation);
    if (part === undefined || through?.reference === undefined) return undefined;
    const isRestricted = restrict !== undefined && through.reference.kind !== 'masterDetail';
    const key = `${part.alias}.${name.toLowerCase()}${isRestricted ? ' seen' : ''}`;
    const known = this.joins.get(key);
    if (known !== undefined) return known;
    const targets = through.reference.to.filter((to) => only === undefined || to.toLowerCase() === only.toLowerCase());
    if (targets.length === 0) return undefined;
    const foreignKey = `${part.alias}.${quote(through.name)}`;
    return this.join(key, targets, (alias, object) => {
      const seen = isRestricted ? restrict(object, alias) : undefined;
      return `${alias}."Id" = ${foreignKey}${seen === undefined ? '' : ` AND ${seen}`}`;
    });
  }

  private join(key: string, targets: readonly string[], on: (alias: string, object: ObjectSchema) => string): Source {
    const parts = targets.map((target) => ({
      alias: this.statement.alias(),
      object: knownObject(this.schema, target),
    }));
    for (const { alias, object } of parts) {
      this.joinSql.push(`LEFT JOIN ${quote(object.name)} AS ${alias} ON ${on(alias, object)}`);
    }
    const source = { parts };
    this.joins.set(key, source);
    return source;
  }

  /** `$User`, `$Profile`, `$UserRole`, `$Organization`. */
  private global(name: string): Source | undefined {
    const key = name.toLowerCase();
    const known = this.joins.get(key);
    if (known !== undefined) return known;
    if (key === '$user') return this.join(key, ['User'], (alias) => `${alias}."Id" = running_user()`);
    if (key === '$organization') return this.join(key, ['Organization'], () => '1');
    const user = key === '$profile' || key === '$userrole' ? this.global('$User') : undefined;
    return user === undefined ? undefined : this.parent(user, key === '$profile' ? 'Profile' : 'UserRole');
  }

  /** The object whose fields a relationship path reaches; undefined when a step does not exist. */
  walk(relations: readonly string[], from = this.root): Source | undefined {
    let source: Source | undefined = from;
    for (const [index, name] of relations.entries()) {
      if (source === undefined) return undefined;
      source = index === 0 && name.startsWith('$') ? this.global(name) : this.parent(source, name);
    }
    return source;
  }

  /** A field of a source, or undefined. `Type` of a polymorphic source names the object. */
  column(source: Source, name: string): Column | undefined {
    const [first, ...others] = source.parts;
    if (first === undefined) return undefined;
    if (others.length === 0) {
      const found = field(first.object, name);
      if (found === undefined) return undefined;
      const folded = hasFold(found) ? { folded: `${first.alias}.${quote(foldColumn(found))}` } : {};
      return { field: found, object: first.object, sql: this.fieldSql(first, found), ...folded };
    }
    return this.nameColumn(source, name);
  }

  private nameColumn(source: Source, name: string): Column | undefined {
    const isType = name.toLowerCase() === 'type';
    if (!isType && !nameFields.has(name.toLowerCase())) return undefined;
    const user = knownObject(this.schema, 'User');
    const shape = field(user, isType ? 'Name' : name);
    if (shape === undefined) return undefined;
    const key = `${source.parts.map((part) => part.alias).join()}.${name.toLowerCase()}`;
    const sql = this.made.get(key) ?? this.nameSql(source, name.toLowerCase());
    this.made.set(key, sql);
    return { field: isType ? { ...shape, name: 'Type', label: 'Type' } : shape, object: user, sql };
  }

  /** The field of whichever record it is; `type` is its object. */
  private nameSql(source: Source, name: string): string {
    const cases = source.parts.flatMap(({ alias, object }) => {
      const own = field(object, name) ?? (name === 'name' ? nameField(object) : undefined);
      const value =
        name === 'type'
          ? this.statement.bind(object.name)
          : own === undefined
            ? undefined
            : this.fieldSql({ alias, object }, own);
      return value === undefined ? [] : [`WHEN ${alias}."Id" IS NOT NULL THEN ${value}`];
    });
    return cases.length === 0 ? 'NULL' : `(CASE ${cases.join(' ')} END)`;
  }

  /** Of every source, the id of the record; for a polymorphic one of whichever it is. */
  idSql(source: Source): string {
    const ids = source.parts.map(({ alias }) => `${alias}."Id"`);
    return ids.length === 1 ? ids.join() : `coalesce(${ids.join(', ')})`;
  }

  private fieldSql(part: Source['parts'][number], one: FieldSchema): string {
    const { formula, parts } = one;
    if (parts !== undefined) return compoundSql(part.alias, one, parts);
    if (formula === undefined) {
      const own = `${part.alias}.${quote(one.name)}`;
      if (!isPersonName(part.object, one)) return own;
      return `person_name(${own}, ${part.alias}."FirstName", ${part.alias}."LastName")`;
    }
    const key = `${part.alias}.${one.name}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    if (this.open.has(key)) throw new FormulaError(`Circular reference: ${one.name} refers to itself.`, 0);
    this.open.add(key);
    const result = this.compile(formula.source, { source: { parts: [part] }, blanksAreZero: formula.blanksAreZero });
    this.open.delete(key);
    const sql = resultSql(result, one);
    this.made.set(key, sql);
    return sql;
  }

  /** A formula in this scope; the default for numbers without a value is to stay empty, as validation rules do. */
  compile(
    source: string,
    options: { readonly source?: Source; readonly blanksAreZero?: boolean; readonly change?: Change } = {},
  ): Value {
    const from = options.source ?? this.root;
    return compileNode(parseFormula(source), {
      blanksAreZero: options.blanksAreZero ?? false,
      reference: (path, at) => this.reference(from, path, at),
      bind: (bound) => this.statement.bind(bound),
      ...(options.change === undefined ? {} : { change: options.change }),
    });
  }

  private reference(from: Source, named: readonly string[], at: number): FieldReference {
    const global = globalReference(named, (bound) => this.statement.bind(bound));
    if (global !== undefined) return global;
    const path = named[0]?.toLowerCase() === '$recordtype' ? ['RecordType', ...named.slice(1)] : named;
    const source = this.walk(path.slice(0, -1), from);
    const found = source === undefined ? undefined : this.column(source, path.at(-1) ?? '');
    if (found === undefined) throw new FormulaError(`Field ${named.join('.')} does not exist. Check spelling.`, at);
    return found;
  }
}
