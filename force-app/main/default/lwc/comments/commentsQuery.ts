import { gql } from 'lightning/graphql';

/** The figures of a target, who works with them, and what was said of them. A line a record, so that it can be read at once. */
// prettier-ignore
export const TARGET_COMMENTS_QUERY = gql`
  query commentsOfTarget($id: ID) {
    uiapi {
      query {
        Target__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Budget__c { value } Rep__c { value } Target_Amount__c { value } Actual__c { value }
              Landing_Forecast__c { value }
              Rep__r { Name { value } }
              Budget__r { Department__r { ...leading } }
              Gap_Actions__r(first: 200, where: { Kind__c: { eq: "Comment" } }, orderBy: { CreatedDate: { order: DESC } }) {
                totalCount
                edges { node { ...said } }
              }
            }
          }
        }
      }
    }
  }
  fragment leading on Department__c {
    Manager__c { value }
    Manager__r { Name { value } }
    Parent__r { Manager__c { value } Manager__r { Name { value } } }
  }
  fragment said on Gap_Action__c {
    Id State__c { value } Subject__c { value } Kpi__c { value } Value_At_Start__c { value } As_Of__c { value }
    Assignee__c { value } CreatedById { value } CreatedDate { value } LastModifiedDate { value }
    Assignee__r { Name { value } }
    CreatedBy { Name { value } }
  }
`;

/** The same of a budget; what is said of a member's numbers stays on the member's page. */
// prettier-ignore
export const BUDGET_COMMENTS_QUERY = gql`
  query commentsOfBudget($id: ID) {
    uiapi {
      query {
        Budget__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Current_Amount__c { value } Actual__c { value } Landing_Forecast__c { value } Judgement__c { value }
              Department__r { ...leading }
              Targets__r(first: 200) { edges { node { Id Rep__c { value } Rep__r { Name { value } } } } }
              Gap_Actions__r(
                first: 200
                where: { Kind__c: { eq: "Comment" }, Target__c: { eq: null } }
                orderBy: { CreatedDate: { order: DESC } }
              ) {
                totalCount
                edges { node { ...said } }
              }
            }
          }
        }
      }
    }
  }
  fragment leading on Department__c {
    Manager__c { value }
    Manager__r { Name { value } }
    Parent__r { Manager__c { value } Manager__r { Name { value } } }
  }
  fragment said on Gap_Action__c {
    Id State__c { value } Subject__c { value } Kpi__c { value } Value_At_Start__c { value } As_Of__c { value }
    Assignee__c { value } CreatedById { value } CreatedDate { value } LastModifiedDate { value }
    Assignee__r { Name { value } }
    CreatedBy { Name { value } }
  }
`;
