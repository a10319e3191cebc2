import { gql } from 'lightning/graphql';

/** The lines of a budget as a Friday kept them, and as they are now. */
export const LIVE_LINES_QUERY = gql`
  query linesSinceFriday($run: ID, $budget: ID) {
    uiapi {
      query {
        Snapshot_Line__c(first: 2000, where: { Snapshot_Run__c: { eq: $run } }) {
          totalCount
          edges {
            node {
              Id
              Target__c {
                value
              }
              Opportunity__c {
                value
              }
              Project__c {
                value
              }
              Project__r {
                Opportunity__c {
                  value
                }
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
              Lost__c {
                value
              }
            }
          }
        }
        Project_Amount__c(first: 2000, where: { Target__r: { Budget__c: { eq: $budget } } }) {
          totalCount
          edges {
            node {
              Id
              Target__c {
                value
              }
              Project__c {
                value
              }
              Project__r {
                Opportunity__c {
                  value
                }
                Status__c {
                  value
                }
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
            }
          }
        }
        Opportunity_Amount__c(first: 2000, where: { Target__r: { Budget__c: { eq: $budget } } }) {
          totalCount
          edges {
            node {
              Id
              Target__c {
                value
              }
              Opportunity__c {
                value
              }
              Opportunity__r {
                IsClosed {
                  value
                }
                IsWon {
                  value
                }
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
`;
