import { gql } from 'lightning/graphql';

/** A target as it stands, its open deals, who has bought this month, and what is recorded already. */
// prettier-ignore
export const TARGET_NOW_QUERY = gql`
  query byFridayOfTarget($id: ID) {
    uiapi {
      query {
        Target__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Budget__c { value } Rep__c { value } Mine__c { value } Target_Amount__c { value } Actual__c { value }
              Landing_Forecast__c { value }
              Budget__r { Period_Start__c { value } Measure__c { value } }
              Gap_Actions__r(first: 200, where: { Kind__c: { eq: "Action" } }, orderBy: { CreatedDate: { order: DESC } }) {
                edges { node { Id External_Key__c { value } } }
              }
            }
          }
        }
        Opportunity_Amount__c(first: 200, where: { Target__c: { eq: $id }, Open__c: { eq: true } }) {
          totalCount
          edges {
            node {
              Id Opportunity__c { value } Expected__c { value } Counted__c { value }
              Opportunity__r { Name { value } CloseDate { value } Amount { value } CreatedDate { value } }
            }
          }
        }
        Project_Amount__c(
          first: 2
          where: { Target__c: { eq: $id }, Actual__c: { gt: 0 } }
          orderBy: { Actual__c: { order: DESC } }
        ) {
          edges { node { Id Actual__c { value } Project__r { Name { value } } } }
        }
        Forecast_Cycle__c(first: 1, where: { State__c: { ne: "Planned" } }, orderBy: { Week_Start__c: { order: DESC } }) {
          edges { node { Id State__c { value } Holidays__c { value } Business_Zone__c { value } } }
        }
      }
    }
  }
`;

/** A budget as it stands, with the open deals of everybody in the unit. */
// prettier-ignore
export const BUDGET_NOW_QUERY = gql`
  query byFridayOfBudget($id: ID) {
    uiapi {
      query {
        Budget__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Department__c { value } Current_Amount__c { value } Actual__c { value } Landing_Forecast__c { value }
              Period_Start__c { value } Measure__c { value }
              Gap_Actions__r(first: 200, where: { Kind__c: { eq: "Action" } }, orderBy: { CreatedDate: { order: DESC } }) {
                edges { node { Id External_Key__c { value } } }
              }
            }
          }
        }
        Opportunity_Amount__c(first: 500, where: { Target__r: { Budget__c: { eq: $id } }, Open__c: { eq: true } }) {
          totalCount
          edges {
            node {
              Id Opportunity__c { value } Expected__c { value } Counted__c { value }
              Opportunity__r { Name { value } CloseDate { value } Amount { value } CreatedDate { value } }
            }
          }
        }
        Project_Amount__c(
          first: 2
          where: { Target__r: { Budget__c: { eq: $id } }, Actual__c: { gt: 0 } }
          orderBy: { Actual__c: { order: DESC } }
        ) {
          edges { node { Id Actual__c { value } Project__r { Name { value } } } }
        }
        Forecast_Cycle__c(first: 1, where: { State__c: { ne: "Planned" } }, orderBy: { Week_Start__c: { order: DESC } }) {
          edges { node { Id State__c { value } Holidays__c { value } Business_Zone__c { value } } }
        }
      }
    }
  }
`;

/** How the rep's deals ended since a month, and the open ones of the month that comes. */
// prettier-ignore
export const TARGET_PAST_QUERY = gql`
  query byFridayPastOfTarget($owner: ID, $measure: Picklist, $since: Date, $next: Date) {
    uiapi {
      query {
        closed: Opportunity_Amount__c(
          first: 500
          where: {
            Open__c: { eq: false }
            Target__r: {
              Rep__c: { eq: $owner }
              Budget__r: { Measure__c: { eq: $measure }, Period_Start__c: { gte: { value: $since } } }
            }
          }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          edges {
            node {
              Id Opportunity__c { value } Expected__c { value }
              Opportunity__r { IsWon { value } CloseDate { value } Amount { value } CreatedDate { value } }
            }
          }
        }
        later: Opportunity_Amount__c(
          first: 200
          where: {
            Open__c: { eq: true }
            Target__r: {
              Rep__c: { eq: $owner }
              Budget__r: { Measure__c: { eq: $measure }, Period_Start__c: { eq: { value: $next } } }
            }
          }
        ) {
          edges {
            node {
              Id Opportunity__c { value } Expected__c { value } Counted__c { value }
              Opportunity__r { Name { value } CloseDate { value } Amount { value } CreatedDate { value } }
            }
          }
        }
      }
    }
  }
`;

/** The same for everybody in a department. */
// prettier-ignore
export const BUDGET_PAST_QUERY = gql`
  query byFridayPastOfBudget($owner: ID, $measure: Picklist, $since: Date, $next: Date) {
    uiapi {
      query {
        closed: Opportunity_Amount__c(
          first: 2000
          where: {
            Open__c: { eq: false }
            Target__r: {
              Budget__r: {
                Department__c: { eq: $owner }
                Measure__c: { eq: $measure }
                Period_Start__c: { gte: { value: $since } }
              }
            }
          }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          edges {
            node {
              Id Opportunity__c { value } Expected__c { value }
              Opportunity__r { IsWon { value } CloseDate { value } Amount { value } CreatedDate { value } }
            }
          }
        }
        later: Opportunity_Amount__c(
          first: 200
          where: {
            Open__c: { eq: true }
            Target__r: {
              Budget__r: {
                Department__c: { eq: $owner }
                Measure__c: { eq: $measure }
                Period_Start__c: { eq: { value: $next } }
              }
            }
          }
        ) {
          edges {
            node {
              Id Opportunity__c { value } Expected__c { value } Counted__c { value }
              Opportunity__r { Name { value } CloseDate { value } Amount { value } CreatedDate { value } }
            }
          }
        }
      }
    }
  }
`;
