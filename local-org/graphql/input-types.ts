/** Inputs of each object: what may be filtered, sorted and grouped by. */
import { GraphQLInputObjectType, GraphQLList, type GraphQLInputFieldConfigMap } from 'graphql';
import { isLongText, type ObjectSchema } from '../schema/schema.ts';
import { visibleFields, type Viewer } from '../ui/ui.ts';
import { groupClause, kindOf, operatorsType, orderClause } from './values.ts';

type InputOf = (object: ObjectSchema) => GraphQLInputObjectType;

export interface InputTypes {
  readonly filter: InputOf;
  readonly order: InputOf;
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

  const filterFields = (object: ObjectSchema): GraphQLInputFieldConfigMap =>
    Object.fromEntries(
      visibleFields(viewer, object).flatMap((one) => {
        const operators = one.filterable && !isLongText(one) ? operatorsType(kindOf(one)) : undefined;
        return operators === undefined ? [] : [[one.name, { type: operators }] as const];
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

  const group: InputOf = memo((object) => {
    const groupable = visibleFields(viewer, object).filter((one) => one.groupable);
    return new GraphQLInputObjectType({
      name: `${object.name}_GroupBy`,
      fields: Object.fromEntries(groupable.map((one) => [one.name, { type: groupClause }])),
    });
  });

  return { filter, order, group };
}
