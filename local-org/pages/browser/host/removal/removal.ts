/** Deleting records: asked first, told afterwards, and heard by every list on the page. */
import Question from 'host/question';
import { deleteRecord } from 'lightning/uiRecordApi';
import { announce } from '../../data/changes.ts';
import { failureOf } from '../../data/form/failure.ts';
import { tell } from '../../data/tell.ts';
import { word } from 'host/words';

interface Doomed {
  readonly objectApiName: string;
  readonly objectLabel: string;
  readonly id: string;
  readonly name: string;
}

async function ask(label: string, text: string): Promise<boolean> {
  const answers = { yes: word('delete'), no: word('cancel'), isDestructive: true };
  return (await Question.open({ size: 'small', label, text, ...answers })) === true;
}

/** True when the record is gone. */
export async function removeRecord({ objectApiName, objectLabel, id, name }: Doomed): Promise<boolean> {
  const title = word('deleteTitle', objectLabel);
  if (!(await ask(title, word('deleteQuestion', objectLabel, name)))) return false;
  try {
    await deleteRecord(id);
  } catch (error) {
    tell('error', title, failureOf(error).detail);
    return false;
  }
  announce({ kind: 'deleted', objectApiName, id });
  tell('success', word('deleted', objectLabel, name));
  return true;
}

/** Deletes one after the other; what cannot be deleted stays and is counted. */
export async function removeRecords(objectApiName: string, objectLabel: string, ids: readonly string[]): Promise<void> {
  const title = word('deleteTitle', objectLabel);
  if (!(await ask(title, word('deleteManyQuestion', ids.length)))) return;
  const refusals: string[] = [];
  for (const id of ids) {
    try {
      await deleteRecord(id);
    } catch (error) {
      refusals.push(failureOf(error).detail);
    }
  }
  announce({ kind: 'deleted', objectApiName, id: ids[0] ?? '' });
  const [first = ''] = refusals;
  if (refusals.length > 0) tell('error', word('deleteFailed', refusals.length, ids.length, first));
  else tell('success', word('deletedMany', ids.length));
}
