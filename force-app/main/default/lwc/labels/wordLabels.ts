import unitOne from '@salesforce/label/c.Unit_One';
import unitThousand from '@salesforce/label/c.Unit_Thousand';
import unitTenThousand from '@salesforce/label/c.Unit_Ten_Thousand';
import unitMillion from '@salesforce/label/c.Unit_Million';
import unitHundredMillion from '@salesforce/label/c.Unit_Hundred_Million';
import unitBillion from '@salesforce/label/c.Unit_Billion';
import unitChoose from '@salesforce/label/c.Unit_Choose';
import amountUnreadable from '@salesforce/label/c.Amount_Unreadable';
import amountTooLarge from '@salesforce/label/c.Amount_Too_Large';
import amountTooFine from '@salesforce/label/c.Amount_Too_Fine';
import figureTarget from '@salesforce/label/c.Figure_Target';
import figureBudget from '@salesforce/label/c.Figure_Budget';
import figurePlan from '@salesforce/label/c.Figure_Plan';
import figureMemberTargets from '@salesforce/label/c.Figure_Member_Targets';
import figureActual from '@salesforce/label/c.Figure_Actual';
import figureLanding from '@salesforce/label/c.Figure_Landing';
import figureGap from '@salesforce/label/c.Figure_Gap';
import figureAchievement from '@salesforce/label/c.Figure_Achievement';
import figureLandingRate from '@salesforce/label/c.Figure_Landing_Rate';
import columnExpected from '@salesforce/label/c.Column_Expected';
import columnRowLanding from '@salesforce/label/c.Column_Row_Landing';
import columnMenus from '@salesforce/label/c.Column_Menus';
import columnSystem from '@salesforce/label/c.Column_System';
import columnEntered from '@salesforce/label/c.Column_Entered';
import columnFigure from '@salesforce/label/c.Column_Figure';
import columnAmount from '@salesforce/label/c.Column_Amount';
import rowTotal from '@salesforce/label/c.Row_Total';
import rowJudgement from '@salesforce/label/c.Row_Judgement';
import chipClosed from '@salesforce/label/c.Chip_Closed';
import chipNotOpen from '@salesforce/label/c.Chip_Not_Open';
import chipUnlinked from '@salesforce/label/c.Chip_Unlinked';
import chipLeftOut from '@salesforce/label/c.Chip_Left_Out';
import loading from '@salesforce/label/c.Loading';
import retry from '@salesforce/label/c.Retry';
import problemTitle from '@salesforce/label/c.Problem_Title';
import problemNext from '@salesforce/label/c.Problem_Next';
import problemOffline from '@salesforce/label/c.Problem_Offline';
import problemDenied from '@salesforce/label/c.Problem_Denied';
import problemFailed from '@salesforce/label/c.Problem_Failed';
import stillValid from '@salesforce/label/c.Still_Valid';
import missingTitle from '@salesforce/label/c.Missing_Title';
import missingNext from '@salesforce/label/c.Missing_Next';
import unitTold from '@salesforce/label/c.Unit_Told';

/** Words that several panels share: units, figures, columns, problems. */
export const wordLabels = {
  unitOne,
  unitThousand,
  unitTenThousand,
  unitMillion,
  unitHundredMillion,
  unitBillion,
  unitChoose,
  amountUnreadable,
  amountTooLarge,
  amountTooFine,
  figureTarget,
  figureBudget,
  figurePlan,
  figureMemberTargets,
  figureActual,
  figureLanding,
  figureGap,
  figureAchievement,
  figureLandingRate,
  columnExpected,
  columnRowLanding,
  columnMenus,
  columnSystem,
  columnEntered,
  columnFigure,
  columnAmount,
  rowTotal,
  rowJudgement,
  chipClosed,
  chipNotOpen,
  chipUnlinked,
  chipLeftOut,
  loading,
  retry,
  problemTitle,
  problemNext,
  problemOffline,
  problemDenied,
  problemFailed,
  stillValid,
  missingTitle,
  missingNext,
  unitTold,
} as const;
