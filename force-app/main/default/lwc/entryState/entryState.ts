/**
 * What is typed in the grid of a record and not stored yet, told to the other panels of its page: nobody confirms a
 * landing that is about to change.
 */
export interface EntryState {
  /** Rows that are not stored yet, readable or not. */
  readonly unsaved: number;
  readonly unreadable: number;
  /** Where the record lands with all of them, in full currency units; left out when that is what is stored. */
  readonly landing?: number;
}

const NOTHING_TYPED: EntryState = { unsaved: 0, unreadable: 0 };
const states = new Map<string, EntryState>();
type Listener = (recordId: string, state: EntryState) => void;
const listeners = new Set<Listener>();

export function entryStateOf(recordId: string): EntryState {
  return states.get(recordId) ?? NOTHING_TYPED;
}

export function tellEntryState(recordId: string, state: EntryState): void {
  const known = entryStateOf(recordId);
  if (known.unsaved === state.unsaved && known.unreadable === state.unreadable && known.landing === state.landing) {
    return;
  }
  states.set(recordId, state);
  for (const listener of listeners) listener(recordId, state);
}

/** The answer ends it. */
export function onEntryState(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
