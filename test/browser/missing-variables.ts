/** What a page sends to GraphQL: a wire asks as soon as it has a query, even without the variables that it declares. */
import { Kind, parse } from 'graphql';
import type { Request } from 'playwright-core';

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * The variables without a default that a request declares and leaves out, as `query.variable`; the adapter wants a value
 * for each: https://developer.salesforce.com/docs/platform/lwc/guide/reference-graphql.html
 */
export function missingVariables(request: Request): readonly string[] {
  if (!new URL(request.url()).pathname.endsWith('/graphql')) return [];
  const { query, variables = {} } = request.postDataJSON() as Asked;
  return parse(query).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const declared = (definition.variableDefinitions ?? []).filter(({ defaultValue }) => defaultValue === undefined);
    const names = declared.map(({ variable }) => variable.name.value).filter((name) => variables[name] === undefined);
    return names.map((name) => `${definition.name?.value ?? 'query'}.${name}`);
  });
}
