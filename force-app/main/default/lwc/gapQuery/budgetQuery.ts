import { gql } from 'lightning/graphql';

/** Everything the left pane of a budget shows. */
export const BUDGET_QUERY = gql`
  query gapOfBudget($id: ID) {
    uiapi {
      query {
        Budget__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id
              Department__c {
                value
              }
              Department__r {
                Name {
                  value
                }
                Name_Ja__c {
                  value
                }
              }
              Period_Start__c {
                value
              }
              Measure__c {
                value
                label
              }
              Original_Amount__c {
                value
              }
              Current_Amount__c {
                value
              }
              Target_Amount__c {
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
              Judgement_In_Force__c {
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
              Reconciliations__r(first: 200, orderBy: { Checked_At__c: { order: DESC } }) {
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
              Targets__r(first: 2000) {
                totalCount
                edges {
                  node {
                    Id
                    Name {
                      value
                    }
                    Rep__r {
                      Name {
                        value
                      }
                    }
                    Target_Amount__c {
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
                  }
                }
              }
            }
          }
        }
        Forecast_Cycle__c(first: 1, orderBy: { Week_Start__c: { order: DESC } }) {
          edges {
            node {
              Id
              Business_Zone__c {
                value
              }
              Holidays__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
