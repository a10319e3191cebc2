import byFridayTitle from '@salesforce/label/c.By_Friday_Title';
import byFridayNeed from '@salesforce/label/c.By_Friday_Need';
import byFridayDaysOne from '@salesforce/label/c.By_Friday_Days_One';
import byFridayDaysMany from '@salesforce/label/c.By_Friday_Days_Many';
import byFridayPerDay from '@salesforce/label/c.By_Friday_Per_Day';
import byFridayOnPlan from '@salesforce/label/c.By_Friday_On_Plan';
import byFridayOnPlanNext from '@salesforce/label/c.By_Friday_On_Plan_Next';
import byFridayNoTarget from '@salesforce/label/c.By_Friday_No_Target';
import byFridayNoTargetNext from '@salesforce/label/c.By_Friday_No_Target_Next';
import byFridayOver from '@salesforce/label/c.By_Friday_Over';
import byFridayOverNext from '@salesforce/label/c.By_Friday_Over_Next';
import byFridayCannot from '@salesforce/label/c.By_Friday_Cannot';
import byFridayNoDay from '@salesforce/label/c.By_Friday_No_Day';
import byFridayNoTime from '@salesforce/label/c.By_Friday_No_Time';
import byFridayCapacity from '@salesforce/label/c.By_Friday_Capacity';
import byFridayInstead from '@salesforce/label/c.By_Friday_Instead';
import byFridayNoLines from '@salesforce/label/c.By_Friday_No_Lines';
import byFridayTooFew from '@salesforce/label/c.By_Friday_Too_Few';
import byFridayLagUnknown from '@salesforce/label/c.By_Friday_Lag_Unknown';
import byFridayBias from '@salesforce/label/c.By_Friday_Bias';
import byFridayNotCounted from '@salesforce/label/c.By_Friday_Not_Counted';
import byFridayRecord from '@salesforce/label/c.By_Friday_Record';
import byFridayRecorded from '@salesforce/label/c.By_Friday_Recorded';
import byFridayRecordedOf from '@salesforce/label/c.By_Friday_Recorded_Of';
import byFridayWinOne from '@salesforce/label/c.By_Friday_Win_One';
import byFridayWinMany from '@salesforce/label/c.By_Friday_Win_Many';
import byFridayWinDetail from '@salesforce/label/c.By_Friday_Win_Detail';
import byFridayInPlayOne from '@salesforce/label/c.By_Friday_In_Play_One';
import byFridayInPlayMany from '@salesforce/label/c.By_Friday_In_Play_Many';
import byFridayInPlayDetail from '@salesforce/label/c.By_Friday_In_Play_Detail';
import byFridayDecide from '@salesforce/label/c.By_Friday_Decide';
import byFridayDecideDetail from '@salesforce/label/c.By_Friday_Decide_Detail';
import byFridayClose from '@salesforce/label/c.By_Friday_Close';
import byFridayCloseDetail from '@salesforce/label/c.By_Friday_Close_Detail';
import byFridayOverdue from '@salesforce/label/c.By_Friday_Overdue';
import byFridayOverdueDetail from '@salesforce/label/c.By_Friday_Overdue_Detail';
import byFridayPullIn from '@salesforce/label/c.By_Friday_Pull_In';
import byFridayPullInDetail from '@salesforce/label/c.By_Friday_Pull_In_Detail';
import byFridayUpsell from '@salesforce/label/c.By_Friday_Upsell';
import byFridayUpsellDetail from '@salesforce/label/c.By_Friday_Upsell_Detail';
import byFridayNextPlan from '@salesforce/label/c.By_Friday_Next_Plan';
import byFridayNextPlanDetail from '@salesforce/label/c.By_Friday_Next_Plan_Detail';
import byFridayTalk from '@salesforce/label/c.By_Friday_Talk';
import byFridayTalkDetail from '@salesforce/label/c.By_Friday_Talk_Detail';
import byFridayTalkBudget from '@salesforce/label/c.By_Friday_Talk_Budget';

/** What must happen by Friday, and what can be done instead. */
export const byFridayLabels = {
  byFridayTitle,
  byFridayNeed,
  byFridayDaysOne,
  byFridayDaysMany,
  byFridayPerDay,
  byFridayOnPlan,
  byFridayOnPlanNext,
  byFridayNoTarget,
  byFridayNoTargetNext,
  byFridayOver,
  byFridayOverNext,
  byFridayCannot,
  byFridayNoDay,
  byFridayNoTime,
  byFridayCapacity,
  byFridayInstead,
  byFridayNoLines,
  byFridayTooFew,
  byFridayLagUnknown,
  byFridayBias,
  byFridayNotCounted,
  byFridayRecord,
  byFridayRecorded,
  byFridayRecordedOf,
  byFridayWinOne,
  byFridayWinMany,
  byFridayWinDetail,
  byFridayInPlayOne,
  byFridayInPlayMany,
  byFridayInPlayDetail,
  byFridayDecide,
  byFridayDecideDetail,
  byFridayClose,
  byFridayCloseDetail,
  byFridayOverdue,
  byFridayOverdueDetail,
  byFridayPullIn,
  byFridayPullInDetail,
  byFridayUpsell,
  byFridayUpsellDetail,
  byFridayNextPlan,
  byFridayNextPlanDetail,
  byFridayTalk,
  byFridayTalkDetail,
  byFridayTalkBudget,
} as const;
