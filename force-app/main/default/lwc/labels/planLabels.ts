import planTitle from '@salesforce/label/c.Plan_Title';
import planGoal from '@salesforce/label/c.Plan_Goal';
import planGoalNone from '@salesforce/label/c.Plan_Goal_None';
import planAmount from '@salesforce/label/c.Plan_Amount';
import planEdit from '@salesforce/label/c.Plan_Edit';
import planSave from '@salesforce/label/c.Plan_Save';
import planSaved from '@salesforce/label/c.Plan_Saved';
import planStatements from '@salesforce/label/c.Plan_Statements';
import planStatementsNone from '@salesforce/label/c.Plan_Statements_None';
import planActions from '@salesforce/label/c.Plan_Actions';
import planActionsNone from '@salesforce/label/c.Plan_Actions_None';
import planAddStatement from '@salesforce/label/c.Plan_Add_Statement';
import planAddAction from '@salesforce/label/c.Plan_Add_Action';
import planArea from '@salesforce/label/c.Plan_Area';
import planShouldBe from '@salesforce/label/c.Plan_Should_Be';
import planIsNow from '@salesforce/label/c.Plan_Is_Now';
import planShouldAndIs from '@salesforce/label/c.Plan_Should_And_Is';
import planSeverity from '@salesforce/label/c.Plan_Severity';
import planSeverityOf from '@salesforce/label/c.Plan_Severity_Of';
import planActionSubject from '@salesforce/label/c.Plan_Action_Subject';
import planOtherKpi from '@salesforce/label/c.Plan_Other_Kpi';
import planKpiName from '@salesforce/label/c.Plan_Kpi_Name';
import planDrop from '@salesforce/label/c.Plan_Drop';
import planDropOf from '@salesforce/label/c.Plan_Drop_Of';
import planMismatchRisk from '@salesforce/label/c.Plan_Mismatch_Risk';
import planMismatchRiskNext from '@salesforce/label/c.Plan_Mismatch_Risk_Next';
import planMismatchMissing from '@salesforce/label/c.Plan_Mismatch_Missing';
import planMismatchMissingNext from '@salesforce/label/c.Plan_Mismatch_Missing_Next';

/** The plan of a target: what should be, the gaps in words, and what is done about them. */
export const planLabels = {
  planTitle,
  planGoal,
  planGoalNone,
  planAmount,
  planEdit,
  planSave,
  planSaved,
  planStatements,
  planStatementsNone,
  planActions,
  planActionsNone,
  planAddStatement,
  planAddAction,
  planArea,
  planShouldBe,
  planIsNow,
  planShouldAndIs,
  planSeverity,
  planSeverityOf,
  planActionSubject,
  planOtherKpi,
  planKpiName,
  planDrop,
  planDropOf,
  planMismatchRisk,
  planMismatchRiskNext,
  planMismatchMissing,
  planMismatchMissingNext,
} as const;
