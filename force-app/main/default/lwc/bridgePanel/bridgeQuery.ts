import { gql } from 'lightning/graphql';

/** The newest weekly snapshot of a budget with its bridge. */
export const BUDGET_BRIDGE_QUERY = gql`
  query bridgeOfBudget($budget: ID) {
    uiapi {
      query {
        bridged: Snapshot_Run__c(
          first: 1
          where: { Budget__c: { eq: $budget }, Kind__c: { eq: "Week" } }
          orderBy: { As_Of__c: { order: DESC } }
        ) {
          edges {
            node {
              Id
              As_Of__c {
                value
              }
              Landing_Forecast__c {
                value
              }
              Judgement__c {
                value
              }
              Lines_Landing__c {
                value
              }
              Previous_Landing__c {
                value
              }
              Previous_Run__c {
                value
              }
              Previous_Run__r {
                As_Of__c {
                  value
                }
              }
              Bridge_Lines__r(first: 1000, where: { Scope__c: { eq: "Budget" } }) {
                totalCount
                edges {
                  node {
                    Id
                    Type__c {
                      value
                      label
                    }
                    Amount__c {
                      value
                    }
                    Deals__c {
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
                    Project__c {
                      value
                    }
                    Project__r {
                      Name {
                        value
                      }
                    }
                  }
                }
              }
              Snapshot_Lines__r(first: 2000) {
                totalCount
                edges {
                  node {
                    Id
                    Target__c {
                      value
                    }
                    Landing__c {
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

/** The two newest weekly snapshots of a target's budget with the target's own bridges and lines. */
export const TARGET_BRIDGE_QUERY = gql`
  query bridgeOfTarget($budget: ID, $target: ID) {
    uiapi {
      query {
        bridged: Snapshot_Run__c(
          first: 2
          where: { Budget__c: { eq: $budget }, Kind__c: { eq: "Week" } }
          orderBy: { As_Of__c: { order: DESC } }
        ) {
          edges {
            node {
              Id
              As_Of__c {
                value
              }
              Landing_Forecast__c {
                value
              }
              Previous_Landing__c {
                value
              }
              Previous_Run__c {
                value
              }
              Previous_Run__r {
                As_Of__c {
                  value
                }
              }
              Bridge_Lines__r(first: 1000, where: { Scope__c: { eq: "Target" }, Target__c: { eq: $target } }) {
                totalCount
                edges {
                  node {
                    Id
                    Type__c {
                      value
                      label
                    }
                    Amount__c {
                      value
                    }
                    Deals__c {
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
                    Project__c {
                      value
                    }
                    Project__r {
                      Name {
                        value
                      }
                    }
                  }
                }
              }
              Snapshot_Lines__r(first: 1000, where: { Target__c: { eq: $target } }) {
                totalCount
                edges {
                  node {
                    Id
                    Line_Key__c {
                      value
                    }
                    Landing__c {
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
