/** N5: what a rep forecast at this point of earlier months, and what came. */
import { gql } from 'lightning/graphql';
import { businessDaysLeft, hasEnded, type Days } from 'c/businessDays';
import type { Closed, Realised } from 'c/forecastMath';
import { minus } from 'c/gapMath';
import { amountOf, childrenOf, flagOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';

/** Only the user's own targets: nobody is shown how well somebody else forecasts. */
export const OWN_HISTORY_QUERY = gql`
  query ownHistory($measure: Picklist, $before: Date) {
    uiapi {
      query {
        Target__c(
          first: 12
          where: {
            Mine__c: { eq: true }
            Budget__r: { Measure__c: { eq: $measure }, Period_Start__c: { lt: { value: $before } } }
          }
          orderBy: { Budget__r: { Period_Start__c: { order: DESC } } }
        ) {
          edges {
            node {
              Id
              Actual__c {
                value
              }
              Budget__r {
                Period_Start__c {
                  value
                }
              }
              Forecast_Submissions__r(first: 200, where: { Kind__c: { eq: "Member" } }) {
                edges {
                  node {
                    Id
                    State__c {
                      value
                    }
                    Carried__c {
                      value
                    }
                    Actual__c {
                      value
                    }
                    Landing_Forecast__c {
                      value
                    }
                    Submitted_At__c {
                      value
                    }
                    CreatedDate {
                      value
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;

/** One closed month: what was said at this point of it, and what came. */
export interface PastMonth extends Closed {
  /** First day of the month. */
  readonly periodStart: string;
  readonly isCarried: boolean;
  /** What was still expected then, and what of it came; undefined where that was not stored. */
  readonly rest: Realised | undefined;
}

export interface Checkpoint {
  /** Month that is forecast now. */
  readonly periodStart: string;
  readonly calendar: Days;
  readonly nowMs: number;
}

/** Oldest first; months in which nothing was said by this point are left out. */
export function readHistory(data: unknown, checkpoint: Checkpoint): readonly PastMonth[] {
  const { calendar, nowMs } = checkpoint;
  const daysLeft = businessDaysLeft(checkpoint.periodStart, calendar, nowMs);
  return listOf(data, 'Target__c')
    .nodes.flatMap((target) => {
      const periodStart = textOf(parentOf(target, 'Budget__r'), 'Period_Start__c');
      const actual = amountOf(target, 'Actual__c');
      if (periodStart === null || actual === null || !hasEnded(periodStart, calendar, nowMs)) return [];
      const said = lastSaid(target, (at) => businessDaysLeft(periodStart, calendar, at) >= daysLeft);
      return said === undefined ? [] : [pastMonth(periodStart, actual, said)];
    })
    .sort((left, right) => left.periodStart.localeCompare(right.periodStart));
}

/** A carried version was never submitted: it counts from when it was made. */
const saidAt = (node: Node): number => Date.parse(textOf(node, 'Submitted_At__c') ?? textOf(node, 'CreatedDate') ?? '');

function lastSaid(target: Node, isInTime: (atMs: number) => boolean): Node | undefined {
  return childrenOf(target, 'Forecast_Submissions__r')
    .nodes.filter((one) => !['Draft', 'Withdrawn'].includes(textOf(one, 'State__c') ?? 'Draft'))
    .filter((one) => amountOf(one, 'Landing_Forecast__c') !== null && isInTime(saidAt(one)))
    .sort((left, right) => saidAt(left) - saidAt(right))
    .at(-1);
}

function pastMonth(periodStart: string, actual: number, said: Node): PastMonth {
  const forecast = amountOf(said, 'Landing_Forecast__c') ?? 0;
  const booked = amountOf(said, 'Actual__c');
  return {
    periodStart,
    forecast,
    actual,
    isCarried: flagOf(said, 'Carried__c'),
    rest: booked === null ? undefined : { expected: minus(forecast, booked), realised: minus(actual, booked) },
  };
}
