import { gql } from 'lightning/graphql';

/**
 * What every member whom one sees has said of this month, in this week and in those before; of the six months before it,
 * what each unit's landing was on Fridays and what came. A line a record, so that it can be read at once.
 */
// prettier-ignore
export const TEAM_QUERY = gql`
  query homeTeam($from: Date, $since: Date) {
    uiapi {
      query {
        Target__c(
          first: 2000
          where: { Rep__c: { ne: null }, Budget__r: { Period_Start__c: { eq: { value: $from } } } }
          orderBy: { External_Key__c: { order: ASC } }
        ) {
          totalCount
          edges {
            node {
              Id Budget__c { value } Rep__c { value }
              Rep__r { Name { value } }
              Budget__r { Department__r { Name { value } Name_Ja__c { value } Manager__c { value } } }
              Forecast_Submissions__r(first: 20, where: { Kind__c: { eq: "Member" } }, orderBy: { CreatedDate: { order: DESC } }) {
                edges { node { Id Kind__c { value } Version__c { value } State__c { value } Cycle__c { value } Carried__c { value } Late__c { value } } }
              }
            }
          }
        }
        past: Budget__c(
          first: 500
          where: { Measure__c: { eq: "Revenue" }, Period_Start__c: { gte: { value: $since }, lt: { value: $from } } }
        ) {
          edges {
            node {
              Id Period_Start__c { value } Actual__c { value }
              Department__r { Name { value } Name_Ja__c { value } Manager__c { value } }
              Snapshot_Runs__r(first: 30, where: { Kind__c: { eq: "Week" } }, orderBy: { As_Of__c: { order: ASC } }) {
                edges { node { Id As_Of__c { value } Landing_Forecast__c { value } Actual__c { value } } }
              }
            }
          }
        }
      }
    }
  }
`;
