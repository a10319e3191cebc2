import { gql } from 'lightning/graphql';

/** The targets of a rep with one measure in a range of months. */
export const TARGET_MONTHS_QUERY = gql`
  query monthsOfTarget($owner: ID, $measure: Picklist, $from: Date, $to: Date) {
    uiapi {
      query {
        months: Target__c(
          first: 200
          where: {
            Rep__c: { eq: $owner }
            Budget__r: { Measure__c: { eq: $measure }, Period_Start__c: { gte: { value: $from }, lte: { value: $to } } }
          }
        ) {
          totalCount
          edges {
            node {
              Id
              Budget__c {
                value
              }
              Budget__r {
                Period_Start__c {
                  value
                }
              }
              Target_Amount__c {
                value
              }
              Plan_Amount__c {
                value
              }
              Original_Target__c {
                value
              }
              Actual__c {
                value
              }
              Line_Landing__c {
                value
              }
              Opportunity_Expected__c {
                value
              }
              Source_As_Of__c {
                value
              }
              Load_Batch__r {
                Name {
                  value
                }
                Model__c {
                  value
                }
              }
              Reconciliations__r(first: 100, orderBy: { Checked_At__c: { order: DESC } }) {
                edges {
                  node {
                    State__c {
                      value
                    }
                    Checked_At__c {
                      value
                    }
                    Source_As_Of__c {
                      value
                    }
                    Measure__c {
                      value
                    }
                    Difference__c {
                      value
                    }
                    Warehouse_Rows__c {
                      value
                    }
                    Cause__c {
                      value
                    }
                    Keys__c {
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

/** The budgets of a department with one measure in a range of months. */
export const BUDGET_MONTHS_QUERY = gql`
  query monthsOfBudget($owner: ID, $measure: Picklist, $from: Date, $to: Date) {
    uiapi {
      query {
        months: Budget__c(
          first: 200
          where: {
            Department__c: { eq: $owner }
            Measure__c: { eq: $measure }
            Period_Start__c: { gte: { value: $from }, lte: { value: $to } }
          }
        ) {
          totalCount
          edges {
            node {
              Id
              Period_Start__c {
                value
              }
              Current_Amount__c {
                value
              }
              Original_Amount__c {
                value
              }
              Target_Amount__c {
                value
              }
              Judgement_In_Force__c {
                value
              }
              Actual__c {
                value
              }
              Line_Landing__c {
                value
              }
              Opportunity_Expected__c {
                value
              }
              Source_As_Of__c {
                value
              }
              Load_Batch__r {
                Name {
                  value
                }
                Model__c {
                  value
                }
              }
              Reconciliations__r(first: 100, orderBy: { Checked_At__c: { order: DESC } }) {
                edges {
                  node {
                    State__c {
                      value
                    }
                    Checked_At__c {
                      value
                    }
                    Source_As_Of__c {
                      value
                    }
                    Measure__c {
                      value
                    }
                    Difference__c {
                      value
                    }
                    Warehouse_Rows__c {
                      value
                    }
                    Cause__c {
                      value
                    }
                    Keys__c {
                      value
                    }
                  }
                }
              }
              Targets__r(first: 200) {
                totalCount
                edges {
                  node {
                    Id
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
