import userId from '@salesforce/user/Id';
import type { Unit } from './units';
import { POWERS } from './units';

const KEY = `todoku.unit.${userId}`;
const CHOSEN = 'todoku__unitchosen';

/** What this user chose on this device, if anything. Storage may be forbidden: then nothing was chosen. */
export function chosenUnit(): Unit | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return stored !== null && isUnit(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

function isUnit(text: string): text is Unit {
  return Object.hasOwn(POWERS, text);
}

/** Tells every panel of the page, and remembers the choice. False when it holds for this page alone. */
export function chooseUnit(unit: Unit): boolean {
  window.dispatchEvent(new CustomEvent<Unit>(CHOSEN, { detail: unit }));
  try {
    localStorage.setItem(KEY, unit);
    return true;
  } catch {
    return false;
  }
}

/** Calls back with every later choice on this page; the answer ends it. */
export function onUnitChosen(listener: (unit: Unit) => void): () => void {
  const heard = (event: Event): void => {
    // Only chooseUnit sends this event, always with a Unit.
    listener((event as CustomEvent<Unit>).detail);
  };
  window.addEventListener(CHOSEN, heard);
  return () => {
    window.removeEventListener(CHOSEN, heard);
  };
}
