import { gql } from 'lightning/graphql';

/** The loads that wrote these records, how the newest loads ended, and what the last comparison of each sync found. */
export const LOADS_QUERY = gql`
  query loadsBehindRecords($loads: [ID]) {
    uiapi {
      query {
        Load_Batch__c(first: 200, where: { Id: { in: $loads } }) {
          totalCount
          edges {
            node {
              Id
              Name {
                value
              }
              Sync__c {
                value
              }
              External_Key__c {
                value
              }
              Model__c {
                value
              }
              State__c {
                value
              }
              Source_As_Of__c {
                value
              }
              Finished_At__c {
                value
              }
              Rows_Sent__c {
                value
              }
              Rows_Created__c {
                value
              }
              Rows_Updated__c {
                value
              }
              Rows_Deleted__c {
                value
              }
              Rows_Unchanged__c {
                value
              }
              Rows_Failed__c {
                value
              }
              Rows_Parked__c {
                value
              }
            }
          }
        }
        newest: Load_Batch__c(first: 100, orderBy: { Started_At__c: { order: DESC } }) {
          totalCount
          edges {
            node {
              Name {
                value
              }
              Sync__c {
                value
              }
              State__c {
                value
              }
              Source_As_Of__c {
                value
              }
            }
          }
        }
        Reconciliation__c(first: 100, where: { Level__c: { eq: "Object" } }) {
          totalCount
          edges {
            node {
              Sync__c {
                value
              }
              State__c {
                value
              }
              Checked_At__c {
                value
              }
              Source_As_Of__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
