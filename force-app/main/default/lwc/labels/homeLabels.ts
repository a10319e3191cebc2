import homeOpen from '@salesforce/label/c.Home_Open';
import homeOpenNone from '@salesforce/label/c.Home_Open_None';
import homeDue from '@salesforce/label/c.Home_Due';
import homeDueNone from '@salesforce/label/c.Home_Due_None';
import homeNudges from '@salesforce/label/c.Home_Nudges';
import homeNudgeBy from '@salesforce/label/c.Home_Nudge_By';
import homeGap from '@salesforce/label/c.Home_Gap';
import homeGapNone from '@salesforce/label/c.Home_Gap_None';
import homeGapNext from '@salesforce/label/c.Home_Gap_Next';
import homeUnits from '@salesforce/label/c.Home_Units';
import homeUnitsScale from '@salesforce/label/c.Home_Units_Scale';
import homeUnitFigures from '@salesforce/label/c.Home_Unit_Figures';
import homeNextMonths from '@salesforce/label/c.Home_Next_Months';
import homeMonthFigures from '@salesforce/label/c.Home_Month_Figures';
import homeLoads from '@salesforce/label/c.Home_Loads';
import homeLoadAt from '@salesforce/label/c.Home_Load_At';
import homeMismatches from '@salesforce/label/c.Home_Mismatches';
import homeMismatchesNone from '@salesforce/label/c.Home_Mismatches_None';
import homeMismatchAt from '@salesforce/label/c.Home_Mismatch_At';
import homeMeeting from '@salesforce/label/c.Home_Meeting';
import homeMore from '@salesforce/label/c.Home_More';
import homeOverdue from '@salesforce/label/c.Home_Overdue';
import dealTitle from '@salesforce/label/c.Deal_Title';
import dealShare from '@salesforce/label/c.Deal_Share';
import dealDiffers from '@salesforce/label/c.Deal_Differs';
import dealHelp from '@salesforce/label/c.Deal_Help';
import dealNone from '@salesforce/label/c.Deal_None';
import dealNoneNext from '@salesforce/label/c.Deal_None_Next';
import dealWon from '@salesforce/label/c.Deal_Won';
import dealWonNext from '@salesforce/label/c.Deal_Won_Next';
import dealOpportunity from '@salesforce/label/c.Deal_Opportunity';
import dealProjects from '@salesforce/label/c.Deal_Projects';
import dealActions from '@salesforce/label/c.Deal_Actions';
import dealActionsNone from '@salesforce/label/c.Deal_Actions_None';
import dealShareOver from '@salesforce/label/c.Deal_Share_Over';
import homeProgress from '@salesforce/label/c.Home_Progress';
import homeProgressSum from '@salesforce/label/c.Home_Progress_Sum';
import homeProgressOf from '@salesforce/label/c.Home_Progress_Of';
import homeProgressOpen from '@salesforce/label/c.Home_Progress_Open';
import homeProgressAll from '@salesforce/label/c.Home_Progress_All';
import homeAdoption from '@salesforce/label/c.Home_Adoption';
import homeProgressProblem from '@salesforce/label/c.Home_Progress_Problem';
import homeRevisions from '@salesforce/label/c.Home_Revisions';
import homeRevisionsNone from '@salesforce/label/c.Home_Revisions_None';
import homeAccuracy from '@salesforce/label/c.Home_Accuracy';
import homeAccuracyNone from '@salesforce/label/c.Home_Accuracy_None';
import homeAccuracyHelp from '@salesforce/label/c.Home_Accuracy_Help';
import homeAccuracyLeft from '@salesforce/label/c.Home_Accuracy_Left';
import homeAccuracyEnd from '@salesforce/label/c.Home_Accuracy_End';
import homeAccuracyHigh from '@salesforce/label/c.Home_Accuracy_High';
import homeAccuracyLow from '@salesforce/label/c.Home_Accuracy_Low';
import homeAccuracyEven from '@salesforce/label/c.Home_Accuracy_Even';
import homeAccuracyNow from '@salesforce/label/c.Home_Accuracy_Now';
import homeAccuracyRange from '@salesforce/label/c.Home_Accuracy_Range';
import homeAccuracyAdded from '@salesforce/label/c.Home_Accuracy_Added';
import homeAccuracyAddedHelp from '@salesforce/label/c.Home_Accuracy_Added_Help';
import homeAccuracyPoints from '@salesforce/label/c.Home_Accuracy_Points';

/** The Home pages and the pages of deals: what is open, what is due. */
export const homeLabels = {
  homeOpen,
  homeOpenNone,
  homeDue,
  homeDueNone,
  homeNudges,
  homeNudgeBy,
  homeGap,
  homeGapNone,
  homeGapNext,
  homeUnits,
  homeUnitsScale,
  homeUnitFigures,
  homeNextMonths,
  homeMonthFigures,
  homeLoads,
  homeLoadAt,
  homeMismatches,
  homeMismatchesNone,
  homeMismatchAt,
  homeMeeting,
  homeMore,
  homeOverdue,
  dealTitle,
  dealShare,
  dealDiffers,
  dealHelp,
  dealNone,
  dealNoneNext,
  dealWon,
  dealWonNext,
  dealOpportunity,
  dealProjects,
  dealActions,
  dealActionsNone,
  dealShareOver,
  homeProgress,
  homeProgressSum,
  homeProgressOf,
  homeProgressOpen,
  homeProgressAll,
  homeAdoption,
  homeProgressProblem,
  homeRevisions,
  homeRevisionsNone,
  homeAccuracy,
  homeAccuracyNone,
  homeAccuracyHelp,
  homeAccuracyLeft,
  homeAccuracyEnd,
  homeAccuracyHigh,
  homeAccuracyLow,
  homeAccuracyEven,
  homeAccuracyNow,
  homeAccuracyRange,
  homeAccuracyAdded,
  homeAccuracyAddedHelp,
  homeAccuracyPoints,
} as const;
