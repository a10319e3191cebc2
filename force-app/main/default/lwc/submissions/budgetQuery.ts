import { gql } from 'lightning/graphql';

/** What a unit submits: its numbers, what was said so far by it and its members, the weeks kept before, and the weeks. */
// prettier-ignore
export const BUDGET_SUBMISSIONS_QUERY = gql`
  query submissionsOfBudget($id: ID) {
    uiapi {
      query {
        Budget__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id External_Key__c { value } Department_Key__c { value } Measure__c { value } Period_Start__c { value }
              Current_Amount__c { value } Target_Amount__c { value } Actual__c { value } Line_Landing__c { value }
              Opportunity_Expected__c { value } Judgement_In_Force__c { value } Mine__c { value } LastModifiedDate { value }
              LastModifiedBy { Name { value } }
              Department__c { value }
              Department__r {
                Manager__c { value }
                Manager__r { Name { value } }
              }
              Source_As_Of__c { value }
              Reconciliations__r(first: 20, orderBy: { Checked_At__c: { order: DESC } }) {
                edges {
                  node {
                    State__c { value } Checked_At__c { value } Source_As_Of__c { value } Measure__c { value }
                    Difference__c { value } Warehouse_Rows__c { value }
                  }
                }
              }
              Snapshot_Runs__r(first: 3, where: { Kind__c: { eq: "Week" } }, orderBy: { As_Of__c: { order: DESC } }) {
                edges {
                  node {
                    Id As_Of__c { value }
                    Cycle__r { External_Key__c { value } }
                    Landing_Forecast__c { value } Judgement__c { value }
                  }
                }
              }
              Targets__r(first: 200) {
                totalCount
                edges {
                  node {
                    Id Rep__c { value }
                    Rep__r { Name { value } }
                    External_Key__c { value } Actual__c { value } Landing_Forecast__c { value }
                  }
                }
              }
              revisions: Gap_Actions__r(
                first: 20
                where: { Kind__c: { eq: "Revision" } }
                orderBy: { CreatedDate: { order: DESC } }
              ) {
                edges {
                  node {
                    Id State__c { value } Subject__c { value } Value_At_Start__c { value } Expected_Effect__c { value }
                    Answer__c { value } CreatedDate { value } CreatedById { value }
                    CreatedBy { Name { value } }
                    LastModifiedDate { value }
                  }
                }
              }
              units: Forecast_Submissions__r(
                first: 60
                where: { Kind__c: { eq: "Unit" } }
                orderBy: { CreatedDate: { order: DESC } }
              ) {
                edges {
                  node {
                    Id External_Key__c { value } Kind__c { value } Version__c { value } Cycle__c { value }
                    Cycle__r { External_Key__c { value } }
                    State__c { value } Carried__c { value } Late__c { value } Actual__c { value }
                    Landing_Forecast__c { value } Previous_Landing__c { value } Note__c { value }
                    Question__c { value } Deals_Total__c { value } Deals_Changed__c { value } Deals_Stale__c { value }
                    Submitted_At__c { value }
                    Submitted_By__r { Name { value } }
                    On_Behalf_Of__r { Name { value } }
                    Decided_By__r { Name { value } }
                    Decided_At__c { value } CreatedById { value }
                    CreatedBy { Name { value } }
                    Judgement__c { value } Rolled_Up__c { value } Mismatch_Acknowledged__c { value }
                    Forecast_Factors__r(first: 100, orderBy: { Name: { order: ASC } }) {
                      edges {
                        node {
                          Id Code__c { value } Bridge_Type__c { value } Amount__c { value } Comment__c { value }
                          Verdict__c { value } LastModifiedDate { value }
                        }
                      }
                    }
                    LastModifiedDate { value }
                  }
                }
              }
              members: Forecast_Submissions__r(
                first: 1000
                where: { Kind__c: { eq: "Member" } }
                orderBy: { CreatedDate: { order: DESC } }
              ) {
                edges {
                  node {
                    Id External_Key__c { value } Target__c { value } Kind__c { value } Version__c { value }
                    Cycle__c { value }
                    Cycle__r { External_Key__c { value } }
                    State__c { value } Carried__c { value } Late__c { value } Actual__c { value }
                    Landing_Forecast__c { value } Previous_Landing__c { value } Note__c { value }
                    Question__c { value } Deals_Total__c { value } Deals_Changed__c { value } Deals_Stale__c { value }
                    Submitted_At__c { value }
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
        delegations: Gap_Action__c(
          first: 200
          where: { Kind__c: { eq: "Delegation" }, State__c: { eq: "Open" }, Due__c: { gte: { literal: TODAY } } }
          orderBy: { Begins__c: { order: ASC } }
        ) {
          edges {
            node {
              Id Assignee__c { value } Begins__c { value } Due__c { value } LastModifiedDate { value }
              Assignee__r { Name { value } }
              Budget__r { Department__c { value } }
            }
          }
        }
        Forecast_Cycle__c(first: 4, orderBy: { Week_Start__c: { order: DESC } }) {
          edges {
            node {
              Id External_Key__c { value } State__c { value } Week_Start__c { value } Period_Start__c { value }
              Business_Zone__c { value } Message__c { value } Opens_At__c { value } Opened_At__c { value }
              Unit_Deadline__c { value } Freeze_At__c { value } Frozen_At__c { value } Meeting_At__c { value }
              Tolerance__c { value }
            }
          }
        }
      }
    }
  }
`;
