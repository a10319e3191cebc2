import meetingFrozen from '@salesforce/label/c.Meeting_Frozen';
import meetingLive from '@salesforce/label/c.Meeting_Live';
import meetingManyMoments from '@salesforce/label/c.Meeting_Many_Moments';
import meetingNothingKept from '@salesforce/label/c.Meeting_Nothing_Kept';
import meetingHanded from '@salesforce/label/c.Meeting_Handed';
import meetingCarried from '@salesforce/label/c.Meeting_Carried';
import meetingLate from '@salesforce/label/c.Meeting_Late';
import meetingReturned from '@salesforce/label/c.Meeting_Returned';
import meetingAt from '@salesforce/label/c.Meeting_At';
import meetingStartsIn from '@salesforce/label/c.Meeting_Starts_In';
import meetingRunning from '@salesforce/label/c.Meeting_Running';
import meetingPresent from '@salesforce/label/c.Meeting_Present';
import meetingPresentEnd from '@salesforce/label/c.Meeting_Present_End';
import meetingPromises from '@salesforce/label/c.Meeting_Promises';
import meetingPromisesNone from '@salesforce/label/c.Meeting_Promises_None';
import meetingPromisesNext from '@salesforce/label/c.Meeting_Promises_Next';
import columnSaid from '@salesforce/label/c.Column_Said';
import columnDid from '@salesforce/label/c.Column_Did';
import columnEffect from '@salesforce/label/c.Column_Effect';
import promiseExpected from '@salesforce/label/c.Promise_Expected';
import promiseUnknown from '@salesforce/label/c.Promise_Unknown';
import promiseOverdue from '@salesforce/label/c.Promise_Overdue';
import promiseDue from '@salesforce/label/c.Promise_Due';
import promiseDone from '@salesforce/label/c.Promise_Done';
import promiseNotDone from '@salesforce/label/c.Promise_Not_Done';
import promiseDoneOf from '@salesforce/label/c.Promise_Done_Of';
import promiseNotDoneOf from '@salesforce/label/c.Promise_Not_Done_Of';
import promiseNoOwner from '@salesforce/label/c.Promise_No_Owner';
import meetingTotals from '@salesforce/label/c.Meeting_Totals';
import columnMonth from '@salesforce/label/c.Column_Month';
import columnMeasure from '@salesforce/label/c.Column_Measure';
import figureCoverage from '@salesforce/label/c.Figure_Coverage';
import columnChange from '@salesforce/label/c.Column_Change';
import sinceFreeze from '@salesforce/label/c.Since_Freeze';
import sinceFreezeNote from '@salesforce/label/c.Since_Freeze_Note';
import meetingUnits from '@salesforce/label/c.Meeting_Units';
import columnUnit from '@salesforce/label/c.Column_Unit';
import columnSubmission from '@salesforce/label/c.Column_Submission';
import columnFactors from '@salesforce/label/c.Column_Factors';
import submissionNone from '@salesforce/label/c.Submission_None';
import submissionCarried from '@salesforce/label/c.Submission_Carried';
import submissionLate from '@salesforce/label/c.Submission_Late';
import meetingKeys from '@salesforce/label/c.Meeting_Keys';
import meetingUnitsNone from '@salesforce/label/c.Meeting_Units_None';
import meetingUnitsNext from '@salesforce/label/c.Meeting_Units_Next';
import meetingCauses from '@salesforce/label/c.Meeting_Causes';
import meetingAllUnits from '@salesforce/label/c.Meeting_All_Units';
import meetingBridge from '@salesforce/label/c.Meeting_Bridge';
import meetingBridgeNone from '@salesforce/label/c.Meeting_Bridge_None';
import meetingBridgeWhole from '@salesforce/label/c.Meeting_Bridge_Whole';
import meetingBridgeLeft from '@salesforce/label/c.Meeting_Bridge_Left';
import meetingFactors from '@salesforce/label/c.Meeting_Factors';
import meetingFactorsNone from '@salesforce/label/c.Meeting_Factors_None';
import meetingDeals from '@salesforce/label/c.Meeting_Deals';
import meetingDealsNone from '@salesforce/label/c.Meeting_Deals_None';
import recorderTitle from '@salesforce/label/c.Recorder_Title';
import recorderKind from '@salesforce/label/c.Recorder_Kind';
import kindDecision from '@salesforce/label/c.Kind_Decision';
import kindQuestion from '@salesforce/label/c.Kind_Question';
import recorderKpi from '@salesforce/label/c.Recorder_Kpi';
import recorderNow from '@salesforce/label/c.Recorder_Now';
import recorderSubject from '@salesforce/label/c.Recorder_Subject';
import recorderQuestion from '@salesforce/label/c.Recorder_Question';
import recorderOwner from '@salesforce/label/c.Recorder_Owner';
import recorderDue from '@salesforce/label/c.Recorder_Due';
import recorderEffect from '@salesforce/label/c.Recorder_Effect';
import recorderSave from '@salesforce/label/c.Recorder_Save';
import recorderSaving from '@salesforce/label/c.Recorder_Saving';
import recorderMissing from '@salesforce/label/c.Recorder_Missing';
import recorderPast from '@salesforce/label/c.Recorder_Past';
import recorderSaved from '@salesforce/label/c.Recorder_Saved';
import recorderReadOnly from '@salesforce/label/c.Recorder_Read_Only';
import recorderReadOnlyNext from '@salesforce/label/c.Recorder_Read_Only_Next';
import decisionsTitle from '@salesforce/label/c.Decisions_Title';
import decisionsNone from '@salesforce/label/c.Decisions_None';
import meetingUnread from '@salesforce/label/c.Meeting_Unread';
import meetingNowProblem from '@salesforce/label/c.Meeting_Now_Problem';
import minutesTitle from '@salesforce/label/c.Minutes_Title';
import minutesLanguage from '@salesforce/label/c.Minutes_Language';
import minutesCopy from '@salesforce/label/c.Minutes_Copy';
import minutesDownload from '@salesforce/label/c.Minutes_Download';
import minutesCopied from '@salesforce/label/c.Minutes_Copied';
import minutesNotCopied from '@salesforce/label/c.Minutes_Not_Copied';
import minutesInJapanese from '@salesforce/label/c.Minutes_In_Japanese';
import minutesInEnglish from '@salesforce/label/c.Minutes_In_English';
import promiseNoNumber from '@salesforce/label/c.Promise_No_Number';
import kindParked from '@salesforce/label/c.Kind_Parked';
import recorderTopic from '@salesforce/label/c.Recorder_Topic';
import parkedTitle from '@salesforce/label/c.Parked_Title';
import parkedNone from '@salesforce/label/c.Parked_None';
import parkedSince from '@salesforce/label/c.Parked_Since';
import parkedTakeUp from '@salesforce/label/c.Parked_Take_Up';
import parkedTakeUpOf from '@salesforce/label/c.Parked_Take_Up_Of';
import parkedClose from '@salesforce/label/c.Parked_Close';
import parkedCloseOf from '@salesforce/label/c.Parked_Close_Of';
import parkedClosed from '@salesforce/label/c.Parked_Closed';
import parkedTaken from '@salesforce/label/c.Parked_Taken';
import parkedLeave from '@salesforce/label/c.Parked_Leave';

/** The Wednesday meeting: promises, totals, units, causes and decisions. */
export const meetingLabels = {
  meetingFrozen,
  meetingLive,
  meetingManyMoments,
  meetingNothingKept,
  meetingHanded,
  meetingCarried,
  meetingLate,
  meetingReturned,
  meetingAt,
  meetingStartsIn,
  meetingRunning,
  meetingPresent,
  meetingPresentEnd,
  meetingPromises,
  meetingPromisesNone,
  meetingPromisesNext,
  columnSaid,
  columnDid,
  columnEffect,
  promiseExpected,
  promiseUnknown,
  promiseOverdue,
  promiseDue,
  promiseDone,
  promiseNotDone,
  promiseDoneOf,
  promiseNotDoneOf,
  promiseNoOwner,
  meetingTotals,
  columnMonth,
  columnMeasure,
  figureCoverage,
  columnChange,
  sinceFreeze,
  sinceFreezeNote,
  meetingUnits,
  columnUnit,
  columnSubmission,
  columnFactors,
  submissionNone,
  submissionCarried,
  submissionLate,
  meetingKeys,
  meetingUnitsNone,
  meetingUnitsNext,
  meetingCauses,
  meetingAllUnits,
  meetingBridge,
  meetingBridgeNone,
  meetingBridgeWhole,
  meetingBridgeLeft,
  meetingFactors,
  meetingFactorsNone,
  meetingDeals,
  meetingDealsNone,
  recorderTitle,
  recorderKind,
  kindDecision,
  kindQuestion,
  recorderKpi,
  recorderNow,
  recorderSubject,
  recorderQuestion,
  recorderOwner,
  recorderDue,
  recorderEffect,
  recorderSave,
  recorderSaving,
  recorderMissing,
  recorderPast,
  recorderSaved,
  recorderReadOnly,
  recorderReadOnlyNext,
  decisionsTitle,
  decisionsNone,
  meetingUnread,
  meetingNowProblem,
  minutesTitle,
  minutesLanguage,
  minutesCopy,
  minutesDownload,
  minutesCopied,
  minutesNotCopied,
  minutesInJapanese,
  minutesInEnglish,
  promiseNoNumber,
  kindParked,
  recorderTopic,
  parkedTitle,
  parkedNone,
  parkedSince,
  parkedTakeUp,
  parkedTakeUpOf,
  parkedClose,
  parkedCloseOf,
  parkedClosed,
  parkedTaken,
  parkedLeave,
} as const;
