import openItemSubmit from '@salesforce/label/c.Open_Item_Submit';
import openItemQuestion from '@salesforce/label/c.Open_Item_Question';
import openItemUnsavedOne from '@salesforce/label/c.Open_Item_Unsaved_One';
import openItemUnsavedMany from '@salesforce/label/c.Open_Item_Unsaved_Many';
import openItemStaleOne from '@salesforce/label/c.Open_Item_Stale_One';
import openItemStaleMany from '@salesforce/label/c.Open_Item_Stale_Many';
import openItemMismatch from '@salesforce/label/c.Open_Item_Mismatch';
import weekNudged from '@salesforce/label/c.Week_Nudged';
import confirmTitle from '@salesforce/label/c.Confirm_Title';
import confirmLanding from '@salesforce/label/c.Confirm_Landing';
import confirmSubmitted from '@salesforce/label/c.Confirm_Submitted';
import confirmPrevious from '@salesforce/label/c.Confirm_Previous';
import confirmChange from '@salesforce/label/c.Confirm_Change';
import confirmReviewed from '@salesforce/label/c.Confirm_Reviewed';
import confirmNote from '@salesforce/label/c.Confirm_Note';
import confirmNoteHelp from '@salesforce/label/c.Confirm_Note_Help';
import confirmNoteSaid from '@salesforce/label/c.Confirm_Note_Said';
import confirmAnswer from '@salesforce/label/c.Confirm_Answer';
import confirmQuestion from '@salesforce/label/c.Confirm_Question';
import confirmQuestionNext from '@salesforce/label/c.Confirm_Question_Next';
import confirmMismatch from '@salesforce/label/c.Confirm_Mismatch';
import confirmMismatchBlock from '@salesforce/label/c.Confirm_Mismatch_Block';
import confirmDo from '@salesforce/label/c.Confirm_Do';
import confirmAgain from '@salesforce/label/c.Confirm_Again';
import confirmSaving from '@salesforce/label/c.Confirm_Saving';
import confirmDone from '@salesforce/label/c.Confirm_Done';
import confirmWithdraw from '@salesforce/label/c.Confirm_Withdraw';
import confirmWithdrawn from '@salesforce/label/c.Confirm_Withdrawn';
import confirmNotDone from '@salesforce/label/c.Confirm_Not_Done';
import confirmNotWithdrawn from '@salesforce/label/c.Confirm_Not_Withdrawn';
import confirmNoAnswer from '@salesforce/label/c.Confirm_No_Answer';
import confirmRefusedNext from '@salesforce/label/c.Confirm_Refused_Next';
import confirmDuplicate from '@salesforce/label/c.Confirm_Duplicate';
import confirmMoved from '@salesforce/label/c.Confirm_Moved';
import confirmDecided from '@salesforce/label/c.Confirm_Decided';
import confirmUnsavedOne from '@salesforce/label/c.Confirm_Unsaved_One';
import confirmUnsavedMany from '@salesforce/label/c.Confirm_Unsaved_Many';
import confirmUnreadableOne from '@salesforce/label/c.Confirm_Unreadable_One';
import confirmUnreadableMany from '@salesforce/label/c.Confirm_Unreadable_Many';
import confirmMovedSince from '@salesforce/label/c.Confirm_Moved_Since';
import confirmFor from '@salesforce/label/c.Confirm_For';
import confirmOthers from '@salesforce/label/c.Confirm_Others';
import confirmShut from '@salesforce/label/c.Confirm_Shut';
import confirmNothing from '@salesforce/label/c.Confirm_Nothing';
import accuracyTitle from '@salesforce/label/c.Accuracy_Title';
import accuracyPrivate from '@salesforce/label/c.Accuracy_Private';
import accuracyHigh from '@salesforce/label/c.Accuracy_High';
import accuracyLow from '@salesforce/label/c.Accuracy_Low';
import accuracyEven from '@salesforce/label/c.Accuracy_Even';
import accuracySentence from '@salesforce/label/c.Accuracy_Sentence';
import accuracySentenceRange from '@salesforce/label/c.Accuracy_Sentence_Range';
import accuracyTooFew from '@salesforce/label/c.Accuracy_Too_Few';
import accuracyFacts from '@salesforce/label/c.Accuracy_Facts';
import accuracyCorrected from '@salesforce/label/c.Accuracy_Corrected';
import accuracyBiasHelp from '@salesforce/label/c.Accuracy_Bias_Help';
import accuracyMonths from '@salesforce/label/c.Accuracy_Months';
import accuracyMonth from '@salesforce/label/c.Accuracy_Month';
import accuracyForecast from '@salesforce/label/c.Accuracy_Forecast';
import accuracyError from '@salesforce/label/c.Accuracy_Error';
import accuracyCarried from '@salesforce/label/c.Accuracy_Carried';
import confirmCarried from '@salesforce/label/c.Confirm_Carried';
import confirmMovedShut from '@salesforce/label/c.Confirm_Moved_Shut';
import confirmReviewedNone from '@salesforce/label/c.Confirm_Reviewed_None';

/** The member's confirmation. */
export const confirmLabels = {
  openItemSubmit,
  openItemQuestion,
  openItemUnsavedOne,
  openItemUnsavedMany,
  openItemStaleOne,
  openItemStaleMany,
  openItemMismatch,
  weekNudged,
  confirmTitle,
  confirmLanding,
  confirmSubmitted,
  confirmPrevious,
  confirmChange,
  confirmReviewed,
  confirmNote,
  confirmNoteHelp,
  confirmNoteSaid,
  confirmAnswer,
  confirmQuestion,
  confirmQuestionNext,
  confirmMismatch,
  confirmMismatchBlock,
  confirmDo,
  confirmAgain,
  confirmSaving,
  confirmDone,
  confirmWithdraw,
  confirmWithdrawn,
  confirmNotDone,
  confirmNotWithdrawn,
  confirmNoAnswer,
  confirmRefusedNext,
  confirmDuplicate,
  confirmMoved,
  confirmDecided,
  confirmUnsavedOne,
  confirmUnsavedMany,
  confirmUnreadableOne,
  confirmUnreadableMany,
  confirmMovedSince,
  confirmFor,
  confirmOthers,
  confirmShut,
  confirmNothing,
  accuracyTitle,
  accuracyPrivate,
  accuracyHigh,
  accuracyLow,
  accuracyEven,
  accuracySentence,
  accuracySentenceRange,
  accuracyTooFew,
  accuracyFacts,
  accuracyCorrected,
  accuracyBiasHelp,
  accuracyMonths,
  accuracyMonth,
  accuracyForecast,
  accuracyError,
  accuracyCarried,
  confirmCarried,
  confirmMovedShut,
  confirmReviewedNone,
} as const;
