import delegateTitle from '@salesforce/label/c.Delegate_Title';
import delegateNone from '@salesforce/label/c.Delegate_None';
import delegateLine from '@salesforce/label/c.Delegate_Line';
import delegateNow from '@salesforce/label/c.Delegate_Now';
import delegatePerson from '@salesforce/label/c.Delegate_Person';
import delegateFrom from '@salesforce/label/c.Delegate_From';
import delegateUntil from '@salesforce/label/c.Delegate_Until';
import delegateHelp from '@salesforce/label/c.Delegate_Help';
import delegateName from '@salesforce/label/c.Delegate_Name';
import delegateEnd from '@salesforce/label/c.Delegate_End';
import delegateEndOf from '@salesforce/label/c.Delegate_End_Of';
import delegateOrder from '@salesforce/label/c.Delegate_Order';
import delegateNamed from '@salesforce/label/c.Delegate_Named';
import delegateEnded from '@salesforce/label/c.Delegate_Ended';
import delegateFailed from '@salesforce/label/c.Delegate_Failed';
import delegateSubject from '@salesforce/label/c.Delegate_Subject';
import delegateYou from '@salesforce/label/c.Delegate_You';

/** Of who stands in for the head of a unit. */
export const delegateLabels = {
  delegateTitle,
  delegateNone,
  delegateLine,
  delegateNow,
  delegatePerson,
  delegateFrom,
  delegateUntil,
  delegateHelp,
  delegateName,
  delegateEnd,
  delegateEndOf,
  delegateOrder,
  delegateNamed,
  delegateEnded,
  delegateFailed,
  delegateSubject,
  delegateYou,
} as const;
