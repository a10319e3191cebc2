/** GraphQL, first version: deprecated on the platform in favour of `lightning/graphql`, but still there. */
import { graphql, gql } from '../graphql/graphql.ts';
import type { FollowedAnswer } from '../../data/graph.ts';

export { graphql, gql };

/** Asks again for what a wire emitted. */
export async function refreshGraphQL(result: FollowedAnswer): Promise<void> {
  await result.refresh?.();
}
