import { gql } from 'lightning/graphql';

/**
 * What the meeting needs before it can begin: the week, its frozen numbers, what units submitted, and what was promised:
 * all that is open, all that this week has settled, and the newest that earlier ones have. A line a record, so that it can be read at once.
 */
// prettier-ignore
export const MEETING_QUERY = gql`
  query meeting($id: ID) {
    uiapi {
      query {
        Forecast_Cycle__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id External_Key__c { value } State__c { value } Week_Start__c { value }
              Period_Start__c { value } Business_Zone__c { value } Message__c { value } Opens_At__c { value }
              Opened_At__c { value } Unit_Deadline__c { value } Freeze_At__c { value } Frozen_At__c { value }
              Meeting_At__c { value } Tolerance__c { value }
              Snapshot_Runs__r(first: 1000, where: { Kind__c: { eq: "Freeze" } }) {
                totalCount
                edges {
                  node {
                    Id As_Of__c { value } Budget__c { value } Current_Amount__c { value }
                    Target_Amount__c { value } Actual__c { value } Expected__c { value }
                    Judgement__c { value } Landing_Forecast__c { value } Previous_Landing__c { value }
                    Budget__r {
                      Period_Start__c { value } Measure__c { value label }
                      Department__r { Name { value } Name_Ja__c { value } Manager__c { value } }
                    }
                  }
                }
              }
              Forecast_Submissions__r(first: 1000, where: { Kind__c: { eq: "Unit" } }) {
                totalCount
                edges {
                  node {
                    Id Budget__c { value } Version__c { value } State__c { value label } Carried__c { value }
                    Late__c { value } Landing_Forecast__c { value } Note__c { value } Question__c { value }
                    Submitted_At__c { value }
                    Submitted_By__r { Name { value } }
                    Forecast_Factors__r(first: 50) {
                      edges {
                        node {
                          Id Code__c { value label } Amount__c { value } Comment__c { value }
                          Verdict__c { value label }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
        Gap_Action__c(
          first: 2000
          where: {
            Cycle__c: { ne: null }
            Kind__c: { in: ["Decision", "Action", "Question", "Parked"] }
            State__c: { eq: "Open" }
          }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          totalCount
          edges { node { ...said } }
        }
        ofThisWeek: Gap_Action__c(
          first: 2000
          where: {
            Cycle__c: { eq: $id }
            Kind__c: { in: ["Decision", "Action", "Question", "Parked"] }
            State__c: { ne: "Open" }
          }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          totalCount
          edges { node { ...said } }
        }
        settled: Gap_Action__c(
          first: 500
          where: {
            and: [{ Cycle__c: { ne: null } }, { Cycle__c: { ne: $id } }]
            Kind__c: { in: ["Decision", "Action"] }
            State__c: { ne: "Open" }
          }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          edges { node { ...said } }
        }
      }
    }
  }
  fragment said on Gap_Action__c {
    Id Kind__c { value label } State__c { value label } Subject__c { value } Due__c { value }
    Kpi__c { value } Expected_Effect__c { value } Value_At_Start__c { value }
    Value_At_Review__c { value } Budget__c { value } Target__c { value } Cycle__c { value }
    Cycle__r { Week_Start__c { value } }
    Assignee__r { Name { value } }
    Budget__r {
      Period_Start__c { value } Measure__c { value label }
      Department__r { Name { value } Name_Ja__c { value } Manager__c { value } }
    }
    Target__r { Landing_Forecast__c { value } Actual__c { value } Rep__r { Name { value } } }
    LastModifiedDate { value }
    CreatedDate { value }
  }
`;
