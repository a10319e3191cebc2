import { gql } from 'lightning/graphql';

/** A target with its own figures, the KPIs of its month and its days, what is done about them, and what is measured. */
// prettier-ignore
export const TARGET_KPIS_QUERY = gql`
  query kpisOfTarget($id: ID) {
    uiapi {
      query {
        Target__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Budget__c { value } Rep__c { value } Mine__c { value } Target_Amount__c { value } Line_Landing__c { value }
              Opportunity_Expected__c { value }
              Budget__r { Period_Start__c { value } }
              KPI_Values__r(first: 200, orderBy: { Period_Start__c: { order: DESC } }) {
                edges {
                  node {
                    Id Definition__c { value } Period_Type__c { value } Period_Start__c { value } Actual__c { value }
                    Target_Value__c { value } Source_As_Of__c { value }
                  }
                }
              }
              Gap_Actions__r(
                first: 200
                where: { Kind__c: { eq: "Action" }, Kpi_Definition__c: { ne: null } }
                orderBy: { CreatedDate: { order: DESC } }
              ) {
                edges {
                  node {
                    Id State__c { value label } Subject__c { value } Due__c { value } Kpi_Definition__c { value }
                    Kpi_At_Start__c { value }
                    Assignee__r { Name { value } }
                  }
                }
              }
            }
          }
        }
        KPI_Definition__c(first: 200, where: { Active__c: { eq: true } }, orderBy: { Order__c: { order: ASC } }) {
          edges {
            node {
              Id External_Key__c { value } Name { value } Name_Ja__c { value } Class__c { value } Unit__c { value }
              Direction__c { value } Combines__c { value } Figure__c { value } Parent__c { value } Numerator__c { value }
              Denominator__c { value }
            }
          }
        }
        Forecast_Cycle__c(first: 1, where: { State__c: { ne: "Planned" } }, orderBy: { Week_Start__c: { order: DESC } }) {
          edges { node { Id State__c { value } Holidays__c { value } Business_Zone__c { value } } }
        }
      }
    }
  }
`;

/** The same of a budget: the KPIs of the unit as a whole. */
// prettier-ignore
export const BUDGET_KPIS_QUERY = gql`
  query kpisOfBudget($id: ID) {
    uiapi {
      query {
        Budget__c(first: 1, where: { Id: { eq: $id } }) {
          edges {
            node {
              Id Period_Start__c { value } Current_Amount__c { value } Line_Landing__c { value }
              Opportunity_Expected__c { value } Judgement_In_Force__c { value }
              KPI_Values__r(first: 200, where: { Target__c: { eq: null } }, orderBy: { Period_Start__c: { order: DESC } }) {
                edges {
                  node {
                    Id Definition__c { value } Period_Type__c { value } Period_Start__c { value } Actual__c { value }
                    Target_Value__c { value } Source_As_Of__c { value }
                  }
                }
              }
              Gap_Actions__r(
                first: 200
                where: { Kind__c: { eq: "Action" }, Kpi_Definition__c: { ne: null }, Target__c: { eq: null } }
                orderBy: { CreatedDate: { order: DESC } }
              ) {
                edges {
                  node {
                    Id State__c { value label } Subject__c { value } Due__c { value } Kpi_Definition__c { value }
                    Kpi_At_Start__c { value }
                    Assignee__r { Name { value } }
                  }
                }
              }
            }
          }
        }
        KPI_Definition__c(first: 200, where: { Active__c: { eq: true } }, orderBy: { Order__c: { order: ASC } }) {
          edges {
            node {
              Id External_Key__c { value } Name { value } Name_Ja__c { value } Class__c { value } Unit__c { value }
              Direction__c { value } Combines__c { value } Figure__c { value } Parent__c { value } Numerator__c { value }
              Denominator__c { value }
            }
          }
        }
        Forecast_Cycle__c(first: 1, where: { State__c: { ne: "Planned" } }, orderBy: { Week_Start__c: { order: DESC } }) {
          edges { node { Id State__c { value } Holidays__c { value } Business_Zone__c { value } } }
        }
      }
    }
  }
`;
