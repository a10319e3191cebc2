/** What a unit manager needs to judge: the members' landing and the judgement that is stored. */
import { gql } from 'lightning/graphql';
import { sum, type Amount } from 'c/gapMath';
import { amountOf, idOf, parentOf, recordOf, textOf } from 'c/graphqlNode';

export const JUDGEMENT_QUERY = gql`
  query judgementOfBudget($id: ID) {
    uiapi {
      query {
        Budget__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id
              Current_Amount__c {
                value
              }
              Line_Landing__c {
                value
              }
              Opportunity_Expected__c {
                value
              }
              Judgement__c {
                value
              }
              LastModifiedDate {
                value
              }
              LastModifiedBy {
                Name {
                  value
                }
              }
            }
          }
        }
      }
    }
  }
`;

export interface Judged {
  readonly id: string;
  readonly budget: Amount;
  /** Σ of the members' landing. */
  readonly members: number;
  readonly judgement: Amount;
  readonly modifiedAt: string | null;
  readonly modifiedBy: string | null;
}

/** `undefined` when the record does not exist or the user may not see it. */
export function readJudged(data: unknown): Judged | undefined {
  const node = recordOf(data, 'Budget__c');
  if (node === undefined) return undefined;
  return {
    id: idOf(node),
    budget: amountOf(node, 'Current_Amount__c'),
    members: sum([amountOf(node, 'Line_Landing__c'), amountOf(node, 'Opportunity_Expected__c')]),
    judgement: amountOf(node, 'Judgement__c'),
    modifiedAt: textOf(node, 'LastModifiedDate'),
    modifiedBy: textOf(parentOf(node, 'LastModifiedBy'), 'Name'),
  };
}
