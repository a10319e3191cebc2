import { gql } from 'lightning/graphql';

/** Everything the left pane of a target shows. */
export const TARGET_QUERY = gql`
  query gapOfTarget($id: ID) {
    uiapi {
      query {
        Target__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id
              Rep__c {
                value
              }
              Budget__c {
                value
              }
              Rep__r {
                Name {
                  value
                }
              }
              Budget__r {
                Period_Start__c {
                  value
                }
                Measure__c {
                  value
                  label
                }
                Department__r {
                  Name {
                    value
                  }
                  Name_Ja__c {
                    value
                  }
                }
              }
              Original_Target__c {
                value
              }
              Target_Amount__c {
                value
              }
              Plan_Amount__c {
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
              Project_Amounts__r(first: 2000) {
                totalCount
                edges {
                  node {
                    Id
                    External_Key__c {
                      value
                    }
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
                    }
                    Budget_Amount__c {
                      value
                    }
                    Actual__c {
                      value
                    }
                    Expected__c {
                      value
                    }
                    Landing__c {
                      value
                    }
                    Closed__c {
                      value
                    }
                    In_Landing__c {
                      value
                    }
                    Menu_Amounts__r(first: 1) {
                      totalCount
                    }
                  }
                }
              }
              Opportunity_Amounts__r(first: 2000) {
                totalCount
                edges {
                  node {
                    Id
                    External_Key__c {
                      value
                    }
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
                    Expected__c {
                      value
                    }
                    Counted__c {
                      value
                    }
                    In_Landing__c {
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
