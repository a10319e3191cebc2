import { gql } from 'lightning/graphql';

/** What the last comparisons of a target said. */
export const TARGET_TRUST_QUERY = gql`
  query trustOfTarget($id: ID) {
    uiapi {
      query {
        Target__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id
              Source_As_Of__c {
                value
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

/** What the last comparisons of a budget said. */
export const BUDGET_TRUST_QUERY = gql`
  query trustOfBudget($id: ID) {
    uiapi {
      query {
        Budget__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id
              Source_As_Of__c {
                value
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
