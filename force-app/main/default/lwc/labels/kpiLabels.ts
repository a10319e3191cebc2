import kpiTitle from '@salesforce/label/c.Kpi_Title';
import kpiOfMonth from '@salesforce/label/c.Kpi_Of_Month';
import kpiShort from '@salesforce/label/c.Kpi_Short';
import kpiOver from '@salesforce/label/c.Kpi_Over';
import kpiOnTarget from '@salesforce/label/c.Kpi_On_Target';
import kpiTopCause from '@salesforce/label/c.Kpi_Top_Cause';
import kpiRecordFor from '@salesforce/label/c.Kpi_Record_For';
import kpiColumn from '@salesforce/label/c.Kpi_Column';
import kpiContribution from '@salesforce/label/c.Kpi_Contribution';
import kpiContributionHelp from '@salesforce/label/c.Kpi_Contribution_Help';
import kpiRest from '@salesforce/label/c.Kpi_Rest';
import kpiNarrowest from '@salesforce/label/c.Kpi_Narrowest';
import kpiNarrowestUnproven from '@salesforce/label/c.Kpi_Narrowest_Unproven';
import kpiUnknown from '@salesforce/label/c.Kpi_Unknown';
import kpiEmpty from '@salesforce/label/c.Kpi_Empty';
import kpiEmptyNext from '@salesforce/label/c.Kpi_Empty_Next';
import kpiActionMoved from '@salesforce/label/c.Kpi_Action_Moved';
import kpiScoreTitle from '@salesforce/label/c.Kpi_Score_Title';
import kpiScoreNotToday from '@salesforce/label/c.Kpi_Score_Not_Today';
import kpiScoreNoDays from '@salesforce/label/c.Kpi_Score_No_Days';
import kpiToday from '@salesforce/label/c.Kpi_Today';
import kpiWeekOf from '@salesforce/label/c.Kpi_Week_Of';
import kpiOf from '@salesforce/label/c.Kpi_Of';
import kpiSaved from '@salesforce/label/c.Kpi_Saved';
import kpiNow from '@salesforce/label/c.Kpi_Now';
import kpiShortOfBudget from '@salesforce/label/c.Kpi_Short_Of_Budget';
import kpiOverBudget from '@salesforce/label/c.Kpi_Over_Budget';
import kpiOnBudget from '@salesforce/label/c.Kpi_On_Budget';
import kpiBudgetOrTarget from '@salesforce/label/c.Kpi_Budget_Or_Target';
import kpiNeededADay from '@salesforce/label/c.Kpi_Needed_A_Day';

export const kpiLabels = {
  kpiTitle,
  kpiOfMonth,
  kpiShort,
  kpiOver,
  kpiOnTarget,
  kpiTopCause,
  kpiRecordFor,
  kpiColumn,
  kpiContribution,
  kpiContributionHelp,
  kpiRest,
  kpiNarrowest,
  kpiNarrowestUnproven,
  kpiUnknown,
  kpiEmpty,
  kpiEmptyNext,
  kpiActionMoved,
  kpiScoreTitle,
  kpiScoreNotToday,
  kpiScoreNoDays,
  kpiToday,
  kpiWeekOf,
  kpiOf,
  kpiSaved,
  kpiNow,
  kpiShortOfBudget,
  kpiOverBudget,
  kpiOnBudget,
  kpiBudgetOrTarget,
  kpiNeededADay,
} as const;
