import revisionTitle from '@salesforce/label/c.Revision_Title';
import revisionNone from '@salesforce/label/c.Revision_None';
import revisionHelp from '@salesforce/label/c.Revision_Help';
import revisionWanted from '@salesforce/label/c.Revision_Wanted';
import revisionReason from '@salesforce/label/c.Revision_Reason';
import revisionFromTo from '@salesforce/label/c.Revision_From_To';
import revisionChange from '@salesforce/label/c.Revision_Change';
import revisionChangeAlone from '@salesforce/label/c.Revision_Change_Alone';
import revisionAsk from '@salesforce/label/c.Revision_Ask';
import revisionAsking from '@salesforce/label/c.Revision_Asking';
import revisionAsked from '@salesforce/label/c.Revision_Asked';
import revisionNotAsked from '@salesforce/label/c.Revision_Not_Asked';
import revisionMissing from '@salesforce/label/c.Revision_Missing';
import revisionSame from '@salesforce/label/c.Revision_Same';
import revisionBy from '@salesforce/label/c.Revision_By';
import revisionOpen from '@salesforce/label/c.Revision_Open';
import revisionGranted from '@salesforce/label/c.Revision_Granted';
import revisionDeclined from '@salesforce/label/c.Revision_Declined';
import revisionWithdrawn from '@salesforce/label/c.Revision_Withdrawn';
import revisionInForce from '@salesforce/label/c.Revision_In_Force';
import revisionToCome from '@salesforce/label/c.Revision_To_Come';
import revisionAnswered from '@salesforce/label/c.Revision_Answered';
import revisionAnswer from '@salesforce/label/c.Revision_Answer';
import revisionGrant from '@salesforce/label/c.Revision_Grant';
import revisionDecline from '@salesforce/label/c.Revision_Decline';
import revisionDeclineHelp from '@salesforce/label/c.Revision_Decline_Help';
import revisionAnswerSaved from '@salesforce/label/c.Revision_Answer_Saved';
import revisionNotAnswered from '@salesforce/label/c.Revision_Not_Answered';
import revisionWithdraw from '@salesforce/label/c.Revision_Withdraw';
import revisionWithdrawnDone from '@salesforce/label/c.Revision_Withdrawn_Done';

/** A request for another budget: what is asked, and what RevOps answers. */
export const revisionLabels = {
  revisionTitle,
  revisionNone,
  revisionHelp,
  revisionWanted,
  revisionReason,
  revisionFromTo,
  revisionChange,
  revisionChangeAlone,
  revisionAsk,
  revisionAsking,
  revisionAsked,
  revisionNotAsked,
  revisionMissing,
  revisionSame,
  revisionBy,
  revisionOpen,
  revisionGranted,
  revisionDeclined,
  revisionWithdrawn,
  revisionInForce,
  revisionToCome,
  revisionAnswered,
  revisionAnswer,
  revisionGrant,
  revisionDecline,
  revisionDeclineHelp,
  revisionAnswerSaved,
  revisionNotAnswered,
  revisionWithdraw,
  revisionWithdrawnDone,
} as const;
