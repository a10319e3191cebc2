import pasteTitle from '@salesforce/label/c.Paste_Title';
import pasteByName from '@salesforce/label/c.Paste_By_Name';
import pasteByPosition from '@salesforce/label/c.Paste_By_Position';
import pasteUnit from '@salesforce/label/c.Paste_Unit';
import pasteColumnText from '@salesforce/label/c.Paste_Column_Text';
import pasteColumnBefore from '@salesforce/label/c.Paste_Column_Before';
import pasteColumnAfter from '@salesforce/label/c.Paste_Column_After';
import pasteColumnRow from '@salesforce/label/c.Paste_Column_Row';
import pasteAcceptOne from '@salesforce/label/c.Paste_Accept_One';
import pasteAcceptMany from '@salesforce/label/c.Paste_Accept_Many';
import pasteCancel from '@salesforce/label/c.Paste_Cancel';
import pasteRejected from '@salesforce/label/c.Paste_Rejected';
import pasteNoRow from '@salesforce/label/c.Paste_No_Row';
import pasteAmbiguous from '@salesforce/label/c.Paste_Ambiguous';
import pasteRepeated from '@salesforce/label/c.Paste_Repeated';
import pasteLocked from '@salesforce/label/c.Paste_Locked';
import pasteEntered from '@salesforce/label/c.Paste_Entered';
import draftRestored from '@salesforce/label/c.Draft_Restored';
import draftUndone from '@salesforce/label/c.Draft_Undone';
import draftRedone from '@salesforce/label/c.Draft_Redone';
import rangeChanged from '@salesforce/label/c.Range_Changed';
import rangeSkipped from '@salesforce/label/c.Range_Skipped';
import rangeCopied from '@salesforce/label/c.Range_Copied';
import pasteNotAChoice from '@salesforce/label/c.Paste_Not_A_Choice';
import pasteTooLong from '@salesforce/label/c.Paste_Too_Long';
import pasteColumnField from '@salesforce/label/c.Paste_Column_Field';
import pasteRestored from '@salesforce/label/c.Paste_Restored';
import historyTitle from '@salesforce/label/c.History_Title';
import historyWhen from '@salesforce/label/c.History_When';
import historyWho from '@salesforce/label/c.History_Who';
import historyNow from '@salesforce/label/c.History_Now';
import historyFreeze from '@salesforce/label/c.History_Freeze';
import historyNone from '@salesforce/label/c.History_None';
import historyChanged from '@salesforce/label/c.History_Changed';
import historyRevert from '@salesforce/label/c.History_Revert';
import historyReverted from '@salesforce/label/c.History_Reverted';

/** Amounts on their way into the grid: pasted, taken back, kept for later. */
export const draftLabels = {
  pasteTitle,
  pasteByName,
  pasteByPosition,
  pasteUnit,
  pasteColumnText,
  pasteColumnBefore,
  pasteColumnAfter,
  pasteColumnRow,
  pasteAcceptOne,
  pasteAcceptMany,
  pasteCancel,
  pasteRejected,
  pasteNoRow,
  pasteAmbiguous,
  pasteRepeated,
  pasteLocked,
  pasteEntered,
  draftRestored,
  draftUndone,
  draftRedone,
  rangeChanged,
  rangeSkipped,
  rangeCopied,
  pasteNotAChoice,
  pasteTooLong,
  pasteColumnField,
  pasteRestored,
  historyTitle,
  historyWhen,
  historyWho,
  historyNow,
  historyFreeze,
  historyNone,
  historyChanged,
  historyRevert,
  historyReverted,
} as const;
