/** What a member may enter for one target, asked for in one request. */
import { gql } from 'lightning/graphql';
import lang from '@salesforce/i18n/lang';
import type { EntryRow } from 'c/forecastDraft';
import type { Amount } from 'c/gapMath';
import { amountOf, childrenOf, flagOf, idOf, parentOf, recordOf, textOf, type Node } from 'c/graphqlNode';

export { LAST_WEEK_QUERY, readLastWeek, withLastWeek, type LastWeek } from './lastWeek';

export const FORECAST_QUERY = gql`
  query forecastOfTarget($id: ID) {
    uiapi {
      query {
        Target__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id
              Budget__c {
                value
              }
              Target_Amount__c {
                value
              }
              Landing_Forecast__c {
                value
              }
              Project_Amounts__r(first: 2000) {
                totalCount
                edges {
                  node {
                    Id
                    Name {
                      value
                    }
                    Project__c {
                      value
                    }
                    Project__r {
                      Name {
                        value
                      }
                      Opportunity__c {
                        value
                      }
                    }
                    Closed__c {
                      value
                    }
                    In_Landing__c {
                      value
                    }
                    Expected_Member__c {
                      value
                    }
                    Expected_System__c {
                      value
                    }
                    Actual__c {
                      value
                    }
                    Confidence__c {
                      value
                    }
                    Note__c {
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
              Opportunity_Amounts__r(first: 2000) {
                totalCount
                edges {
                  node {
                    Id
                    Name {
                      value
                    }
                    Opportunity__c {
                      value
                    }
                    Opportunity__r {
                      Name {
                        value
                      }
                    }
                    Open__c {
                      value
                    }
                    In_Landing__c {
                      value
                    }
                    Expected__c {
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
      }
    }
  }
`;

export interface Forecast {
  readonly targetId: string;
  readonly budgetId: string | null;
  readonly target: Amount;
  readonly landing: number;
  readonly rows: readonly EntryRow[];
  /** How many rows there are, which may be more than were sent. */
  readonly total: number;
}

/** `undefined` when the record does not exist or the user may not see it. */
export function readForecast(data: unknown): Forecast | undefined {
  const node = recordOf(data, 'Target__c');
  if (node === undefined) return undefined;
  const targetId = idOf(node);
  const ofTarget = (row: EntryRow): EntryRow => ({ ...row, targetId });
  const projects = childrenOf(node, 'Project_Amounts__r');
  const opportunities = childrenOf(node, 'Opportunity_Amounts__r');
  return {
    targetId,
    budgetId: textOf(node, 'Budget__c'),
    target: amountOf(node, 'Target_Amount__c'),
    landing: amountOf(node, 'Landing_Forecast__c') ?? 0,
    rows: [...inOrder(projects.nodes.map(projectRow)), ...inOrder(opportunities.nodes.map(opportunityRow))].map(
      ofTarget,
    ),
    total: projects.total + opportunities.total,
  };
}

/** By name: an order that does not change while amounts are typed and saved. */
function inOrder(rows: readonly EntryRow[]): readonly EntryRow[] {
  return [...rows].sort((left, right) => left.name.localeCompare(right.name, lang) || (left.id < right.id ? -1 : 1));
}

function projectRow(node: Node): EntryRow {
  return {
    ...sharedBy(node, 'Project'),
    kind: 'project',
    opportunityId: textOf(parentOf(node, 'Project__r'), 'Opportunity__c'),
    entered: amountOf(node, 'Expected_Member__c'),
    system: amountOf(node, 'Expected_System__c'),
    actual: amountOf(node, 'Actual__c'),
    confidence: textOf(node, 'Confidence__c'),
    note: textOf(node, 'Note__c'),
    locked: flagOf(node, 'Closed__c') ? 'monthClosed' : undefined,
  };
}

function opportunityRow(node: Node): EntryRow {
  const isLinked = textOf(node, 'Opportunity__c') !== null;
  return {
    ...sharedBy(node, 'Opportunity'),
    kind: 'opportunity',
    entered: amountOf(node, 'Expected__c'),
    system: null,
    actual: null,
    confidence: null,
    note: null,
    locked: isLinked ? (flagOf(node, 'Open__c') ? undefined : 'opportunityClosed') : 'unlinked',
  };
}

function sharedBy(
  node: Node,
  parent: 'Project' | 'Opportunity',
): Pick<EntryRow, 'id' | 'name' | 'linkId' | 'inLanding' | 'modifiedAt' | 'modifiedBy'> {
  return {
    id: idOf(node),
    name: textOf(parentOf(node, `${parent}__r`), 'Name') ?? textOf(node, 'Name') ?? '',
    linkId: textOf(node, `${parent}__c`),
    inLanding: flagOf(node, 'In_Landing__c'),
    modifiedAt: textOf(node, 'LastModifiedDate'),
    modifiedBy: textOf(parentOf(node, 'LastModifiedBy'), 'Name'),
  };
}
