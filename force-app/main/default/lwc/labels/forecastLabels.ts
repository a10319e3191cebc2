import forecastTitle from '@salesforce/label/c.Forecast_Title';
import forecastDraftOne from '@salesforce/label/c.Forecast_Draft_One';
import forecastDraftMany from '@salesforce/label/c.Forecast_Draft_Many';
import forecastDraftNone from '@salesforce/label/c.Forecast_Draft_None';
import forecastUnreadable from '@salesforce/label/c.Forecast_Unreadable';
import forecastConflicts from '@salesforce/label/c.Forecast_Conflicts';
import forecastSave from '@salesforce/label/c.Forecast_Save';
import forecastSaveOne from '@salesforce/label/c.Forecast_Save_One';
import forecastSaveMany from '@salesforce/label/c.Forecast_Save_Many';
import forecastSaving from '@salesforce/label/c.Forecast_Saving';
import forecastUndo from '@salesforce/label/c.Forecast_Undo';
import forecastBeforeAfter from '@salesforce/label/c.Forecast_Before_After';
import forecastHint from '@salesforce/label/c.Forecast_Hint';
import forecastSavedOne from '@salesforce/label/c.Forecast_Saved_One';
import forecastSavedMany from '@salesforce/label/c.Forecast_Saved_Many';
import forecastPartlySaved from '@salesforce/label/c.Forecast_Partly_Saved';
import forecastNotSaved from '@salesforce/label/c.Forecast_Not_Saved';
import forecastNotSavedNext from '@salesforce/label/c.Forecast_Not_Saved_Next';
import forecastRowGone from '@salesforce/label/c.Forecast_Row_Gone';
import forecastEmpty from '@salesforce/label/c.Forecast_Empty';
import forecastReadOnly from '@salesforce/label/c.Forecast_Read_Only';
import forecastReadOnlyNext from '@salesforce/label/c.Forecast_Read_Only_Next';
import forecastOverflow from '@salesforce/label/c.Forecast_Overflow';
import rowMonthClosed from '@salesforce/label/c.Row_Month_Closed';
import rowOpportunityClosed from '@salesforce/label/c.Row_Opportunity_Closed';
import rowUnlinked from '@salesforce/label/c.Row_Unlinked';
import rowDetails from '@salesforce/label/c.Row_Details';
import rowDraft from '@salesforce/label/c.Row_Draft';
import rowSaving from '@salesforce/label/c.Row_Saving';
import rowSaved from '@salesforce/label/c.Row_Saved';
import rowUnreadable from '@salesforce/label/c.Row_Unreadable';
import rowRejected from '@salesforce/label/c.Row_Rejected';
import rowConflict from '@salesforce/label/c.Row_Conflict';
import rowNoAnswer from '@salesforce/label/c.Row_No_Answer';
import rowChangedMeanwhile from '@salesforce/label/c.Row_Changed_Meanwhile';
import conflictTold from '@salesforce/label/c.Conflict_Told';
import conflictKeepMine from '@salesforce/label/c.Conflict_Keep_Mine';
import conflictTakeTheirs from '@salesforce/label/c.Conflict_Take_Theirs';
import enteredFor from '@salesforce/label/c.Entered_For';
import inLanding from '@salesforce/label/c.In_Landing';
import confidence from '@salesforce/label/c.Confidence';
import confidenceNone from '@salesforce/label/c.Confidence_None';
import note from '@salesforce/label/c.Note';
import valueBlank from '@salesforce/label/c.Value_Blank';
import valueYes from '@salesforce/label/c.Value_Yes';
import valueNo from '@salesforce/label/c.Value_No';
import judgementTitle from '@salesforce/label/c.Judgement_Title';
import judgementMembers from '@salesforce/label/c.Judgement_Members';
import judgementField from '@salesforce/label/c.Judgement_Field';
import judgementHelp from '@salesforce/label/c.Judgement_Help';
import judgementSaved from '@salesforce/label/c.Judgement_Saved';
import judgementReadOnlyNext from '@salesforce/label/c.Judgement_Read_Only_Next';
import columnDetails from '@salesforce/label/c.Column_Details';
import forecastOffline from '@salesforce/label/c.Forecast_Offline';
import forecastOfflineNext from '@salesforce/label/c.Forecast_Offline_Next';
import conflictThreeSides from '@salesforce/label/c.Conflict_Three_Sides';
import forecastOnline from '@salesforce/label/c.Forecast_Online';
import lineView from '@salesforce/label/c.Line_View';
import lineSearch from '@salesforce/label/c.Line_Search';
import lineFilter from '@salesforce/label/c.Line_Filter';
import lineFilterAll from '@salesforce/label/c.Line_Filter_All';
import lineFilterChanged from '@salesforce/label/c.Line_Filter_Changed';
import lineFilterConflicts from '@salesforce/label/c.Line_Filter_Conflicts';
import lineFilterBlank from '@salesforce/label/c.Line_Filter_Blank';
import lineFilterLeftOut from '@salesforce/label/c.Line_Filter_Left_Out';
import lineOrder from '@salesforce/label/c.Line_Order';
import lineOrderName from '@salesforce/label/c.Line_Order_Name';
import lineOrderLanding from '@salesforce/label/c.Line_Order_Landing';
import lineOrderDifference from '@salesforce/label/c.Line_Order_Difference';
import lineOrderActual from '@salesforce/label/c.Line_Order_Actual';
import lineGroup from '@salesforce/label/c.Line_Group';
import lineGroupKind from '@salesforce/label/c.Line_Group_Kind';
import lineGroupConfidence from '@salesforce/label/c.Line_Group_Confidence';
import lineConfidence from '@salesforce/label/c.Line_Confidence';
import lineCount from '@salesforce/label/c.Line_Count';
import lineNone from '@salesforce/label/c.Line_None';
import lineShowAll from '@salesforce/label/c.Line_Show_All';
import columnLastWeek from '@salesforce/label/c.Column_Last_Week';
import forecastWide from '@salesforce/label/c.Forecast_Wide';
import forecastNarrow from '@salesforce/label/c.Forecast_Narrow';
import judgementUntil from '@salesforce/label/c.Judgement_Until';
import judgementUntilPast from '@salesforce/label/c.Judgement_Until_Past';
import judgementEnded from '@salesforce/label/c.Judgement_Ended';
import judgementRenew from '@salesforce/label/c.Judgement_Renew';

/** The right pane: expected amounts and the judgement. */
export const forecastLabels = {
  forecastTitle,
  forecastDraftOne,
  forecastDraftMany,
  forecastDraftNone,
  forecastUnreadable,
  forecastConflicts,
  forecastSave,
  forecastSaveOne,
  forecastSaveMany,
  forecastSaving,
  forecastUndo,
  forecastBeforeAfter,
  forecastHint,
  forecastSavedOne,
  forecastSavedMany,
  forecastPartlySaved,
  forecastNotSaved,
  forecastNotSavedNext,
  forecastRowGone,
  forecastEmpty,
  forecastReadOnly,
  forecastReadOnlyNext,
  forecastOverflow,
  rowMonthClosed,
  rowOpportunityClosed,
  rowUnlinked,
  rowDetails,
  rowDraft,
  rowSaving,
  rowSaved,
  rowUnreadable,
  rowRejected,
  rowConflict,
  rowNoAnswer,
  rowChangedMeanwhile,
  conflictTold,
  conflictKeepMine,
  conflictTakeTheirs,
  enteredFor,
  inLanding,
  confidence,
  confidenceNone,
  note,
  valueBlank,
  valueYes,
  valueNo,
  judgementTitle,
  judgementMembers,
  judgementField,
  judgementHelp,
  judgementSaved,
  judgementReadOnlyNext,
  columnDetails,
  forecastOffline,
  forecastOfflineNext,
  conflictThreeSides,
  forecastOnline,
  lineView,
  lineSearch,
  lineFilter,
  lineFilterAll,
  lineFilterChanged,
  lineFilterConflicts,
  lineFilterBlank,
  lineFilterLeftOut,
  lineOrder,
  lineOrderName,
  lineOrderLanding,
  lineOrderDifference,
  lineOrderActual,
  lineGroup,
  lineGroupKind,
  lineGroupConfidence,
  lineConfidence,
  lineCount,
  lineNone,
  lineShowAll,
  columnLastWeek,
  forecastWide,
  forecastNarrow,
  judgementUntil,
  judgementUntilPast,
  judgementEnded,
  judgementRenew,
} as const;
