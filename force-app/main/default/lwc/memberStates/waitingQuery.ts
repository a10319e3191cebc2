import { gql } from 'lightning/graphql';

/** The open deals of a unit by when they were touched, and whom somebody has nudged last. */
export const WAITING_QUERY = gql`
  query waitedForInUnit($budget: ID, $people: [ID]) {
    uiapi {
      query {
        Project_Amount__c(first: 2000, where: { Target__r: { Budget__c: { eq: $budget } }, Closed__c: { eq: false } }) {
          totalCount
          edges {
            node {
              Id
              Target__c {
                value
              }
              LastModifiedDate {
                value
              }
            }
          }
        }
        Opportunity_Amount__c(
          first: 2000
          where: { Target__r: { Budget__c: { eq: $budget } }, Open__c: { eq: true } }
        ) {
          totalCount
          edges {
            node {
              Id
              Target__c {
                value
              }
              LastModifiedDate {
                value
              }
            }
          }
        }
        Gap_Action__c(
          first: 200
          where: { Kind__c: { eq: "Nudge" }, Assignee__c: { in: $people } }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          totalCount
          edges {
            node {
              Id
              Assignee__c {
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
`;
