import periodChoose from '@salesforce/label/c.Period_Choose';
import periodChooseSpan from '@salesforce/label/c.Period_Choose_Span';
import periodDay from '@salesforce/label/c.Period_Day';
import periodWeek from '@salesforce/label/c.Period_Week';
import periodMonth from '@salesforce/label/c.Period_Month';
import periodQuarter from '@salesforce/label/c.Period_Quarter';
import periodSingleDay from '@salesforce/label/c.Period_Single_Day';
import periodSingleWeek from '@salesforce/label/c.Period_Single_Week';
import periodSingleMonth from '@salesforce/label/c.Period_Single_Month';
import periodSingleQuarter from '@salesforce/label/c.Period_Single_Quarter';
import periodCumulative from '@salesforce/label/c.Period_Cumulative';
import courseDays from '@salesforce/label/c.Course_Days';
import courseWeeks from '@salesforce/label/c.Course_Weeks';
import courseMonths from '@salesforce/label/c.Course_Months';
import courseQuarters from '@salesforce/label/c.Course_Quarters';
import courseDifference from '@salesforce/label/c.Course_Difference';
import courseNoDays from '@salesforce/label/c.Course_No_Days';
import courseWeekNote from '@salesforce/label/c.Course_Week_Note';
import courseUnknownWeeks from '@salesforce/label/c.Course_Unknown_Weeks';
import courseMissing from '@salesforce/label/c.Course_Missing';
import courseNoHolidays from '@salesforce/label/c.Course_No_Holidays';
import courseNoPace from '@salesforce/label/c.Course_No_Pace';
import courseProblem from '@salesforce/label/c.Course_Problem';
import paceDays from '@salesforce/label/c.Pace_Days';
import paceDaysOf from '@salesforce/label/c.Pace_Days_Of';
import paceDuePerDay from '@salesforce/label/c.Pace_Due_Per_Day';
import paceSoFar from '@salesforce/label/c.Pace_So_Far';
import paceDueBy from '@salesforce/label/c.Pace_Due_By';
import paceGap from '@salesforce/label/c.Pace_Gap';
import paceIndex from '@salesforce/label/c.Pace_Index';
import paceRunRate from '@salesforce/label/c.Pace_Run_Rate';
import figureRequired from '@salesforce/label/c.Figure_Required';
import paceReached from '@salesforce/label/c.Pace_Reached';
import paceClosedShort from '@salesforce/label/c.Pace_Closed_Short';
import pacePerDay from '@salesforce/label/c.Pace_Per_Day';
import paceTimes from '@salesforce/label/c.Pace_Times';
import requiredHelp from '@salesforce/label/c.Required_Help';
import breakdownOf from '@salesforce/label/c.Breakdown_Of';
import courseUntil from '@salesforce/label/c.Course_Until';

export const periodLabels = {
  periodChoose,
  periodChooseSpan,
  periodDay,
  periodWeek,
  periodMonth,
  periodQuarter,
  periodSingleDay,
  periodSingleWeek,
  periodSingleMonth,
  periodSingleQuarter,
  periodCumulative,
  courseDays,
  courseWeeks,
  courseMonths,
  courseQuarters,
  courseDifference,
  courseNoDays,
  courseWeekNote,
  courseUnknownWeeks,
  courseMissing,
  courseNoHolidays,
  courseNoPace,
  courseProblem,
  paceDays,
  paceDaysOf,
  paceDuePerDay,
  paceSoFar,
  paceDueBy,
  paceGap,
  paceIndex,
  paceRunRate,
  figureRequired,
  paceReached,
  paceClosedShort,
  pacePerDay,
  paceTimes,
  requiredHelp,
  breakdownOf,
  courseUntil,
} as const;
