import cycleTitle from '@salesforce/label/c.Cycle_Title';
import cycleWeek from '@salesforce/label/c.Cycle_Week';
import cycleNone from '@salesforce/label/c.Cycle_None';
import cycleNoneNext from '@salesforce/label/c.Cycle_None_Next';
import cyclePast from '@salesforce/label/c.Cycle_Past';
import cyclePlanned from '@salesforce/label/c.Cycle_Planned';
import cyclePlannedDue from '@salesforce/label/c.Cycle_Planned_Due';
import cycleHeld from '@salesforce/label/c.Cycle_Held';
import cycleHeldNext from '@salesforce/label/c.Cycle_Held_Next';
import cycleOpen from '@salesforce/label/c.Cycle_Open';
import cycleLate from '@salesforce/label/c.Cycle_Late';
import cycleLateDue from '@salesforce/label/c.Cycle_Late_Due';
import cycleFrozen from '@salesforce/label/c.Cycle_Frozen';
import cycleFrozenNow from '@salesforce/label/c.Cycle_Frozen_Now';
import cycleClosed from '@salesforce/label/c.Cycle_Closed';
import cycleMoment from '@salesforce/label/c.Cycle_Moment';
import cycleMomentBoth from '@salesforce/label/c.Cycle_Moment_Both';
import cycleSteps from '@salesforce/label/c.Cycle_Steps';
import cycleStepOpens from '@salesforce/label/c.Cycle_Step_Opens';
import cycleStepDeadline from '@salesforce/label/c.Cycle_Step_Deadline';
import cycleStepFreeze from '@salesforce/label/c.Cycle_Step_Freeze';
import cycleStepMeeting from '@salesforce/label/c.Cycle_Step_Meeting';
import cycleStepDone from '@salesforce/label/c.Cycle_Step_Done';
import cycleStepNow from '@salesforce/label/c.Cycle_Step_Now';
import cycleOpenItems from '@salesforce/label/c.Cycle_Open_Items';
import cycleNothingOpen from '@salesforce/label/c.Cycle_Nothing_Open';
import standingLabel from '@salesforce/label/c.Standing_Label';
import standingNotStarted from '@salesforce/label/c.Standing_Not_Started';
import standingOverdue from '@salesforce/label/c.Standing_Overdue';
import standingDraft from '@salesforce/label/c.Standing_Draft';
import standingSubmitted from '@salesforce/label/c.Standing_Submitted';
import standingLate from '@salesforce/label/c.Standing_Late';
import standingReturned from '@salesforce/label/c.Standing_Returned';
import standingConfirmed from '@salesforce/label/c.Standing_Confirmed';
import standingCarried from '@salesforce/label/c.Standing_Carried';
import standingWithdrawn from '@salesforce/label/c.Standing_Withdrawn';
import standingSubmittedBy from '@salesforce/label/c.Standing_Submitted_By';
import standingOnBehalf from '@salesforce/label/c.Standing_On_Behalf';
import standingCarriedTold from '@salesforce/label/c.Standing_Carried_Told';
import standingDecidedBy from '@salesforce/label/c.Standing_Decided_By';
import standingReturnedBy from '@salesforce/label/c.Standing_Returned_By';
import cycleClosedNext from '@salesforce/label/c.Cycle_Closed_Next';
import standingFirstBy from '@salesforce/label/c.Standing_First_By';
import standingFirstOnBehalf from '@salesforce/label/c.Standing_First_On_Behalf';

/** The forecast week. */
export const cycleLabels = {
  cycleTitle,
  cycleWeek,
  cycleNone,
  cycleNoneNext,
  cyclePast,
  cyclePlanned,
  cyclePlannedDue,
  cycleHeld,
  cycleHeldNext,
  cycleOpen,
  cycleLate,
  cycleLateDue,
  cycleFrozen,
  cycleFrozenNow,
  cycleClosed,
  cycleMoment,
  cycleMomentBoth,
  cycleSteps,
  cycleStepOpens,
  cycleStepDeadline,
  cycleStepFreeze,
  cycleStepMeeting,
  cycleStepDone,
  cycleStepNow,
  cycleOpenItems,
  cycleNothingOpen,
  standingLabel,
  standingNotStarted,
  standingOverdue,
  standingDraft,
  standingSubmitted,
  standingLate,
  standingReturned,
  standingConfirmed,
  standingCarried,
  standingWithdrawn,
  standingSubmittedBy,
  standingOnBehalf,
  standingCarriedTold,
  standingDecidedBy,
  standingReturnedBy,
  cycleClosedNext,
  standingFirstBy,
  standingFirstOnBehalf,
} as const;
