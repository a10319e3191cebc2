import gapTitle from '@salesforce/label/c.Gap_Title';
import nounTarget from '@salesforce/label/c.Noun_Target';
import nounBudget from '@salesforce/label/c.Noun_Budget';
import gapShort from '@salesforce/label/c.Gap_Short';
import gapOver from '@salesforce/label/c.Gap_Over';
import gapSentenceShort from '@salesforce/label/c.Gap_Sentence_Short';
import gapSentenceOver from '@salesforce/label/c.Gap_Sentence_Over';
import gapSentenceEven from '@salesforce/label/c.Gap_Sentence_Even';
import gapSentenceNoTarget from '@salesforce/label/c.Gap_Sentence_No_Target';
import gapSplit from '@salesforce/label/c.Gap_Split';
import bulletText from '@salesforce/label/c.Bullet_Text';
import bulletTextPlan from '@salesforce/label/c.Bullet_Text_Plan';
import figuresCaption from '@salesforce/label/c.Figures_Caption';
import breakdownProjects from '@salesforce/label/c.Breakdown_Projects';
import breakdownOpportunities from '@salesforce/label/c.Breakdown_Opportunities';
import breakdownTitle from '@salesforce/label/c.Breakdown_Title';
import breakdownMembers from '@salesforce/label/c.Breakdown_Members';
import totalMatches from '@salesforce/label/c.Total_Matches';
import totalDiffers from '@salesforce/label/c.Total_Differs';
import breakdownOverflow from '@salesforce/label/c.Breakdown_Overflow';
import showMore from '@salesforce/label/c.Show_More';
import breakdownEmptyTarget from '@salesforce/label/c.Breakdown_Empty_Target';
import breakdownEmptyBudget from '@salesforce/label/c.Breakdown_Empty_Budget';
import breakdownEmptyNext from '@salesforce/label/c.Breakdown_Empty_Next';
import trustLabel from '@salesforce/label/c.Trust_Label';
import trustMatched from '@salesforce/label/c.Trust_Matched';
import trustExplained from '@salesforce/label/c.Trust_Explained';
import trustMismatch from '@salesforce/label/c.Trust_Mismatch';
import trustUnchecked from '@salesforce/label/c.Trust_Unchecked';
import trustAsOf from '@salesforce/label/c.Trust_As_Of';
import trustNotLoaded from '@salesforce/label/c.Trust_Not_Loaded';
import trustLoad from '@salesforce/label/c.Trust_Load';
import trustSource from '@salesforce/label/c.Trust_Source';
import trustRows from '@salesforce/label/c.Trust_Rows';
import trustLate from '@salesforce/label/c.Trust_Late';
import trustDifference from '@salesforce/label/c.Trust_Difference';
import gapDraft from '@salesforce/label/c.Gap_Draft';
import breakdownDownload from '@salesforce/label/c.Breakdown_Download';
import breakdownCsvUnit from '@salesforce/label/c.Breakdown_Csv_Unit';
import breakdownLinesLess from '@salesforce/label/c.Breakdown_Lines_Less';
import breakdownLinesMore from '@salesforce/label/c.Breakdown_Lines_More';
import breakdownMembersLess from '@salesforce/label/c.Breakdown_Members_Less';
import breakdownMembersMore from '@salesforce/label/c.Breakdown_Members_More';

/** The left pane: the gap, its breakdown and where the numbers come from. */
export const gapLabels = {
  gapTitle,
  nounTarget,
  nounBudget,
  gapShort,
  gapOver,
  gapSentenceShort,
  gapSentenceOver,
  gapSentenceEven,
  gapSentenceNoTarget,
  gapSplit,
  bulletText,
  bulletTextPlan,
  figuresCaption,
  breakdownProjects,
  breakdownOpportunities,
  breakdownTitle,
  breakdownMembers,
  totalMatches,
  totalDiffers,
  breakdownOverflow,
  showMore,
  breakdownEmptyTarget,
  breakdownEmptyBudget,
  breakdownEmptyNext,
  trustLabel,
  trustMatched,
  trustExplained,
  trustMismatch,
  trustUnchecked,
  trustAsOf,
  trustNotLoaded,
  trustLoad,
  trustSource,
  trustRows,
  trustLate,
  trustDifference,
  gapDraft,
  breakdownDownload,
  breakdownCsvUnit,
  breakdownLinesLess,
  breakdownLinesMore,
  breakdownMembersLess,
  breakdownMembersMore,
} as const;
