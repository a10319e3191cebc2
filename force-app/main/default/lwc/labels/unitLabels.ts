import unitTitle from '@salesforce/label/c.Unit_Title';
import unitPrevious from '@salesforce/label/c.Unit_Previous';
import unitPreviousNone from '@salesforce/label/c.Unit_Previous_None';
import unitChange from '@salesforce/label/c.Unit_Change';
import unitSinceSubmission from '@salesforce/label/c.Unit_Since_Submission';
import unitBalance from '@salesforce/label/c.Unit_Balance';
import unitCoverage from '@salesforce/label/c.Unit_Coverage';
import unitCoverageHelp from '@salesforce/label/c.Unit_Coverage_Help';
import factorList from '@salesforce/label/c.Factor_List';
import factorReason from '@salesforce/label/c.Factor_Reason';
import factorChoose from '@salesforce/label/c.Factor_Choose';
import factorAmount from '@salesforce/label/c.Factor_Amount';
import factorComment from '@salesforce/label/c.Factor_Comment';
import factorOwn from '@salesforce/label/c.Factor_Own';
import factorAdd from '@salesforce/label/c.Factor_Add';
import factorAddRest from '@salesforce/label/c.Factor_Add_Rest';
import factorRemove from '@salesforce/label/c.Factor_Remove';
import factorReset from '@salesforce/label/c.Factor_Reset';
import factorNeedComment from '@salesforce/label/c.Factor_Need_Comment';
import factorNeedAmount from '@salesforce/label/c.Factor_Need_Amount';
import factorNone from '@salesforce/label/c.Factor_None';
import factorVerdict from '@salesforce/label/c.Factor_Verdict';
import factorOpen from '@salesforce/label/c.Factor_Open';
import factorAccepted from '@salesforce/label/c.Factor_Accepted';
import factorRejected from '@salesforce/label/c.Factor_Rejected';
import factorAccept from '@salesforce/label/c.Factor_Accept';
import factorReject from '@salesforce/label/c.Factor_Reject';
import unitNote from '@salesforce/label/c.Unit_Note';
import unitMismatch from '@salesforce/label/c.Unit_Mismatch';
import unitAcknowledged from '@salesforce/label/c.Unit_Acknowledged';
import unitSubmit from '@salesforce/label/c.Unit_Submit';
import unitNewVersion from '@salesforce/label/c.Unit_New_Version';
import unitVersion from '@salesforce/label/c.Unit_Version';
import unitNotReady from '@salesforce/label/c.Unit_Not_Ready';
import unitReady from '@salesforce/label/c.Unit_Ready';
import unitWhyUnexplained from '@salesforce/label/c.Unit_Why_Unexplained';
import unitWhyJudgement from '@salesforce/label/c.Unit_Why_Judgement';
import unitWhyCodeOne from '@salesforce/label/c.Unit_Why_Code_One';
import unitWhyCodeMany from '@salesforce/label/c.Unit_Why_Code_Many';
import unitWhyComment from '@salesforce/label/c.Unit_Why_Comment';
import unitWhyAmount from '@salesforce/label/c.Unit_Why_Amount';
import unitWhyMismatch from '@salesforce/label/c.Unit_Why_Mismatch';
import unitWhyClosed from '@salesforce/label/c.Unit_Why_Closed';
import unitReadOnly from '@salesforce/label/c.Unit_Read_Only';
import unitSubmitted from '@salesforce/label/c.Unit_Submitted';
import unitNotSubmitted from '@salesforce/label/c.Unit_Not_Submitted';
import unitMoved from '@salesforce/label/c.Unit_Moved';
import unitTaken from '@salesforce/label/c.Unit_Taken';
import unitDrafting from '@salesforce/label/c.Unit_Drafting';
import unitOpenSubmit from '@salesforce/label/c.Unit_Open_Submit';
import unitOpenAnswer from '@salesforce/label/c.Unit_Open_Answer';
import decisionTitle from '@salesforce/label/c.Decision_Title';
import decisionConfirm from '@salesforce/label/c.Decision_Confirm';
import decisionConfirmOf from '@salesforce/label/c.Decision_Confirm_Of';
import decisionReturn from '@salesforce/label/c.Decision_Return';
import decisionReturnOf from '@salesforce/label/c.Decision_Return_Of';
import decisionQuestion from '@salesforce/label/c.Decision_Question';
import decisionQuestionHelp from '@salesforce/label/c.Decision_Question_Help';
import decisionSend from '@salesforce/label/c.Decision_Send';
import decisionCancel from '@salesforce/label/c.Decision_Cancel';
import decisionConfirmed from '@salesforce/label/c.Decision_Confirmed';
import decisionReturned from '@salesforce/label/c.Decision_Returned';
import decisionFailed from '@salesforce/label/c.Decision_Failed';
import returnedQuestion from '@salesforce/label/c.Returned_Question';
import factorIncomplete from '@salesforce/label/c.Factor_Incomplete';
import unitReadyLeft from '@salesforce/label/c.Unit_Ready_Left';
import factorAcceptDo from '@salesforce/label/c.Factor_Accept_Do';
import factorRejectDo from '@salesforce/label/c.Factor_Reject_Do';
import factorUndo from '@salesforce/label/c.Factor_Undo';
import factorUndoOf from '@salesforce/label/c.Factor_Undo_Of';
import unitWithdrawn from '@salesforce/label/c.Unit_Withdrawn';
import unitWithdrawHelp from '@salesforce/label/c.Unit_Withdraw_Help';
import judgementFrozen from '@salesforce/label/c.Judgement_Frozen';
import versionEarlier from '@salesforce/label/c.Version_Earlier';
import versionWeek from '@salesforce/label/c.Version_Week';
import versionChangeHelp from '@salesforce/label/c.Version_Change_Help';
import factorCopy from '@salesforce/label/c.Factor_Copy';
import unitOpenDecide from '@salesforce/label/c.Unit_Open_Decide';
import unitOpenMembersOne from '@salesforce/label/c.Unit_Open_Members_One';
import unitOpenMembersMany from '@salesforce/label/c.Unit_Open_Members_Many';

/** What a unit submits: the change, its factors, the decision. */
export const unitLabels = {
  unitTitle,
  unitPrevious,
  unitPreviousNone,
  unitChange,
  unitSinceSubmission,
  unitBalance,
  unitCoverage,
  unitCoverageHelp,
  factorList,
  factorReason,
  factorChoose,
  factorAmount,
  factorComment,
  factorOwn,
  factorAdd,
  factorAddRest,
  factorRemove,
  factorReset,
  factorNeedComment,
  factorNeedAmount,
  factorNone,
  factorVerdict,
  factorOpen,
  factorAccepted,
  factorRejected,
  factorAccept,
  factorReject,
  unitNote,
  unitMismatch,
  unitAcknowledged,
  unitSubmit,
  unitNewVersion,
  unitVersion,
  unitNotReady,
  unitReady,
  unitWhyUnexplained,
  unitWhyJudgement,
  unitWhyCodeOne,
  unitWhyCodeMany,
  unitWhyComment,
  unitWhyAmount,
  unitWhyMismatch,
  unitWhyClosed,
  unitReadOnly,
  unitSubmitted,
  unitNotSubmitted,
  unitMoved,
  unitTaken,
  unitDrafting,
  unitOpenSubmit,
  unitOpenAnswer,
  decisionTitle,
  decisionConfirm,
  decisionConfirmOf,
  decisionReturn,
  decisionReturnOf,
  decisionQuestion,
  decisionQuestionHelp,
  decisionSend,
  decisionCancel,
  decisionConfirmed,
  decisionReturned,
  decisionFailed,
  returnedQuestion,
  factorIncomplete,
  unitReadyLeft,
  factorAcceptDo,
  factorRejectDo,
  factorUndo,
  factorUndoOf,
  unitWithdrawn,
  unitWithdrawHelp,
  judgementFrozen,
  versionEarlier,
  versionWeek,
  versionChangeHelp,
  factorCopy,
  unitOpenDecide,
  unitOpenMembersOne,
  unitOpenMembersMany,
} as const;
