/** Inputs of each object: what may be filtered, sorted and grouped by. */
import {
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLInputFieldConfigMap,
} from 'graphql';
import { isLongText, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { visibleFields, type Viewer } from '../ui/ui.ts';
import { aggregateOrderClause, groupClause, groupType } from './measures.ts';
import { kindOf, operators, operatorsType, orderClause } from './values.ts';

type InputOf = (object: ObjectSchema) => GraphQLInputObjectType;

export interface InputTypes {
  readonly filter: InputOf;
  readonly order: InputOf;
  readonly aggregateOrder: InputOf;
  readonly group: InputOf;
}

/** Types refer to each other in circles, so each is made once, when first asked for. */
export function memo<T>(make: (object: ObjectSchema) => T): (object: ObjectSchema) => T {
  const made = new Map<string, T>();
  return (object) => {
    let found = made.get(object.name);
    if (found === undefined) made.set(object.name, (found = make(object)));
    return found;
  };
}

/** What a field is compared by; ids also with the ids of other objects that the person sees. */
function operatorsFor(
  objects: readonly ObjectSchema[],
  filter: InputOf,
): (one: FieldSchema) => GraphQLInputObjectType | undefined {
  /** The other object of a semi-join or an anti-join, its filter, and the field whose values count. */
  const join = new GraphQLInputObjectType({
    name: 'JoinInput',
    fields: () => ({
      ...Object.fromEntries(objects.map((object) => [object.name, { type: filter(object) }])),
      ApiName: { type: new GraphQLNonNull(GraphQLString) },
    }),
  });
  let ids: GraphQLInputObjectType | undefined;
  return (one) => {
    const kind = kindOf(one);
    if (kind.name !== 'ID') return operatorsType(kind);
    return (ids ??= operators({ ...kind, name: 'Id' }, { inq: { type: join }, ninq: { type: join } }));
  };
}

/** `visible` holds the objects that the viewer may read, by API name. */
export function inputTypes(viewer: Viewer, visible: ReadonlyMap<string, ObjectSchema>): InputTypes {
  /** Parents in a filter or an order: `Budget__r: { … }`. */
  const through = (object: ObjectSchema, type: InputOf): GraphQLInputFieldConfigMap =>
    Object.fromEntries(
      visibleFields(viewer, object).flatMap(({ reference }) => {
        const target = visible.get(reference?.to[0] ?? '');
        return target === undefined || reference === undefined
          ? []
          : [[reference.relationshipName, { type: type(target) }] as const];
      }),
    );

  const operatorsOf = operatorsFor([...visible.values()], (object) => filter(object));
  const filterFields = (object: ObjectSchema): GraphQLInputFieldConfigMap =>
    Object.fromEntries(
      visibleFields(viewer, object).flatMap((one) => {
        const type = one.filterable && !isLongText(one) ? operatorsOf(one) : undefined;
        return type === undefined ? [] : [[one.name, { type }] as const];
      }),
    );

  const filter: InputOf = memo((object) => {
    const type: GraphQLInputObjectType = new GraphQLInputObjectType({
      name: `${object.name}_Filter`,
      fields: () => ({
        and: { type: new GraphQLList(type) },
        or: { type: new GraphQLList(type) },
        not: { type },
        ...through(object, filter),
        ...filterFields(object),
      }),
    });
    return type;
  });

  const order: InputOf = memo((object) => {
    const sortable = visibleFields(viewer, object).filter((one) => one.sortable);
    const own = Object.fromEntries(sortable.map((one) => [one.name, { type: orderClause }]));
    return new GraphQLInputObjectType({
      name: `${object.name}_OrderBy`,
      fields: () => ({ ...through(object, order), ...own }),
    });
  });

  const aggregateOrder: InputOf = memo((object) => {
    const own = visibleFields(viewer, object).filter((one) => one.sortable || one.groupable);
    const clauses = own.map((one) => {
      const type = aggregateOrderClause(kindOf(one), one.reference !== undefined);
      return [one.name, { type }] as const;
    });
    return new GraphQLInputObjectType({
      name: `${object.name}_AggregateOrderBy`,
      fields: () => ({ ...through(object, aggregateOrder), ...Object.fromEntries(clauses) }),
    });
  });

  const group: InputOf = memo((object) => {
    const groupable = visibleFields(viewer, object).filter((one) => one.groupable || one.type === 'datetime');
    const own = Object.fromEntries(groupable.map((one) => [one.name, { type: groupClause(kindOf(one)) }]));
    return new GraphQLInputObjectType({
      name: `${object.name}_GroupBy`,
      fields: () => ({ ...through(object, group), ...own, type: { type: groupType } }),
    });
  });

  return { filter, order, aggregateOrder, group };
}
