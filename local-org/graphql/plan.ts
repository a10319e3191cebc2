/** What a query asks of one connection, read from its selection: SELECT list, parents, children and what to count. */
import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { JsonObject } from '../http/http.ts';
import {
  childRelationship,
  field,
  knownObject,
  relationship,
  type ChildRelationship,
  type ObjectSchema,
  type OrgSchema,
} from '../schema/schema.ts';

export interface NodePlan {
  readonly object: ObjectSchema;
  /** SOQL names of plain fields. */
  readonly fields: ReadonlySet<string>;
  /** By relationship name; several aliases of one parent share an entry. */
  readonly parents: ReadonlyMap<string, NodePlan>;
  /** By response key: the same children may be asked twice with other arguments. */
  readonly children: ReadonlyMap<string, ChildPlan>;
}

export interface ConnectionPlan {
  readonly node: NodePlan;
  readonly args: JsonObject;
  readonly wantsTotal: boolean;
}

export interface ChildPlan {
  readonly link: ChildRelationship;
  readonly connection: ConnectionPlan;
}

export interface PlanSource {
  readonly schema: OrgSchema;
  readonly info: GraphQLResolveInfo;
}

function isIncluded(info: GraphQLResolveInfo, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] === true;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] !== false;
  return include && !skip;
}

/** The fields of a selection with fragments spread out. Conditions on other types stay: a union's parts are all read. */
export function fieldsOf(info: GraphQLResolveInfo, set: SelectionSetNode | undefined): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((node): readonly FieldNode[] => {
    if (!isIncluded(info, node)) return [];
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsOf(info, node.selectionSet);
    return fieldsOf(info, info.fragments[node.name.value]?.selectionSet);
  });
}

const within = (info: GraphQLResolveInfo, nodes: readonly FieldNode[], name: string): readonly FieldNode[] =>
  nodes.flatMap((node) => fieldsOf(info, node.selectionSet)).filter((node) => node.name.value === name);

interface Draft extends NodePlan {
  readonly fields: Set<string>;
  readonly parents: Map<string, Draft>;
  readonly children: Map<string, ChildPlan>;
}

function addField(source: PlanSource, draft: Draft, all: readonly FieldNode[], node: FieldNode): void {
  const name = node.name.value;
  const one = field(draft.object, name);
  if (one !== undefined) {
    draft.fields.add(one.name);
    return;
  }
  const link = relationship(draft.object, name)?.reference;
  if (link !== undefined) {
    const to = link.to.length > 1 && link.to.includes('User') ? 'User' : (link.to[0] ?? '');
    const object = knownObject(source.schema, to);
    const parent = draft.parents.get(link.relationshipName) ?? emptyPlan(object);
    draft.parents.set(link.relationshipName, parent);
    fill(source, parent, fieldsOf(source.info, node.selectionSet));
    return;
  }
  const child = childRelationship(source.schema, draft.object, name);
  const key = node.alias?.value ?? name;
  if (child === undefined || draft.children.has(key)) return;
  const same = all.filter((other) => (other.alias?.value ?? other.name.value) === key);
  const object = knownObject(source.schema, child.childObject);
  draft.children.set(key, { link: child, connection: connectionPlan(source, draft.object.name, object, same) });
}

function fill(source: PlanSource, draft: Draft, nodes: readonly FieldNode[]): void {
  for (const node of nodes) addField(source, draft, nodes, node);
}

const emptyPlan = (object: ObjectSchema): Draft => ({
  object,
  fields: new Set(),
  parents: new Map(),
  children: new Map(),
});

/** Plan of the records below `nodes`, which are all the same field (response key) of a selection. */
export function nodePlan(source: PlanSource, object: ObjectSchema, nodes: readonly FieldNode[]): NodePlan {
  const draft = emptyPlan(object);
  fill(
    source,
    draft,
    nodes.flatMap((node) => fieldsOf(source.info, node.selectionSet)),
  );
  return draft;
}

/** `parentType` is the GraphQL type whose field the connection is; its definition gives the arguments their values. */
export function connectionPlan(
  source: PlanSource,
  parentType: string,
  object: ObjectSchema,
  nodes: readonly FieldNode[],
): ConnectionPlan {
  const { info } = source;
  const [first] = nodes;
  const type = info.schema.getType(parentType);
  const definition = isObjectType(type) && first !== undefined ? type.getFields()[first.name.value] : undefined;
  const args =
    definition === undefined || first === undefined ? {} : getArgumentValues(definition, first, info.variableValues);
  return {
    node: nodePlan(source, object, within(info, within(info, nodes, 'edges'), 'node')),
    args,
    wantsTotal: within(info, nodes, 'totalCount').length > 0,
  };
}
