/** What each line landed at in the newest weekly snapshot. */
import { gql } from 'lightning/graphql';
import type { EntryRow } from 'c/forecastDraft';
import { sum } from 'c/gapMath';
import { amountOf, childrenOf, listOf, textOf, type Node } from 'c/graphqlNode';

// prettier-ignore
export const LAST_WEEK_QUERY = gql`
  query lastWeekOfTarget($budget: ID, $target: ID) {
    uiapi {
      query {
        lastWeek: Snapshot_Run__c(
          first: 1
          where: { Budget__c: { eq: $budget }, Kind__c: { eq: "Week" } }
          orderBy: { As_Of__c: { order: DESC } }
        ) {
          edges {
            node {
              Id
              Snapshot_Lines__r(first: 2000, where: { Target__c: { eq: $target } }) {
                totalCount
                edges { node { Id Project__c { value } Opportunity__c { value } Landing__c { value } } }
              }
            }
          }
        }
      }
    }
  }
`;

/** Landing by id of the project or opportunity. */
export type LastWeek = ReadonlyMap<string, number>;

/** The line of a project names the opportunity it came of as well. */
const recordOfLine = (line: Node): string | null => textOf(line, 'Project__c') ?? textOf(line, 'Opportunity__c');

/** `undefined` when no week was kept yet. */
export function readLastWeek(data: unknown): LastWeek | undefined {
  const [run] = listOf(data, 'lastWeek').nodes;
  if (run === undefined) return undefined;
  const byRecord = new Map<string, number>();
  for (const line of childrenOf(run, 'Snapshot_Lines__r').nodes) {
    const id = recordOfLine(line);
    if (id !== null) byRecord.set(id, sum([byRecord.get(id) ?? 0, amountOf(line, 'Landing__c')]));
  }
  return byRecord;
}

/** The rows with their last week. A project that came of an opportunity since then continues its line. */
export function withLastWeek(rows: readonly EntryRow[], lastWeek: LastWeek | undefined): readonly EntryRow[] {
  if (lastWeek === undefined) return rows;
  const shown = new Set(rows.map(({ linkId }) => linkId));
  return rows.map((row) => {
    const own = lastWeek.get(row.linkId ?? '') ?? null;
    const { opportunityId = null } = row;
    const before = opportunityId === null || shown.has(opportunityId) ? null : (lastWeek.get(opportunityId) ?? null);
    return { ...row, lastWeek: own === null && before === null ? null : sum([own, before]) };
  });
}
