/** Every field that a panel writes or asks the platform about, by object. Read fields live in the query texts. */
import BUDGET from '@salesforce/schema/Budget__c';
import JUDGEMENT from '@salesforce/schema/Budget__c.Judgement__c';
import JUDGEMENT_UNTIL from '@salesforce/schema/Budget__c.Judgement_Until__c';
import FACTOR from '@salesforce/schema/Forecast_Factor__c';
import FACTOR_TYPE from '@salesforce/schema/Forecast_Factor__c.Bridge_Type__c';
import FACTOR_CODE from '@salesforce/schema/Forecast_Factor__c.Code__c';
import GAP_ACTION from '@salesforce/schema/Gap_Action__c';
import AREA from '@salesforce/schema/Gap_Action__c.Area__c';
import SEVERITY from '@salesforce/schema/Gap_Action__c.Severity__c';
import OPPORTUNITY_AMOUNT from '@salesforce/schema/Opportunity_Amount__c';
import EXPECTED from '@salesforce/schema/Opportunity_Amount__c.Expected__c';
import OPPORTUNITY_IN_LANDING from '@salesforce/schema/Opportunity_Amount__c.In_Landing__c';
import PROJECT_AMOUNT from '@salesforce/schema/Project_Amount__c';
import CONFIDENCE from '@salesforce/schema/Project_Amount__c.Confidence__c';
import EXPECTED_MEMBER from '@salesforce/schema/Project_Amount__c.Expected_Member__c';
import PROJECT_IN_LANDING from '@salesforce/schema/Project_Amount__c.In_Landing__c';
import NOTE from '@salesforce/schema/Project_Amount__c.Note__c';

export const budget = { object: BUDGET, judgement: JUDGEMENT, judgementUntil: JUDGEMENT_UNTIL } as const;

export const factor = { object: FACTOR, code: FACTOR_CODE, type: FACTOR_TYPE } as const;

export const gapAction = { object: GAP_ACTION, area: AREA, severity: SEVERITY } as const;

export const projectAmount = {
  object: PROJECT_AMOUNT,
  entered: EXPECTED_MEMBER,
  inLanding: PROJECT_IN_LANDING,
  confidence: CONFIDENCE,
  note: NOTE,
} as const;

export const opportunityAmount = {
  object: OPPORTUNITY_AMOUNT,
  entered: EXPECTED,
  inLanding: OPPORTUNITY_IN_LANDING,
} as const;
