/** What a person typed and has not saved: nobody leaves it without being asked. */

/** Asks whether to leave without the changes; the host's frame shows the question. */
export type Ask = () => Promise<boolean>;

/** A form that may hold changes. */
export interface Guarded {
  readonly isDirty: () => boolean;
  /** Forgets the changes, so that nobody is asked about them twice. */
  readonly discard: () => void;
}

const guarded = new Set<Guarded>();
let ask: Ask = () => Promise.resolve(true);

/** Call what it returns when the form is gone. */
export function guardChanges(form: Guarded): () => void {
  guarded.add(form);
  return () => guarded.delete(form);
}

export const hasUnsavedChanges = (): boolean => [...guarded].some(({ isDirty }) => isDirty());

export function askWith(question: Ask): void {
  ask = question;
}

/** True when nothing would be lost, or the person agreed to lose it; then it is gone. */
export async function mayLeave(): Promise<boolean> {
  if (!hasUnsavedChanges()) return true;
  if (!(await ask())) return false;
  for (const { isDirty, discard } of guarded) if (isDirty()) discard();
  return true;
}

window.addEventListener('beforeunload', (event) => {
  if (hasUnsavedChanges()) event.preventDefault();
});
