/** Who asks what, and how names in a query are looked up for that person. */
import type { ObjectAccess, UserProfile } from '../engine/engine.ts';
import { ApiError } from '../errors.ts';
import type { Rows } from '../access/access.ts';
import { Scope, type Column, type Source, type Statement } from '../formula/formula.ts';
import { objectNamed, relationship, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';
import type { Store } from '../store/store.ts';

/** What queries need of the org. */
export interface QueryOrg {
  readonly store: Store;
  readonly schema: () => OrgSchema;
  readonly access: (userId: string, object: ObjectSchema) => ObjectAccess;
  readonly user: (userId: string) => UserProfile;
  /** SQL that holds for the rows that the person may see; undefined when that is all of them. */
  readonly visible: (userId: string, object: ObjectSchema, rows: Rows) => string | undefined;
}

export interface QueryContext {
  readonly org: QueryOrg;
  readonly schema: OrgSchema;
  readonly user: UserProfile;
  readonly soql: string;
  /** Deleted rows too. */
  readonly all: boolean;
  readonly batchSize: number;
  /** `67.0`, for the addresses of records. */
  readonly apiVersion: string;
}

const advice = (kind: string, suffix: string, after: string): string =>
  `If you are attempting to use a custom ${kind}, be sure to append the '${suffix}' after the ${after}. ` +
  'Please reference your WSDL or the describe call for the appropriate names.';

/** Excerpt, caret and position as the platform prefixes its messages. */
function excerpt(soql: string, name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const at = Math.max(new RegExp(`(?<![A-Za-z0-9_])${escaped}(?![A-Za-z0-9_])`, 'i').exec(soql)?.index ?? 0, 0);
  const start = Math.max(at - 20, 0);
  const shown = soql.slice(start, at + name.length + 20).replaceAll('\n', ' ');
  const before = soql.slice(0, at).split('\n');
  const place = `ERROR at Row:${before.length}:Column:${(before.at(-1)?.length ?? 0) + 1}`;
  return `\n${shown}\n${' '.repeat(at - start)}^\n${place}\n`;
}

export function invalidField(context: QueryContext, name: string, message: string): ApiError {
  return new ApiError(400, 'INVALID_FIELD', excerpt(context.soql, name) + message);
}

export function noSuchColumn(context: QueryContext, name: string, object: string): ApiError {
  return invalidField(
    context,
    name,
    `No such column '${name}' on entity '${object}'. ${advice('field', '__c', 'custom field name')}`,
  );
}

function noSuchRelationship(context: QueryContext, name: string): ApiError {
  return invalidField(
    context,
    name,
    `Didn't understand relationship '${name}' in field path. ${advice('relationship', '__r', 'custom relationship name')}`,
  );
}

/** The object, when it exists and the person may read it. */
export function queriedObject(context: QueryContext, name: string): ObjectSchema {
  const object = objectNamed(context.schema, name);
  if (object?.queryable === true && context.org.access(context.user.id, object).read) return object;
  throw new ApiError(
    400,
    'INVALID_TYPE',
    `${excerpt(context.soql, name)}sObject type '${name}' is not supported. ${advice('object', '__c', 'entity name')}`,
  );
}

/** A scope in which the parents that the person may not see are empty. */
export function scopeFor(context: QueryContext, object: ObjectSchema, statement: Statement): Scope {
  return new Scope(context.schema, object, statement, (parent, alias) =>
    context.org.visible(context.user.id, parent, { alias, statement, isSelective: true }),
  );
}

export interface Found extends Column {
  readonly source: Source;
  /** Relationship names on the way, as they are declared. */
  readonly relations: readonly string[];
}

/** The relationship steps of a path, each readable; names come back as declared. */
export function walkRelations(
  context: QueryContext,
  scope: Scope,
  names: readonly string[],
): { readonly source: Source; readonly relations: readonly string[] } {
  let source = scope.root;
  const relations: string[] = [];
  if (names.length > 5) {
    throw invalidField(context, names.join('.'), 'SOQL relationship paths may have at most 5 levels.');
  }
  for (const name of names) {
    const object = source.parts.length === 1 ? source.parts[0]?.object : undefined;
    const through = object === undefined ? undefined : relationship(object, name);
    const mayPass =
      object !== undefined && through !== undefined && context.org.access(context.user.id, object).canRead(through);
    const next = mayPass ? scope.visibleParent(source, name) : undefined;
    const isReadable = next?.parts.some((part) => context.org.access(context.user.id, part.object).read) === true;
    if (next === undefined || through?.reference === undefined || !isReadable) throw noSuchRelationship(context, name);
    relations.push(through.reference.relationshipName);
    source = next;
  }
  return { source, relations };
}

/** Steps of a path; an alias or the object's own name in front is dropped. */
export function pathOf(scope: Scope, path: string, alias: string | undefined): readonly string[] {
  const steps = path.split('.').map((step) => step.trim());
  const head = steps[0]?.toLowerCase();
  if (steps.length < 2 || head === undefined) return steps;
  const isAlias = alias !== undefined && head === alias.toLowerCase();
  const isObject = head === scope.object.name.toLowerCase() && relationship(scope.object, head) === undefined;
  return isAlias || isObject ? steps.slice(1) : steps;
}

/** The field at the end of a path, when it exists and the person may read it. */
export function findColumn(context: QueryContext, scope: Scope, path: string, alias: string | undefined): Found {
  const steps = pathOf(scope, path, alias);
  const name = steps.at(-1) ?? '';
  const { source, relations } = walkRelations(context, scope, steps.slice(0, -1));
  const column = scope.column(source, name);
  const owner = source.parts.length === 1 ? source.parts[0]?.object : undefined;
  const isHidden =
    column !== undefined && owner !== undefined && !context.org.access(context.user.id, owner).canRead(column.field);
  if (column === undefined || isHidden) throw noSuchColumn(context, name, owner?.name ?? 'Name');
  return { ...column, source, relations };
}
