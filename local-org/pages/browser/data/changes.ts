/** What the host itself created, changed or deleted: lists on the page read themselves again. */

export interface RecordChange {
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly objectApiName: string;
  readonly id: string;
}

type Listener = (change: RecordChange) => void;

const listeners = new Set<Listener>();

export function announce(change: RecordChange): void {
  for (const listener of listeners) listener(change);
}

export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
