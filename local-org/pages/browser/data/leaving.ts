/** What a person typed and has not saved: nobody leaves it without being asked. */

/** Asks whether to leave without the changes; the host's frame shows the question. */
export type Ask = () => Promise<boolean>;

const unsaved = new Set<() => boolean>();
let ask: Ask = () => Promise.resolve(true);

/** A form that may hold changes; call what it returns when the form is gone. */
export function guardChanges(isDirty: () => boolean): () => void {
  unsaved.add(isDirty);
  return () => unsaved.delete(isDirty);
}

export const hasUnsavedChanges = (): boolean => [...unsaved].some((isDirty) => isDirty());

export function askWith(question: Ask): void {
  ask = question;
}

/** True when nothing would be lost, or the person agreed to lose it. */
export async function mayLeave(): Promise<boolean> {
  return !hasUnsavedChanges() || ask();
}

window.addEventListener('beforeunload', (event) => {
  if (hasUnsavedChanges()) event.preventDefault();
});
