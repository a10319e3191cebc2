import { gql } from 'lightning/graphql';

/** A target with its plan, the gaps that were written about it, and what is done about them. */
// prettier-ignore
export const PLAN_QUERY = gql`
  query planOfTarget($id: ID) {
    uiapi {
      query {
        Target__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Budget__c { value } Rep__c { value } Mine__c { value } Target_Amount__c { value }
              Plan_Amount__c { value } Qualitative_Goal__c { value } Actual__c { value }
              Landing_Forecast__c { value } LastModifiedDate { value }
              Gap_Actions__r(
                first: 200
                where: { Kind__c: { in: ["Statement", "Action"] } }
                orderBy: { CreatedDate: { order: DESC } }
              ) {
                totalCount
                edges {
                  node {
                    Id Kind__c { value } State__c { value label } Subject__c { value } Area__c { value label }
                    Should_Be__c { value } Is_Now__c { value } Severity__c { value } Due__c { value } Kpi__c { value }
                    Expected_Effect__c { value } Value_At_Start__c { value } Value_At_Review__c { value }
                    Assignee__c { value }
                    Assignee__r { Name { value } }
                    CreatedById { value }
                    LastModifiedDate { value }
                  }
                }
              }
            }
          }
        }
        Forecast_Cycle__c(first: 1, where: { State__c: { eq: "Open" } }, orderBy: { Week_Start__c: { order: DESC } }) {
          edges { node { Id } }
        }
      }
    }
  }
`;
