/** What a unit manager needs to judge: the members' landing and the judgement that is stored. */
import { gql } from 'lightning/graphql';
import { monthsAround } from 'c/dateFormat';
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
              Judgement_Until__c {
                value
              }
              Period_Start__c {
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
  /** The day on which the books of the month are closed: the last one of a judgement that has no other; `null` without a month. */
  readonly closing: string | null;
  /** Last day on which it counts. */
  readonly lastDay: string | null;
  /** The day that is stored. */
  readonly until: string | null;
  readonly modifiedAt: string | null;
  readonly modifiedBy: string | null;
}

/** The 10th of the month after, as Judgement_In_Force__c has it. */
function booksClosedOn(month: string): string {
  return `${monthsAround(month, 1).to.slice(0, 8)}10`;
}

/** `undefined` when the record does not exist or the user may not see it. */
export function readJudged(data: unknown): Judged | undefined {
  const node = recordOf(data, 'Budget__c');
  if (node === undefined) return undefined;
  const until = textOf(node, 'Judgement_Until__c');
  const month = textOf(node, 'Period_Start__c');
  const closing = month === null ? null : booksClosedOn(month);
  return {
    id: idOf(node),
    budget: amountOf(node, 'Current_Amount__c'),
    members: sum([amountOf(node, 'Line_Landing__c'), amountOf(node, 'Opportunity_Expected__c')]),
    judgement: amountOf(node, 'Judgement__c'),
    closing,
    lastDay: until ?? closing,
    until,
    modifiedAt: textOf(node, 'LastModifiedDate'),
    modifiedBy: textOf(parentOf(node, 'LastModifiedBy'), 'Name'),
  };
}
