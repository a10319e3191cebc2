import { gql } from 'lightning/graphql';

/** Every record behind the figures of these targets, of which load it came, and the budgets above them. */
export const ROWS_QUERY = gql`
  query recordsBehindFigures($targets: [ID], $budgets: [ID]) {
    uiapi {
      query {
        Budget__c(first: 200, where: { Id: { in: $budgets } }) {
          totalCount
          edges {
            node {
              Id
              Name {
                value
              }
              Current_Amount__c {
                value
              }
              Judgement_In_Force__c {
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
              External_Key__c {
                value
              }
              Load_Batch__c {
                value
              }
            }
          }
        }
        Target__c(first: 2000, where: { Id: { in: $targets } }) {
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
              Plan_Amount__c {
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
              External_Key__c {
                value
              }
              Load_Batch__c {
                value
              }
            }
          }
        }
        Menu_Amount__c(first: 2000, where: { Project_Amount__r: { Target__c: { in: $targets } } }) {
          totalCount
          edges {
            node {
              Id
              Name {
                value
              }
              Actual__c {
                value
              }
              Menu__r {
                Name {
                  value
                }
              }
              Project_Amount__r {
                Project__c {
                  value
                }
                Project__r {
                  Name {
                    value
                  }
                  Account__r {
                    Name {
                      value
                    }
                  }
                }
              }
              External_Key__c {
                value
              }
              Load_Batch__c {
                value
              }
            }
          }
        }
        Project_Amount__c(first: 2000, where: { Target__c: { in: $targets } }) {
          totalCount
          edges {
            node {
              Id
              Name {
                value
              }
              Landing__c {
                value
              }
              Project__c {
                value
              }
              Project__r {
                Name {
                  value
                }
                Account__r {
                  Name {
                    value
                  }
                }
              }
              External_Key__c {
                value
              }
              Load_Batch__c {
                value
              }
            }
          }
        }
        Opportunity_Amount__c(first: 2000, where: { Target__c: { in: $targets } }) {
          totalCount
          edges {
            node {
              Id
              Name {
                value
              }
              Counted__c {
                value
              }
              Opportunity__c {
                value
              }
              Opportunity__r {
                Name {
                  value
                }
                Account {
                  Name {
                    value
                  }
                }
              }
              External_Key__c {
                value
              }
              Load_Batch__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
