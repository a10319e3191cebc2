import { gql } from 'lightning/graphql';

/** The weekly snapshots of a budget. */
export const BUDGET_SNAPSHOTS_QUERY = gql`
  query snapshotsOfBudget($budget: ID) {
    uiapi {
      query {
        weeks: Snapshot_Run__c(
          first: 60
          where: { Budget__c: { eq: $budget }, Kind__c: { eq: "Week" } }
          orderBy: { As_Of__c: { order: ASC } }
        ) {
          totalCount
          edges {
            node {
              Id
              As_Of__c {
                value
              }
              Actual__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;

/** The weekly snapshots of a target's budget, and their lines that are the target's. */
export const TARGET_SNAPSHOTS_QUERY = gql`
  query snapshotsOfTarget($budget: ID, $target: ID) {
    uiapi {
      query {
        weeks: Snapshot_Run__c(
          first: 60
          where: { Budget__c: { eq: $budget }, Kind__c: { eq: "Week" } }
          orderBy: { As_Of__c: { order: ASC } }
        ) {
          totalCount
          edges {
            node {
              Id
              As_Of__c {
                value
              }
              Actual__c {
                value
              }
            }
          }
        }
        lines: Snapshot_Line__c(
          first: 2000
          where: { Target__c: { eq: $target }, Snapshot_Run__r: { Kind__c: { eq: "Week" } } }
        ) {
          totalCount
          edges {
            node {
              Id
              Snapshot_Run__c {
                value
              }
              Actual__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
