/** One FROM clause of a query: where its names are looked up, and which of the object's rows it may see. */
import { Scope, Statement } from '../formula/formula.ts';
import { field as fieldOf, type ObjectSchema } from '../schema/schema.ts';
import type { Place, QueryContext } from './context.ts';
import type { Condition } from './tree.ts';

export interface Names extends Place {
  readonly statement: Statement;
}

/** Parents that the person may not see are empty. */
export function namesFor(
  context: QueryContext,
  object: ObjectSchema,
  aliases: ReadonlyMap<string, string>,
  statement = new Statement(),
): Names {
  const scope = new Scope(context.schema, object, statement, (parent, alias) =>
    context.org.visible(context.user.id, parent, { alias, statement, isSelective: true }),
  );
  return { context, statement, scope, aliases, walked: new Set() };
}

/**
 * What holds for every row of the queried object, whatever the query asks: it is not deleted, and the person may see it.
 * SQL conditions to be joined by AND; `isFew` when another condition leaves few rows already.
 */
export function rowConditions(
  { context, scope, statement }: Names,
  where?: Condition,
  isFew = false,
): readonly string[] {
  const { alias, object } = scope;
  const isSelective = isFew || namesFew(object, where);
  return [
    context.all ? undefined : `${alias}."IsDeleted" = 0`,
    context.org.visible(context.user.id, object, { alias, statement, isSelective }),
  ].filter((one) => one !== undefined);
}

/** True when the condition asks for certain keys or parents, so that few rows are left whoever asks. */
function namesFew(object: ObjectSchema, where: Condition | undefined): boolean {
  const parts = where?.kind === 'and' ? where.parts : [where];
  return parts.some((part) => {
    if (part?.kind !== 'leaf' || part.operand.kind !== 'path') return false;
    const field = fieldOf(object, part.operand.text);
    const isKey =
      field !== undefined && (field.idLookup || field.externalId || field.unique || field.reference !== undefined);
    return isKey && (part.operator === '=' || part.operator === 'IN');
  });
}
