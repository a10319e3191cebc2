import { gql } from 'lightning/graphql';

/** What stands now beside what was frozen, and what lies between last Friday and the freeze. A line a record, so that it can be read at once. */
// prettier-ignore
export const LIVE_QUERY = gql`
  query meetingNow($id: ID, $from: Date) {
    uiapi {
      query {
        Budget__c(
          first: 2000
          where: { Period_Start__c: { gte: { value: $from } } }
          orderBy: { Period_Start__c: { order: ASC } }
        ) {
          totalCount
          edges {
            node {
              Id Period_Start__c { value } Measure__c { value label } Current_Amount__c { value }
              Target_Amount__c { value } Actual__c { value } Judgement_In_Force__c { value }
              Landing_Forecast__c { value }
              Department__r { Name { value } Name_Ja__c { value } Manager__c { value } }
            }
          }
        }
        Bridge_Line__c(
          first: 2000
          where: { Scope__c: { eq: "Budget" }, Snapshot_Run__r: { Cycle__c: { eq: $id }, Kind__c: { eq: "Freeze" } } }
        ) {
          totalCount
          edges {
            node {
              Id Type__c { value label } Amount__c { value }
              Snapshot_Run__r { Budget__c { value } }
              Opportunity__r { Name { value } }
              Project__r { Name { value } }
              Opportunity__c { value } Project__c { value }
            }
          }
        }
      }
    }
  }
`;
