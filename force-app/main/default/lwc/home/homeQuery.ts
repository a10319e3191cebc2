import { gql } from 'lightning/graphql';

/**
 * All of a Home page, whoever looks: own targets, the budgets one sees, the weeks, what was asked of one, and the loads.
 * A line a record, so that it can be read at once.
 */
// prettier-ignore
export const HOME_QUERY = gql`
  query home($me: ID, $from: Date, $to: Date) {
    uiapi {
      query {
        Target__c(
          first: 50
          where: { Rep__c: { eq: $me }, Budget__r: { Period_Start__c: { gte: { value: $from }, lte: { value: $to } } } }
        ) {
          totalCount
          edges {
            node {
              Id Target_Amount__c { value } Plan_Amount__c { value } Original_Target__c { value } Actual__c { value }
              Line_Landing__c { value } Opportunity_Expected__c { value } Budget__c { value } Source_As_Of__c { value }
              Rep__r { Name { value } }
              Budget__r {
                Period_Start__c { value } Measure__c { value label }
                Department__r { Name { value } Name_Ja__c { value } }
              }
              Forecast_Submissions__r(first: 20, orderBy: { CreatedDate: { order: DESC } }) {
                edges { node { Id Kind__c { value } Version__c { value } State__c { value } Cycle__c { value } Carried__c { value } Late__c { value } } }
              }
            }
          }
        }
        Budget__c(first: 500, where: { Period_Start__c: { gte: { value: $from }, lte: { value: $to } } }) {
          totalCount
          edges {
            node {
              Id Period_Start__c { value } Measure__c { value label } Current_Amount__c { value }
              Target_Amount__c { value } Actual__c { value } Judgement__c { value } Judgement_Until__c { value } Judgement_In_Force__c { value } Landing_Forecast__c { value }
              Department__r { Name { value } Name_Ja__c { value } Manager__c { value } }
              units: Forecast_Submissions__r(first: 10, where: { Kind__c: { eq: "Unit" } }, orderBy: { CreatedDate: { order: DESC } }) {
                edges { node { Id Kind__c { value } Version__c { value } State__c { value } Cycle__c { value } Carried__c { value } Late__c { value } } }
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
        Gap_Action__c(
          first: 50
          where: { Assignee__c: { eq: $me }, State__c: { eq: "Open" }, Kind__c: { in: ["Decision", "Action", "Question", "Nudge", "Comment", "Delegation"] } }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          totalCount
          edges {
            node {
              Id Kind__c { value label } Subject__c { value } Due__c { value } Target__c { value } Budget__c { value }
              CreatedDate { value }
              CreatedBy { Name { value } }
              Budget__r {
                Period_Start__c { value } Measure__c { value label }
                Department__r { Name { value } Name_Ja__c { value } }
              }
            }
          }
        }
        revisions: Gap_Action__c(
          first: 20
          where: { Kind__c: { eq: "Revision" }, State__c: { eq: "Open" } }
          orderBy: { CreatedDate: { order: ASC } }
        ) {
          edges {
            node {
              Id Subject__c { value } State__c { value } Value_At_Start__c { value } Expected_Effect__c { value }
              Budget__c { value } CreatedDate { value }
              CreatedBy { Name { value } }
              Budget__r {
                Period_Start__c { value } Measure__c { value label }
                Department__r { Name { value } Name_Ja__c { value } }
              }
            }
          }
        }
        Load_Batch__c(first: 6, orderBy: { CreatedDate: { order: DESC } }) {
          edges {
            node { Id Name { value } Sync__c { value } State__c { value label } Source_As_Of__c { value } CreatedDate { value } }
          }
        }
        Reconciliation__c(first: 10, where: { State__c: { eq: "Mismatch" } }, orderBy: { Checked_At__c: { order: DESC } }) {
          totalCount
          edges {
            node { Id Name { value } Sync__c { value } Measure__c { value } Difference__c { value } Checked_At__c { value } }
          }
        }
      }
    }
  }
`;
