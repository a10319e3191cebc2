import { gql } from 'lightning/graphql';

/** A project with its amounts by month and what was said of it. A line a record, so that it can be read at once. */
// prettier-ignore
export const PROJECT_QUERY = gql`
  query deal($id: ID) {
    uiapi {
      query {
        Project__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Name { value } Opportunity__c { value }
              Opportunity__r { Name { value } }
              Project_Amounts__r(first: 200) {
                totalCount
                edges {
                  node {
                    Id Budget_Amount__c { value } Actual__c { value } Expected_System__c { value }
                    Expected_Member__c { value } Landing__c { value } Closed__c { value } In_Landing__c { value }
                    Confidence__c { value } Note__c { value } LastModifiedDate { value }
                    Target__c { value }
                    Target__r {
                      Target_Amount__c { value } Line_Landing__c { value } Opportunity_Expected__c { value }
                      Rep__r { Name { value } }
                      Budget__r { Period_Start__c { value } Measure__c { value label } }
                    }
                  }
                }
              }
              Gap_Actions__r(first: 20, orderBy: { CreatedDate: { order: DESC } }) {
                totalCount
                edges {
                  node {
                    Id Kind__c { value label } State__c { value label } Subject__c { value } Due__c { value }
                    Assignee__r { Name { value } }
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

/** An opportunity with its amounts, and those of the projects that came of it. */
// prettier-ignore
export const OPPORTUNITY_QUERY = gql`
  query deal($id: ID) {
    uiapi {
      query {
        Opportunity(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Name { value } IsClosed { value } IsWon { value }
              Opportunity_Amounts__r(first: 200) {
                totalCount
                edges {
                  node {
                    Id Expected__c { value } Counted__c { value } Open__c { value } In_Landing__c { value }
                    LastModifiedDate { value }
                    Target__c { value }
                    Target__r {
                      Target_Amount__c { value } Line_Landing__c { value } Opportunity_Expected__c { value }
                      Rep__r { Name { value } }
                      Budget__r { Period_Start__c { value } Measure__c { value label } }
                    }
                  }
                }
              }
              Projects__r(first: 20) {
                totalCount
                edges {
                  node {
                    Id Name { value }
                    Project_Amounts__r(first: 200) {
                      totalCount
                      edges {
                        node {
                          Id Budget_Amount__c { value } Actual__c { value } Expected_System__c { value }
                          Expected_Member__c { value } Landing__c { value } Closed__c { value } In_Landing__c { value }
                          Confidence__c { value } Note__c { value } LastModifiedDate { value }
                          Target__c { value }
                          Target__r {
                            Target_Amount__c { value } Line_Landing__c { value } Opportunity_Expected__c { value }
                            Rep__r { Name { value } }
                            Budget__r { Period_Start__c { value } Measure__c { value label } }
                          }
                        }
                      }
                    }
                  }
                }
              }
              Gap_Actions__r(first: 20, orderBy: { CreatedDate: { order: DESC } }) {
                totalCount
                edges {
                  node {
                    Id Kind__c { value label } State__c { value label } Subject__c { value } Due__c { value }
                    Assignee__r { Name { value } }
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
