/** Who asks what, and how names in a query are looked up for that person. */
import type { ObjectAccess, UserProfile } from '../engine/engine.ts';
import type { Rows } from '../access/access.ts';
import type { ApiError } from '../errors.ts';
import type { Column, Scope, Source } from '../formula/formula.ts';
import { objectNamed, relationship, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';
import type { Store } from '../store/store.ts';
import { refused } from './refusal.ts';
import type { Path } from './tree.ts';

/** What queries need of the org. */
export interface QueryOrg {
  readonly store: Store;
  readonly schema: () => OrgSchema;
  readonly access: (userId: string, object: ObjectSchema) => ObjectAccess;
  readonly user: (userId: string) => UserProfile;
  /** SQL that holds for the rows that the person may see; undefined when that is all of them. */
  readonly visible: (userId: string, object: ObjectSchema, rows: Rows) => string | undefined;
  /** Makes the rows of UserRecordAccess for this person and those of these records that the asker may read. */
  readonly fillRecordAccess: (askerId: string, userId: string, recordIds: readonly string[]) => void;
}

export interface QueryContext {
  readonly org: QueryOrg;
  readonly schema: OrgSchema;
  readonly user: UserProfile;
  readonly soql: string;
  /** Deleted rows too. */
  readonly all: boolean;
  readonly batchSize: number;
  readonly version: number;
  /** `/services/data/v67.0`, or what stands for it in the Tooling API: the addresses of records begin with it. */
  readonly root: string;
}

const advice = (kind: string, suffix: string, after: string): string =>
  `If you are attempting to use a custom ${kind}, be sure to append the '${suffix}' after the ${after}. ` +
  'Please reference your WSDL or the describe call for the appropriate names.';

export function invalidField(context: QueryContext, at: number, message: string): ApiError {
  return refused('INVALID_FIELD', context.soql, at, message);
}

/** MALFORMED_QUERY at a place of the query. */
export function malformedAt(context: QueryContext, at: number, message: string): ApiError {
  return refused('MALFORMED_QUERY', context.soql, at, message);
}

export function noSuchColumn(context: QueryContext, { at }: Path, name: string, object: string): ApiError {
  return invalidField(
    context,
    at,
    `No such column '${name}' on entity '${object}'. ${advice('field', '__c', 'custom field name')}`,
  );
}

function noSuchRelationship(context: QueryContext, at: number, name: string): ApiError {
  return invalidField(
    context,
    at,
    `Didn't understand relationship '${name}' in field path. ${advice('relationship', '__r', 'custom relationship name')}`,
  );
}

/** The object, when it exists and the person may read it. */
export function queriedObject(context: QueryContext, { text: name, at }: Path): ObjectSchema {
  const object = objectNamed(context.schema, name);
  if (object?.queryable === true && context.org.access(context.user.id, object).read) return object;
  const message = `sObject type '${name}' is not supported. ${advice('object', '__c', 'entity name')}`;
  throw refused('INVALID_TYPE', context.soql, at, message);
}

/** Where names of a query are looked up. */
export interface Place {
  readonly context: QueryContext;
  readonly scope: Scope;
  /** What stands for a path, in lower case. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Child-to-parent relationships that were walked, by their path; there is a limit to them. */
  readonly walked: Set<string>;
}

/** Steps from child to parent in one path (SOQL and SOSL Reference, "Relationship Query Limitations"). */
const deepest = 5;

export interface Found extends Column {
  readonly source: Source;
  /** Relationship names on the way, as they are declared. */
  readonly relations: readonly string[];
}

/** The relationship steps of a path that begins at `at`, each readable; names come back as declared. */
export function walkRelations(
  context: QueryContext,
  scope: Scope,
  names: readonly string[],
  at: number,
): { readonly source: Source; readonly relations: readonly string[] } {
  let source = scope.root;
  const relations: string[] = [];
  if (names.length > deepest) {
    throw invalidField(context, at, `SOQL relationship paths may have at most ${deepest} levels.`); // text unverified
  }
  for (const name of names) {
    const object = source.parts.length === 1 ? source.parts[0]?.object : undefined;
    const through = object === undefined ? undefined : relationship(object, name);
    const mayPass =
      object !== undefined && through !== undefined && context.org.access(context.user.id, object).canRead(through);
    const next = mayPass ? scope.visibleParent(source, name) : undefined;
    const isReadable = next?.parts.some((part) => context.org.access(context.user.id, part.object).read) === true;
    if (next === undefined || through?.reference === undefined || !isReadable) {
      throw noSuchRelationship(context, at, name);
    }
    relations.push(through.reference.relationshipName);
    source = next;
  }
  return { source, relations };
}

/** Steps of a path; an alias in front is replaced by what it stands for, the object's own name is dropped. */
export function pathOf({ scope, aliases }: Place, { text }: Path): readonly string[] {
  const [head = '', ...rest] = text.split('.');
  const aliased = rest.length === 0 ? undefined : aliases.get(head.toLowerCase());
  if (aliased !== undefined) return aliased === '' ? rest : [...aliased.split('.'), ...rest];
  const isObject =
    rest.length > 0 &&
    head.toLowerCase() === scope.object.name.toLowerCase() &&
    relationship(scope.object, head) === undefined;
  return isObject ? rest : [head, ...rest];
}

/** The field at the end of a path, when it exists and the person may read it. */
export function findColumn(place: Place, path: Path): Found {
  const { context, scope } = place;
  const steps = pathOf(place, path);
  const name = steps.at(-1) ?? '';
  const { source, relations } = walkRelations(context, scope, steps.slice(0, -1), path.at);
  for (const depth of relations.keys()) place.walked.add(relations.slice(0, depth + 1).join('.'));
  const column = scope.column(source, name);
  const owner = source.parts.length === 1 ? source.parts[0]?.object : undefined;
  const isHidden =
    column !== undefined && owner !== undefined && !context.org.access(context.user.id, owner).canRead(column.field);
  if (column === undefined || isHidden) throw noSuchColumn(context, path, name, owner?.name ?? 'Name');
  return { ...column, source, relations };
}
