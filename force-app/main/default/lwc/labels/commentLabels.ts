import commentTitle from '@salesforce/label/c.Comment_Title';
import commentNone from '@salesforce/label/c.Comment_None';
import commentThread from '@salesforce/label/c.Comment_Thread';
import commentAbout from '@salesforce/label/c.Comment_About';
import commentText from '@salesforce/label/c.Comment_Text';
import commentFor from '@salesforce/label/c.Comment_For';
import commentForNobody from '@salesforce/label/c.Comment_For_Nobody';
import commentForHelp from '@salesforce/label/c.Comment_For_Help';
import commentAdd from '@salesforce/label/c.Comment_Add';
import commentAsOf from '@salesforce/label/c.Comment_As_Of';
import commentSince from '@salesforce/label/c.Comment_Since';
import commentTo from '@salesforce/label/c.Comment_To';
import commentRead from '@salesforce/label/c.Comment_Read';
import commentReadDone from '@salesforce/label/c.Comment_Read_Done';
import commentMarkRead from '@salesforce/label/c.Comment_Mark_Read';
import commentMarkReadOf from '@salesforce/label/c.Comment_Mark_Read_Of';
import commentWithdraw from '@salesforce/label/c.Comment_Withdraw';
import commentWithdrawOf from '@salesforce/label/c.Comment_Withdraw_Of';
import commentWithdrawn from '@salesforce/label/c.Comment_Withdrawn';
import commentSaved from '@salesforce/label/c.Comment_Saved';
import commentNotSaved from '@salesforce/label/c.Comment_Not_Saved';
import commentMore from '@salesforce/label/c.Comment_More';

/** Of the comments on a number. */
export const commentLabels = {
  commentTitle,
  commentNone,
  commentThread,
  commentAbout,
  commentText,
  commentFor,
  commentForNobody,
  commentForHelp,
  commentAdd,
  commentAsOf,
  commentSince,
  commentTo,
  commentRead,
  commentReadDone,
  commentMarkRead,
  commentMarkReadOf,
  commentWithdraw,
  commentWithdrawOf,
  commentWithdrawn,
  commentSaved,
  commentNotSaved,
  commentMore,
} as const;
