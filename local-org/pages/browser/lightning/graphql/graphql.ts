/** GraphQL, second version: `{data, errors, refresh}` on the wire, and mutations by a call. */
import { wireAdapter } from '../../data/adapter.ts';
import { deepFreeze } from '../../data/freeze.ts';
import {
  ask,
  followQuery,
  isDocument,
  noAnswer,
  takeIn,
  type Answer,
  type FollowedAnswer,
  type GraphQLDocument,
  type GraphQLRequest,
} from '../../data/graph.ts';

export function gql(parts: TemplateStringsArray, ...values: readonly unknown[]): GraphQLDocument {
  const source = parts.reduce((text, part, index) => {
    const value = values[index - 1];
    return text + (isDocument(value) ? value.source : String(value)) + part;
  });
  return Object.freeze({ kind: 'Document', source });
}

interface Config extends Record<string, unknown> {
  query?: GraphQLDocument | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
  operationName?: string | undefined;
}

export const graphql = wireAdapter<Config, FollowedAnswer>({
  initial: noAnswer,
  isReady: ({ query }) => isDocument(query),
  start: ({ query, variables, operationName }, emit) => {
    if (query === undefined) return undefined;
    return followQuery({ query, variables, operationName }, emit);
  },
});

/** Runs a mutation once. What it returns of records reaches the wires that show them. */
export async function executeMutation(request: GraphQLRequest): Promise<Answer> {
  if (!isDocument(request.query)) throw new TypeError('executeMutation needs a query made by gql.');
  const answer = await ask(request);
  takeIn(answer.data);
  return deepFreeze(answer);
}
