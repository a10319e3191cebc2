/** UI API GraphQL: `POST {query, variables, operationName}` answers HTTP 200 with `{data, errors}`, whatever happened. */
import { Router, type NextFunction, type Request, type Response } from 'express';
import {
  executeSync,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { Engine } from '../engine/engine.ts';
import { answerError, isObject, readJson, sessionOf, type JsonObject } from '../http/http.ts';
import { viewerOf, type Viewer } from '../ui/ui.ts';
import { errorOf, executionError, rules, type ErrorType } from './errors.ts';
import { optionalDirective, schemaFor } from './schema.ts';

/** A request may hold this many queries on objects (GraphQL API Developer Guide, Query Limitations). */
const mostSubqueries = 10;

interface Answer {
  readonly data: unknown;
  readonly errors: readonly JsonObject[];
}

const refused = (errors: readonly GraphQLError[], type: ErrorType): Answer => ({
  data: null,
  errors: errors.map((error) => errorOf(error, type)),
});

/** Fields marked `@optional` that do not exist for the person are taken out before validation. */
function withoutMissing(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const isOptional = node.directives?.some(({ name }) => name.value === optionalDirective.name) === true;
        return isOptional && !types.getFieldDef() ? null : undefined;
      },
    }),
  );
}

const reading = new Set(['query', 'aggregate']);

/** Queries on objects: the fields below `uiapi { query { … } }` and `uiapi { aggregate { … } }`. */
function subqueries(document: DocumentNode, operation: OperationDefinitionNode): number {
  const spread = (nodes: readonly SelectionNode[]): readonly SelectionNode[] =>
    nodes.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      if (node.kind === Kind.INLINE_FRAGMENT) return spread(node.selectionSet.selections);
      const found = document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === node.name.value,
      );
      return found?.kind === Kind.FRAGMENT_DEFINITION ? spread(found.selectionSet.selections) : [];
    });
  const below = (nodes: readonly SelectionNode[]): readonly SelectionNode[] =>
    nodes.flatMap((node) => (node.kind === Kind.FIELD ? spread(node.selectionSet?.selections ?? []) : []));
  const roots = below(spread(operation.selectionSet.selections)).filter(
    (node) => node.kind === Kind.FIELD && reading.has(node.name.value),
  );
  return below(roots).length;
}

/** The operation of this name, or the only one when there is no name. */
function operationOf(document: DocumentNode, name: unknown): OperationDefinitionNode | undefined {
  const all = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (typeof name === 'string') return all.find((one) => one.name?.value === name);
  return all.length === 1 ? all[0] : undefined;
}

function tooMany(document: DocumentNode, name: unknown): readonly GraphQLError[] {
  const operation = operationOf(document, name);
  if (operation?.operation !== OperationTypeNode.QUERY || subqueries(document, operation) <= mostSubqueries) return [];
  return [new GraphQLError(`A request can contain at most ${mostSubqueries} subqueries.`)]; // text unverified
}

function answer(viewer: Viewer, { query, variables, operationName }: JsonObject): Answer {
  if (typeof query !== 'string') return refused([new GraphQLError('The body must hold a query.')], 'InvalidSyntax');
  const schema = schemaFor(viewer);
  let document: DocumentNode;
  try {
    document = withoutMissing(schema, parse(query));
  } catch (error) {
    if (error instanceof GraphQLError) return refused([error], 'InvalidSyntax');
    throw error;
  }
  if (operationOf(document, operationName) === undefined) {
    return refused([new GraphQLError('operationName must name one of the operations.')], 'OperationNotSupported'); // text unverified
  }
  const problems = [...validate(schema, document, rules), ...tooMany(document, operationName)];
  if (problems.length > 0) return refused(problems, 'ValidationError');
  const result = executeSync({
    schema,
    document,
    contextValue: { viewer },
    variableValues: isObject(variables) ? variables : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  });
  return { data: result.data ?? null, errors: (result.errors ?? []).map(executionError) };
}

/** Mounted at `/services/data/:version/graphql`, behind the authentication. */
export function graphqlRouter(engine: Engine): Router {
  const router = Router();
  router.post('/', async (request: Request, response: Response) => {
    const body = await readJson(request);
    const viewer = viewerOf(engine, sessionOf(response));
    const asked = isObject(body) ? body : {};
    const mayWrite = /\bmutation\b/.test(String(asked['query']));
    const work = (): Answer => answer(viewer, asked);
    response.json(mayWrite ? await engine.locks.run(work) : work());
  });
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    answerError(error, request, response, next);
  });
  return router;
}
