/** Toasts of the host itself. */
import { ShowToastEvent } from '../lightning/platformShowToastEvent/platformShowToastEvent.ts';
import { nameOfRecord, readObject } from './facts.ts';
import type { RecordRepresentation } from './representation.ts';
import { recordAddress } from './references.ts';
import { word, words } from 'host/words';

export type ToastVariant = 'success' | 'error' | 'warning' | 'info';

export function tell(variant: ToastVariant, title: string, message = ''): void {
  window.dispatchEvent(new ShowToastEvent({ title, message, variant }));
}

/** A refusal of the host that names what it does not have. */
export const tellRefused = (key: string, name: string): void => {
  tell('warning', word(key, name));
};

/** Says what became of a record, with a link to it. */
export async function tellSaved(kind: 'created' | 'saved', record: RecordRepresentation): Promise<void> {
  const object = await readObject(record.apiName);
  const name = nameOfRecord(record, object) || record.id;
  const link = { label: name, url: recordAddress(record.apiName, record.id) };
  const message = words[kind] ?? '';
  const messageData = [object.label, link];
  window.dispatchEvent(new ShowToastEvent({ title: '', message, messageData, variant: 'success' }));
}
