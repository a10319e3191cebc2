import lineageTitle from '@salesforce/label/c.Lineage_Title';
import lineageOpen from '@salesforce/label/c.Lineage_Open';
import lineageOpenFigure from '@salesforce/label/c.Lineage_Open_Figure';
import lineageClose from '@salesforce/label/c.Lineage_Close';
import lineageFigure from '@salesforce/label/c.Lineage_Figure';
import lineageStepFormula from '@salesforce/label/c.Lineage_Step_Formula';
import lineageStepRecords from '@salesforce/label/c.Lineage_Step_Records';
import lineageStepLoad from '@salesforce/label/c.Lineage_Step_Load';
import lineageStepTable from '@salesforce/label/c.Lineage_Step_Table';
import lineageStepAge from '@salesforce/label/c.Lineage_Step_Age';
import lineageSumEqual from '@salesforce/label/c.Lineage_Sum_Equal';
import lineageSumNumerator from '@salesforce/label/c.Lineage_Sum_Numerator';
import lineageSumDiffers from '@salesforce/label/c.Lineage_Sum_Differs';
import lineageSumPartial from '@salesforce/label/c.Lineage_Sum_Partial';
import lineageNoRecords from '@salesforce/label/c.Lineage_No_Records';
import lineageGroup from '@salesforce/label/c.Lineage_Group';
import lineageGroupRecord from '@salesforce/label/c.Lineage_Group_Record';
import lineageGroupProject from '@salesforce/label/c.Lineage_Group_Project';
import lineageGroupMenu from '@salesforce/label/c.Lineage_Group_Menu';
import lineageGroupAccount from '@salesforce/label/c.Lineage_Group_Account';
import lineageGroupNone from '@salesforce/label/c.Lineage_Group_None';
import lineageNoMenu from '@salesforce/label/c.Lineage_No_Menu';
import lineageCount from '@salesforce/label/c.Lineage_Count';
import lineageUnknown from '@salesforce/label/c.Lineage_Unknown';
import lineageUnknownLoad from '@salesforce/label/c.Lineage_Unknown_Load';
import lineageRun from '@salesforce/label/c.Lineage_Run';
import lineageRecordsHere from '@salesforce/label/c.Lineage_Records_Here';
import lineageRows from '@salesforce/label/c.Lineage_Rows';
import lineageEntered from '@salesforce/label/c.Lineage_Entered';
import lineageChecked from '@salesforce/label/c.Lineage_Checked';
import lineageNotChecked from '@salesforce/label/c.Lineage_Not_Checked';
import lineageProblem from '@salesforce/label/c.Lineage_Problem';
import formulaTarget from '@salesforce/label/c.Formula_Target';
import formulaPlan from '@salesforce/label/c.Formula_Plan';
import formulaBudget from '@salesforce/label/c.Formula_Budget';
import formulaMemberTargets from '@salesforce/label/c.Formula_Member_Targets';
import formulaActual from '@salesforce/label/c.Formula_Actual';
import formulaLanding from '@salesforce/label/c.Formula_Landing';
import formulaLandingBudget from '@salesforce/label/c.Formula_Landing_Budget';
import formulaGap from '@salesforce/label/c.Formula_Gap';
import formulaGapBudget from '@salesforce/label/c.Formula_Gap_Budget';
import formulaAchievement from '@salesforce/label/c.Formula_Achievement';
import formulaAchievementBudget from '@salesforce/label/c.Formula_Achievement_Budget';
import formulaLandingRate from '@salesforce/label/c.Formula_Landing_Rate';
import formulaLandingRateBudget from '@salesforce/label/c.Formula_Landing_Rate_Budget';
import freshnessFresh from '@salesforce/label/c.Freshness_Fresh';
import freshnessStale from '@salesforce/label/c.Freshness_Stale';
import freshnessFailed from '@salesforce/label/c.Freshness_Failed';
import differenceTitleOne from '@salesforce/label/c.Difference_Title_One';
import differenceTitleMany from '@salesforce/label/c.Difference_Title_Many';
import differenceMore from '@salesforce/label/c.Difference_More';
import differenceNext from '@salesforce/label/c.Difference_Next';
import causeDeleted from '@salesforce/label/c.Cause_Deleted';
import causeEdited from '@salesforce/label/c.Cause_Edited';
import causeExtra from '@salesforce/label/c.Cause_Extra';
import causeDuplicate from '@salesforce/label/c.Cause_Duplicate';
import causeNotSent from '@salesforce/label/c.Cause_Not_Sent';
import causeOpen from '@salesforce/label/c.Cause_Open';
import badgeLabel from '@salesforce/label/c.Badge_Label';
import badgeChecked from '@salesforce/label/c.Badge_Checked';
import badgeMeasure from '@salesforce/label/c.Badge_Measure';

/** Where a figure comes from, step by step, and which records differ. */
export const lineageLabels = {
  lineageTitle,
  lineageOpen,
  lineageOpenFigure,
  lineageClose,
  lineageFigure,
  lineageStepFormula,
  lineageStepRecords,
  lineageStepLoad,
  lineageStepTable,
  lineageStepAge,
  lineageSumEqual,
  lineageSumNumerator,
  lineageSumDiffers,
  lineageSumPartial,
  lineageNoRecords,
  lineageGroup,
  lineageGroupRecord,
  lineageGroupProject,
  lineageGroupMenu,
  lineageGroupAccount,
  lineageGroupNone,
  lineageNoMenu,
  lineageCount,
  lineageUnknown,
  lineageUnknownLoad,
  lineageRun,
  lineageRecordsHere,
  lineageRows,
  lineageEntered,
  lineageChecked,
  lineageNotChecked,
  lineageProblem,
  formulaTarget,
  formulaPlan,
  formulaBudget,
  formulaMemberTargets,
  formulaActual,
  formulaLanding,
  formulaLandingBudget,
  formulaGap,
  formulaGapBudget,
  formulaAchievement,
  formulaAchievementBudget,
  formulaLandingRate,
  formulaLandingRateBudget,
  freshnessFresh,
  freshnessStale,
  freshnessFailed,
  differenceTitleOne,
  differenceTitleMany,
  differenceMore,
  differenceNext,
  causeDeleted,
  causeEdited,
  causeExtra,
  causeDuplicate,
  causeNotSent,
  causeOpen,
  badgeLabel,
  badgeChecked,
  badgeMeasure,
} as const;
