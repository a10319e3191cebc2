import waitingTitle from '@salesforce/label/c.Waiting_Title';
import waitingNone from '@salesforce/label/c.Waiting_None';
import waitingNotRunning from '@salesforce/label/c.Waiting_Not_Running';
import waitingSentenceOne from '@salesforce/label/c.Waiting_Sentence_One';
import waitingSentenceMany from '@salesforce/label/c.Waiting_Sentence_Many';
import waitingStaleNone from '@salesforce/label/c.Waiting_Stale_None';
import waitingStaleOne from '@salesforce/label/c.Waiting_Stale_One';
import waitingStaleMany from '@salesforce/label/c.Waiting_Stale_Many';
import waitingStake from '@salesforce/label/c.Waiting_Stake';
import waitingStaleHelp from '@salesforce/label/c.Waiting_Stale_Help';
import waitingNextLevel from '@salesforce/label/c.Waiting_Next_Level';
import waitingYou from '@salesforce/label/c.Waiting_You';
import waitsMemberConfirms from '@salesforce/label/c.Waits_Member_Confirms';
import waitsMemberAnswers from '@salesforce/label/c.Waits_Member_Answers';
import waitsMemberIsDecided from '@salesforce/label/c.Waits_Member_Is_Decided';
import waitsUnitSubmits from '@salesforce/label/c.Waits_Unit_Submits';
import waitsUnitAnswers from '@salesforce/label/c.Waits_Unit_Answers';
import waitsUnitIsDecided from '@salesforce/label/c.Waits_Unit_Is_Decided';
import nudgeOne from '@salesforce/label/c.Nudge_One';
import nudgeMany from '@salesforce/label/c.Nudge_Many';
import nudgeNone from '@salesforce/label/c.Nudge_None';
import nudgeDoneOne from '@salesforce/label/c.Nudge_Done_One';
import nudgeDoneMany from '@salesforce/label/c.Nudge_Done_Many';
import nudgeAt from '@salesforce/label/c.Nudge_At';
import nudgeNotDone from '@salesforce/label/c.Nudge_Not_Done';
import nudgeNotKnown from '@salesforce/label/c.Nudge_Not_Known';
import nudgeSubjectMember from '@salesforce/label/c.Nudge_Subject_Member';
import nudgeSubjectAnswer from '@salesforce/label/c.Nudge_Subject_Answer';
import nudgeSubjectDecide from '@salesforce/label/c.Nudge_Subject_Decide';
import nudgeSubjectUnit from '@salesforce/label/c.Nudge_Subject_Unit';
import membersTitle from '@salesforce/label/c.Members_Title';
import membersName from '@salesforce/label/c.Members_Name';
import membersState from '@salesforce/label/c.Members_State';
import membersLast from '@salesforce/label/c.Members_Last';
import membersChange from '@salesforce/label/c.Members_Change';
import membersCounts from '@salesforce/label/c.Members_Counts';
import membersMore from '@salesforce/label/c.Members_More';
import membersNone from '@salesforce/label/c.Members_None';
import waitsJudgementEnded from '@salesforce/label/c.Waits_Judgement_Ended';

/** Who is open, what each waits for, and the nudge. */
export const waitingLabels = {
  waitingTitle,
  waitingNone,
  waitingNotRunning,
  waitingSentenceOne,
  waitingSentenceMany,
  waitingStaleNone,
  waitingStaleOne,
  waitingStaleMany,
  waitingStake,
  waitingStaleHelp,
  waitingNextLevel,
  waitingYou,
  waitsMemberConfirms,
  waitsMemberAnswers,
  waitsMemberIsDecided,
  waitsUnitSubmits,
  waitsUnitAnswers,
  waitsUnitIsDecided,
  nudgeOne,
  nudgeMany,
  nudgeNone,
  nudgeDoneOne,
  nudgeDoneMany,
  nudgeAt,
  nudgeNotDone,
  nudgeNotKnown,
  nudgeSubjectMember,
  nudgeSubjectAnswer,
  nudgeSubjectDecide,
  nudgeSubjectUnit,
  membersTitle,
  membersName,
  membersState,
  membersLast,
  membersChange,
  membersCounts,
  membersMore,
  membersNone,
  waitsJudgementEnded,
} as const;
