import { gql } from 'lightning/graphql';

/** What a member confirms, what was said so far, the deals by when they were touched, and the weeks. */
// prettier-ignore
export const TARGET_SUBMISSIONS_QUERY = gql`
  query submissionsOfTarget($id: ID) {
    uiapi {
      query {
        Target__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id External_Key__c { value } Rep__c { value }
              Rep__r { Name { value } }
              Mine__c { value } Budget__c { value }
              Budget__r { Period_Start__c { value } Measure__c { value } }
              Actual__c { value } Target_Amount__c { value } Landing_Forecast__c { value } Source_As_Of__c { value }
              Reconciliations__r(first: 20, orderBy: { Checked_At__c: { order: DESC } }) {
                edges {
                  node {
                    State__c { value } Checked_At__c { value } Source_As_Of__c { value } Measure__c { value }
                    Difference__c { value }
                  }
                }
              }
              Project_Amounts__r(first: 2000) {
                totalCount
                edges {
                  node {
                    Id Closed__c { value } LastModifiedDate { value }
                  }
                }
              }
              Opportunity_Amounts__r(first: 2000) {
                totalCount
                edges {
                  node {
                    Id Open__c { value } LastModifiedDate { value }
                  }
                }
              }
              Gap_Actions__r(first: 1, where: { Kind__c: { eq: "Nudge" } }, orderBy: { CreatedDate: { order: DESC } }) {
                edges {
                  node {
                    Id Cycle__c { value } CreatedDate { value }
                    CreatedBy { Name { value } }
                  }
                }
              }
              Forecast_Submissions__r(first: 200, orderBy: { CreatedDate: { order: DESC } }) {
                edges {
                  node {
                    Id External_Key__c { value } Kind__c { value } Version__c { value } Cycle__c { value }
                    Cycle__r { External_Key__c { value } }
                    State__c { value } Carried__c { value } Late__c { value } Actual__c { value }
                    Landing_Forecast__c { value } Previous_Landing__c { value } Note__c { value }
                    Mismatch_Acknowledged__c { value } Question__c { value } Deals_Total__c { value }
                    Deals_Changed__c { value } Deals_Stale__c { value } Submitted_At__c { value }
                    Submitted_By__r { Name { value } }
                    On_Behalf_Of__r { Name { value } }
                    Decided_By__r { Name { value } }
                    Decided_At__c { value } LastModifiedDate { value }
                  }
                }
              }
            }
          }
        }
        Forecast_Cycle__c(first: 4, orderBy: { Week_Start__c: { order: DESC } }) {
          edges {
            node {
              Id External_Key__c { value } State__c { value } Week_Start__c { value } Period_Start__c { value }
              Business_Zone__c { value } Holidays__c { value } Message__c { value } Opens_At__c { value } Opened_At__c { value }
              Unit_Deadline__c { value } Freeze_At__c { value } Frozen_At__c { value } Meeting_At__c { value }
              Tolerance__c { value }
            }
          }
        }
      }
    }
  }
`;
