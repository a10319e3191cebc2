/** A line of a target as the weeks have kept it: Fridays and the freezes before meetings. */
import { gql } from 'lightning/graphql';
import { amountOf, idOf, listOf, parentOf, textOf } from 'c/graphqlNode';
import { minus, type Amount } from 'c/gapMath';

// prettier-ignore
export const HISTORY_QUERY = gql`
  query historyOfLine($target: ID, $project: ID, $opportunity: ID) {
    uiapi {
      query {
        Snapshot_Line__c(
          first: 9
          where: {
            Target__c: { eq: $target }
            or: [{ Project__c: { eq: $project } }, { Opportunity__c: { eq: $opportunity } }]
          }
          orderBy: { External_Key__c: { order: DESC } }
        ) {
          totalCount
          edges {
            node {
              Id
              Expected_Member__c { value }
              Expected_System__c { value }
              Landing__c { value }
              Rep__r { Name { value } }
              Snapshot_Run__r { Kind__c { value } As_Of__c { value } }
            }
          }
        }
      }
    }
  }
`;

/** A line at one moment. */
export interface Kept {
  readonly id: string;
  readonly asOf: string | null;
  readonly isFreeze: boolean;
  readonly rep: string | null;
  readonly entered: Amount;
  readonly system: Amount;
  readonly landing: Amount;
  /** Since the one before; `undefined` of the oldest that was read. */
  readonly change: number | undefined;
}

const MOST_SHOWN = 8;

/** Newest first: the key begins with the week, and a freeze comes before its Friday in time and in the alphabet. */
export function readHistory(data: unknown): readonly Kept[] {
  const kept = listOf(data, 'Snapshot_Line__c').nodes.map((line) => ({
    id: idOf(line),
    asOf: textOf(parentOf(line, 'Snapshot_Run__r'), 'As_Of__c'),
    isFreeze: textOf(parentOf(line, 'Snapshot_Run__r'), 'Kind__c') === 'Freeze',
    rep: textOf(parentOf(line, 'Rep__r'), 'Name'),
    entered: amountOf(line, 'Expected_Member__c'),
    system: amountOf(line, 'Expected_System__c'),
    landing: amountOf(line, 'Landing__c'),
  }));
  return kept.slice(0, MOST_SHOWN).map((line, index) => {
    const before = kept[index + 1];
    return { ...line, change: before === undefined ? undefined : minus(line.landing ?? 0, before.landing ?? 0) };
  });
}
